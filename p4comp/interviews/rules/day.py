"""The day of an interview: its stages, the time each may take, and how the day stands for the board and for the finalist."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.competition.spec import InterviewFormat
from p4comp.core import errors
from p4comp.core.moves import Moves

SOON = timedelta(minutes=2)
ROUND_MINUTES = 5
CALL_BEFORE = timedelta(minutes=10)


class Stage(StrEnum):
    """Where an interview is on its day."""

    WAITING = "waiting"
    CALLED = "called"
    LATE = "late"
    TALK = "talk"
    QUESTIONS = "questions"
    ENDED = "ended"
    ABSENT = "absent"


SITTINGS = Moves(
    "interview_sitting",
    {
        "call": ({Stage.WAITING, Stage.LATE, Stage.ABSENT}, Stage.CALLED),
        "delay": ({Stage.WAITING, Stage.CALLED}, Stage.LATE),
        "begin": ({Stage.WAITING, Stage.CALLED, Stage.LATE}, Stage.TALK),
        "question": ({Stage.TALK}, Stage.QUESTIONS),
        "end": ({Stage.TALK, Stage.QUESTIONS}, Stage.ENDED),
        "miss": ({Stage.WAITING, Stage.CALLED, Stage.LATE}, Stage.ABSENT),
        "reseat": ({Stage.WAITING, Stage.CALLED, Stage.LATE, Stage.ABSENT}, Stage.WAITING),
        "hush": ({Stage.TALK}, Stage.CALLED),
        "resume": ({Stage.QUESTIONS}, Stage.TALK),
    },
)
RUNNING = frozenset({Stage.TALK, Stage.QUESTIONS})
OVER = frozenset({Stage.ENDED, Stage.ABSENT})

errors.name(
    "interview_sitting",
    errors.Words(
        noun=_l("Wawancara hari ini"),
        states={
            "waiting": _l("Menunggu"),
            "called": _l("Dipanggil"),
            "late": _l("Terlambat"),
            "talk": _l("Paparan"),
            "questions": _l("Tanya jawab"),
            "ended": _l("Selesai"),
            "absent": _l("Tidak hadir"),
        },
        verbs={
            "call": _l("dipanggil masuk"),
            "delay": _l("ditandai terlambat"),
            "begin": _l("dimulai"),
            "question": _l("masuk ke tanya jawab"),
            "end": _l("diakhiri"),
            "miss": _l("ditandai tidak hadir"),
            "reseat": _l("dipindah"),
            "hush": _l("dikembalikan ke sebelum paparan"),
            "resume": _l("dikembalikan ke paparan"),
        },
    ),
)


@dataclass(frozen=True)
class Turn:
    """An interview on its day: its seat, and when it was called, began, came to the questions, ended."""

    interview_id: str
    starts_at: datetime
    ends_at: datetime
    stage: Stage = Stage.WAITING
    begun_at: datetime | None = None
    questions_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Timer:
    """The time of a running stage: since when, until when, and from when on it is nearly over."""

    stage: Stage
    since: datetime
    until: datetime

    @property
    def soon(self) -> datetime:
        """From when on the stage is nearly over."""
        return max(self.since, self.until - SOON)

    def signal(self, at: datetime) -> "Signal":
        """What the screens show at this moment."""
        if at >= self.until:
            return Signal.OVER
        return Signal.SOON if at >= self.soon else Signal.CALM


class Signal(StrEnum):
    """What a screen tells of the running stage, by colour and by words."""

    CALM = "calm"
    SOON = "soon"
    OVER = "over"


def timer(turn: Turn, form: InterviewFormat) -> Timer | None:
    """The time of the stage that runs; None where none does."""
    if turn.stage is Stage.TALK and turn.begun_at is not None:
        return Timer(turn.stage, turn.begun_at, turn.begun_at + timedelta(minutes=form.talk_minutes))
    if turn.stage is Stage.QUESTIONS and turn.questions_at is not None:
        return Timer(turn.stage, turn.questions_at, turn.questions_at + timedelta(minutes=form.question_minutes))
    return None


def frees_at(turn: Turn, form: InterviewFormat) -> datetime:
    """When the panel is expected to be free again after this turn; a running one takes its full time from where it is."""
    own = timer(turn, form)
    if own is None:
        return turn.ends_at
    return own.until + timedelta(minutes=form.question_minutes) if own.stage is Stage.TALK else own.until


@dataclass(frozen=True)
class Lane:
    """A panel's day: who is heard, who comes next, who is late, who waits, who was heard, who did not come."""

    now: Turn | None = None
    next: Turn | None = None
    late: Sequence[Turn] = ()
    waiting: Sequence[Turn] = ()
    done: Sequence[Turn] = ()
    absent: Sequence[Turn] = ()
    expected: Mapping[str, datetime] = field(default_factory=dict)


