"""The day as the board, the rooms' screens, the jurors and the finalists see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.spec import InterviewFormat
from p4comp.core import clock, db, tallies
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.interviews.models import Interview, InterviewState, JurorAbsence, JurorSheet, Panel, SheetState, Sitting, turn_of
from p4comp.interviews.policy.day import Attendance
from p4comp.interviews.queries import absences, panels, sheets
from p4comp.interviews.queries.conflicts import unbound
from p4comp.interviews.queries.timetable import own_interviews
from p4comp.interviews.rules import absences as attending
from p4comp.interviews.rules import day as rules
from p4comp.interviews.rules.day import RUNNING, Lane, Stage, Standing, Timer, Turn

Row = tuple[Interview, Sitting | None]
LIVING = (SheetState.ASSIGNED, SheetState.OPEN, SheetState.LOCKED)


def bounds(edition: Edition, on: date) -> tuple[datetime, datetime]:
    """The first moment of a day on the edition's clock and that of the next."""
    start = datetime.combine(on, time(), ZoneInfo(edition.zone))
    return start, start + timedelta(days=1)


def shown_day(edition: Edition, at: datetime) -> date:
    """Today if it is an interview day, else the next one, else the last."""
    today, days = clock.local(at, edition.zone).date(), sorted(competition.spec_of(edition).interview.days)
    return next((day for day in days if day >= today), days[-1] if days else today)


def only(interview_id: str) -> Select[Interview]:
    """One interview, to be held while it is changed."""
    return select(Interview).where(Interview.id == interview_id)


def _rows(edition: Edition, on: date) -> Select[Interview, Sitting]:
    begins, ends = bounds(edition, on)
    entry = joinedload(Interview.entry).load_only(Entry.institution_name, Entry.category, Entry.institution_id, Entry.edition_id)
    query = select(Interview, Sitting).outerjoin(Sitting, Sitting.interview_id == Interview.id)
    query = query.options(entry.joinedload(Entry.institution).joinedload(Institution.region), joinedload(Interview.panel))
    counted = (Interview.edition_id == edition.id, Interview.state != InterviewState.CANCELLED)
    return query.where(*counted, Interview.starts_at >= begins, Interview.starts_at < ends).order_by(Interview.starts_at, Interview.id)


def rows(edition: Edition, on: date) -> list[Row]:
    """The interviews of a day with how far they are; one query."""
    return [(row, sitting) for row, sitting in db.session().execute(_rows(edition, on))]


def turn(row: Interview, sitting: Sitting | None) -> Turn:
    """An interview as the day's rules see it; one held without a board is over."""
    found = turn_of(row, sitting)
    if row.state is InterviewState.HELD and found.stage is not Stage.ENDED:
        return Turn(row.id, row.starts_at, row.ends_at, Stage.ENDED, found.begun_at, found.questions_at, found.ended_at or row.ends_at)
    return found


@dataclass(frozen=True)
class PanelDay:
    """A panel's day: how it stands, the interviews by id, the running timer, who of the jurors is missing, and for whom they are too few."""

    panel: Panel
    lane: Lane
    interviews: Mapping[str, Interview]
    timer: Timer | None
    absent: Sequence[JurorAbsence]
    unlocked: Mapping[str, Sequence[str]]
    few: frozenset[str]


@dataclass(frozen=True)
class Board:
    """The day of all panels, and the next moment at which it reads differently by itself."""

    on: date
    edition: Edition
    panels: Sequence[PanelDay]
    fresh_until: datetime | None


def board(edition: Edition, on: date, at: datetime) -> Board:
    """The board of a day; five queries."""
    form, found = competition.spec_of(edition).interview, rows(edition, on)
    written = _sheets(row.id for row, _sitting in found)
    away = absences.on_day(edition.id, on)
    names = {juror.id: juror.person.name for juror in panels.jurors(edition.id)}
    places = absences.seats_of(one.juror_id for one in away)
    quorum = competition.spec_of(edition).hearings.planning.quorum
    by_panel: dict[str, list[Row]] = {}
    for row, sitting in found:
        by_panel.setdefault(row.panel_id, []).append((row, sitting))
    shown = [
        _panel_day(mine, form, at, written, [one for one in away if mine[0][0].panel_id in places.get(one.juror_id, ())], names, quorum)
        for mine in by_panel.values()
    ]
    shown.sort(key=lambda one: (one.panel.name, one.panel.id))
    return Board(on, edition, shown, rules.changes_at([one.lane for one in shown], form, at))


