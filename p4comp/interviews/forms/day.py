"""What can be typed on the day: with whom to swap, which seat instead, why a juror is away."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, StringField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.core.forms import Form, at_most, needed, offered
from p4comp.interviews.models import Juror


class RivalForm(Form):
    """The interview of the same day to change seats with."""

    other = SelectField(
        _l("Tukar dengan"), [needed(_l("Pilih wawancara lain.")), offered(_l("Pilih wawancara lain."))], validate_choice=False
    )

    def offer(self, words: Mapping[str, str]) -> "RivalForm":
        """The interviews to choose from, in words by id."""
        self.other.choices = [SelectChoice(key, text) for key, text in words.items()]
        return self


class FreeSeatForm(Form):
    """A free seat for who could not be heard."""

    seat = SelectField(_l("Waktu kosong"), [needed(_l("Pilih waktu.")), offered(_l("Pilih waktu."))], validate_choice=False)

    def offer(self, words: Mapping[str, str]) -> "FreeSeatForm":
        """The seats to choose from, in words by key."""
        self.seat.choices = [SelectChoice(key, text) for key, text in words.items()]
        return self


class AbsenceForm(Form):
    """Why a juror cannot come, and who sits in."""

    reason = StringField(
        _l("Alasan"), [needed(_l("Tulis alasannya, cukup satu kalimat.")), at_most(200)], description=_l("Misalnya: sakit.")
    )
    stand_in = SelectField(_l("Juri pengganti"), [offered(_l("Pilih juri pengganti dari daftar."))], validate_choice=False)

    def offer(self, jurors: Iterable[Juror]) -> "AbsenceForm":
        """The jurors who are free that day."""
        self.stand_in.choices = [SelectChoice("", _l("Tanpa pengganti")), *(SelectChoice(one.id, one.person.name) for one in jurors)]
        return self
