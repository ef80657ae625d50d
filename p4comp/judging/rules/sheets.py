"""A sheet: levels on the rubric's scale, notes, and when it may be locked."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.rules import weighted_total
from p4comp.competition.spec import Indicator, Instrument
from p4comp.core.errors import Invalid

NOTE_LIMIT = 4000
FIELDS = frozenset({"level", "note", "remark", "in_doubt"})
EVIDENCE = "bukti."


class Proof(StrEnum):
    """What a piece of evidence does for the claim it stands under."""

    PROVES = "membuktikan"
    PARTLY = "sebagian"
    NOT = "tidak"
    UNREADABLE = "tidak_terbaca"


PROOF_WORDS = {
    Proof.PROVES: _l("Membuktikan"),
    Proof.PARTLY: _l("Sebagian"),
    Proof.NOT: _l("Tidak membuktikan"),
    Proof.UNREADABLE: _l("Tidak terbaca"),
}


def piece(field: str) -> str:
    """The piece of evidence that `bukti.<id>` is about; empty for any other field."""
    return field.removeprefix(EVIDENCE) if field.startswith(EVIDENCE) else ""


def proof(text: str, field: str) -> Proof | None:
    """A verdict on a piece of evidence, or None for an empty choice."""
    if not text.strip():
        return None
    if text not in set(Proof):
        raise Invalid(_("Pilih salah satu penilaian bukti."), field)
    return Proof(text)


def address(instrument: Instrument, field: str) -> tuple[str, str]:
    """`A1.level` as indicator and field; Invalid for an address the sheet does not have."""
    code, _dot, name = field.rpartition(".")
    if instrument.indicator(code) is None or name not in FIELDS:
        raise Invalid(_("Isian ini tidak ada dalam lembar. Muat ulang halaman."), field)
    return code, name


def value(instrument: Instrument, field: str, text: str) -> int | str | None:
    """What was typed into `A1.level`, a note or the mark of doubt, checked; Invalid stands beside that field."""
    _code, name = address(instrument, field)
    if name == "in_doubt":
        return bool(text.strip())
    return level(text, instrument.top_level, field) if name == "level" else note(text, field)


def level(text: str, top: int, field: str) -> int | None:
    """A rubric level, or None for an empty choice; anything but a whole number from 0 to `top` is refused."""
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 4) or int(text) > top:
        raise Invalid(_("Pilih tingkat 0 sampai %(top)d.", top=top), field)
    return int(text)


def note(text: str, field: str) -> str:
    """A note of bearable length, with plain line ends."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > NOTE_LIMIT:
        raise Invalid(_("Catatan paling panjang %(limit)d huruf. Ringkaskan catatan ini.", limit=NOTE_LIMIT), field)
    return text


def missing(instrument: Instrument, levels: Mapping[str, int | None]) -> list[Indicator]:
    """The indicators that have no level yet."""
    return [indicator for indicator in instrument.indicators if levels.get(indicator.code) is None]


def total(instrument: Instrument, levels: Mapping[str, int | None]) -> float:
    """The sheet's score, 0 to 100; Invalid names the first indicators without a level."""
    lacking = missing(instrument, levels)
    if lacking:
        names = ", ".join(indicator.code for indicator in lacking[:5]) + (" …" if len(lacking) > 5 else "")
        raise Invalid(_("Masih %(n)d indikator tanpa tingkat: %(names)s.", n=len(lacking), names=names), f"{lacking[0].code}.level")
    given = {code: found for code, found in levels.items() if found is not None}
    weights = {indicator.code: indicator.weight for indicator in instrument.indicators}
    for code in weights:
        if not 0 <= given[code] <= instrument.top_level:
            raise Invalid(_("Pilih tingkat 0 sampai %(top)d.", top=instrument.top_level), f"{code}.level")
    return weighted_total(given, weights, instrument.top_level)


def running(instrument: Instrument, levels: Mapping[str, int | None]) -> float:
    """The score so far: indicators without a level count as nothing."""
    given = {indicator.code: levels.get(indicator.code) or 0 for indicator in instrument.indicators}
    return weighted_total(given, {indicator.code: indicator.weight for indicator in instrument.indicators}, instrument.top_level)
