"""How a guest of the ceremony stands to the invitation, and what whoever comes is asked: tables from which form, record, pages and lists are made. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l


class Attendance(StrEnum):
    """How a finalist stands to the invitation."""

    UNASKED = "unasked"
    SILENT = "silent"
    ABSENT = "absent"
    COMING = "coming"

    @property
    def word(self) -> str:
        """As the lists say it."""
        return str(ATTENDANCES[self][0])

    @property
    def tag(self) -> tuple[str, str]:
        """Word and tone of its tag."""
        return self.word[:1].upper() + self.word[1:], ATTENDANCES[self][1]


ATTENDANCES = {
    Attendance.UNASKED: (_l("belum diundang"), "draft"),
    Attendance.SILENT: (_l("belum menjawab"), "waiting"),
    Attendance.ABSENT: (_l("tidak hadir"), "draft"),
    Attendance.COMING: (_l("hadir"), "done"),
}


def attendance(*, is_invited: bool, attends: bool | None) -> Attendance:
    """What an answer, or its lack (None), means."""
    if attends is None:
        return Attendance.SILENT if is_invited else Attendance.UNASKED
    return Attendance.COMING if attends else Attendance.ABSENT


class Shape(StrEnum):
    """How a question is answered: one of two, in a line of words, by a number of people."""

    CHOICE = "choice"
    WORDS = "words"
    COUNT = "count"


@dataclass(frozen=True)
class Question:
    """A question to whoever comes; `key` is the answer's column, `missing` what is said where it lacks, `nobody` what is kept where nobody comes.

    `head` and `wide` are its column on the lists, `choices` the words for yes and no; `of_leader`: on paper it stands with whoever leads.
    """

    key: str
    shape: Shape
    label: Any
    missing: Any
    head: Any
    wide: int
    nobody: Any = ""
    help: Any = ""
    choices: tuple[Any, Any] | None = None
    of_leader: bool = False

    def said(self, value: Any) -> str | int:
        """The answer as the lists have it."""
        if self.choices:
            return str(self.choices[0 if value else 1])
        return int(value) if self.shape is Shape.COUNT else str(value)


ANSWERS = (
    Question(
        "is_head",
        Shape.CHOICE,
        _l("Siapa yang memimpin rombongan"),
        _l("Pilih salah satu."),
        _l("Dipimpin"),
        28,
        nobody=True,
        choices=(_l("Pimpinan instansi"), _l("Wakil yang ditugaskan, dengan surat tugas")),
        of_leader=True,
    ),
    Question(
        "name",
        Shape.WORDS,
        _l("Nama"),
        _l("Isi nama yang memimpin rombongan."),
        _l("Nama"),
        36,
        help=_l("Lengkap dengan gelar; beginilah tercetak pada daftar tamu."),
        of_leader=True,
    ),
    Question(
        "position",
        Shape.WORDS,
        _l("Jabatan"),
        _l("Isi jabatannya."),
        _l("Jabatan"),
        36,
        help=_l("Misalnya Bupati Hulu Sungai Selatan."),
        of_leader=True,
    ),
    Question(
        "persons",
        Shape.COUNT,
        _l("Jumlah orang"),
        _l("Isi jumlah orang yang hadir."),
        _l("Orang"),
        8,
        nobody=0,
        help=_l("Termasuk yang memimpin rombongan."),
    ),
)
NOBODY: dict[str, Any] = {one.key: one.nobody for one in ANSWERS}
BESIDE = tuple(one for one in ANSWERS if not one.of_leader)
"""The questions that have a column of their own on paper."""


def leader(answer: Any) -> list[str]:
    """Who leads a party, line by line; whoever stands in for the head is said to."""
    lines = [answer.name, answer.position]
    return lines if answer.is_head else [*lines, _("(mewakili pimpinan)")]
