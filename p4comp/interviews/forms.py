"""What can be typed about panels, the timetable and juror sheets."""

from collections.abc import Iterable, Mapping
from decimal import InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Email, Length

from p4comp.competition.spec import InterviewSheet
from p4comp.core import clock
from p4comp.core.errors import Invalid
from p4comp.core.forms import Form, LocalMomentField, needed, parse_decimal
from p4comp.interviews.models import Interview, JurorSheet, Mark, Panel
from p4comp.interviews.rules.states import SheetState

DECLARATIONS = [
    SelectChoice("no", _l("Tidak ada. Saya menilai peserta ini secara mandiri.")),
    SelectChoice("yes", _l("Ada. Saya tidak menilai peserta ini.")),
]


class PanelForm(Form):
    """A new panel."""

    name = StringField(_l("Nama panel"), [needed(_l("Isi nama panel, misalnya Panel 1.")), Length(max=80)])


class JurorForm(Form):
    """A new juror of a panel."""

    panel = SelectField(_l("Panel"), [needed(_l("Pilih panel."))])
    name = StringField(_l("Nama dengan gelar"), [needed(_l("Isi nama juri.")), Length(max=160)])
    email = StringField(
        _l("Surel"),
        [needed(_l("Isi alamat surel juri.")), Email(_l("Isi alamat surel yang lengkap, misalnya nama@contoh.go.id.")), Length(max=254)],
    )
    employer = StringField(
        _l("Instansi tempat bekerja"),
        [Length(max=250)],
        description=_l("Nama atau kode instansi dalam daftar; kosongkan bila tidak bekerja di instansi pemerintah."),
    )

    def offer(self, panels: Iterable[Panel]) -> "JurorForm":
        """The panels to choose from."""
        self.panel.choices = [SelectChoice(panel.id, panel.name) for panel in panels]
        return self


class MoveForm(Form):
    """Another seat for an interview; the moment is typed on the edition's clock."""

    panel = SelectField(_l("Panel"), [needed(_l("Pilih panel."))])
    starts_at = LocalMomentField(_l("Mulai (WIB)"), [needed(_l("Isi hari dan jam mulai."))])

    def offer(self, panels: Iterable[Panel], interview: Interview, zone: str) -> "MoveForm":
        """The panels to choose from, the seat it has, and the edition's clock."""
        self.panel.choices = [SelectChoice(panel.id, panel.name) for panel in panels]
        self.starts_at.zone = ZoneInfo(zone)
        self.starts_at.label.text = _("Mulai (%(zone)s)", zone=clock.zone_name(zone))
        if not self.is_submitted():
            self.panel.data = interview.panel_id
            self.starts_at.process_data(interview.starts_at)
        elif self.starts_at.raw_data and not self.starts_at.process_errors:
            self.starts_at.process_formdata(self.starts_at.raw_data)
        return self


class SwapForm(Form):
    """The interview to change seats with."""

    other = SelectField(_l("Tukar dengan"), [needed(_l("Pilih wawancara lain."))])

    def offer(self, interviews: Iterable[Interview], words: Mapping[str, str]) -> "SwapForm":
        """The interviews to choose from."""
        self.other.choices = [SelectChoice(row.id, words[row.id]) for row in interviews]
        return self


class DeclarationForm(Form):
    """A juror's declaration before a dossier opens."""

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

    def offer(self, sheet: JurorSheet) -> "DeclarationForm":
        """Once the dossier is open only a conflict is left to declare."""
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
