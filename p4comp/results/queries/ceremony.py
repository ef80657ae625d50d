"""The evening of an edition, for the secretariat; its winners are read only by whoever may show them."""

from datetime import datetime

from sqlalchemy import Select, func, or_, select

from p4comp.accounts.queries import hand_of
from p4comp.competition.spec import Category
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, Purpose
from p4comp.results.models.ceremony import CeremonyOpening
from p4comp.results.policy.ceremony import Ceremony
from p4comp.results.queries.annexes import decided_lists
from p4comp.results.queries.final import office
from p4comp.results.queries.guests import plan
from p4comp.results.queries.nominees import called
from p4comp.results.rules import ceremony as rules
from p4comp.results.rules.ceremony import Act


def evening(actor: Actor, slug: str) -> Ceremony | None:
    """The evening with the newest asking for its screen that nobody ended; kept from others while something is changed."""
    place = office(actor, slug)
    if place is None:
        return None
    query = select(CeremonyOpening).where(CeremonyOpening.edition_id == place.edition.id, CeremonyOpening.ended_at.is_(None))
    newest = query.order_by(CeremonyOpening.asked_at.desc(), CeremonyOpening.id)
    return Ceremony(place, db.first(db.held(newest, CeremonyOpening)))


def staged(found: Ceremony) -> tuple[Category, ...]:
    """The categories and their awards in the order of the evening."""
    kept = plan(found.office.edition)
    return rules.staged(found.office.spec.categories, kept.acts if kept else {})


def acts(found: Ceremony) -> tuple[Act, ...]:
    """The winners as they are called, category by category in the order of the evening."""
    lists = {one.category: one for one in decided_lists([one.id for one in found.office.decisions])}
    lines = called(lists, found.office.spec.categories)
    return tuple(rules.act(one, lines[one.code]) for one in staged(found) if one.code in lines)


def count_asked() -> Select[int]:
    """How many askings wait for a second person."""
    return select(func.count(CeremonyOpening.id)).where(CeremonyOpening.agreed_at.is_(None), CeremonyOpening.ended_at.is_(None))


def to_open(person_id: str, at: datetime) -> Select[int]:
    """How many askings of others wait for this person as the second, as long as not all winners are known."""
    won = (Decision.edition_id == CeremonyOpening.edition_id, Decision.purpose == Purpose.WINNERS, decisions.newest())
    unknown = select(Decision.id).where(*won, or_(Decision.announced_at.is_(None), Decision.announced_at > at))
    return count_asked().where(CeremonyOpening.asked_by.not_in(hand_of(person_id)), unknown.exists())


def asked() -> list[CeremonyOpening]:
    """The askings that wait for a second person; one query."""
    query = select(CeremonyOpening).where(CeremonyOpening.agreed_at.is_(None), CeremonyOpening.ended_at.is_(None))
    return db.everything(query.order_by(CeremonyOpening.asked_at))
