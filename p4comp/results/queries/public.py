"""What anybody may know of results: nothing that is not announced exists here."""

from datetime import datetime

from sqlalchemy import select

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.queries import Overview
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, Purpose
from p4comp.results.queries import nominees
from p4comp.results.queries.listed import finalist_entries, listed_entries
from p4comp.results.queries.shown import Published, digits, part


def published(actor: Actor, slug: str) -> Published | None:
    """The public result of an edition that is public itself; before anything is announced its lists are empty."""
    overview = competition.published(actor, slug)
    return result(overview, clock.arrived()) if overview else None


def result(overview: Overview, at: datetime) -> Published:
    """What is announced of an edition at `at`."""
    edition = overview.edition
    known = decisions.known(edition.id, at)
    is_tabled = any(one.scoring for one in overview.spec.categories)
    found = {entry.id: entry for entry in (listed_entries if is_tabled else finalist_entries)(edition.id, at)}
    people = nominees.named(found) if any(one.is_personal for one in overview.spec.categories) else {}
    parts = tuple(
        part(category, tuple(one for one in known if one.category == category.code), found, people, at, digits(overview.spec, category))
        for category in overview.spec.categories
    )
    return Published(overview, parts, at)


def announced_editions(at: datetime) -> list[Edition]:
    """The editions of which anything is announced, the newest first."""
    known = select(Decision.edition_id).where(Decision.announced_at <= at)
    return db.everything(select(Edition).where(Edition.id.in_(known)).order_by(Edition.number.desc(), Edition.slug))


def latest(at: datetime) -> Published | None:
    """The newest edition whose winners are announced, for the start page."""
    known = select(Decision.edition_id).where(Decision.announced_at <= at, Decision.purpose == Purpose.WINNERS)
    edition = db.first(select(Edition).where(Edition.id.in_(known)).order_by(Edition.number.desc(), Edition.slug))
    return result(competition.overview(edition, at), at) if edition else None


def public_since(edition_id: str, at: datetime) -> datetime | None:
    """The moment from which the winners of an edition are announced, if it is there; a correction does not move it."""
    known = (Decision.edition_id == edition_id, Decision.purpose == Purpose.WINNERS, Decision.announced_at <= at)
    return db.first(select(Decision.announced_at).where(*known).order_by(Decision.announced_at).limit(1))
