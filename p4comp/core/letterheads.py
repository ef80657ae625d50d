"""The head of an official letter: number, day and signatory, as official letters write them, and the form they are typed in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column
from wtforms import SelectChoice, SelectField, StringField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Optional

from p4comp.core.db import Choice
from p4comp.core.errors import Invalid
from p4comp.core.forms import DayField, Form, at_most


class Capacity(StrEnum):
    """In what capacity somebody signs."""

    OWN = "definitif"
    ACTING = "plt"
    DAILY = "plh"
    INTERIM = "pj"
    ON_BEHALF = "an"


CAPACITY_WORDS = {
    Capacity.OWN: _l("Definitif"),
    Capacity.ACTING: _l("Plt. (pelaksana tugas)"),
    Capacity.DAILY: _l("Plh. (pelaksana harian)"),
    Capacity.INTERIM: _l("Pj. (penjabat)"),
    Capacity.ON_BEHALF: _l("a.n. (atas nama)"),
}
PREFIX = {Capacity.OWN: "", Capacity.ACTING: "Plt. ", Capacity.DAILY: "Plh. ", Capacity.INTERIM: "Pj. ", Capacity.ON_BEHALF: "a.n. "}


def signed_by(capacity: Capacity, office: str) -> str:
    """The line above a signature: `Plt. Deputi Bidang Pelayanan Publik`."""
    return f"{PREFIX[capacity]}{office}" if office else ""


@dataclass(frozen=True)
class TypedHead:
    """What is typed in: number, day and place, who signs and as what; empty while it is not known."""

    number: str = ""
    signed_on: date | None = None
    place: str = ""
    capacity: Capacity = Capacity.OWN
    office: str = ""
    signatory: str = ""
    staff_number: str = ""


class Headed:
    """Columns of whatever keeps the head of letters; without number, day and signatory they are drafts for the secretariat alone."""

    number: Mapped[str] = mapped_column(String(120), default="")
    signed_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(80), default="")
    capacity: Mapped[Capacity] = mapped_column(Choice(Capacity), default=Capacity.OWN)
    office: Mapped[str] = mapped_column(String(250), default="")
    signatory: Mapped[str] = mapped_column(String(200), default="")
    staff_number: Mapped[str] = mapped_column(String(40), default="")

    @property
    def is_final(self) -> bool:
        """Whether number, day and signatory are there."""
        return bool(self.number and self.signed_on and self.signatory)


class HeadForm(Form):
    """Number, day and signatory of a letter; what is not known yet stays empty."""

    number = StringField(
        _l("Nomor surat"),
        [at_most(120)],
        description=_l("Dari tata naskah instansi. Kosongkan selama belum ada: tercetak “menunggu nomor”."),
    )
    signed_on = DayField(_l("Tanggal surat"), [Optional()])
    place = StringField(_l("Tempat"), [at_most(80)], default="Jakarta")
    capacity = SelectField(
        _l("Kedudukan penanda tangan"),
        choices=[SelectChoice(one.value, word) for one, word in CAPACITY_WORDS.items()],
        default=Capacity.OWN.value,
    )
    office = StringField(_l("Jabatan"), [at_most(250)], description=_l("Misalnya Deputi Bidang Pelayanan Publik."))
    signatory = StringField(_l("Nama penanda tangan"), [at_most(200)], description=_l("Lengkap dengan gelar."))
    staff_number = StringField(_l("NIP (boleh kosong)"), [at_most(40)])

    def is_signed_by(self, today: date) -> bool:
        """A letter bears no day that has not come; a mistyped year is said beside the field."""
        if self.signed_on.data is None or self.signed_on.data <= today:
            return True
        self.blame(Invalid(_("Tanggal ini belum tiba. Isi tanggal surat ditandatangani, atau kosongkan."), "signed_on"))
        return False

    def typed(self) -> TypedHead:
        """What was typed."""
        texts = {name: (self[name].data or "").strip() for name in ("number", "place", "office", "signatory", "staff_number")}
        return TypedHead(signed_on=self.signed_on.data, capacity=Capacity(self.capacity.data), **texts)
