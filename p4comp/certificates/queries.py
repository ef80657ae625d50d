"""Certificates as they can be asked for; what is not announced does not exist outside the secretariat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import defer, joinedload, selectinload

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
from p4comp.decisions.models import Decision, Purpose
from p4comp.entries.models import Entry


@dataclass(frozen=True)
class Stack:
    """A decision and the certificates issued on it; `failed` of them could not be printed."""

    decision: Decision
    category_name: str
    certificates: list[Certificate]
    failed: int

    @property
    def missing(self) -> int:
        """How many lines of the decision have no certificate yet."""
        return len(self.decision.lines) - len(self.certificates)

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
    wanted = select(Decision).where(Decision.edition_id == edition.id).options(selectinload(Decision.lines), defer(Decision.snapshot))
    decisions = db.everything(wanted.order_by(Decision.purpose.desc(), Decision.category, Decision.decided_at))
    kept = db.everything(select(Certificate).where(Certificate.edition_id == edition.id).order_by(Certificate.institution_name))
    failed = _failed() if any(one.pdf_sha256 is None for one in kept) else set()
    return Shelf(edition, [_stack(edition, decision, kept, failed) for decision in decisions])


def _stack(edition: Edition, decision: Decision, kept: list[Certificate], failed: set[str]) -> Stack:
    category = competition.spec_of(edition).category(decision.category)
    own = [one for one in kept if one.decision_id == decision.id]
    broken = sum(one.pdf_sha256 is None and one.id in failed for one in own)
    return Stack(decision, category.name if category else decision.category, own, broken)


def _failed() -> set[str]:
    """Ids of the certificates whose printing was given up."""
    rows = session().execute(select(Job.arguments).where(Job.task == "certificates.print", Job.state == JobState.FAILED))
    return {arguments[0] for (arguments,) in rows}


def decision(actor: Actor, decision_id: str) -> Decision | None:
    """A decision, for the secretariat only."""
    return session().get(Decision, decision_id) if actor.has("secretariat") else None


def unnumbered() -> list[tuple[str, str, int]]:
    """Per edition its slug, its name and how many valid certificates wait for their official number."""
    query = select(Edition.slug, Edition.name, func.count()).join(Certificate, Certificate.edition_id == Edition.id)
    query = query.where(Certificate.number == "", Certificate.state == State.ISSUED)
    rows = session().execute(query.group_by(Edition.slug, Edition.name).order_by(Edition.slug))
    return [(slug, name, count) for slug, name, count in rows]
