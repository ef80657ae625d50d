"""Certificates as they can be asked for; what is not announced does not exist outside the secretariat."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from p4comp.certificates.models import Certificate
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry


@dataclass(frozen=True)
class Shelf:
    """An edition's decisions with the certificates issued on each."""

    edition: Edition
    decisions: list[Decision]
    certificates: dict[str, list[Certificate]]


def visible_to(actor: Actor, at: datetime) -> Select[tuple[Certificate]]:
    """The secretariat and the auditor see all, members those of their institution's entries once announced."""
    found = select(Certificate)
    if actor.has("secretariat") or actor.has("auditor"):
        return found
    own = select(Entry.id).where(Entry.institution_id.in_(actor.institutions))
    return found.join(Decision, Decision.id == Certificate.decision_id).where(Certificate.entry_id.in_(own), Decision.announced_at <= at)


def certificate(actor: Actor, certificate_id: str) -> Certificate | None:
    """One certificate the actor may know of."""
    return db.first(visible_to(actor, clock.arrived()).where(Certificate.id == certificate_id))


def own(actor: Actor, at: datetime) -> list[Certificate]:
    """The certificates of the actor's institutions, the newest first."""
    return db.everything(visible_to(actor, at).where(Certificate.entry_id.in_(select(Entry.id).where(Entry.institution_id.in_(actor.institutions)))).order_by(Certificate.issued_at.desc()))


def by_code(code: str, at: datetime) -> Certificate | None:
    """The certificate a code belongs to, once its decision is announced."""
    query = select(Certificate).join(Decision, Decision.id == Certificate.decision_id)
    return db.first(query.where(Certificate.code == code, Decision.announced_at <= at))


def shelf(actor: Actor, slug: str) -> Shelf | None:
    """All decisions of an edition and their certificates."""
    edition = competition.by_slug(slug)
    if edition is None:
        return None
    decisions = db.everything(select(Decision).where(Decision.edition_id == edition.id).order_by(Decision.purpose, Decision.category))
    found: dict[str, list[Certificate]] = {decision.id: [] for decision in decisions}
    for one in db.everything(select(Certificate).where(Certificate.edition_id == edition.id).order_by(Certificate.institution_name)):
        found[one.decision_id].append(one)
    return Shelf(edition, decisions, found)


def decision(actor: Actor, decision_id: str) -> Decision | None:
    """A decision, for the secretariat only."""
    return session().get(Decision, decision_id) if actor.has("secretariat") else None
