"""What can be asked about partners, entrants as they see them, and notes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.competition import own_sheets
from p4comp.competition import queries as competition
from p4comp.competition.rules import Calendar
from p4comp.competition.spec import EditionSpec, Stage
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry, State
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution, Region
from p4comp.institutions.rules import conflicts
from p4comp.partners.models import Partner, PartnerNote
from p4comp.partners.policy import Bench, Noting, Place, Read, sees_all
from p4comp.partners.rules import Times

DAYS_TO_ANSWER = timedelta(days=3)


def roles(person_id: Any) -> Select[Any, Any]:
    """The editions a person is a partner in, as roles of theirs."""
    return select(literal("partner"), Partner.edition_id).where(Partner.person_id == person_id, Partner.is_active)


def times(spec: EditionSpec, calendar: Calendar) -> Times:
    """When notes are written and answered: as the file says, else while dossiers are evaluated, its last days for answers, until the plenary."""
    desk, plenary, terms = calendar.window(Stage.DESK), calendar.window(Stage.SHORTLIST), spec.notes
    last = desk.closes - DAYS_TO_ANSWER if desk.closes else None
    return Times(terms.opens or desk.opens, terms.closes or last, terms.answered_by or plenary.opens)


def bench(actor: Actor | None = None) -> Bench | None:
    """The edition that is run."""
    running = competition.current_calendar()
    return Bench(running[0], running[1].spec, times(running[1].spec, running[1])) if running else None


def office(actor: Actor) -> Bench | None:
    """The edition that is run, for the secretariat and auditors."""
    return bench() if sees_all(actor) else None


def people(edition_id: str) -> list[tuple[Partner, int]]:
    """The partners of an edition, by organisation and name, with how many notes their organisation has sent; one query."""
    sent = (
        select(func.count()).where(PartnerNote.organisation == Partner.organisation, PartnerNote.edition_id == edition_id).scalar_subquery()
    )
    query = select(Partner, sent).options(joinedload(Partner.person), joinedload(Partner.institution))
    rows = db.session().execute(query.where(Partner.edition_id == edition_id).order_by(Partner.organisation, Partner.id))
    return [(row[0], row[1]) for row in rows]


def partner(actor: Actor, partner_id: str) -> Partner | None:
    """A partner, for those inside."""
    return db.first(select(Partner).where(Partner.id == partner_id)) if sees_all(actor) else None


def _visible(edition_id: str) -> Select[Entry]:
    return select(Entry).where(Entry.edition_id == edition_id, Entry.state == State.VERIFIED, ~Entry.is_tabled)


def bound(sides: Iterable[str], edition_id: str) -> frozenset[str]:
    """The entries of an edition that these institutions are bound to; no query where there are none."""
    own = set(sides)
    if not own:
        return frozenset()
    rows = db.session().execute(select(Entry.id, Entry.institution_id).where(Entry.edition_id == edition_id)).all()
    known = registry.parties(own | {row.institution_id for row in rows})
    employers = [known[one] for one in sorted(own) if one in known]
    return frozenset(row.id for row in rows if row.institution_id in known and conflicts.first(employers, known[row.institution_id]))


def place(actor: Actor) -> Place | None:
    """The partner's own place, while their right lasts."""
    if not actor.has("partner"):
        return None
    found = bench()
    query = select(Partner).where(Partner.person_id == actor.id, Partner.is_active)
    own = db.first(query.where(Partner.edition_id == found.edition.id)) if found else None
    if found is None or own is None:
        return None
    return Place(found, own, bound(actor.institutions | ({own.institution_id} if own.institution_id else frozenset()), found.edition.id))


def entrants(place: Place, *, kind: str = "", province: str = "", state: str = "") -> Select[Entry]:
    """The entrants a partner sees, by name, filtered by type, region and whether the organisation has noted; names only."""
    noted = select(PartnerNote.id).where(PartnerNote.entry_id == Entry.id, PartnerNote.organisation == place.partner.organisation).exists()
    query = _visible(place.bench.edition.id).join(Entry.institution).options(contains_eager(Entry.institution))
    query = query.where(Entry.id.not_in(place.barred))
    if kind:
        query = query.where(Institution.kind == kind)
    if province:
        query = query.where(func.substr(Institution.region_code, 1, 2) == province)
    if state:
        query = query.where(noted if state == "sudah" else ~noted)
    return query.order_by(Entry.institution_name, Entry.id)


