"""Claims to honours that the archive does not know: who sees them, and what is known beside them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.policy import is_staff
from p4comp.competition.queries import current
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.core.paging import Page, page
from p4comp.entries.models import ClaimState, HonourClaim
from p4comp.entries.policy import ClaimCase, Claiming
from p4comp.institutions.models import Honour, Institution
from p4comp.institutions.queries import Shelf, honours, past_editions, relation, shelves
from p4comp.institutions.rules.conflicts import Relation

WON = "pemenang"


def claims_visible_to(actor: Actor) -> Select[HonourClaim]:
    """Members see the claims of their institutions, secretariat and auditors all, others none."""
    found = select(HonourClaim).options(joinedload(HonourClaim.institution).joinedload(Institution.region))
    if is_staff(actor):
        return found
    own = [one for one in actor.institutions if actor.has("member", one)]
    return found.where(HonourClaim.institution_id.in_(own))


def claim(actor: Actor, claim_id: str, **_more: str) -> ClaimCase | None:
    """A claim with its document, if the person may know of it."""
    query = claims_visible_to(actor).options(joinedload(HonourClaim.file))
    found = first(query.where(HonourClaim.id == claim_id))
    return ClaimCase(found, bond(actor, found)) if found else None


def bond(actor: Actor, found: HonourClaim) -> Relation | None:
    """What binds a secretary to the claimant."""
    return relation(actor, [found.institution_id]) if actor.has("secretariat") else None


def claiming(actor: Actor, institution_id: str) -> Claiming | None:
    """One of the person's own institutions, with the editions before the running one; None for any other."""
    if not actor.has("member", institution_id):
        return None
    institution, running = session().get(Institution, institution_id), current()
    if institution is None:
        return None
    editions = past_editions(running.number) if running else []
    return Claiming(institution, tuple(editions), tuple(claims_made_by([institution_id])), running.zone if running else institution.zone)


def claims_made_by(institution_ids: list[str]) -> list[HonourClaim]:
    """All claims of some institutions, the newest first."""
    query = select(HonourClaim).where(HonourClaim.institution_id.in_(institution_ids))
    return everything(query.order_by(HonourClaim.claimed_at.desc(), HonourClaim.code.desc()))


def own_claims(actor: Actor) -> list[HonourClaim]:
    """The claims of the institutions a person works for, the newest first."""
    return claims_made_by([one for one in actor.institutions if actor.has("member", one)])


def listed_claims(actor: Actor, state: str) -> Page[HonourClaim]:
    """One page of the claims in a state, or of all: those that wait first, the longest waiting before the others."""
    query = claims_visible_to(actor)
    if state in set(ClaimState):
        query = query.where(HonourClaim.state == ClaimState(state))
    waits = case((HonourClaim.state == ClaimState.WAITING, 0), else_=1)
    return page(query.order_by(waits, HonourClaim.claimed_at, HonourClaim.code))


def claim_counts() -> dict[ClaimState, int]:
    """How many claims are in which state."""
    rows = session().execute(select(HonourClaim.state, func.count()).group_by(HonourClaim.state))
    return {row[0]: row[1] for row in rows}


def waiting_claims() -> Select[int]:
    """How many claims wait for the secretariat."""
    return select(func.count(HonourClaim.id)).where(HonourClaim.state == ClaimState.WAITING)


def settled_or_open(institution_id: str, slug: str, category: str) -> HonourClaim | None:
    """A claim that bars another: one that waits for the edition, or one confirmed for this list."""
    query = select(HonourClaim).where(HonourClaim.institution_id == institution_id, HonourClaim.edition_slug == slug)
    confirmed = (HonourClaim.state == ClaimState.CONFIRMED) & (HonourClaim.category == category)
    return first(query.where(or_(HonourClaim.state == ClaimState.WAITING, confirmed)).limit(1))


@dataclass(frozen=True)
class Beside:
    """What the archive knows of the list a claim is about: “diketahui 6 dari 10”, and the names."""

    shelf: Shelf | None
    rows: list[Honour]


def beside(found: HonourClaim, at: datetime) -> Beside:
    """The archive's list of the claimed place."""
    key = (found.edition_slug, found.category, WON)
    shelf = next((one for one in shelves(at) if (one.slug, one.category, one.stage) == key), None)
    rows = honours([found.edition_slug], category=found.category) if shelf else []
    return Beside(shelf, [one for one in rows if one.stage == WON])
