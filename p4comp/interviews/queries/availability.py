"""When jurors and finalists can be heard: for the planner, for themselves, for the secretariat's board."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.interviews.models import Availability, AvailabilityCall, Interview, Juror, JurorAbsence, JurorSheet
from p4comp.interviews.policy.availability import Times
from p4comp.interviews.queries import panels
from p4comp.interviews.rules.states import InterviewState
from p4comp.interviews.rules.wishes import Wish, Wishes, WishKind


def wishes(edition_id: str) -> Wishes:
    """What everybody said of their time, days away of jurors among it, and days for which nobody sits in for them; two queries."""
    found = {(one.juror_id, one.entry_id): wishes_in(one) for one in answers(edition_id)}
    zone = db.session().get_one(Edition, edition_id).zone
    jurors = {juror_id: said for (juror_id, _entry), said in found.items() if juror_id}
    for juror_id, away in _away(edition_id, zone).items():
        jurors[juror_id] = (*jurors.get(juror_id, ()), *away)
    return Wishes(jurors, {entry_id: said for (_juror, entry_id), said in found.items() if entry_id})


def answers(edition_id: str) -> list[Availability]:
    """Every answer of an edition."""
    query = select(Availability).where(Availability.edition_id == edition_id).order_by(Availability.id)
    return db.everything(query.options(joinedload(Availability.answerer)))


def wishes_in(answer: Availability) -> tuple[Wish, ...]:
    """What an answer says."""
    return tuple(Wish(datetime.fromisoformat(start), datetime.fromisoformat(end), WishKind(kind)) for start, end, kind in answer.wishes)


def _away(edition_id: str, zone: str) -> dict[str, tuple[Wish, ...]]:
    missing = (JurorAbsence.juror_id == Juror.id) & JurorAbsence.stand_in_id.is_(None)
    query = select(Juror, JurorAbsence.on).outerjoin(JurorAbsence, missing).where(Juror.edition_id == edition_id, Juror.is_active)
    found: dict[str, tuple[Wish, ...]] = {}
    for juror, day in db.session().execute(query.order_by(JurorAbsence.on)):
        known = found.get(juror.id, away_of(juror, zone))
        found[juror.id] = (*known, _absent(day, zone)) if day else known
    return {juror_id: days for juror_id, days in found.items() if days}


def _absent(day: date, zone: str) -> Wish:
    begins = _midnight(day, zone)
    return Wish(begins, begins + timedelta(days=1), WishKind.IMPOSSIBLE)


def away_of(juror: Juror, zone: str) -> tuple[Wish, ...]:
    """The days a juror is away, as time that is impossible."""
    return tuple(
        Wish(_midnight(first, zone), _midnight(last + timedelta(days=1), zone), WishKind.IMPOSSIBLE) for first, last in juror.periods
    )


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def call(edition_id: str) -> AvailabilityCall | None:
    """Until when people were asked."""
    return db.session().get(AvailabilityCall, edition_id)


def own_times(actor: Actor) -> Times | None:
    """The time of a juror of the edition that is run, for the juror."""
    edition = competition.current() if actor.has("juror") else None
    return _of_juror(edition, Juror.person_id == actor.id) if edition else None


def juror_times(actor: Actor, juror_id: str) -> Times | None:
    """The time of a juror of the edition that is run, for the secretariat and auditors."""
    edition = competition.current() if is_staff(actor) else None
    return _of_juror(edition, Juror.id == juror_id) if edition else None


def _of_juror(edition: Edition, which: ColumnElement[bool]) -> Times | None:
    query = select(Juror).where(Juror.edition_id == edition.id, Juror.is_active, which)
    whole = joinedload(Juror.employer).joinedload(Institution.region)
    juror = db.first(query.options(joinedload(Juror.person), whole))
    if juror is None:
        return None
    return Times(
        edition,
        competition.spec_of(edition),
        juror.person.name,
        zone_of(juror, edition),
        juror=juror,
        answer=_answer(Availability.juror_id == juror.id),
        call=call(edition.id),
        is_placed=db.count(_placed_for(juror)) > 0,
    )


def zone_of(juror: Juror, edition: Edition) -> str:
    """The clock a juror lives by: the employer's, else the edition's."""
    return juror.employer.zone if juror.employer else edition.zone


def _placed_for(juror: Juror) -> Select[Interview]:
    query = select(Interview).join(JurorSheet, JurorSheet.interview_id == Interview.id)
    return query.where(JurorSheet.juror_id == juror.id, Interview.state != InterviewState.CANCELLED)


def _answer(which: ColumnElement[bool]) -> Availability | None:
    query = select(Availability).where(which).options(joinedload(Availability.answerer))
    return db.first(db.held(query, Availability))


def finalist_times(actor: Actor, entry_id: str) -> Times | None:
    """The time of an announced finalist of the edition that is run, for its institution, the secretariat and auditors."""
    edition = competition.current()
    if edition is None:
        return None
    query = _announced(edition.id, clock.arrived()).where(Entry.id == entry_id)
    if not is_staff(actor):
        query = query.where(Entry.institution_id.in_(actor.institutions))
    entry = db.first(query)
    return _of_entry(edition, entry) if entry else None


def _of_entry(edition: Edition, entry: Entry) -> Times:
    return Times(
        edition,
        competition.spec_of(edition),
        entry.institution_name,
        entry.institution.zone,
        entry=entry,
        answer=_answer(Availability.entry_id == entry.id),
        call=call(edition.id),
        is_placed=db.count(_placed(entry.id)) > 0,
    )


def _placed(entry_id: str) -> Select[Interview]:
    return select(Interview).where(Interview.entry_id == entry_id, Interview.state != InterviewState.CANCELLED)


def _announced(edition_id: str, at: datetime) -> Select[Entry]:
    """The entries on the lists of finalists in force, with institution and region."""
    lines = select(DecisionLine.subject_id).join(DecisionLine.decision)
    listed = lines.where(Decision.edition_id == edition_id, Decision.purpose == Purpose.FINALISTS, in_force(at))
    whole = (joinedload(Entry.institution).joinedload(Institution.region), joinedload(Entry.edition))
    return select(Entry).where(Entry.id.in_(listed)).options(*whole).order_by(Entry.institution_name, Entry.id)


@dataclass(frozen=True)
class Line:
    """Somebody on the secretariat's board: who, on which clock, what they said, and whether they are placed."""

    name: str
    zone: str
    answer: Availability | None
    juror: Juror | None = None
    entry: Entry | None = None
    is_placed: bool = False

    @property
    def clock(self) -> str:
        """The name of their clock."""
        return clock.zone_name(self.zone)


