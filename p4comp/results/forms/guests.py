"""What can be typed about the guests of the ceremony."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, IntegerField, RadioField, SelectChoice, StringField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import ValidationError

from p4comp.core.forms import Form, LocalMomentField, at_most, needed
from p4comp.results.models.guests import CeremonyInvitation, GuestAnswer
from p4comp.results.rules.seating import FEWEST, MOST

YES, NO = "yes", "no"
MOST_PERSONS = 20


class CountField(IntegerField):
    """A whole number; what is none is blamed in words that say what to type."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number."""
        try:
            super().process_formdata([one for one in valuelist if one.strip()])
        except ValueError:
            raise ValueError(_("Isi dengan angka, misalnya 2.")) from None


def _between(few: int, most: int, words: Any) -> Any:
    def check(_form: Any, field: Any) -> None:
        if field.data is not None and not few <= field.data <= most:
            raise ValidationError(str(words))

    return check


class InvitationForm(Form):
    """Where and when, until when to answer, with how many people."""

    starts_at = LocalMomentField(_l("Acara dimulai"), [needed(_l("Isi hari dan jam acara."))])
    place = StringField(
        _l("Tempat"),
        [needed(_l("Isi tempat acara.")), at_most(300)],
        description=_l("Nama gedung dan alamat, seperti akan tertulis pada undangan."),
    )
    until = LocalMomentField(_l("Dijawab paling lambat"), [needed(_l("Isi batas waktu menjawab."))])
    most = CountField(
        _l("Orang per instansi"),
        [needed(_l("Isi jumlah orang.")), _between(1, MOST_PERSONS, _l("Isi 1 sampai %(n)s orang.", n=MOST_PERSONS))],
        description=_l("Paling banyak, termasuk yang memimpin rombongan."),
    )

    def show(self, held: CeremonyInvitation | None) -> "InvitationForm":
        """What was said so far."""
        if not self.is_submitted() and held is not None:
            self.starts_at.process_data(held.starts_at)
            self.until.process_data(held.until)
            self.place.data, self.most.data = held.place, held.most
        return self


class GuestAnswerForm(Form):
    """Whether the institution attends, with how many, and who leads them; the assignment letter waits with the form."""

    attends = RadioField(
        _l("Kehadiran"),
        [needed(_l("Pilih salah satu."))],
        choices=[SelectChoice(YES, _l("Kami hadir")), SelectChoice(NO, _l("Kami tidak dapat hadir"))],
    )
    is_head = RadioField(
        _l("Siapa yang memimpin rombongan"),
        choices=[SelectChoice(YES, _l("Pimpinan instansi")), SelectChoice(NO, _l("Wakil yang ditugaskan, dengan surat tugas"))],
        validate_choice=False,
    )
    name = StringField(_l("Nama"), [at_most(200)], description=_l("Lengkap dengan gelar; beginilah tercetak pada daftar tamu."))
    position = StringField(_l("Jabatan"), [at_most(200)], description=_l("Misalnya Bupati Hulu Sungai Selatan."))
    persons = CountField(_l("Jumlah orang"), description=_l("Termasuk yang memimpin rombongan."))
    file = FileField(_l("Surat tugas (PDF)"))
    staged = HiddenField()

    def show(self, found: GuestAnswer | None) -> "GuestAnswerForm":
        """What was answered so far."""
        if not self.is_submitted() and found is not None:
            self.attends.data = YES if found.attends else NO
            if found.attends:
                self.is_head.data = YES if found.is_head else NO
                self.name.data, self.position.data, self.persons.data = found.name, found.position, found.persons
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever attends says with whom; whoever does not need not fill in the rest."""
        if self.attends.data == NO:
            self.persons.process_errors = []
        good = bool(super().validate(extra_validators))
        return self._is_whole() and good if self.attends.data == YES else good

    def _is_whole(self) -> bool:
        asked = (
            (self.is_head, self.is_head.data in {YES, NO}, _("Pilih salah satu.")),
            (self.name, bool((self.name.data or "").strip()), _("Isi nama yang memimpin rombongan.")),
            (self.position, bool((self.position.data or "").strip()), _("Isi jabatannya.")),
            (self.persons, self.persons.data is not None or bool(self.persons.errors), _("Isi jumlah orang yang hadir.")),
        )
        missing = [(field, words) for field, is_there, words in asked if not is_there]
        for field, words in missing:
            field.errors = [*field.errors, words]
        return not missing


class RowForm(Form):
    """How many seats a row has."""

    per_row = CountField(
        _l("Kursi per baris"),
        [needed(_l("Isi jumlah kursi.")), _between(FEWEST, MOST, _l("Isi %(few)s sampai %(most)s kursi.", few=FEWEST, most=MOST))],
    )


class StepForm(Form):
    """What is moved: a guest or a part of the evening, and whether earlier or later."""

    group = HiddenField()
    key = HiddenField()
    step = HiddenField()

    @property
    def places(self) -> int:
        """One place earlier (-1) or later (1)."""
        return -1 if self.step.data == "-1" else 1