def _panel_day(
    mine: Sequence[Row],
    form: InterviewFormat,
    at: datetime,
    written: Mapping[str, Mapping[str, SheetState]],
    away: Sequence[JurorAbsence],
    names: Mapping[str, str],
    quorum: int,
) -> PanelDay:
    lane = rules.lane([turn(*one) for one in mine], form, at)
    panel = mine[0][0].panel
    open_ = [row for row, _sitting in mine if row.state is InterviewState.PLACED]
    hearing = {row.id: sum(state in LIVING for state in written.get(row.id, {}).values()) for row in open_}
    few = frozenset(attending.too_few(hearing, quorum))
    ended = [one.interview_id for one in lane.done]
    unlocked = {one: [names.get(juror, "") for juror, state in written.get(one, {}).items() if state in LIVING[:2]] for one in ended}
    return PanelDay(
        panel,
        lane,
        {row.id: row for row, _sitting in mine},
        rules.timer(lane.now, form) if lane.now else None,
        away,
        {one: sorted(who) for one, who in unlocked.items() if who},
        few,
    )


def _sheets(interview_ids: Iterable[str]) -> dict[str, dict[str, SheetState]]:
    query = select(JurorSheet.interview_id, JurorSheet.juror_id, JurorSheet.state)
    found: dict[str, dict[str, SheetState]] = {}
    for interview_id, juror_id, state in db.session().execute(query.where(JurorSheet.interview_id.in_(list(interview_ids)))):
        found.setdefault(interview_id, {})[juror_id] = state
    return found


def heard_now(panel_id: str) -> Interview | None:
    """The interview the panel is holding."""
    query = select(Interview).join(Sitting, Sitting.interview_id == Interview.id).options(joinedload(Interview.entry))
    return db.first(query.where(Interview.panel_id == panel_id, Sitting.stage.in_(RUNNING)))


def hearing_count(interview_id: str) -> int:
    """How many jurors hear an interview."""
    return db.count(select(JurorSheet.id).where(JurorSheet.interview_id == interview_id, JurorSheet.state.in_(LIVING)))


@dataclass(frozen=True)
class Screen:
    """A panel's screen: whose turn it is, the running timer, and who follows."""

    panel: Panel
    now: Interview | None
    timer: Timer | None
    next: Interview | None
    is_called: bool
    expected: datetime | None
    zone: str


def screen(panel: Panel, edition: Edition, at: datetime) -> Screen:
    """What the screen in a panel's room shows today."""
    form = competition.spec_of(edition).interview
    mine = [one for one in rows(edition, clock.local(at, edition.zone).date()) if one[0].panel_id == panel.id]
    lane, by_id = rules.lane([turn(*one) for one in mine], form, at), {row.id: row for row, _sitting in mine}
    now, following = lane.now, lane.next
    return Screen(
        panel,
        by_id[now.interview_id] if now else None,
        rules.timer(now, form) if now else None,
        by_id[following.interview_id] if following else None,
        following is not None and following.stage is Stage.CALLED,
        lane.expected.get(following.interview_id) if following else None,
        edition.zone,
    )


def panel_to_show(actor: Actor, panel_id: str) -> Panel | None:
    """A panel of the edition that is run, for the secretariat."""
    edition = competition.current() if actor.has("secretariat") else None
    return panels.panel(edition.id, panel_id) if edition else None


@dataclass(frozen=True)
class JurorDay:
    """A juror's own day: the sheet of the interview that runs with its timer, then those to come with how far they are."""

    running: JurorSheet | None
    timer: Timer | None
    coming: Sequence[tuple[JurorSheet, Stage]]
    zone: str


def juror_day(actor: Actor, at: datetime) -> JurorDay | None:
    """The day of a juror; interviews they may not hear are not in it. None while no edition runs."""
    edition = competition.current()
    if edition is None:
        return None
    begins, ends = bounds(edition, clock.local(at, edition.zone).date())
    query = sheets.visible_to(actor).where(Interview.edition_id == edition.id, Interview.starts_at >= begins, Interview.starts_at < ends)
    mine = unbound(actor, db.everything(query.order_by(Interview.starts_at)))
    steps = _sittings(sheet.interview_id for sheet in mine)
    turns = {sheet.id: turn(sheet.interview, steps.get(sheet.interview_id)) for sheet in mine}
    running = next((sheet for sheet in mine if turns[sheet.id].stage in RUNNING), None)
    form = competition.spec_of(edition).interview
    coming = [(sheet, turns[sheet.id].stage) for sheet in mine if turns[sheet.id].stage not in RUNNING | rules.OVER]
    return JurorDay(running, rules.timer(turns[running.id], form) if running else None, coming, edition.zone)


