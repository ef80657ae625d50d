"""What is typed at the verification desk, and by an entrant about it."""

from dataclasses import dataclass, field, replace

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, StringField, TextAreaField

from p4comp.core.forms import Form, at_most, needed
from p4comp.entries.rules.verification import Point

MOST_POINTS, LONGEST_POINT, BLANK_ROWS = 60, 2000, 2


@dataclass(frozen=True)
class PointRow:
    """A row of what is to be corrected, as typed."""

    place: str = ""
    words: str = ""
    error: str = ""


@dataclass(frozen=True)
class PointRows:
    """What is to be corrected, row by row; empty rows are nothing."""

    rows: tuple[PointRow, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, points: list[Point]) -> "PointRows":
        """The rows proposed, and a few empty ones."""
        return cls(tuple(PointRow(one.place, one.words) for one in points)).longer()

    @classmethod
    def sent(cls) -> "PointRows":
        """The rows as they were posted, each with its fault."""
        pairs = list(zip(request.form.getlist("place"), request.form.getlist("words"), strict=False))[:MOST_POINTS]
        return cls(tuple(_judged(PointRow(place[:20], words.strip())) for place, words in pairs))

    def longer(self) -> "PointRows":
        """With more empty rows."""
        return replace(self, rows=self.rows + (PointRow(),) * BLANK_ROWS)

    @property
    def are_good(self) -> bool:
        """Whether no row has a fault."""
        return not any(row.error for row in self.rows)

    @property
    def points(self) -> list[Point]:
        """The rows that say something."""
        return [Point(row.place, row.words) for row in self.rows if row.words]


def _judged(row: PointRow) -> PointRow:
    if row.words and not row.place:
        return replace(row, error=_("Pilih bagian berkas yang dimaksud."))
    if row.place and not row.words:
        return replace(row, error=_("Tulis apa yang perlu diperbaiki, atau kosongkan bagian berkasnya."))
    if len(row.words) > LONGEST_POINT:
        return replace(row, error=_("Persingkat: paling banyak %(n)s huruf.", n="2.000"))
    return row


class ObjectForm(Form):
    """An objection to a refusal."""

    words = TextAreaField(
        _l("Isi sanggah"),
        [needed(_l("Tulis isi sanggah.")), at_most(8000)],
        description=_l("Sebut putusan mana yang keliru dan buktinya. Sanggah hanya dapat diajukan satu kali."),
    )
    file = FileField(_l("Berkas pendukung (boleh kosong)"))
    staged = HiddenField()


class ContestForm(ObjectForm):
    """An objection to an announced list."""

    words = TextAreaField(
        _l("Isi sanggah"),
        [needed(_l("Tulis isi sanggah.")), at_most(8000)],
        description=_l("Sebut bagian mana dari penilaian atau daftar yang keliru, dan mengapa. Terhadap satu daftar hanya satu kali."),
    )
    file = FileField(_l("Berkas PDF pendukung (boleh kosong)"))


class VisitForm(Form):
    """Why somebody of the secretariat looks at an entrant's pages."""

    reason = StringField(
        _l("Alasan melihat sebagai peserta"),
        [needed(_l("Tulis alasannya, misalnya nomor tiket pertanyaan.")), at_most(300)],
        description=_l("Kunjungan dicatat dan diberitahukan kepada peserta beserta alasan ini."),
    )
