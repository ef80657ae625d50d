"""The timetable: which window is open when. Stages follow from dates and the ledger; nothing stores them (design 4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from flask_babel import gettext as _

from p4comp.competition.spec import EditionSpec, Stage, Window


@dataclass(frozen=True)
class Moved:
    """A row of the deadline ledger: for all, for a `category`, or for one entry, the window of `stage` closes at `until`."""

    stage: str
    until: datetime
    category: str = ""
    entry_id: str = ""

    def concerns(self, stage: str, category: str, entry_id: str) -> bool:
        """Whether it moves the deadline of an entry of `category`."""
        return self.stage == stage and self.category in ("", category) and self.entry_id in ("", entry_id)


@dataclass(frozen=True)
class StageNow:
    """Where an edition stands: in the window of `stage`, or between windows (`stage` is None) before the next one."""

    stage: Stage | None
    window: Window | None
    coming: Window | None = None

    @property
    def label(self) -> str:
        """The stage as people call it."""
        if self.window is not None:
            return self.window.name
        return str(_("Menuju %(stage)s", stage=self.coming.name) if self.coming else _("Selesai"))


@dataclass(frozen=True)
class Calendar:
    """A timetable with the ledger applied: of the rows that concern somebody, the latest `until` wins."""

    spec: EditionSpec
    ledger: tuple[Moved, ...] = ()

    def window(self, stage: Stage | str, category: str = "", entry_id: str = "") -> Window:
        """The window of a stage for all, for a category or for one entry; its ends are None if unknown."""
        stage = Stage(stage)
        window = self.spec.window(stage) or Window(stage, stage.value, None, None)
        ends = [moved.until for moved in self.ledger if moved.concerns(stage, category, entry_id)]
        if window.closes is not None:
            ends.append(window.closes)
        return replace(window, closes=max(ends, default=None))

    def is_open(self, stage: Stage | str, at: datetime, category: str = "", entry_id: str = "") -> bool:
        """Whether the window of a stage holds `at`, its closing second no longer."""
        return self.window(stage, category, entry_id).holds(at)

    def windows(self) -> list[Window]:
        """All windows in the order of the timetable, as they are for everybody."""
        return list(self._windows)

    @cached_property
    def _windows(self) -> tuple[Window, ...]:
        return tuple(self.window(window.stage) for window in self.spec.timetable)

    def stage_at(self, at: datetime) -> StageNow:
        """The window that opened last among those that hold `at`; of two opened together the one that closes first."""
        holding = [window for window in self.windows() if window.holds(at)]
        if holding:
            window = max(holding, key=_begun_last)
            return StageNow(window.stage, window)
        coming = [window for window in self.windows() if window.opens is not None and window.opens > at]
        return StageNow(None, None, min(coming, key=_opening, default=None))

    def state(self, window: Window, at: datetime) -> str:
        """`past`, `now` or `future`; an unknown window is past once a later one has begun."""
        now = self.stage_at(at).stage
        if window.stage is now:
            return "now"
        later = self.windows()[[one.stage for one in self.windows()].index(window.stage) :]
        if window.closes is not None:
            return "past" if window.closes <= at else "future"
        return "past" if any(moment <= at for one in later for moment in _ends(one)) else "future"

    def next_change(self, at: datetime) -> datetime | None:
        """The next moment at which any window opens or closes, for anybody."""
        moments = [moment for window in self.windows() for moment in _ends(window)] + [moved.until for moved in self.ledger]
        return min((moment for moment in moments if moment > at), default=None)


def _begun_last(window: Window) -> tuple[float, float]:
    assert window.opens is not None
    assert window.closes is not None
    return window.opens.timestamp(), -window.closes.timestamp()


def _opening(window: Window) -> datetime:
    assert window.opens is not None
    return window.opens


def _ends(window: Window) -> Iterator[datetime]:
    yield from (moment for moment in (window.opens, window.closes) if moment is not None)


def stage_at(spec: EditionSpec, at: datetime, ledger: Iterable[Moved] = ()) -> StageNow:
    """Where the edition stands at `at`."""
    return Calendar(spec, tuple(ledger)).stage_at(at)


def registration_began(spec: EditionSpec, at: datetime) -> bool:
    """Whether registration has opened; if its opening is unknown, whether any later moment of the timetable has come."""
    stages = [window.stage for window in spec.timetable]
    if Stage.REGISTRATION not in stages:
        return False
    registration, *later = spec.timetable[stages.index(Stage.REGISTRATION) :]
    if registration.opens is not None:
        return registration.opens <= at
    return any(moment <= at for window in (registration, *later) for moment in _ends(window))
