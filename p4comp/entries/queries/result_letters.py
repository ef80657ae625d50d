"""The result letters of verification: what goes into them, and where they are."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, undefer

from p4comp.accounts.policy import is_staff
from p4comp.competition.models import Edition
from p4comp.competition.queries import current, spec_of
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.core.jobs import Job, JobState
from p4comp.entries.models import Entry, Letter, LetterRun, State
from p4comp.entries.queries.sight import case


def letter_facts(edition: Edition) -> dict[str, Any]:
    """What a result letter says: by category who was accepted, in alphabetical order, and every decision for the letters of each."""
    columns = (Entry.id, Entry.category, Entry.institution_name, Entry.state, Entry.reason, Entry.first_submitted_at)
    query = select(*columns).where(Entry.edition_id == edition.id, Entry.state.in_((State.VERIFIED, State.REFUSED)))
    rows = sorted(session().execute(query), key=lambda row: (row.institution_name.casefold(), row.id))
    return {
        "categories": [
            {
                "code": category.code,
                "name": category.name,
                "verified": [row.institution_name for row in rows if row.category == category.code and row.state is State.VERIFIED],
            }
            for category in spec_of(edition).categories
        ],
        "letters": [
            {
                "entry_id": row.id,
                "category": row.category,
                "name": row.institution_name,
                "accepted": row.state is State.VERIFIED,
                "reason": row.reason,
            }
            for row in rows
        ],
    }


def letter_runs(edition_id: str) -> list[LetterRun]:
    """All runs of an edition's letters, the newest first."""
    return everything(select(LetterRun).where(LetterRun.edition_id == edition_id).order_by(LetterRun.version.desc()))


def letter_run(actor: Actor, run_id: str) -> LetterRun | None:
    """A run with its contents, for those inside."""
    if not is_staff(actor):
        return None
    query = select(LetterRun).where(LetterRun.id == run_id).options(joinedload(LetterRun.edition), undefer(LetterRun.facts))
    return first(query)


def run_progress(runs: list[LetterRun]) -> dict[str, Job]:
    """How far the runs that are not done are, by run."""
    jobs = {run.job_id: run.id for run in runs if run.done_at is None and run.job_id}
    found = everything(select(Job).where(Job.id.in_(list(jobs)), Job.state != JobState.DONE)) if jobs else []
    return {jobs[job.id]: job for job in found}


def next_version(edition_id: str) -> int:
    """The number of an edition's next run."""
    return (session().execute(select(func.max(LetterRun.version)).where(LetterRun.edition_id == edition_id)).scalar() or 0) + 1


def letter_of(entry: Entry) -> Letter | None:
    """The newest letter of an entry that bears number, day and signatory; drafts are the secretariat's alone."""
    query = select(Letter).join(LetterRun).where(Letter.entry_id == entry.id, LetterRun.number != "", LetterRun.signatory != "")
    query = query.where(LetterRun.signed_on.is_not(None)).options(joinedload(Letter.run), joinedload(Letter.file))
    return first(query.order_by(LetterRun.version.desc()).limit(1))


def result_letter(actor: Actor, entry_id: str) -> Letter | None:
    """The letter of a visible entry, once it is valid."""
    found = case(actor, entry_id)
    return letter_of(found.entry) if found else None


def running_edition(actor: Actor) -> Edition | None:
    """The edition whose letters are made: the one that runs."""
    return current()


def finished_run(actor: Actor, run_id: str) -> LetterRun | None:
    """A run whose letters are all made."""
    found = letter_run(actor, run_id)
    return found if found is not None and found.zip_sha256 else None
