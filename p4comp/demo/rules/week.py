"""The interview week: when people can come, who answers how, how each interview goes. Every value is SIMULASI."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from p4comp.demo.rules.season import stream, wib

SEATED_AT, ASKED_UNTIL = wib(5, 11, 11), wib(5, 12, 8)
PLACED_AT, INVITED_AT = wib(5, 12, 9), wib(5, 12, 14)
CONFIRMED_AT, ASKED_AT, TODAY_AT = wib(5, 17, 10), wib(5, 24, 16), wib(5, 25, 8)
SETTLED_AT = wib(5, 25, 15)
LATE, RUNNING, NEXT = wib(5, 25, 9, 40), wib(5, 25, 10, 15), wib(5, 25, 10, 50)
"""Seats of the day the demo opens in: one has not come in time, so the following one was heard earlier."""
RUNS_SINCE, LATE_HEARD = wib(5, 25, 10, 8), wib(5, 25, 15, 54)
LAST_DAY = wib(5, 28, 0)
DECREE = "SK SIMULASI-14/2022"
LINK = "https://rapat.peraga.invalid/simulasi-panel-a"
REASON = "SIMULASI. Pimpinan menghadiri rapat paripurna pada jam itu dan ingin memaparkan sendiri."
SPOKE_WITH = "Kepala Bagian Organisasi (SIMULASI), lewat telepon"
NOTE, JURORS_NOTE = "SIMULASI. Diisi setelah berunding dengan pimpinan.", "SIMULASI. Disesuaikan dengan jadwal di kantor."
SILENT, BY_PHONE, CHOOSY, BOUND = 0.12, 0.18, 0.5, 0.62
"""Shares of the finalists: who does not answer, for whom the secretariat answers, who prefers a half day, who has one that is impossible."""
WITH_LETTER, WITH_SLIDES = 0.2, 0.7
HEADS = {
    "kementerian": "Menteri",
    "lembaga": "Kepala Lembaga",
    "pemprov": "Gubernur",
    "pemkab": "Bupati",
    "pemkot": "Wali Kota",
    "bumn": "Direktur Utama",
    "bumd": "Direktur Utama",
    "ptn": "Rektor",
}
NOON = 12
POSSIBLE, PREFERRED, IMPOSSIBLE = "possible", "preferred", "impossible"


@dataclass(frozen=True)
class Presenter:
    """Who presents: name, position, whether that is the head."""

    name: str
    position: str
    is_head: bool


def is_silent(code: str) -> bool:
    """Whether a finalist does not say when it can come."""
    return stream("silent", code).random() < SILENT


def answers_by_phone(code: str) -> bool:
    """Whether the secretariat fills it in for them."""
    return SILENT <= stream("silent", code).random() < BY_PHONE


def said(code: str, starts: Sequence[datetime], zone: str) -> list[str]:
    """What a finalist says of each hour: nothing of most, a half day it would like, or one on which it cannot come."""
    chance, place = stream("times", code), ZoneInfo(zone)
    halves = sorted({_half(start, place) for start in starts})
    kind = chance.random()
    if kind >= BOUND:
        return [POSSIBLE] * len(starts)
    half, word = chance.choice(halves), PREFERRED if kind < CHOOSY else IMPOSSIBLE
    return [word if _half(start, place) == half else POSSIBLE for start in starts]


def _half(start: datetime, place: ZoneInfo) -> tuple[str, bool]:
    local = start.astimezone(place)
    return local.date().isoformat(), local.hour >= NOON


def said_by_juror(number: int, starts: Sequence[datetime]) -> list[str]:
    """Jurors can come nearly always; one leaves early on the last day, another prefers mornings."""
    if number == 3:
        return [IMPOSSIBLE if start >= wib(5, 30, 15) else POSSIBLE for start in starts]
    return [PREFERRED if number == 4 and start < wib(start.month, start.day, NOON) else POSSIBLE for start in starts]


def presenter(code: str, kind: str) -> Presenter:
    """Mostly the head of the institution, at times somebody in the head's place."""
    chance = stream("presenter", code)
    number = chance.randint(1, 99)
    if chance.random() < WITH_LETTER:
        return Presenter(f"Pejabat yang Ditugaskan {number:02d} (SIMULASI)", "Sekretaris (SIMULASI)", False)
    return Presenter(f"Pimpinan {number:02d} (SIMULASI)", HEADS.get(kind, "Kepala Unit"), True)


def sends_slides(code: str) -> bool:
    """Whether a finalist hands slides in beforehand."""
    return stream("slides", code).random() < WITH_SLIDES


def course(code: str, starts_at: datetime) -> Mapping[str, datetime]:
    """How an interview goes: when it is called, begins, comes to the questions, ends; the next one never has to wait."""
    chance = stream("course", code)
    begun = {LATE: LATE_HEARD, RUNNING: RUNS_SINCE}.get(starts_at) or starts_at + timedelta(seconds=chance.randint(0, 120))
    questions = begun + timedelta(seconds=chance.randint(540, 620))
    ended = questions + timedelta(seconds=chance.randint(1020, 1200))
    return {"call": begun - timedelta(minutes=2), "begin": begun, "question": questions, "end": ended}
