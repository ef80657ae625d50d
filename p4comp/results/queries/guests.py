"""Who is invited to the ceremony: every announced finalist, never winners only."""

from datetime import datetime

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.results.models.guests import CeremonyInvitation, CeremonyPlan, GuestAnswer
from p4comp.results.policy.guests import Gathering, Guest


def gathering(actor: Actor, slug: str) -> Gathering | None:
    """The guests of an edition, as those inside find them; three queries whatever their number."""
    edition = competition.by_slug(slug) if is_staff(actor) else None
    if edition is None:
        return None
    rows = db.session().execute(_invited(clock.arrived()).where(Entry.edition_id == edition.id)).all()
    held = db.first(select(CeremonyInvitation).where(CeremonyInvitation.edition_id == edition.id))
    return Gathering(edition, competition.spec_of(edition), tuple(map(_guest, rows)), held, plan(edition))


def plan(edition: Edition) -> CeremonyPlan | None:
    """The order the secretariat has put, kept from others while it is changed."""
    return db.first(db.held(select(CeremonyPlan).where(CeremonyPlan.edition_id == edition.id), CeremonyPlan))


def guest(actor: Actor, entry_id: str) -> Guest | None:
    """One guest, for its institution once it is invited, and for the secretariat."""
    row = db.session().execute(_invited(clock.arrived()).where(Entry.id == entry_id)).first()
    found = _guest(row) if row else None
    if found is None or found.invitation is None:
        return None
    return found if actor.has("secretariat") or found.entry.institution_id in actor.institutions else None


def own_guests(institutions: list[str], at: datetime) -> list[Guest]:
    """The finalists of these institutions that have not answered and still can; one query."""
    query = _invited(at).where(Entry.institution_id.in_(institutions), CeremonyInvitation.until > at, GuestAnswer.id.is_(None))
    return [_guest(row) for row in db.session().execute(query)]


def to_answer(institutions: list[str], at: datetime) -> Select[int]:
    """How many invitations of these institutions wait for their answer."""
    query = select(func.count(Entry.id)).join(CeremonyInvitation, CeremonyInvitation.edition_id == Entry.edition_id)
    query = query.outerjoin(GuestAnswer, GuestAnswer.entry_id == Entry.id)
    waiting = and_(CeremonyInvitation.until > at, GuestAnswer.id.is_(None))
    return query.where(Entry.institution_id.in_(institutions), waiting, Entry.id.in_(_finalists(at)))


def is_invited(entry: Entry, at: datetime) -> bool:
    """Whether an entry is on an announced list of finalists of an edition that has invited them."""
    query = select(CeremonyInvitation.id).where(CeremonyInvitation.edition_id == entry.edition_id)
    return db.first(query.where(_finalists(at).where(DecisionLine.subject_id == entry.id).exists())) is not None


def _finalists(at: datetime) -> Select[str]:
    lines = select(DecisionLine.subject_id).join(DecisionLine.decision)
    return lines.where(Decision.purpose == Purpose.FINALISTS, in_force(at))


def _invited(at: datetime) -> Select[Entry, CeremonyInvitation, GuestAnswer]:
    query = select(Entry, CeremonyInvitation, GuestAnswer).join(Entry.institution).where(Entry.id.in_(_finalists(at)))
    query = query.outerjoin(CeremonyInvitation, CeremonyInvitation.edition_id == Entry.edition_id)
    query = query.outerjoin(GuestAnswer, GuestAnswer.entry_id == Entry.id).order_by(func.lower(Entry.institution_name), Entry.id)
    whole = (contains_eager(Entry.institution).joinedload(Institution.region), joinedload(Entry.edition).defer(Edition.document))
    return query.options(*whole, joinedload(GuestAnswer.letter))


def _guest(row: Row[Entry, CeremonyInvitation, GuestAnswer]) -> Guest:
    entry = row[0]
    return Guest(entry, entry.institution.kind, entry.institution.zone, row[1], row[2])
