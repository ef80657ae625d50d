"""Certificates as they can be asked for; what is not announced does not exist outside the secretariat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from p4comp.accounts.models import Membership, Person, Role
from p4comp.accounts.policy import is_staff
from p4comp.certificates.models import Certificate
from p4comp.certificates.rules import State
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.jobs import Job, JobState
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.entries.models import Entry


@dataclass(frozen=True)
class Held:
    """A certificate and the award it was issued for."""

    certificate: Certificate
    award: str

    def covers(self, line: DecisionLine) -> bool:
        """Whether a line needs no certificate because of this one: same entry and award, and not revoked for a correction.

        One revoked by hand covers its line, too: a correction about somebody else does not bring it back.
        """
        one = self.certificate
        return one.entry_id == line.subject_id and self.award == line.award and one.revoked_for_id is None


@dataclass(frozen=True)
class Stack:
    """A decision and the certificates issued on it; `failed` could not be printed, `missing` are still to be issued on it."""

    decision: Decision
    category_name: str
    certificates: list[Certificate]
    failed: int
    missing: int

    @property
    def printed(self) -> int:
        """How many certificates have their file."""
        return sum(certificate.pdf_sha256 is not None for certificate in self.certificates)

    @property
    def is_of_winners(self) -> bool:
        """Whether it is the list of winners."""
        return self.decision.purpose is Purpose.WINNERS


@dataclass(frozen=True)
class Shelf:
    """An edition's decisions with the certificates issued on each."""

    edition: Edition
    stacks: list[Stack]


def visible_to(actor: Actor, at: datetime) -> Select[Certificate]:
    """The secretariat and the auditor see all, members those of their institution's entries once announced."""
    found = select(Certificate)
    return found if is_staff(actor) else _held(found, actor, at)


def _held(found: Select[Certificate], actor: Actor, at: datetime) -> Select[Certificate]:
    entries = select(Entry.id).where(Entry.institution_id.in_(actor.institutions))
    return found.join(Certificate.decision).where(Certificate.entry_id.in_(entries), Decision.announced_at <= at)


def certificate(actor: Actor, certificate_id: str) -> Certificate | None:
    """One certificate the actor may know of, with its edition."""
    query = visible_to(actor, clock.arrived()).where(Certificate.id == certificate_id)
    return db.first(query.options(joinedload(Certificate.edition).defer(Edition.document)))


def own(actor: Actor, at: datetime) -> list[Certificate]:
    """The certificates of the actor's institutions, the newest first."""
    return db.everything(_held(select(Certificate), actor, at).order_by(Certificate.issued_at.desc(), Certificate.serial))


def by_code(code: str, at: datetime) -> Certificate | None:
    """The certificate a code belongs to, once its decision is announced."""
    return db.first(select(Certificate).join(Certificate.decision).where(Certificate.code == code, Decision.announced_at <= at))


def of_list(decision: Decision) -> list[Held]:
    """The certificates issued on any decision of the same list, with the award each was issued for; one query."""
    line = and_(DecisionLine.decision_id == Certificate.decision_id, DecisionLine.subject_id == Certificate.entry_id)
    query = select(Certificate, func.coalesce(DecisionLine.award, "")).join(Certificate.decision).outerjoin(DecisionLine, line)
    same = (Decision.edition_id == decision.edition_id, Decision.purpose == decision.purpose, Decision.category == decision.category)
    return [Held(row[0], row[1]) for row in session().execute(query.where(*same).order_by(Certificate.serial))]


def ended_by(certificate: Certificate, at: datetime) -> Decision | None:
    """The announced correction that leaves a certificate without its line or with another award, even before it is revoked for it."""
    old = certificate.decision
    same = (Decision.edition_id == old.edition_id, Decision.purpose == old.purpose, Decision.category == old.category)
    current = db.first(select(Decision).where(*same, in_force(at)).options(selectinload(Decision.lines)))
    if current is None or current.id == old.id:
        return None
    awards = {line.subject_id: line.award for line in current.lines}
    award = next((line.award for line in old.lines if line.subject_id == certificate.entry_id), "")
    return None if awards.get(certificate.entry_id) == award else current


def holders(certificates: Sequence[Certificate]) -> list[tuple[Certificate, Person]]:
    """The people of the institutions that hold these certificates."""
    members = select(Entry.id, Person).join(Membership, Membership.institution_id == Entry.institution_id)
    members = members.join(Person, Person.id == Membership.person_id).where(Membership.role == Role.MEMBER, Person.is_active)
    found = session().execute(members.where(Entry.id.in_([one.entry_id for one in certificates])).order_by(Person.name)).all()
    return [(one, person) for one in certificates for entry_id, person in found if entry_id == one.entry_id]


