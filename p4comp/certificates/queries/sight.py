"""Which certificates there are for whom; what is not announced does not exist outside the secretariat."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.policy import is_staff
from p4comp.certificates.models import Certificate
from p4comp.certificates.rules.kinds import KIND_WORDS
from p4comp.competition.models import Edition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry

SHELF = case({kind: place for place, kind in enumerate(KIND_WORDS)}, value=Certificate.kind)


def visible_to(actor: Actor, at: datetime) -> Select[Certificate]:
    """The secretariat and the auditor see all, members those of their institution's entries once announced, everybody their own."""
    found = select(Certificate)
    return found if is_staff(actor) else _held(found, actor, at)


def _held(found: Select[Certificate], actor: Actor, at: datetime) -> Select[Certificate]:
    return found.join(Certificate.decision).where(_of(actor.institutions, actor.id), Decision.announced_at <= at)


def _of(institution_ids: Collection[str], person_id: str) -> ColumnElement[bool]:
    entries = select(Entry.id).where(Entry.institution_id.in_(institution_ids))
    return or_(and_(Certificate.entry_id.in_(entries), Certificate.person_id.is_(None)), Certificate.person_id == person_id)


def certificate(actor: Actor, certificate_id: str) -> Certificate | None:
    """One certificate the actor may know of, with its edition."""
    query = visible_to(actor, clock.arrived()).where(Certificate.id == certificate_id)
    return db.first(query.options(joinedload(Certificate.edition).defer(Edition.document)))


def own(actor: Actor, at: datetime) -> list[Certificate]:
    """The certificates of the actor's institutions and the actor's own: the newest edition first, awards before proofs."""
    found = _held(select(Certificate), actor, at).join(Certificate.edition)
    return db.everything(found.order_by(Edition.number.desc(), SHELF, Certificate.issued_at.desc(), Certificate.serial))


def count_held(institution_ids: Collection[str], person_id: str, at: datetime) -> Select[int]:
    """How many certificates these institutions and this person hold that are known, whatever became of them."""
    return select(func.count(Certificate.id)).join(Certificate.decision).where(_of(institution_ids, person_id), Decision.announced_at <= at)


def of_entry(entry_id: str, at: datetime) -> list[Certificate]:
    """The certificates an institution holds for an entry; who may know of it is asked where the entry was loaded."""
    known = (Certificate.entry_id == entry_id, Certificate.person_id.is_(None), Decision.announced_at <= at)
    return db.everything(select(Certificate).join(Certificate.decision).where(*known).order_by(Certificate.issued_at, Certificate.serial))


def decision(actor: Actor, decision_id: str) -> Decision | None:
    """A decision, for the secretariat only."""
    return session().get(Decision, decision_id) if actor.has("secretariat") else None
