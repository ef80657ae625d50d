"""What binds whoever judges to entrants: one answer for sight, assignment, sheets, ranking and panels (design 5)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Date, String, bindparam, cast, literal, null, select, type_coerce, union_all

from p4comp.accounts.models import FormerMembership, Membership, Role
from p4comp.competition.spec import EditionSpec
from p4comp.core import clock
from p4comp.core.db import Moment, session
from p4comp.institutions.queries import parties
from p4comp.institutions.rules import conflicts
from p4comp.institutions.rules.conflicts import DECLARED, Party, Relation, Tie
from p4comp.judging.models import Appointment, Bound, Evaluator, Leave, TieKind, Waiver, WaiverState
from p4comp.judging.models import Tie as TieRow
from p4comp.judging.queries.parties import Appointed

WAIVED = "waived "


@dataclass(frozen=True)
class Duty:
    """Where a duty keeps its people, what ties them, and which bonds were waived: tables, and the columns that name the person appointed."""

    people: type[Appointment]
    key: Any
    tie: type[Bound]
    tied: Any
    waiver: type[Leave]
    waived: Any


READING = Duty(Evaluator, Evaluator.id, TieRow, TieRow.evaluator_id, Waiver, Waiver.evaluator_id)


@dataclass
class Facts:
    """What is known of those appointed: institutions with until when, what they avoid, bonds that were waived for an entry."""

    ties: dict[str, list[tuple[str, date | None, bool]]] = field(default_factory=lambda: defaultdict(list))
    waived: dict[tuple[str, str], set[Relation]] = field(default_factory=lambda: defaultdict(set))

    @property
    def institutions(self) -> set[str]:
        """Every institution that somebody is tied to."""
        return {institution for ties in self.ties.values() for institution, _ended, _avoided in ties}


@dataclass(frozen=True)
class Bonds:
    """Bonds of those appointed to entrants on a day, by evaluator's or juror's id."""

    ties: dict[str, list[Tie]]
    known: dict[str, Party]
    waived: dict[tuple[str, str], set[Relation]]
    on: date
    years: int

    def all(self, evaluator_id: str, institution_id: str) -> list[Relation]:
        """Every bond of an evaluator to an institution, the gravest first."""
        ties = self.ties.get(evaluator_id)
        return conflicts.bonds(ties, self.known[institution_id], on=self.on, years=self.years) if ties else []

    def bar(self, evaluator_id: str, institution_id: str, entry_id: str = "") -> Relation | None:
        """The gravest bond that bars the evaluator from the entrant; none where it was waived for this entry."""
        waived = self.waived.get((evaluator_id, entry_id), set())
        found = self.all(evaluator_id, institution_id)
        return next((one for one in found if one not in DECLARED and one not in waived), None)

    def light(self, evaluator_id: str, institution_id: str, entry_id: str = "") -> list[Relation]:
        """What bars nobody but has to be declared before the dossier opens: lighter bonds, and those that were waived."""
        waived = self.waived.get((evaluator_id, entry_id), set())
        return [one for one in self.all(evaluator_id, institution_id) if one in DECLARED or one in waived]


def bonds(
    people: Collection[Appointed], institutions: Iterable[str] | None, spec: EditionSpec, on: date | None = None, *, duty: Duty = READING
) -> Bonds:
    """What binds these people in their duty, to these entrants or to any; two queries, one where nobody is tied to anything."""
    facts = _facts(people, duty)
    tied = facts.institutions
    known = parties(None if institutions is None else tied | set(institutions)) if tied else {}
    ties = {
        key: [Tie(known[one], ended, avoided) for one, ended, avoided in sorted(set(own), key=str) if one in known]
        for key, own in facts.ties.items()
    }
    return Bonds(ties, known, dict(facts.waived), on or clock.local(clock.now(), spec.zone).date(), spec.reading.former_years)


def _facts(people: Collection[Appointed], duty: Duty) -> Facts:
    """Employers, memberships now and before, what they stated, confirmed waivers; one query."""
    found = Facts()
    for one in people:
        if one.employer_id:
            found.ties[one.id].append((one.employer_id, None, False))
    for key, other_id, what, day, moment in session().execute(_query(duty), {"ids": [one.id for one in people]}):
        if what.startswith(WAIVED):
            found.waived[key, other_id].add(Relation(what.removeprefix(WAIVED)))
        else:
            ended = clock.local(moment).date() if moment else day
            found.ties[key].append((other_id, ended, what == TieKind.AVOIDED))
    return found


@cache
def _query(duty: Duty) -> CompoundSelect[Any]:
    """Evaluator or juror, institution or entry, what it is, and the day or moment it ended; made once, as every sheet asks it."""
    ids: Any = bindparam("ids")
    day, moment = cast(null(), Date).label("day"), cast(null(), Moment).label("moment")
    person, tie, waiver = duty.people.person_id, duty.tie, duty.waiver
    member = select(duty.key, Membership.institution_id, literal("member"), day, moment).where(duty.key.in_(ids))
    member = member.where(Membership.person_id == person, Membership.institution_id.is_not(None))
    former = select(duty.key, FormerMembership.institution_id, literal("former"), day, FormerMembership.ended_at)
    stated = select(duty.tied, tie.institution_id, type_coerce(tie.kind, String), tie.ended_on, moment)
    waived = select(duty.waived, waiver.entry_id, literal(WAIVED) + type_coerce(waiver.relation, String), day, moment)
    return union_all(
        member.where(Membership.role == Role.MEMBER),
        former.where(FormerMembership.person_id == person, duty.key.in_(ids)),
        stated.where(duty.tied.in_(ids)),
        waived.where(duty.waived.in_(ids), waiver.state == WaiverState.CONFIRMED),
    )
