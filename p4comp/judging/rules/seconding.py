"""A second finding: what an evaluator came to think after the others' findings could be seen. It stands beside the first and never counts."""

from flask_babel import gettext as _

from p4comp.competition.spec import Instrument
from p4comp.core.errors import Invalid

LONGEST = 2000


def level(instrument: Instrument, first: int | None, text: str) -> int:
    """The level that is noted; Invalid when it is none of the rubric's, or the one that is locked."""
    if not (text.isascii() and text.isdecimal() and len(text) < 4) or int(text) > instrument.top_level:
        raise Invalid(_("Pilih tingkat 0 sampai %(top)d.", top=instrument.top_level), "level")
    if int(text) == first:
        raise Invalid(_("Itu tingkat yang sudah Anda kunci. Pilih tingkat lain, atau biarkan seperti semula."), "level")
    return int(text)


def reason(text: str) -> str:
    """Why the evaluator thinks otherwise now; Invalid without one."""
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        raise Invalid(_("Jelaskan mengapa Anda kini menilai lain."), "note")
    if len(text) > LONGEST:
        raise Invalid(_("Penjelasan paling panjang %(limit)d huruf.", limit=LONGEST), "note")
    return text
