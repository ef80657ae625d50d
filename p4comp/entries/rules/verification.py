"""The checklist of verification: what is answered, when a decision may be taken, what a no asks of the entrant. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.competition.rules.days import is_working_day
from p4comp.competition.spec import Instrument
from p4comp.competition.verification import CheckItem, LookAt, OnNo
from p4comp.core import clock

LEASE = timedelta(minutes=10)
OFFICE_CLOSES = 16
LETTER, SYSTEM, WHOLE = "surat", "sistem", "berkas"


class Reply(StrEnum):
    """What the secretariat answers to a line of the checklist."""

    YES = "ya"
    NO = "tidak"
    NONE = "tidak_berlaku"


REPLY_WORDS = {Reply.YES: _l("Ya"), Reply.NO: _l("Tidak"), Reply.NONE: _l("Tidak berlaku")}
LOOK_AT_WORDS = {
    LookAt.LETTER: _l("surat rekomendasi"),
    LookAt.SYSTEM: _l("tanggal sistem dipakai"),
    LookAt.EVIDENCE: _l("bukti"),
    LookAt.DECLARATION: _l("pernyataan"),
    LookAt.SHEET: _l("borang"),
    LookAt.FIGURES: _l("angka pengaduan"),
}
ON_NO_WORDS = {OnNo.RETURN: _l("dikembalikan untuk diperbaiki"), OnNo.REFUSE: _l("tidak diterima")}
PLACE_WORDS = {LETTER: _l("Surat rekomendasi"), SYSTEM: _l("Data sistem pengaduan"), WHOLE: _l("Berkas secara keseluruhan")}
PLACES = {LookAt.LETTER: LETTER, LookAt.SYSTEM: SYSTEM}


@dataclass(frozen=True)
class Checked:
    """A line of the checklist with what was answered; `is_stale` is a no from before the newest hand-in, which is to be answered again."""

    item: CheckItem
    reply: Reply | None = None
    note: str = ""
    is_stale: bool = False

    @property
    def stands(self) -> Reply | None:
        """The answer that counts now."""
        return None if self.is_stale else self.reply


@dataclass(frozen=True)
class Readiness:
    """How far a checklist is, and so which decisions it allows."""

    total: int
    answered: int
    noes: tuple[Checked, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every line is answered: only then a decision is taken."""
        return self.answered == self.total

    @property
    def may_verify(self) -> bool:
        """Whether nothing speaks against accepting."""
        return self.is_whole and not self.noes

    @property
    def advice(self) -> OnNo | None:
        """What the noes lead to: refusing weighs more; nothing without a no."""
        kinds = {one.item.on_no for one in self.noes}
        return OnNo.REFUSE if OnNo.REFUSE in kinds else OnNo.RETURN if kinds else None


def is_stale(reply: Reply | None, saved_at: datetime, handed_in_at: datetime | None) -> bool:
    """A no of before the newest hand-in is answered by it, so it is asked again; a yes stays."""
    return reply is Reply.NO and handed_in_at is not None and saved_at < handed_in_at


def readiness(lines: Iterable[Checked]) -> Readiness:
    """How far a checklist is."""
    known = tuple(lines)
    noes = tuple(one for one in known if one.stands is Reply.NO)
    return Readiness(len(known), sum(one.stands is not None for one in known), noes)


@dataclass(frozen=True)
class Point:
    """Something to correct: where, and what."""

    place: str
    words: str


def points_of(noes: Iterable[Checked]) -> list[Point]:
    """What the noes ask of the entrant; a note of the secretariat says it better than the line."""
    return [Point(PLACES.get(one.item.look_at, WHOLE), one.note.strip() or one.item.text) for one in noes]


def places(instrument: Instrument) -> dict[str, str]:
    """What may be named as in need of correction, in the dossier's order, with its words."""
    found = {code: str(word) for code, word in PLACE_WORDS.items()}
    for aspect in instrument.aspects:
        found[aspect.code] = f"{aspect.code}. {aspect.name}"
        found |= {one.code: f"{one.code} {one.name}" for one in aspect.indicators}
    return found


def until(at: datetime, days: int, zone: str) -> datetime:
    """The end proposed for a correction: so many days later when offices close, on the next working day."""
    day = clock.local(at, zone) + timedelta(days=days)
    while not is_working_day(day.date()):
        day += timedelta(days=1)
    return day.replace(hour=OFFICE_CLOSES, minute=0, second=0, microsecond=0)


def is_held(opened_by: str | None, opened_at: datetime | None, now: datetime, by: str) -> bool:
    """Whether somebody else has the entry open: a lease that runs out by itself and locks nobody out."""
    return bool(opened_by) and opened_by != by and opened_at is not None and now - opened_at < LEASE


def by_place(points: Iterable[Point]) -> Mapping[str, list[Point]]:
    """The points by their place."""
    found: dict[str, list[Point]] = {}
    for point in points:
        found.setdefault(point.place, []).append(point)
    return found
