"""What can be typed about the guests of the ceremony."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, IntegerField, RadioField, SelectChoice, StringField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import ValidationError

from p4comp.core.forms import Form, LocalMomentField, at_most, needed
from p4comp.results.models.guests import CeremonyInvitation, GuestAnswer
from p4comp.results.rules.answers import ANSWERS, Question, Shape
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
    """Whether the institution attends, and what whoever comes is asked (`ANSWERS`); the assignment letter waits with the form."""

    attends = RadioField(
        _l("Kehadiran"),
        [needed(_l("Pilih salah satu."))],
        choices=[SelectChoice(YES, _l("Kami hadir")), SelectChoice(NO, _l("Kami tidak dapat hadir"))],
    )
    file = FileField(_l("Surat tugas (PDF)"))
    staged = HiddenField()

    def show(self, found: GuestAnswer | None) -> "GuestAnswerForm":
        """What was answered so far."""
        if not self.is_submitted() and found is not None:
            self.attends.data = YES if found.attends else NO
            for one in ANSWERS if found.attends else ():
                kept = getattr(found, one.key)
                self[one.key].data = (YES if kept else NO) if one.shape is Shape.CHOICE else kept
        return self

    @property
    def coming(self) -> dict[str, Any] | None:
        """What was answered by whoever comes; None where nobody does."""
        return {one.key: _read(one, self[one.key].data) for one in ANSWERS} if self.attends.data == YES else None

    @property
    def stands_in(self) -> bool:
        """Whether somebody comes in the head's place."""
        return bool(self.attends.data == YES and self["is_head"].data == NO)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever attends says with whom; whoever does not need not fill in the rest."""
        if self.attends.data == NO:
            self["persons"].process_errors = []
        good = bool(super().validate(extra_validators))
        return self._is_whole() and good if self.attends.data == YES else good

    def _is_whole(self) -> bool:
        missing = [one for one in ANSWERS if not _is_there(one, self[one.key])]
        for one in missing:
            self[one.key].errors = [*self[one.key].errors, str(one.missing)]
        return not missing


def _read(one: Question, typed: Any) -> Any:
    if one.shape is Shape.CHOICE:
        return typed == YES
    return (typed or 0) if one.shape is Shape.COUNT else " ".join((typed or "").split())


def _is_there(one: Question, field: Any) -> bool:
    if one.shape is Shape.CHOICE:
        return field.data in {YES, NO}
    return field.data is not None or bool(field.errors) if one.shape is Shape.COUNT else bool((field.data or "").strip())


def _asked(one: Question) -> Any:
    if one.shape is Shape.CHOICE:
        assert one.choices is not None
        choices = [SelectChoice(value, words) for value, words in zip((YES, NO), one.choices, strict=True)]
        return RadioField(one.label, choices=choices, validate_choice=False, description=one.help)
    return (
        CountField(one.label, description=one.help)
        if one.shape is Shape.COUNT
        else StringField(one.label, [at_most(200)], description=one.help)
    )


for _one in ANSWERS:
    setattr(GuestAnswerForm, _one.key, _asked(_one))


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
