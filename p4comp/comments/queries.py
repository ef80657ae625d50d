"""What can be asked about comments on finalists; nothing where the edition asks nobody."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.policy import is_staff
from p4comp.comments.models import Comment, CommentDigest
from p4comp.comments.policy import About, Opening, Said
from p4comp.comments.rules import CommentState, Times
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.rules import Calendar
from p4comp.competition.spec import Stage
from p4comp.core import clock, db, vault
from p4comp.core.access import Actor, homes
from p4comp.decisions import queries as decisions
from p4comp.decisions import rules as terms
from p4comp.decisions.models import Decision, Purpose
from p4comp.entries.models import Entry
from p4comp.institutions.queries import relation

LINK = "comments.link"


def opening_of(edition: Edition, calendar: Calendar, at: datetime) -> Opening | None:
    """An edition's announced finalists with the days in which they may be commented on; None before, and where nobody is asked."""
    asked = calendar.spec.comments
    lists = decisions.announced(edition.id, Purpose.FINALISTS, at) if asked else []
    if asked is None or not lists:
        return None
    closes = {one.category: _closes(one, asked.days) for one in lists}
    times = Times({code: end for code, end in closes.items() if end is not None}, calendar.window(Stage.FINAL).opens)
    finalists = [(one.category, line) for one in lists for line in sorted(one.lines, key=lambda line: line.subject_name.casefold())]
    return Opening(edition, calendar.spec, times, finalists)


def _closes(decision: Decision, days: int) -> datetime | None:
    assert decision.announced_at is not None
    return terms.objection_closes(decision.announced_at, days, decision.edition.zone)


def opening(actor: Actor, slug: str) -> Opening | None:
    """A public edition's, as anybody may know it."""
    found = competition.published(actor, slug)
    return opening_of(found.edition, found.calendar, clock.arrived()) if found else None


def running() -> Opening | None:
    """The running edition's."""
    found = competition.current_calendar()
    return opening_of(*found, clock.arrived()) if found and found[1].spec.comments else None


def desk(actor: Actor) -> Opening | None:
    """The running edition's, for those inside; empty before anything is announced."""
    found = competition.current_calendar() if is_staff(actor) else None
    if found is None or found[1].spec.comments is None:
        return None
    return running() or Opening(found[0], found[1].spec, Times({}, None))


def counts(edition_id: str) -> dict[str, dict[str, int]]:
    """How many confirmed comments on each finalist are in which state; one query."""
    query = select(Comment.entry_id, Comment.state, func.count()).where(Comment.edition_id == edition_id)
    query = query.where(Comment.state != CommentState.UNCONFIRMED).group_by(Comment.entry_id, Comment.state)
    found: dict[str, dict[str, int]] = {}
    for entry_id, state, number in db.session().execute(query):
        found.setdefault(entry_id, {})[state.value] = number
    return found


def digests(edition_id: str) -> dict[str, CommentDigest]:
    """The summaries of an edition, by entry; one query."""
    return {one.entry_id: one for one in db.everything(select(CommentDigest).where(CommentDigest.edition_id == edition_id))}


def about(actor: Actor, entry_id: str) -> About | None:
    """A finalist with the summary of what was said of it, for those inside."""
    return _about(actor, entry_id) if is_staff(actor) else None


def _about(actor: Actor, entry_id: str) -> About | None:
    found = running()
    if found is None or entry_id not in {line.subject_id for _category, line in found.finalists}:
        return None
    entry = db.first(select(Entry).where(Entry.id == entry_id).options(joinedload(Entry.edition), joinedload(Entry.institution)))
    digest = db.first(db.held(select(CommentDigest), CommentDigest).where(CommentDigest.entry_id == entry_id))
    return About(found, entry, digest, relation(actor, [entry.institution_id]), _taken(entry_id)) if entry else None


def _taken(entry_id: str) -> int:
    taken = select(func.count(Comment.id)).where(Comment.entry_id == entry_id, Comment.state == CommentState.TAKEN)
    return db.first(taken) or 0


def said(actor: Actor, comment_id: str) -> Said | None:
    """A comment that was confirmed, for those inside."""
    if not is_staff(actor):
        return None
    found = db.first(db.held(select(Comment), Comment).where(Comment.id == comment_id, Comment.state != CommentState.UNCONFIRMED))
    whole = about(actor, found.entry_id) if found else None
    return Said(whole, found) if whole and found else None


def comments(entry_id: str) -> Select[Comment]:
    """The confirmed comments on a finalist, those to be read first."""
    query = select(Comment).where(Comment.entry_id == entry_id, Comment.state != CommentState.UNCONFIRMED)
    return query.order_by(Comment.state != CommentState.WAITING, Comment.confirmed_at, Comment.id)


def digest(actor: Actor, entry_id: str) -> About | None:
    """The summary of what was said of an own entry, once there is one."""
    entry = db.session().get(Entry, entry_id)
    if entry is None or not actor.has("member", entry.institution_id):
        return None
    found = _about(actor, entry_id)
    return found if found is not None and found.digest is not None else None


def by_link(link: str) -> Comment | None:
    """The comment that a writer's link is about."""
    query = select(Comment).where(Comment.link_mark == vault.mark(link, LINK))
    return db.first(db.held(query.options(joinedload(Comment.entry).joinedload(Entry.edition)), Comment))


def lately(writer_mark: str, origin: str, now: datetime) -> tuple[int, int]:
    """How many comments came within the last hour from a writer, and from a network address."""
    fresh = select(func.count()).select_from(Comment).where(Comment.received_at > now - timedelta(hours=1))
    pair = select(
        fresh.where(Comment.writer_mark == writer_mark).scalar_subquery(), fresh.where(Comment.origin == origin).scalar_subquery()
    )
    row = db.session().execute(pair).one()
    return row[0], row[1]


def waiting(edition_id: str) -> Select[int]:
    """How many confirmed comments nobody has read."""
    return select(func.count(Comment.id)).where(Comment.edition_id == edition_id, Comment.state == CommentState.WAITING)


def unmoderated(edition_id: str) -> Select[int]:
    """How many answers of institutions wait to be passed on."""
    query = select(func.count(CommentDigest.id)).where(CommentDigest.edition_id == edition_id)
    return query.where(CommentDigest.answered_at.is_not(None), CommentDigest.moderated_at.is_(None))


def unanswered(actor: Actor, edition_id: str) -> Select[Any]:
    """The summaries that wait for an answer of a person's institutions."""
    return select(CommentDigest).join(CommentDigest.entry).where(*_unanswered(homes(actor, "drafter", "approver"), edition_id))


def count_unanswered(institution_ids: Collection[str], edition_id: str) -> Select[int]:
    """How many summaries wait for an answer of these institutions."""
    return select(func.count()).select_from(CommentDigest).join(CommentDigest.entry).where(*_unanswered(institution_ids, edition_id))


def _unanswered(institution_ids: Collection[str], edition_id: str) -> tuple[ColumnElement[bool], ...]:
    theirs = (Entry.institution_id.in_(institution_ids), CommentDigest.edition_id == edition_id)
    return *theirs, CommentDigest.answered_at.is_(None)


def for_plenary(edition_id: str, subjects: list[str]) -> list[CommentDigest]:
    """The summaries about these entries; one query."""
    query = select(CommentDigest).where(CommentDigest.edition_id == edition_id, CommentDigest.entry_id.in_(subjects))
    return db.everything(query.order_by(CommentDigest.id))
