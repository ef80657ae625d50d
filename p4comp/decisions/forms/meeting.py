"""What can be typed about a meeting: its members, and how an item was decided."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectChoice, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import NumberRange, Optional

from p4comp.core.forms import Form, at_most, needed
from p4comp.decisions.rules import METHODS, OUTCOMES, PRESENCES, Method, Outcome, Presence

OPEN = "-"
VOTES = NumberRange(min=0, max=999, message=_l("Isi banyaknya suara dengan angka 0 sampai 999."))
HOUR = _l("Jam menurut zona edisi, misalnya 09.30.")


class WholeField(IntegerField):
    """A number of votes; an empty field is none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; what is none is kept and blamed."""
        try:
            super().process_formdata([one for one in valuelist if str(one).strip()])
        except ValueError:
            raise ValueError(str(_l("Isi banyaknya suara dengan angka 0 sampai 999."))) from None


class SeatForm(Form):
    """A member of the meeting: who, from where, whether they came, and for whom they stood in."""

    name = StringField(_l("Nama"), [needed(_l("Isi nama anggota, lengkap dengan gelar.")), at_most(160)])
    position = StringField(_l("Jabatan"), [at_most(160)])
    institution = StringField(
        _l("Instansi asal"),
        [at_most(250)],
        description=_l(
            "Kode atau nama dalam registri; dari sinilah portal mengetahui benturan kepentingan. Kosongkan bila bukan dari instansi."
        ),
    )
    presence = RadioField(
        _l("Kehadiran"),
        [needed(_l("Pilih kehadirannya."))],
        choices=[SelectChoice(one.value, PRESENCES[one]) for one in Presence],
        default=Presence.PRESENT.value,
    )
    stands_in_for = StringField(_l("Mewakili"), [at_most(200)], description=_l("Bila Plh. atau wakil: nama dan jabatan yang diwakili."))
    came = StringField(_l("Datang"), [at_most(5)], description=HOUR)
    left = StringField(_l("Pulang"), [at_most(5)], description=HOUR)


class DecidedForm(Form):
    """How the meeting decided something: by what, when, with how many votes."""

    method = RadioField(
        _l("Cara"), [needed(_l("Pilih cara memutuskan."))], choices=[SelectChoice(one.value, METHODS[one]) for one in Method]
    )
    yes = WholeField(_l("Setuju"), [Optional(), VOTES])
    no = WholeField(_l("Tidak setuju"), [Optional(), VOTES])
    blank = WholeField(_l("Abstain"), [Optional(), VOTES])
    voters = TextAreaField(_l("Suara per anggota"), [at_most(4000)])
    reason = TextAreaField(
        _l("Pertimbangan"), [at_most(4000)], description=_l("Wajib diisi bila daftar diubah; tercetak dalam berita acara.")
    )
    began = StringField(_l("Mulai dibahas"), [needed(_l("Isi jam mulai dibahas.")), at_most(5)], description=HOUR)
    ended = StringField(_l("Selesai dibahas"), [needed(_l("Isi jam selesai dibahas.")), at_most(5)], description=HOUR)

    def name_votes(self, *, allowed: bool) -> None:
        """Who voted how is asked for only where the plan keeps it."""
        if not allowed:
            del self.voters


class RulingForm(DecidedForm):
    """How an item was decided."""

    outcome = RadioField(
        _l("Putusan"), [needed(_l("Pilih putusannya."))], choices=[SelectChoice(one.value, OUTCOMES[one]) for one in Outcome]
    )


class AwardForm(DecidedForm):
    """Which award the meeting gives to a winner, and how it was decided; the reason is always needed."""

    award = RadioField(_l("Penghargaan"), [needed(_l("Pilih penghargaannya."))])
    reason = TextAreaField(
        _l("Alasan"),
        [needed(_l("Isi alasan; alasan ini tercetak dalam berita acara.")), at_most(4000)],
        description=_l("Tercetak dalam berita acara."),
    )

    def offer(self, awards: Sequence[tuple[str, str]], *, is_given: bool) -> "AwardForm":
        """The awards with what is left of their places; one that is given may be taken back."""
        self.award.choices = [SelectChoice(code, words) for code, words in awards]
        if is_given:
            self.award.choices.append(SelectChoice(OPEN, _l("Kosongkan: belum diputuskan lagi")))
        return self

    def chosen(self) -> str:
        """The code of the award; empty for none."""
        return "" if self.award.data == OPEN else str(self.award.data)
