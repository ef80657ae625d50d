"""Runs that print certificates, and how far they are."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from p4comp.certificates.models import Certificate, PrintItem, PrintRun
from p4comp.certificates.rules import STANDING
from p4comp.certificates.rules.runs import LIVE, ItemState, RunState
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.jobs import Job, JobState
from p4comp.decisions.models import Decision


@dataclass(frozen=True)
class Progress:
    """How many certificates of a run are in which state; `is_stalled` when the job that works on it was given up."""

    run: PrintRun
    counts: dict[ItemState, int] = field(default_factory=dict)
    is_stalled: bool = False

    @property
    def total(self) -> int:
        """How many certificates it prints."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """How many are printed."""
        return self.counts.get(ItemState.DONE, 0)

    @property
    def failed(self) -> int:
        """How many could not be printed."""
        return self.counts.get(ItemState.FAILED, 0)

    @property
    def left(self) -> int:
        """How many are still to be printed."""
        return self.total - self.done - self.failed


def run(actor: Actor, run_id: str) -> Progress | None:
    """A run with its progress, for the secretariat only."""
    if not actor.has("secretariat"):
        return None
    wanted = select(PrintRun).where(PrintRun.id == run_id).options(joinedload(PrintRun.decision).joinedload(Decision.edition))
    found = db.first(db.held(wanted, PrintRun))
    return _progress([found])[found.id] if found else None


def latest(edition_id: str) -> dict[str, Progress]:
    """The newest run of each decision of an edition, by the decision's id; three queries."""
    query = select(PrintRun).join(PrintRun.decision).where(Decision.edition_id == edition_id).order_by(PrintRun.asked_at)
    newest = {run.decision_id: run for run in db.everything(query)}
    found = _progress(list(newest.values()))
    return {decision_id: found[run.id] for decision_id, run in newest.items()}


def live_run(decision_id: str) -> PrintRun | None:
    """The run of a decision that is not over; in a writing transaction it is held."""
    query = select(PrintRun).where(PrintRun.decision_id == decision_id, PrintRun.state.in_(LIVE))
    return db.first(db.held(query.order_by(PrintRun.asked_at.desc()), PrintRun))


def items(run: PrintRun) -> list[PrintItem]:
    """All certificates of a run."""
    query = select(PrintItem).where(PrintItem.run_id == run.id).options(joinedload(PrintItem.certificate))
    return db.everything(query.order_by(PrintItem.position))


def failures(run: PrintRun) -> list[PrintItem]:
    """The certificates of a run that could not be printed."""
    return failures_of(run.id)


def failures_of(run_id: str) -> list[PrintItem]:
    """The same by the run's id."""
    query = select(PrintItem).where(PrintItem.run_id == run_id, PrintItem.state == ItemState.FAILED)
    return db.everything(query.options(joinedload(PrintItem.certificate)).order_by(PrintItem.position))


def all_of(decision_id: str) -> list[Certificate]:
    """All certificates of a decision by their portal numbers."""
    return db.everything(select(Certificate).where(Certificate.decision_id == decision_id).order_by(Certificate.serial))


def printed(decision_id: str) -> list[Certificate]:
    """The standing certificates of a decision that have a file, by name."""
    query = select(Certificate).where(Certificate.decision_id == decision_id, Certificate.pdf_sha256.is_not(None))
    return db.everything(query.where(Certificate.state.in_(STANDING)).order_by(Certificate.institution_name, Certificate.serial))


def _progress(runs: list[PrintRun]) -> dict[str, Progress]:
    if not runs:
        return {}
    counts: dict[str, dict[ItemState, int]] = defaultdict(dict)
    tally = select(PrintItem.run_id, PrintItem.state, func.count()).where(PrintItem.run_id.in_([one.id for one in runs]))
    for run_id, state, count in session().execute(tally.group_by(PrintItem.run_id, PrintItem.state)):
        counts[run_id][state] = count
    given_up = _given_up([one.job_id for one in runs if one.state is RunState.RUNNING])
    return {one.id: Progress(one, counts[one.id], one.job_id in given_up) for one in runs}


def _given_up(job_ids: list[str]) -> set[str]:
    if not job_ids:
        return set()
    return set(session().execute(select(Job.id).where(Job.id.in_(job_ids), Job.state == JobState.FAILED)).scalars())