@dataclass(frozen=True)
class Board:
    """Who has answered: jurors and finalists, and until when they are asked."""

    edition: Edition
    call: AvailabilityCall | None
    jurors: list[Line]
    finalists: list[Line]

    def answered(self) -> int:
        """How many have said when they can."""
        return sum(line.answer is not None for line in (*self.jurors, *self.finalists))

    def waiting(self) -> list[Line]:
        """Those who have said nothing and are not placed."""
        return [line for line in (*self.jurors, *self.finalists) if line.answer is None and not line.is_placed]


def board(actor: Actor) -> Board | None:
    """The board of the edition that is run, for staff; six queries."""
    edition = competition.current() if is_staff(actor) else None
    return board_of(edition, clock.arrived()) if edition else None


def board_of(edition: Edition, at: datetime) -> Board:
    """Who has answered by `at`."""
    known = {(one.juror_id, one.entry_id): one for one in answers(edition.id)}
    seated, sitting = _seated(edition.id)
    jurors = [_juror_line(one, edition, known, sitting) for one in panels.jurors(edition.id)]
    found = db.everything(_announced(edition.id, at))
    finalists = [
        Line(one.institution_name, one.institution.zone, known.get((None, one.id)), entry=one, is_placed=one.id in seated) for one in found
    ]
    return Board(edition, call(edition.id), jurors, finalists)


def _juror_line(one: Juror, edition: Edition, known: Mapping[tuple[str | None, str | None], Availability], sitting: Iterable[str]) -> Line:
    return Line(one.person.name, zone_of(one, edition), known.get((one.id, None)), juror=one, is_placed=one.id in set(sitting))


def _seated(edition_id: str) -> tuple[set[str], set[str]]:
    """Entries and jurors with a placed interview; two queries."""
    on = (Interview.edition_id == edition_id, Interview.state != InterviewState.CANCELLED)
    entries = set(db.everything(select(Interview.entry_id).where(*on)))
    jurors = select(JurorSheet.juror_id).join(Interview, Interview.id == JurorSheet.interview_id).where(*on).distinct()
    return entries, set(db.everything(jurors))


def hits(times: Times) -> list[Interview]:
    """Interviews placed at a time that is impossible for a party by now, for a warning; two queries."""
    said = wishes_in(times.answer) if times.answer else ()
    query = _placed_for(times.juror) if times.juror else _placed(times.entry.id if times.entry else "")
    rows = db.everything(query.options(joinedload(Interview.entry)).order_by(Interview.starts_at))
    return [row for row in rows if any(wish.kind is WishKind.IMPOSSIBLE and wish.touches(row.starts_at, row.ends_at) for wish in said)]
