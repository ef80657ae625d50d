"""What can be typed on juror sheets."""

from collections.abc import Mapping, Sequence
from decimal import InvalidOperation
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Length

from p4comp.competition.spec import InterviewSheet
from p4comp.core.errors import Invalid
from p4comp.core.forms import Form, needed, parse_decimal
from p4comp.institutions.rules.conflicts import Relation
from p4comp.interviews.models import JurorSheet, Mark
from p4comp.interviews.rules.states import SheetState

DECLARATIONS = [
    SelectChoice("no", _l("Tidak ada. Saya menilai peserta ini secara mandiri.")),
    SelectChoice("yes", _l("Ada. Saya tidak menilai peserta ini.")),
]


class DeclarationForm(Form):
    """A juror's declaration before a dossier opens."""

    statement = TextAreaField(_l("Penjelasan Anda tentang hubungan itu"), [Length(max=1000)])
    conflict = RadioField(
        _l("Benturan kepentingan dengan peserta ini"),
        [needed(_l("Pilih salah satu."))],
        choices=DECLARATIONS,
    )
    reason = TextAreaField(
        _l("Bila ada, sebutkan"),
        [Length(max=1000)],
        description=_l("Misalnya pernah bekerja di sana, keluarga, atau kerja sama. Hanya sekretariat yang membacanya."),
    )

    def offer(self, sheet: JurorSheet, light: Sequence[Relation] = ()) -> "DeclarationForm":
        """Once the dossier is open only a conflict is left to declare; without a light bond there is nothing to explain."""
        if not light:
            del self.statement
        if sheet.state is not SheetState.ASSIGNED:
            self.conflict.choices = DECLARATIONS[1:]
        return self


def score_text(score: float | None) -> str:
    """A score as it is typed: `87,5`."""
    return "" if score is None else f"{score:g}".replace(".", ",")


def read(field: str, text: str) -> float | str | None:
    """What was typed into `dampak.score` or `dampak.note`; Invalid for a score that is no number."""
    if not field.endswith(".score"):
        return text
    if not text.strip():
        return None
    try:
        number = parse_decimal(text)
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise Invalid(_("Isi angka, misalnya 87,5."), field)
    return float(number)


def sheet_form(sheet: InterviewSheet, marks: Mapping[str, Mark]) -> Any:
    """The form of a sheet: for every criterion a score and a note, each with the version that was seen."""
    made: dict[str, Any] = {}
    for line in sheet.criteria:
        mark = marks.get(line.code)
        made[f"{line.code}.score"] = StringField(_("Nilai 0–%(top)d", top=sheet.scale), default=score_text(mark.score) if mark else "")
        made[f"{line.code}.note"] = TextAreaField(_("Catatan"), default=mark.note if mark else "")
        made[f"{line.code}.score.version"] = HiddenField(default=str(mark.score_version) if mark else "0")
        made[f"{line.code}.note.version"] = HiddenField(default=str(mark.note_version) if mark else "0")
    return type("SheetForm", (Form,), made)()
