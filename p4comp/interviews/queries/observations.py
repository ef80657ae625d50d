"""Looks on the spot as each side finds them: the panel, the team, the secretariat, auditors; the institution only the date."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts import queries as accounts
from p4comp.accounts.models import Membership, Person, Role
from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Purpose
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import parties
from p4comp.institutions.rules import conflicts
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.interviews.models import (
    Interview,
    InterviewState,
    Juror,
    JurorSheet,
    Observation,
    ObservationMark,
    ObservationMember,
    ObservationPhoto,
    PanelSeat,
    SheetState,
)
from p4comp.interviews.policy.observations import Asking, Shot, Visit
from p4comp.interviews.queries.conflicts import HEARING
from p4comp.interviews.rules.observations import ENDED, VisitState
from p4comp.judging.models import Evaluator
from p4comp.judging.queries.bonds import READING, bonds

DUTIES = ("juror", "secretariat", "evaluator")
VISITED = (VisitState.ORDERED, VisitState.LOCKED)


def barred(entry: Entry, person_ids: Collection[str]) -> dict[str, Relation]:
    """Which of these people a bond bars from an entrant, whatever they are appointed to; employment in the portal counts for all."""
    return barred_from([entry], person_ids)[entry.id]


def barred_from(entries: Collection[Entry], person_ids: Collection[str]) -> dict[str, dict[str, Relation]]:
    """The same for many entries of one edition, `{entry id: {person id: bond}}`."""
    found: dict[str, dict[str, Relation]] = {entry.id: {} for entry in entries}
    if not entries or not person_ids:
        return found
    edition, appointed = next(iter(entries)).edition, set()
    for model, duty in ((Juror, HEARING), (Evaluator, READING)):
        rows: list[Any] = db.everything(select(model).where(model.edition_id == edition.id, model.person_id.in_(person_ids)))
        appointed |= {row.person_id for row in rows}
        if rows:
            known = bonds(rows, {entry.institution_id for entry in entries}, competition.spec_of(edition), duty=duty)
            for entry in entries:
                bars = ((row.person_id, known.bar(row.id, entry.institution_id, entry.id)) for row in rows)
                found[entry.id] |= {person_id: bar for person_id, bar in bars if bar is not None}
    for entry_id, others in _employed(entries, set(person_ids) - appointed).items():
        found[entry_id] |= others
    return found


def _employed(entries: Collection[Entry], person_ids: set[str]) -> dict[str, dict[str, Relation]]:
    """What membership alone makes of people without a juror's or evaluator's appointment."""
    query = select(Membership.person_id, Membership.institution_id).where(Membership.role == Role.MEMBER)
    query = query.where(Membership.person_id.in_(person_ids), Membership.institution_id.is_not(None))
    employers: dict[str, set[str]] = defaultdict(set)
    for person_id, institution_id in db.session().execute(query) if person_ids else ():
        employers[person_id].add(str(institution_id))
    if not employers:
        return {}
    known = parties({one for ones in employers.values() for one in ones} | {entry.institution_id for entry in entries})
    return {
        entry.id: {
            person_id: bar
            for person_id, ones in employers.items()
            if (bar := conflicts.first([known[one] for one in sorted(ones) if one in known], known[entry.institution_id])) is not None
        }
        for entry in entries
    }


def free_secretaries(entry: Entry) -> list[Person]:
    """The people of the secretariat whom nothing binds to an entrant: only they are written to about it."""
    found = accounts.secretariat()
    bound = barred(entry, {one.id for one in found})
    return [one for one in found if one.id not in bound]


def bound_words(found: Mapping[str, Relation]) -> dict[str, str]:
    """Bonds as people read them."""
    return {person_id: str(WORDS[relation]) for person_id, relation in found.items()}


def asking(actor: Actor, interview_id: str) -> Asking | None:
    """An interview of the running edition whose panel this juror chairs; none the juror may not hear."""
    edition = competition.current() if actor.has("juror") else None
    chaired = select(PanelSeat.panel_id).join(PanelSeat.juror).where(Juror.person_id == actor.id, Juror.is_active, PanelSeat.is_chair)
    query = (
        select(Interview).where(Interview.id == interview_id, Interview.panel_id.in_(chaired)).options(*_entry(joinedload(Interview.entry)))
    )
    found = db.first(query.where(Interview.edition_id == edition.id)) if edition else None
    if found is None or barred(found.entry, [actor.id]) or _is_recused(actor, found.id):
        return None
    waiting = db.first(select(Observation).where(Observation.interview_id == found.id, Observation.state.not_in(ENDED)))
    standing = decisions.standing(found.edition_id, Purpose.WINNERS, found.entry.category)
    return Asking(found, competition.spec_of(found.entry.edition), waiting, standing)


def _is_recused(actor: Actor, interview_id: str) -> bool:
    query = select(JurorSheet.id).join(JurorSheet.juror).where(JurorSheet.interview_id == interview_id, Juror.person_id == actor.id)
    return db.first(query.where(JurorSheet.state == SheetState.RECUSED)) is not None


def _entry(entry: Any) -> tuple[Any, ...]:
    return (entry.joinedload(Entry.edition), entry.joinedload(Entry.institution).joinedload(Institution.region))


def _whole() -> Select[Observation]:
    interview = joinedload(Observation.interview)
    return select(Observation).options(
        *_entry(interview.joinedload(Interview.entry)),
        interview.joinedload(Interview.panel),
        joinedload(Observation.asker),
        joinedload(Observation.answerer),
        joinedload(Observation.team).joinedload(ObservationMember.person),
        joinedload(Observation.corrections),
        joinedload(Observation.reopenings),
        joinedload(Observation.report),
    )


def whole(observation_id: str) -> Observation | None:
    """A look on the spot, for what nobody asks for: letters, prints."""
    return next(iter(db.everything(_whole().where(Observation.id == observation_id))), None)


def visit(actor: Actor, observation_id: str, **_more: str) -> Visit | None:
    """A look on the spot of the running edition: for its team, the panel, the secretariat and auditors, unless a bond bars them."""
    edition = competition.current()
    query = db.held(_whole(), Observation).join(Observation.interview).where(Observation.id == observation_id)
    rows = db.everything(query.where(Interview.edition_id == edition.id)) if edition else []
    return _seen(actor, rows[0]) if rows else None


def _seen(actor: Actor, found: Observation) -> Visit | None:
    entry, members = found.interview.entry, {one.person_id for one in found.members}
    seat = _seat(actor, found.interview)
    if not (is_staff(actor) or seat or actor.id in members):
        return None
    bonds_now = barred(entry, {actor.id, *members})
    if actor.id in bonds_now:
        return None
    standing = decisions.standing(entry.edition_id, Purpose.WINNERS, entry.category)
    bound = bound_words({one: bonds_now[one] for one in members if one in bonds_now})
    waits = found.state is VisitState.LOCKED and _is_scored(found.interview_id)
    has_heard = seat is not None and _has_scored(seat.juror_id, found.interview_id)
    sides = {
        "is_scored": waits,
        "has_heard": has_heard,
        "is_member": actor.id in members,
        "is_juror": seat is not None,
        "is_chair": bool(seat and seat.is_chair),
    }
    return Visit(found, competition.spec_of(entry.edition), standing, bound=bound, **sides)


def _is_scored(interview_id: str) -> bool:
    """Whether some juror has not locked the sheet on it yet."""
    living = JurorSheet.state.in_((SheetState.ASSIGNED, SheetState.OPEN))
    return db.first(select(JurorSheet.id).where(JurorSheet.interview_id == interview_id, living).limit(1)) is not None


def _has_scored(juror_id: str, interview_id: str) -> bool:
    """Whether this juror's own locked sheet counts for it: a seat can be given long after the finalist was heard."""
    own = (JurorSheet.juror_id == juror_id, JurorSheet.interview_id == interview_id, JurorSheet.state == SheetState.LOCKED)
    return db.first(select(JurorSheet.id).where(*own).limit(1)) is not None


