"""A team is sent to a place on a day; another team or day, called off; a member leaves whom a conflict takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from p4comp.accounts.models import Person
from p4comp.core import audit, db, mail
from p4comp.core.access import Actor, demand
from p4comp.core.words import moment_for
from p4comp.institutions.rules.conflicts import WORDS
from p4comp.interviews.actions.observations import letters
from p4comp.interviews.actions.observations.asking import answer, needed
from p4comp.interviews.models import Observation, ObservationMember
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.policy.observations import Visit
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.rules import observations as rules
from p4comp.interviews.rules.observations import VISITS, VisitState


@dataclass(frozen=True)
class Order:
    """Who goes where and when, led by whom; a changed order has a reason."""

    starts_at: datetime
    place: str
    team: Sequence[str]
    leader: str
    reason: str = ""


def order(visit: Visit, wanted: Order, *, by: Actor, at: datetime) -> None:
    """Send a team, or another one, or on another day; words given to the report fall, and all are told."""
    demand(policy.may_order_observation(by, visit, at))
    row, is_first = visit.observation, visit.observation.state is VisitState.ASKED
    people = {one.person.id: one.person for one in queries.candidates(visit)}
    _check(visit, wanted, people, at)
    reason = "" if is_first else needed(wanted.reason)
    before = letters.told(visit)
    row.state = VISITS.after(row.state, "order" if is_first else "reorder")
    row.starts_at, row.place, row.answer, row.answered_by, row.answered_at = wanted.starts_at, wanted.place.strip(), reason, by.id, at
    row.sequence += 0 if is_first else 1
    _seat(row, wanted, people)
    db.session().flush()
    facts = {"starts_at": wanted.starts_at.isoformat(), "place": row.place, "team": sorted(wanted.team), "leader": wanted.leader}
    audit.record("observation.ordered" if is_first else "observation.reordered", row, by=by, at=at, reason=reason, **facts)
    letters.tell(visit, at, before=before)


def _check(visit: Visit, wanted: Order, people: Mapping[str, Person], at: datetime) -> None:
    same_day = visit.observation.starts_at == wanted.starts_at
    if not same_day:
        rules.check_day(wanted.starts_at, at, visit.zone)
    names = {one: people[one].name for one in wanted.team if one in people}
    bars = queries.bound_words(queries.barred(visit.entry, set(names)))
    rules.check_team(names, wanted.leader, visit.terms.visitors, bars)


def _seat(row: Observation, wanted: Order, people: Mapping[str, Person]) -> None:
    """The team as it is now; nobody has agreed with the report yet."""
    known = {one.person_id: one for one in row.team}
    row.team = [known.get(one) or ObservationMember(person_id=one, person=people[one]) for one in wanted.team if one in people]
    for one in row.team:
        one.is_leader, one.signed_at, one.left_at, one.left_why = one.person_id == wanted.leader, None, None, ""


def call_off(visit: Visit, *, reason: str, by: Actor, at: datetime) -> None:
    """Call it off; institution, team and panel are told, their calendars let it go."""
    demand(policy.may_cancel_observation(by, visit, at))
    before = letters.told(visit)
    answer(visit, "cancel", reason, by=by, at=at)
    visit.observation.sequence += 1
    audit.record("observation.cancelled", visit.observation, by=by, at=at, reason=visit.observation.answer)
    letters.tell(visit, at, before=before)
    letters.tell_asker(visit, at)


def leave(person: Person, *, by: Actor | None, at: datetime) -> list[Observation]:
    """Take a person out of the teams that a bond bars them from by now; words given fall, the secretariat is told."""
    left = []
    for row in queries.of_team(person.id):
        relation = queries.barred(row.interview.entry, [person.id]).get(person.id)
        if relation is None:
            continue
        for one in row.team:
            one.signed_at = None
            if one.person_id == person.id:
                one.left_at, one.left_why = at, str(WORDS[relation])
        audit.record("observation.member_left", row, by=by, at=at, person=person.id, relation=relation.value)
        left.append(row)
    for row in left:
        entry = row.interview.entry
        when = moment_for(row.starts_at, entry.edition.zone, entry.institution.zone) if row.starts_at else ""
        for colleague in queries.free_secretaries(entry):
            mail.to_person("interviews/mail/observation_member_left.txt", colleague, at=at, entry=entry, when=when)
    return left
