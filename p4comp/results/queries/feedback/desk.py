"""The secretariat's desk of feedback: how far it is, which reports wait, one of them with its notes."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload, undefer

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.core.jobs import Job
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, Purpose
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import relation
from p4comp.results.models.feedback import Feedback, FeedbackRound, FeedbackState
from p4comp.results.policy.feedback import Counts, FeedbackCase, FeedbackDesk, NoteCase


def newest() -> ColumnElement[bool]:
    """The reports of which there is no later version."""
    later = aliased(Feedback)
    return ~select(later.id).where(later.entry_id == Feedback.entry_id, later.version > Feedback.version).exists()


def feedback_desk(actor: Actor, slug: str) -> FeedbackDesk | None:
    """The feedback of an edition, for those inside."""
    edition = competition.by_slug(slug) if is_staff(actor) else None
    return desk_of(edition) if edition else None


def desk_of(edition: Edition) -> FeedbackDesk:
    """The feedback of an edition; four queries."""
    found = db.first(db.held(select(FeedbackRound), FeedbackRound).where(FeedbackRound.edition_id == edition.id))
    is_decided, known_at = _known(edition)
    if found is None:
        return FeedbackDesk(edition, None, is_decided, known_at)
    ids = [one for one in (found.job_id, found.printing_id) if one]
    jobs = {one.id: one for one in db.everything(select(Job).where(Job.id.in_(ids)))} if ids else {}
    return FeedbackDesk(edition, found, is_decided, known_at, _counts(found), jobs.get(found.job_id), jobs.get(found.printing_id))


def _known(edition: Edition) -> tuple[bool, datetime | None]:
    """Whether every category's winners are decided, and when the last of them is known, if all have their moment."""
    query = select(Decision.category, Decision.announced_at).where(Decision.edition_id == edition.id, Decision.purpose == Purpose.WINNERS)
    rows = list(db.session().execute(query.where(decisions.newest())))
    codes = {one.code for one in competition.spec_of(edition).categories}
    moments = [row[1] for row in rows if row[1] is not None]
    return codes <= {row[0] for row in rows}, max(moments) if moments and len(moments) == len(rows) else None


def _counts(found: FeedbackRound) -> Counts:
    at = clock.arrived()
    is_read, is_fresh = Feedback.state == FeedbackState.READ, Feedback.version > 1
    counted = (
        func.count(),
        func.count().filter(is_read),
        func.count().filter(Feedback.doubts > 0, ~is_read),
        func.count(Feedback.pdf_sha256),
        func.count(Feedback.seen_at),
        func.count().filter(is_fresh, func.coalesce(Feedback.out_at > at, True)),
    )
    return Counts(*db.session().execute(select(*counted).where(Feedback.round_id == found.id, newest())).one())


def listed(found: FeedbackDesk, asked: Mapping[str, str]) -> Select[Feedback]:
    """The reports that were asked for with their notes, alphabetically: by state, category and part of the name."""
    query = select(Feedback).join(Feedback.entry).where(Feedback.round_id == (found.round.id if found.round else ""), newest())
    match asked.get("keadaan", ""):
        case "menunggu":
            query = query.where(Feedback.state == FeedbackState.WAITING)
        case "ragu":
            query = query.where(Feedback.state == FeedbackState.WAITING, Feedback.doubts > 0)
        case "dibaca":
            query = query.where(Feedback.state == FeedbackState.READ)
    if category := asked.get("kategori", ""):
        query = query.where(Entry.category == category)
    if name := asked.get("cari", "").strip():
        query = query.where(Entry.institution_name.icontains(name, autoescape=True))
    return query.options(contains_eager(Feedback.entry), selectinload(Feedback.notes)).order_by(Entry.institution_name, Entry.id)


def unread_without_doubt(round_id: str, ids: list[str]) -> list[Feedback]:
    """Those of these reports that wait and hold no doubtful note; all that hold no note at all where none are named."""
    query = select(Feedback).where(Feedback.round_id == round_id, Feedback.state == FeedbackState.WAITING, Feedback.doubts == 0, newest())
    query = query.where(Feedback.id.in_(ids)) if ids else query.where(Feedback.noted == 0)
    return db.everything(query.options(joinedload(Feedback.entry)).order_by(Feedback.id))


def feedback_case(actor: Actor, entry_id: str) -> FeedbackCase | None:
    """The newest report of an entry with its notes, for those inside."""
    if not is_staff(actor):
        return None
    query = db.held(select(Feedback), Feedback).where(Feedback.entry_id == entry_id, newest())
    entry = joinedload(Feedback.entry)
    whole = (entry.joinedload(Entry.edition), entry.joinedload(Entry.institution).joinedload(Institution.region))
    found = db.first(query.options(*whole, joinedload(Feedback.round), undefer(Feedback.facts), selectinload(Feedback.notes)))
    if found is None:
        return None
    return FeedbackCase(found, relation(actor, [found.entry.institution_id]), _is_known(found.entry))


def _is_known(entry: Entry) -> bool:
    """Whether the winners of its category are announced: until then nobody reads from a report who won."""
    query = select(Decision.id).where(Decision.edition_id == entry.edition_id, Decision.category == entry.category)
    query = query.where(Decision.purpose == Purpose.WINNERS, Decision.announced_at <= clock.arrived())
    return db.first(query.limit(1)) is not None


def note_case(actor: Actor, entry_id: str, note_id: str) -> NoteCase | None:
    """One note of the newest report of an entry, for those inside."""
    found = feedback_case(actor, entry_id)
    note = next((one for one in found.feedback.notes if one.id == note_id), None) if found else None
    return NoteCase(found, note) if found and note else None


def count_waiting() -> Select[int]:
    """How many reports wait to be read."""
    return select(func.count(Feedback.id)).where(Feedback.state == FeedbackState.WAITING)


def round_of(edition_id: str) -> FeedbackRound | None:
    """The feedback of an edition, if it was ever asked for; for actions and reactions, without regard to sight."""
    return db.first(select(FeedbackRound).where(FeedbackRound.edition_id == edition_id))