def _seat(actor: Actor, interview: Interview) -> PanelSeat | None:
    """The juror's seat in the panel that hears the finalist; whoever declared a conflict has none."""
    recused = select(JurorSheet.juror_id).where(JurorSheet.interview_id == interview.id, JurorSheet.state == SheetState.RECUSED)
    query = select(PanelSeat).join(PanelSeat.juror).where(PanelSeat.panel_id == interview.panel_id, Juror.id.not_in(recused))
    return db.first(query.where(Juror.person_id == actor.id, Juror.is_active)) if actor.has("juror") else None


def shot(actor: Actor, observation_id: str, photo_id: str) -> Shot | None:
    """A photo of a look on the spot, for whoever finds that."""
    found = visit(actor, observation_id)
    photo = db.first(_photos(observation_id).where(ObservationPhoto.id == photo_id)) if found else None
    return Shot(photo, found) if found and photo else None


def _photos(observation_id: str) -> Select[ObservationPhoto]:
    query = select(ObservationPhoto).where(ObservationPhoto.observation_id == observation_id).options(joinedload(ObservationPhoto.file))
    return query.order_by(ObservationPhoto.added_at, ObservationPhoto.id)


def photos(observation_id: str) -> list[ObservationPhoto]:
    """The photos in the order they came; one query."""
    return db.everything(_photos(observation_id))


