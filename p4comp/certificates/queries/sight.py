"""Which certificates there are for whom; what is not announced does not exist outside the secretariat."""

from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.policy import is_staff
from p4comp.certificates.models import Certificate
from p4comp.competition.models import Edition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry


def visible_to(actor: Actor, at: datetime) -> Select[Certificate]:
    """The secretariat and the auditor see all, members those of their institution's entries once announced, everybody their own."""
    found = select(Certificate)
    return found if is_staff(actor) else _held(found, actor, at)


def _held(found: Select[Certificate], actor: Actor, at: datetime) -> Select[Certificate]:
    entries = select(Entry.id).where(Entry.institution_id.in_(actor.institutions))
    own = or_(and_(Certificate.entry_id.in_(entries), Certificate.person_id.is_(None)), Certificate.person_id == actor.id)
    return found.join(Certificate.decision).where(own, Decision.announced_at <= at)


def certificate(actor: Actor, certificate_id: str) -> Certificate | None:
    """One certificate the actor may know of, with its edition."""
    query = visible_to(actor, clock.arrived()).where(Certificate.id == certificate_id)
    return db.first(query.options(joinedload(Certificate.edition).defer(Edition.document)))


def own(actor: Actor, at: datetime) -> list[Certificate]:
    """The certificates of the actor's institutions and the actor's own, the newest first."""
    return db.everything(_held(select(Certificate), actor, at).order_by(Certificate.issued_at.desc(), Certificate.serial))


def decision(actor: Actor, decision_id: str) -> Decision | None:
    """A decision, for the secretariat only."""
    return session().get(Decision, decision_id) if actor.has("secretariat") else None
