"""What can be typed about looks on the spot."""

from collections.abc import Iterable, Mapping
from decimal import InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
    FileField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from p4comp.competition.interview_terms import CheckItem
from p4comp.core import clock
from p4comp.core.errors import Invalid
from p4comp.core.forms import Form, LocalMomentField, at_most, needed, parse_decimal
from p4comp.interviews.models import Observation, ObservationMark, ObservationPhoto
from p4comp.interviews.queries.observations import Candidate
from p4comp.interviews.rules.observations import SEEN_WORDS

DUTIES = {"juror": _l("juri"), "evaluator": _l("evaluator"), "secretariat": _l("sekretariat")}


class ReasonForm(Form):
    """Why something is asked for, declined, called off or opened."""

    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi alasannya.")), at_most(2000)])


class AnswerForm(Form):
    """The word of a second person; the action says whether it needs a reason."""

    reason = TextAreaField(_l("Alasan"), [at_most(2000)])


class OrderForm(Form):
    """Who goes where and when; the moment is typed on the institution's clock."""

    starts_at = LocalMomentField(_l("Mulai kunjungan"), [needed(_l("Isi tanggal dan jam kunjungan."))])
    place = StringField(_l("Tempat"), [needed(_l("Isi tempat kunjungan.")), at_most(300)], description=_l("Nama kantor dan alamatnya."))
    team = SelectMultipleField(
        _l("Anggota tim"), choices=[], validate_choice=False, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    leader = SelectField(_l("Ketua tim"), [needed(_l("Pilih ketua tim."))], validate_choice=False)
    reason = TextAreaField(_l("Alasan perubahan"), [needed(_l("Isi alasan perubahan.")), at_most(2000)])

    def offer(self, row: Observation, people: Iterable[Candidate], zone: str) -> "OrderForm":
        """Those who may go, what was ordered before, and the clock of the place."""
        free = [SelectChoice(one.person.id, f"{one.person.name} ({DUTIES[one.duty]})") for one in people if not one.bar]
        self.team.choices, self.leader.choices = free, [SelectChoice("", _("Pilih …")), *free]
        self.starts_at.zone = ZoneInfo(zone)
        self.starts_at.label.text = _("Mulai kunjungan (%(zone)s)", zone=clock.zone_name(zone))
        if row.starts_at is None:
            del self.reason
        if self.is_submitted():
            if self.starts_at.raw_data and not self.starts_at.process_errors:
                self.starts_at.process_formdata(self.starts_at.raw_data)
        elif row.starts_at is not None:
            self.starts_at.process_data(row.starts_at)
            self.place.data, self.team.data = row.place, [one.person_id for one in row.members]
            self.leader.data = next((one.person_id for one in row.members if one.is_leader), "")
        return self


class PhotoForm(Form):
    """A photo to be added; what it shows may be said now or later."""

    file = FileField(_l("Foto"))
    caption = StringField(_l("Keterangan"), [at_most(300)], description=_l("Misalnya: papan maklumat pelayanan di ruang tunggu."))
    staged = HiddenField()


class PhotoFactsForm(Form):
    """When and where a photo was taken."""

    taken_at = LocalMomentField(_l("Diambil pada"), [needed(_l("Isi tanggal dan jam foto diambil."))])
    place = StringField(_l("Tempat"), [needed(_l("Isi tempat foto diambil.")), at_most(300)])
    caption = StringField(_l("Keterangan"), [at_most(300)])

    def offer(self, photo: ObservationPhoto, zone: str) -> "PhotoFactsForm":
        """What is known so far, on the clock of the place."""
        self.taken_at.zone = ZoneInfo(zone)
        self.taken_at.label.text = _("Diambil pada (%(zone)s)", zone=clock.zone_name(zone))
        if not self.is_submitted():
            self.taken_at.process_data(photo.taken_at)
            self.place.data, self.caption.data = photo.place, photo.caption
        elif self.taken_at.raw_data and not self.taken_at.process_errors:
            self.taken_at.process_formdata(self.taken_at.raw_data)
        return self


class CorrectionForm(Form):
    """Points up or down, and why."""

    points = StringField(_l("Poin"), [needed(_l("Isi poinnya, misalnya 1,5 atau -1.")), at_most(12)])
    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi alasannya.")), at_most(2000)])

    @property
    def number(self) -> float:
        """The points typed; Invalid for what is no number."""
        try:
            found = parse_decimal((self.points.data or "").replace("+", "").replace("−", "-"))
        except InvalidOperation:
            raise Invalid(_("Isi angka, misalnya 1,5 atau -1."), "points") from None
        return float(found)


def report_form(items: Iterable[CheckItem], marks: Mapping[str, ObservationMark], row: Observation) -> Any:
    """The report on the spot: each thing with what was found, a note, and the versions that were seen."""
    choices = [SelectChoice(seen.value, word) for seen, word in SEEN_WORDS.items()]
    made: dict[str, Any] = {}
    for item in items:
        mark = marks.get(item.code)
        chosen = mark.seen.value if mark and mark.seen else ""
        made[f"{item.code}.seen"] = RadioField(item.text, choices=choices, default=chosen, validate_choice=False)
        made[f"{item.code}.note"] = TextAreaField(_("Catatan"), default=mark.note if mark else "")
        made[f"{item.code}.seen.version"] = HiddenField(default=str(mark.seen_version) if mark else "0")
        made[f"{item.code}.note.version"] = HiddenField(default=str(mark.note_version) if mark else "0")
    made["findings"] = TextAreaField(_("Temuan di lapangan"), default=row.findings)
    made["findings.version"] = HiddenField(default=str(row.findings_version))
    return type("ReportForm", (Form,), made)()