def is_late(turn: Turn, at: datetime) -> bool:
    """Marked late, or not begun although its moment has passed."""
    return turn.stage is Stage.LATE or (turn.stage in {Stage.WAITING, Stage.CALLED} and at > turn.starts_at)


def lane(turns: Iterable[Turn], form: InterviewFormat, at: datetime) -> Lane:
    """How a panel's day stands. Next is who was called, else the earliest who is not marked late, else the earliest of all."""
    rows = sorted(turns, key=lambda turn: (turn.starts_at, turn.interview_id))
    now = next((turn for turn in rows if turn.stage in RUNNING), None)
    open_ = [turn for turn in rows if turn.stage not in OVER | RUNNING]
    order = sorted(open_, key=lambda turn: (turn.stage is not Stage.CALLED, turn.stage is Stage.LATE, turn.starts_at))
    following = order[0] if order else None
    rest = [turn for turn in open_ if turn is not following]
    return Lane(
        now=now,
        next=following,
        late=[turn for turn in rest if is_late(turn, at)],
        waiting=[turn for turn in rest if not is_late(turn, at)],
        done=[turn for turn in rows if turn.stage is Stage.ENDED],
        absent=[turn for turn in rows if turn.stage is Stage.ABSENT],
        expected=_expected(now, order, form, at),
    )


def _expected(now: Turn | None, order: Sequence[Turn], form: InterviewFormat, at: datetime) -> dict[str, datetime]:
    """When those who wait are expected to begin: never before their own moment, nor before the panel is free and has had its break."""
    pause = timedelta(minutes=form.break_minutes)
    free = max(at, frees_at(now, form)) + pause if now is not None else at
    found = {}
    for turn in order:
        starts = max(free, turn.starts_at)
        found[turn.interview_id] = starts
        free = starts + (turn.ends_at - turn.starts_at) + pause
    return found


def delay_minutes(starts_at: datetime, expected: datetime) -> int:
    """By how many minutes a start is put off, in steps of five; less than three minutes are none."""
    minutes = (expected - starts_at) / timedelta(minutes=1)
    return max(0, round(minutes / ROUND_MINUTES)) * ROUND_MINUTES


class Standing(StrEnum):
    """How the day stands for one finalist."""

    LATER = "later"
    NEXT = "next"
    COME_IN = "come_in"
    LATE = "late"
    TALK = "talk"
    QUESTIONS = "questions"
    DONE = "done"
    ABSENT = "absent"


def standing(turn: Turn, found: Lane, at: datetime) -> Standing:
    """What a finalist is told of its own turn; of others nothing."""
    told = {
        Stage.CALLED: Standing.COME_IN,
        Stage.LATE: Standing.LATE,
        Stage.TALK: Standing.TALK,
        Stage.QUESTIONS: Standing.QUESTIONS,
        Stage.ENDED: Standing.DONE,
        Stage.ABSENT: Standing.ABSENT,
    }
    if turn.stage in told:
        return told[turn.stage]
    is_first = found.next is not None and found.next.interview_id == turn.interview_id
    begun = found.now is not None or at >= turn.starts_at - CALL_BEFORE
    return Standing.NEXT if is_first and begun else Standing.LATER


def changes_at(lanes: Iterable[Lane], form: InterviewFormat, at: datetime) -> datetime | None:
    """The next moment at which the day reads differently although nobody does anything."""
    moments: list[datetime] = []
    for found in lanes:
        open_ = [*found.waiting, *found.late] + ([found.next] if found.next else [])
        moments += [moment for turn in open_ for moment in (turn.starts_at - CALL_BEFORE, turn.starts_at + timedelta(seconds=1))]
        running = timer(found.now, form) if found.now else None
        moments += [running.until] if running else []
    return min((moment for moment in moments if moment > at), default=None)


def may_swap(first: Turn, second: Turn, at: datetime) -> bool:
    """On the day two may change seats while neither has begun and neither slot is over."""
    return all(turn.stage not in RUNNING | {Stage.ENDED} and turn.ends_at > at for turn in (first, second))
