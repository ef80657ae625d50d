"""Feedback in the queue: drawing the reports up, printing them, telling the institutions."""

from datetime import datetime

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer

from p4comp.accounts.queries import members_of
from p4comp.competition.queries import spec_of
from p4comp.core import clock, db, jobs, mail, pdf, storage, uploads
from p4comp.core.db import session
from p4comp.entries.models import Entry
from p4comp.results.actions import feedback_keeping
from p4comp.results.models.feedback import Feedback, FeedbackRound, FeedbackState
from p4comp.results.queries import feedback as queries
from p4comp.results.rules.feedback.shown import shown

LETTER, PAPER = "results/mail/feedback.txt", "results/feedback_pdf.html"


@jobs.task("results.draw_up_feedback")
def draw_up(round_id: str, reason: str) -> None:
    """Draw up the reports of an edition, category by category; run again it changes nothing that has not changed."""
    found = session().get_one(FeedbackRound, round_id)
    names = queries.names_to_keep_out(found.edition_id)
    for category in spec_of(found.edition).categories:
        feedback_keeping.keep(found, feedback_keeping.drawn(found.edition, category), names, reason, at=clock.now())
    found.made_at = clock.now()


@jobs.task("results.print_feedback")
def print_all(round_id: str) -> None:
    """Print the reports that lack a file, one after the other, each in transactions of its own."""
    found = session().get_one(FeedbackRound, round_id)
    job = session().get(jobs.Job, found.printing_id) if found.printing_id else None
    if job is not None:
        session().expunge(job)
    query = select(Feedback.id).where(Feedback.round_id == round_id, Feedback.state == FeedbackState.READ, Feedback.pdf_sha256.is_(None))
    ids = list(session().execute(query.where(queries.newest()).order_by(Feedback.id)).scalars())
    for done, feedback_id in enumerate(ids, 1):
        _print(feedback_id)
        db.commit()
        if job is not None:
            jobs.progress(job, done, len(ids))


def _print(feedback_id: str) -> None:
    """Print one report; one that changed meanwhile is left to whoever asks next."""
    query = select(Feedback).where(Feedback.id == feedback_id)
    query = query.options(undefer(Feedback.facts), selectinload(Feedback.notes), joinedload(Feedback.entry).joinedload(Entry.edition))
    found = db.first(query.options(joinedload(Feedback.entry).joinedload(Entry.institution)))
    if found is None:
        return
    state = _state(found)
    html = paper(found)
    session().rollback()
    content = pdf.from_html(html)
    kept = session().get(Feedback, feedback_id, with_for_update=True)
    if kept is not None and _state(kept) == state:
        kept.pdf_sha256 = storage.keep_bytes(content, uploads.PDF).sha256


def _state(found: Feedback) -> tuple[str, list[tuple[str, str]]]:
    return found.sha256, [(one.state.value, one.words) for one in found.notes]


def paper(found: Feedback) -> str:
    """A report's words and pictures as they are printed."""
    is_simulated = clock.is_demo() or found.entry.institution.is_invented
    return render_template(PAPER, feedback=found, entry=found.entry, shown=shown(found.facts, found.notes), simulated=is_simulated)


@jobs.task("results.tell_feedback")
def tell(round_id: str) -> None:
    """Write to the people of every institution whose report is out and who were not written to; a publication put off is waited for."""
    at = clock.now()
    query = select(Feedback).join(Feedback.entry).where(Feedback.round_id == round_id, Feedback.told_at.is_(None))
    entry = joinedload(Feedback.entry)
    found = db.everything(query.where(queries.version_out(at)).options(entry.joinedload(Entry.edition)))
    people = members_of(one.entry.institution_id for one in found)
    for one in found:
        one.told_at = at
        for person in people.get(one.entry.institution_id, ()):
            mail.to_person(LETTER, person, at=at, feedback=one, entry=one.entry, edition=one.entry.edition)
    _wait_for_publication(round_id, at)


def _wait_for_publication(round_id: str, at: datetime) -> None:
    """Where the winners' moment was moved behind the feedback's, the letters wait for it, too."""
    found = session().get_one(FeedbackRound, round_id)
    known_at = queries.desk_of(found.edition).known_at
    if found.is_released(at) and known_at is not None and known_at > at:
        jobs.later("results.tell_feedback", round_id, due=known_at)