def marks(observation_id: str) -> dict[str, ObservationMark]:
    """What the team found, `{item: mark}`; one query."""
    found = db.everything(select(ObservationMark).where(ObservationMark.observation_id == observation_id))
    return {one.item: one for one in found}


def observations(actor: Actor) -> list[Observation]:
    """Those of the running edition that this person finds, the newest first, those that wait before the others."""
    edition = competition.current()
    if edition is None:
        return []
    query = _whole().join(Observation.interview).where(Interview.edition_id == edition.id)
    rows = db.everything((query if is_staff(actor) else query.where(_mine(actor.id))).order_by(Observation.asked_at.desc(), Observation.id))
    bound = barred_from({row.interview.entry for row in rows}, [actor.id]) if rows else {}
    return [row for row in rows if not bound[row.interview.entry_id]]


def _mine(person_id: Any) -> Any:
    """As a member of the team, or as a juror of the panel who has not declared a conflict."""
    team = select(ObservationMember.observation_id).where(ObservationMember.person_id == person_id, ObservationMember.left_at.is_(None))
    seats = select(PanelSeat.panel_id).join(PanelSeat.juror).where(Juror.person_id == person_id, Juror.is_active)
    recused = select(JurorSheet.interview_id).join(JurorSheet.juror)
    recused = recused.where(Juror.person_id == person_id, JurorSheet.state == SheetState.RECUSED)
    return or_(Observation.id.in_(team), and_(Interview.panel_id.in_(seats), Interview.id.not_in(recused)))


def count_mine(person_id: Any) -> Select[int]:
    """How many a member of a team or a juror may find, before bonds are looked at."""
    running = select(Edition.id).where(Edition.is_running)
    query = select(func.count()).select_from(Observation).join(Observation.interview)
    return query.where(Interview.edition_id.in_(running), _mine(person_id))


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be sent: what they are, and what bars them, if anything does."""

    person: Person
    duty: str
    bar: str = ""


def candidates(visit: Visit) -> list[Candidate]:
    """Jurors of the edition, the secretariat and evaluators, each once, by name; those barred among them."""
    edition_id = visit.entry.edition_id
    found: dict[str, tuple[Person, str]] = {}
    for duty, model in (("juror", Juror), ("evaluator", Evaluator)):
        query = (
            select(Person)
            .join(model, model.person_id == Person.id)
            .where(model.edition_id == edition_id, model.is_active, Person.is_active)
        )
        for person in db.everything(query):
            found.setdefault(person.id, (person, duty))
    for person in accounts.secretariat():
        found.setdefault(person.id, (person, "secretariat"))
    bars = bound_words(barred(visit.entry, set(found)))
    rows = [Candidate(person, duty, bars.get(person.id, "")) for person, duty in found.values()]
    return sorted(rows, key=lambda one: (DUTIES.index(one.duty), one.person.name, one.person.id))


def asked_of(interviews: Collection[Interview]) -> dict[str, str] | None:
    """The looks on the spot at these finalists, `{interview id: its id}`; None where the edition has none. One query."""
    rows = list(interviews)
    if rows and not competition.spec_of(rows[0].entry.edition).hearings.observation.is_allowed:
        return None
    query = select(Observation.interview_id, Observation.id).where(Observation.interview_id.in_([row.id for row in rows]))
    return {row[0]: row[1] for row in db.session().execute(query.where(Observation.state.not_in(ENDED)))} if rows else {}


def told_to_institutions(interview_ids: Iterable[str]) -> dict[str, Observation]:
    """What institutions may know: the visit that is ordered or was made, `{interview id: visit}`; one query, none for nobody."""
    ids = list(interview_ids)
    query = select(Observation).where(Observation.interview_id.in_(ids), Observation.state.in_(VISITED), Observation.starts_at.is_not(None))
    return {one.interview_id: one for one in db.everything(query)} if ids else {}


def of_team(person_id: str) -> list[Observation]:
    """The looks on the spot, not yet locked, that a person is sent on."""
    team = select(ObservationMember.observation_id).where(ObservationMember.person_id == person_id, ObservationMember.left_at.is_(None))
    rows = _whole().join(Observation.interview).where(Observation.id.in_(team), Observation.state == VisitState.ORDERED)
    return db.everything(rows.where(Interview.state != InterviewState.CANCELLED))


def locked_of(entry_ids: Collection[str]) -> dict[str, Observation]:
    """The locked reports on these entries, `{entry id: report}`; one query."""
    query = _whole().join(Observation.interview).where(Observation.state == VisitState.LOCKED, Interview.entry_id.in_(entry_ids))
    return {one.interview.entry_id: one for one in db.everything(query)}