def _sittings(interview_ids: Iterable[str]) -> dict[str, Sitting]:
    found = db.everything(select(Sitting).where(Sitting.interview_id.in_(list(interview_ids))))
    return {one.interview_id: one for one in found}


@dataclass(frozen=True)
class OwnTurn:
    """A finalist's own turn: its interview, how the day stands for it, when it is expected to begin, and the timer while it is heard."""

    interview: Interview
    standing: Standing
    expected: datetime
    delay: int
    timer: Timer | None
    fresh_until: datetime | None


def own_turns(actor: Actor, at: datetime) -> list[OwnTurn]:
    """The own interviews that are not over, or were held today; of the others only how long they keep the panel, three queries each."""
    found = [_own_turn(row, at) for row in own_interviews(actor)]
    return [one for one in found if one.standing is not Standing.DONE or is_today(one.interview, at)]


def is_today(row: Interview, at: datetime) -> bool:
    """Whether an interview is on the edition's today."""
    zone = row.entry.edition.zone
    return clock.local(row.starts_at, zone).date() == clock.local(at, zone).date()


def _panel_turns(panel_id: str, begins: datetime, ends: datetime) -> list[Turn]:
    """A panel's day, with no more than its turns need; one query, as every finalist's screen asks it whenever anything moves."""
    return [turn(*one) for one in db.session().execute(_turns(), {"panel_id": panel_id, "begins": begins, "ends": ends})]


@cache
def _turns() -> Select[Interview, Sitting]:
    during = (Interview.starts_at >= bindparam("begins"), Interview.starts_at < bindparam("ends"))
    mine = (Interview.panel_id == bindparam("panel_id"), Interview.state != InterviewState.CANCELLED, *during)
    query = select(Interview, Sitting).outerjoin(Sitting, Sitting.interview_id == Interview.id)
    return query.where(*mine).order_by(Interview.starts_at, Interview.id)


def _own_turn(row: Interview, at: datetime) -> OwnTurn:
    edition = row.entry.edition
    form, on = competition.spec_of(edition).interview, clock.local(row.starts_at, edition.zone).date()
    mine = _panel_turns(row.panel_id, *bounds(edition, on))
    own = next(one for one in mine if one.interview_id == row.id)
    lane = rules.lane(mine, form, at)
    expected = lane.expected.get(row.id, row.starts_at) if is_today(row, at) else row.starts_at
    delay = rules.delay_minutes(row.starts_at, expected)
    return OwnTurn(row, rules.standing(own, lane, at), expected, delay, rules.timer(own, form), rules.changes_at([lane], form, at))


def rivals(row: Interview, at: datetime) -> list[Interview]:
    """The interviews of the same day that this one may change seats with now."""
    edition = row.entry.edition
    found = rows(edition, clock.local(row.starts_at, edition.zone).date())
    own = next(turn(*one) for one in found if one[0].id == row.id)
    return [other for other, sitting in found if other.id != row.id and rules.may_swap(own, turn(other, sitting), at)]


def juror_expected(actor: Actor, juror_id: str) -> Attendance | None:
    """A juror of the edition that is run, for the secretariat."""
    edition = competition.current() if actor.has("secretariat") else None
    found = next((one for one in panels.jurors(edition.id) if one.id == juror_id), None) if edition else None
    return Attendance(edition, found) if edition and found else None


def _count_between(edition_id: str, begins: datetime, ends: datetime) -> Select[int]:
    """How many interviews are to be held between two moments."""
    query = select(func.count(Interview.id)).where(Interview.state == InterviewState.PLACED)
    return query.where(Interview.edition_id == edition_id, Interview.starts_at >= begins, Interview.starts_at < ends)


def _today(actor: Actor) -> tuple[str, datetime, datetime] | None:
    edition = competition.current() if actor.has("secretariat") else None
    return (edition.id, *bounds(edition, clock.local(clock.arrived(), edition.zone).date())) if edition else None


TODAY = tallies.on_start_page(_count_between, _today)