def notes_of(place: Place, entries: Iterable[Entry]) -> dict[str, PartnerNote]:
    """The organisation's notes of these entries, by entry."""
    ids = [one.id for one in entries]
    query = select(PartnerNote).where(PartnerNote.entry_id.in_(ids), PartnerNote.organisation == place.partner.organisation)
    return {one.entry_id: one for one in db.everything(query)}


def provinces() -> list[tuple[str, str]]:
    """The provinces by code and name."""
    return [
        (row[0], row[1])
        for row in db.session().execute(select(Region.code, Region.name).where(func.length(Region.code) == 2).order_by(Region.name))
    ]


def left(place: Place) -> int:
    """How many entrants the organisation has not noted anything of."""
    return db.session().execute(select(func.count()).select_from(entrants(place, state="belum").order_by(None).subquery())).scalar_one()


def entrant(actor: Actor, entry_id: str) -> Noting | None:
    """An entrant, as a partner sees it; none of those they are bound to."""
    own = place(actor)
    if own is None or entry_id in own.barred:
        return None
    found = db.first(_visible(own.bench.edition.id).where(Entry.id == entry_id).options(joinedload(Entry.institution)))
    if found is None:
        return None
    query = select(PartnerNote).where(PartnerNote.entry_id == entry_id, PartnerNote.organisation == own.partner.organisation)
    return Noting(own, found, db.first(db.held(query, PartnerNote)))


def notes(actor: Actor, found: Bench) -> Select[PartnerNote]:
    """The notes with words that a person may read: of their own institutions; those inside all but of entries they are bound to or still score."""
    query = select(PartnerNote).join(PartnerNote.entry).options(contains_eager(PartnerNote.entry))
    query = query.where(PartnerNote.edition_id == found.edition.id, PartnerNote.words != "")
    own = Entry.institution_id.in_([one for one in actor.institutions if actor.has("member", one)])
    if not sees_all(actor):
        query = query.where(own)
    else:
        hidden = {one.category for one in own_sheets.own_sheets(actor) if one.edition_id == found.edition.id}
        free = and_(Entry.id.not_in(bound(actor.institutions, found.edition.id)), Entry.category.not_in(hidden))
        query = query.where(or_(own, free))
    return query.order_by(Entry.institution_name, PartnerNote.organisation, PartnerNote.id)


def readable(actor: Actor) -> Bench | None:
    """The edition whose notes a person may read: members of institutions and those inside."""
    return bench() if sees_all(actor) or actor.has("member") else None


def note(actor: Actor, note_id: str) -> Read | None:
    """A note, if the person may read it."""
    found = readable(actor)
    one = db.first(db.held(notes(actor, found).where(PartnerNote.id == note_id), PartnerNote)) if found else None
    return Read(found, one) if found and one else None


def unanswered(actor: Actor, edition_id: str) -> Select[int]:
    """How many notes wait for an answer of the person's institutions."""
    homes = [one for one in actor.institutions if actor.has("drafter", one) or actor.has("approver", one)]
    query = select(func.count()).select_from(PartnerNote).join(PartnerNote.entry).where(Entry.institution_id.in_(homes))
    return query.where(PartnerNote.edition_id == edition_id, PartnerNote.words != "", PartnerNote.answered_at.is_(None))


def for_plenary(edition_id: str, subjects: list[str], seen: Times, at: datetime) -> list[PartnerNote]:
    """The notes of these entries that the plenary may see by now, by organisation; one query."""
    query = select(PartnerNote).where(PartnerNote.edition_id == edition_id, PartnerNote.entry_id.in_(subjects))
    found = db.everything(query.order_by(PartnerNote.organisation, PartnerNote.id))
    return [one for one in found if not one.words or seen.is_seen(answered=one.answered_at is not None, at=at)]