def shelf(actor: Actor, slug: str) -> Shelf | None:
    """All decisions of an edition and their certificates."""
    edition = competition.by_slug(slug)
    if edition is None:
        return None
    wanted = (
        select(Decision).where(Decision.edition_id == edition.id).options(selectinload(Decision.lines), joinedload(Decision.replacement))
    )
    decisions = db.everything(wanted.order_by(Decision.purpose.desc(), Decision.category, Decision.decided_at))
    kept = db.everything(select(Certificate).where(Certificate.edition_id == edition.id).order_by(Certificate.institution_name))
    failed = _failed() if any(one.pdf_sha256 is None for one in kept) else set()
    awards = {(line.decision_id, line.subject_id): line.award for decision in decisions for line in decision.lines}
    held = [Held(one, awards.get((one.decision_id, one.entry_id), "")) for one in kept]
    lists = {one.id: (one.purpose, one.category) for one in decisions}
    return Shelf(edition, [_stack(edition, decision, _same_list(decision, held, lists), failed) for decision in decisions])


def _same_list(decision: Decision, held: list[Held], lists: Mapping[str, tuple[str, str]]) -> list[Held]:
    return [one for one in held if lists[one.certificate.decision_id] == (decision.purpose, decision.category)]


def _stack(edition: Edition, decision: Decision, held: list[Held], failed: set[str]) -> Stack:
    category = competition.spec_of(edition).category(decision.category)
    own = [one.certificate for one in held if one.certificate.decision_id == decision.id]
    broken = sum(one.pdf_sha256 is None and one.id in failed for one in own)
    missing = sum(not any(one.covers(line) for one in held) for line in decision.lines)
    return Stack(decision, category.name if category else decision.category, own, broken, missing)


def _failed() -> set[str]:
    """Ids of the certificates whose printing was given up."""
    rows = session().execute(select(Job.arguments).where(Job.task == "certificates.print", Job.state == JobState.FAILED))
    return {arguments[0] for (arguments,) in rows}


def decision(actor: Actor, decision_id: str) -> Decision | None:
    """A decision, for the secretariat only."""
    return session().get(Decision, decision_id) if actor.has("secretariat") else None


def without_number() -> Select[int]:
    """How many valid certificates wait for their official number."""
    return select(func.count(Certificate.id)).where(Certificate.number == "", Certificate.state == State.ISSUED)


def _without_certificate(at: datetime) -> ColumnElement[bool]:
    """Lines of decisions in force that no certificate of the same list covers (`Held.covers`)."""
    issued_on, line = aliased(Decision), aliased(DecisionLine)
    covers = (
        issued_on.edition_id == Decision.edition_id,
        issued_on.purpose == Decision.purpose,
        issued_on.category == Decision.category,
        Certificate.entry_id == DecisionLine.subject_id,
        Certificate.revoked_for_id.is_(None),
        func.coalesce(line.award, "") == DecisionLine.award,
    )
    held = select(Certificate.id).join(issued_on, issued_on.id == Certificate.decision_id)
    held = held.outerjoin(line, and_(line.decision_id == Certificate.decision_id, line.subject_id == Certificate.entry_id))
    return and_(in_force(at), ~held.where(*covers).exists())


def without_certificate(at: datetime) -> Select[int]:
    """How many lines of announced decisions wait for their certificate."""
    return (
        select(func.count(DecisionLine.subject_id)).join(Decision, Decision.id == DecisionLine.decision_id).where(_without_certificate(at))
    )


def unissued(at: datetime) -> list[tuple[str, str, int]]:
    """Per edition its slug, its name and how many lines of announced decisions wait for their certificate."""
    query = select(Edition.slug, Edition.name, func.count()).join(Decision, Decision.edition_id == Edition.id)
    query = query.join(DecisionLine, DecisionLine.decision_id == Decision.id).where(_without_certificate(at))
    rows = session().execute(query.group_by(Edition.slug, Edition.name).order_by(Edition.slug))
    return [(slug, name, count) for slug, name, count in rows]


def unnumbered() -> list[tuple[str, str, int]]:
    """Per edition its slug, its name and how many valid certificates wait for their official number."""
    query = select(Edition.slug, Edition.name, func.count()).join(Certificate, Certificate.edition_id == Edition.id)
    query = query.where(Certificate.number == "", Certificate.state == State.ISSUED)
    rows = session().execute(query.group_by(Edition.slug, Edition.name).order_by(Edition.slug))
    return [(slug, name, count) for slug, name, count in rows]
