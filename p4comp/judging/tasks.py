"""What judging does later, and what it knows of a person."""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts import privacy
from p4comp.accounts.models import Person
from p4comp.accounts.privacy import Table
from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.config import Settings
from p4comp.core import bundle, canonical, clock, db, jobs, leftovers, mail
from p4comp.core.bundle import Bundle
from p4comp.core.db import session
from p4comp.core.mail import Mail
from p4comp.decisions.models import Decision, DecisionLine
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.judging.actions import copies
from p4comp.judging.actions.exports import keep_export, paper, write_table
from p4comp.judging.actions.proposing import settle, weigh
from p4comp.judging.actions.ranking import keep_ranking
from p4comp.judging.models import Assignment, Evaluator, Export, LetterHead, Proposal, ProposalState, RankedEntry, RankingRun, ReadingCopy
from p4comp.judging.queries import last_runs, snapshots, unbound
from p4comp.judging.queries import table as table_of
from p4comp.judging.queries.copies import is_outdated
from p4comp.judging.rules import computing, package
from p4comp.judging.rules.moves import LIVE

EXPORTS_KEPT, COPIES_KEPT = timedelta(days=30), timedelta(days=14)
COPYING = "copying-"
RANKINGS = ("edisi", "kategori", "algoritma", "dihitung", "sha256", "sha256_hasil")
LETTER = "judging/mail/finalist.txt"


@jobs.task("judging.tell_finalists")
def tell_finalists(decision_id: str) -> None:
    """Mail every finalist of an announced list once, however often its moment was moved; one moved to later waits for its new job."""
    decision, at = db.first(db.held(select(Decision), Decision).where(Decision.id == decision_id)), clock.now()
    if decision is None or decision.announced_at is None or decision.announced_at > at:
        return
    query = select(Entry, Person).join(Person, Person.id == Entry.contact_id).join(DecisionLine, DecisionLine.subject_id == Entry.id)
    told = select(Mail.person_id).where(Mail.template == LETTER, Mail.written_at >= decision.announced_at)
    query = query.where(DecisionLine.decision_id == decision_id, Person.id.not_in(told)).order_by(Entry.institution_name)
    for entry, person in session().execute(query).all():
        mail.to_person(LETTER, person, at=at, entry=entry)


@jobs.task("judging.compute_assignment")
def compute_assignment(proposal_id: str) -> None:
    """Compute a proposal with no transaction open meanwhile; one that was left or answered since is let be."""
    proposal = session().get(Proposal, proposal_id)
    if proposal is None or proposal.state is not ProposalState.WAITING:
        return
    edition, job = session().get_one(Edition, proposal.edition_id), session().get(jobs.Job, proposal.job_id) if proposal.job_id else None
    session().expunge_all()
    session().rollback()
    with db.transactions(writing=False):
        weighed = weigh(session().get_one(Edition, edition.id), proposal)
        session().rollback()
    if job is not None:
        jobs.progress(job, 1, 2)
    waiting = db.first(db.held(select(Proposal), Proposal).where(Proposal.id == proposal_id, Proposal.state == ProposalState.WAITING))
    if waiting is not None:
        settle(waiting, weighed)


@jobs.task("judging.rank")
def rank(run_id: str) -> None:
    """Compute a category's ranking: read the sheets in one reading transaction, compute with none open, then keep it."""
    run = session().get(RankingRun, run_id)
    if run is None or run.made_at is not None:
        return
    edition_id, code, job = run.edition_id, run.category, session().get(jobs.Job, run.job_id)
    if job is not None:
        session().expunge(job)  # a row of ours would begin a transaction whenever progress is told
    session().rollback()
    with db.transactions(writing=False):
        edition = session().get_one(Edition, edition_id)
        category = spec_of(edition).category(code)
        assert category is not None
        mark, snapshot = snapshots.mark(edition_id, code), snapshots.snapshot(edition, category)
        session().rollback()
    result = computing.compute(snapshot, lambda done, of: jobs.progress(job, done, of) if job else None)
    keep_ranking(run_id, snapshot, mark, result, category, at=clock.now())


@jobs.task("judging.tell_outcomes")
def tell_outcomes(decision_id: str) -> None:
    """Tell everybody who was assessed, once, that the letter is there; not before the list is announced and the letter signed."""
    head, at = db.first(db.held(select(LetterHead), LetterHead).where(LetterHead.decision_id == decision_id)), clock.now()
    decision = session().get(Decision, decision_id)
    if head is None or decision is None or not head.is_final or head.told_at is not None or not decision.is_in_force(at):
        return
    head.told_at = at
    ids = [row["subject_id"] for row in decision.snapshot["ranking"]]
    query = select(Entry, Person).join(Person, Person.id == Entry.contact_id).where(Entry.id.in_(ids)).order_by(Entry.institution_name)
    for entry, person in session().execute(query).all():
        mail.to_person("judging/mail/outcome.txt", person, at=at, entry=entry)


@jobs.task("judging.export")
def make_export(export_id: str) -> None:
    """Write a table with no transaction open but the reading one, then keep it."""
    export = session().get(Export, export_id)
    if export is None or export.made_at is not None:
        return
    job = session().get(jobs.Job, export.job_id)
    session().expunge_all()
    session().rollback()
    with paper() as out:
        with db.transactions(writing=False):
            table = table_of(session().get_one(Edition, export.edition_id), export)
            rows = write_table(export.kind, table, out, lambda done: jobs.progress(job, done, 0) if job else None)
            session().rollback()
        keep_export(export_id, out, rows, at=clock.now())


@jobs.task("judging.copy")
def make_copy(copy_id: str) -> None:
    """Make a dossier's marked copy with no transaction open while its pages are drawn, then keep it."""
    copy = session().get(ReadingCopy, copy_id)
    if copy is None or copy.made_at is not None:
        return
    job = session().get(jobs.Job, copy.job_id)
    session().expunge_all()
    session().rollback()
    settings: Settings = current_app.extensions["settings"]
    with tempfile.TemporaryDirectory(dir=settings.instance, prefix=COPYING) as place:
        folder = Path(place)
        with db.transactions(writing=False):
            values = copies.plan(copy_id)
            session().expunge_all()
            session().rollback()
        parts = copies.draw(values.pieces, folder, values.mark, lambda done, of: jobs.progress(job, done, of) if job else None)
        with db.transactions(writing=False):
            cover = copies.cover(copy_id, values)
            session().rollback()
        made, pages = copies.bind(cover, parts, folder)
    copies.keep_copy(copy_id, made, pages, values.pieces, at=clock.now())


@jobs.task("judging.drop_copy")
def drop_copy(sha256: str) -> None:
    """Throw away the bytes of a copy that nobody may have any more."""
    leftovers.drop(sha256)


@jobs.hourly
def forget_copies() -> None:
    """Copies are for some evenings: they go after two weeks, with the sheet, and when what is in them may not be read any more."""
    old = ReadingCopy.asked_at < clock.now() - COPIES_KEPT
    query = select(ReadingCopy).join(ReadingCopy.assignment).join(Assignment.entry)
    gone = query.where(old | Assignment.state.not_in(LIVE) | (Entry.state != EntryState.VERIFIED))
    copies.forget_copies([one.assignment_id for one in db.everything(gone)])
    copies.forget_copies([one.assignment_id for one in db.everything(select(ReadingCopy)) if is_outdated(one)])
    settings: Settings = current_app.extensions["settings"]
    for left in settings.instance.glob(f"{COPYING}*"):
        if left.stat().st_mtime < (clock.real() - timedelta(days=1)).timestamp():
            shutil.rmtree(left, ignore_errors=True)


@jobs.hourly
def forget_exports() -> None:
    """Tables are for taking along: after a month they are asked for again."""
    session().execute(delete(Export).where(Export.asked_at < clock.now() - EXPORTS_KEPT))


@privacy.part
def own_sheets(person: Person) -> Iterator[Table]:
    """That and when the person evaluated; whose dossier only while the sheet is theirs and nothing bars them, and never a score."""
    query = select(
        Edition.name,
        Evaluator.decree_number,
        Assignment.state,
        Entry.institution_name,
        Assignment.assigned_at,
        Assignment.locked_at,
        Assignment.id,
    )
    query = query.join(Edition, Edition.id == Evaluator.edition_id).outerjoin(Assignment, Assignment.evaluator_id == Evaluator.id)
    query = query.outerjoin(Entry, Entry.id == Assignment.entry_id).where(Evaluator.person_id == person.id).order_by(Assignment.assigned_at)
    barred = _barred(person)
    rows = [
        (edition, decree, name if state in LIVE and key not in barred else "", given, locked)
        for edition, decree, state, name, given, locked, key in session().execute(query)
    ]
    yield Table(_("Tugas sebagai evaluator"), (_("Edisi"), _("Nomor keputusan"), _("Instansi"), _("Ditugasi"), _("Dikunci")), rows)


def _barred(person: Person) -> set[str]:
    """The person's readings that a conflict hides by now."""
    query = select(Assignment).join(Assignment.evaluator).where(Evaluator.person_id == person.id, Assignment.state.in_(LIVE))
    whole = (contains_eager(Assignment.evaluator), joinedload(Assignment.entry).joinedload(Entry.edition))
    by_edition: dict[str, list[Assignment]] = defaultdict(list)
    for one in db.everything(query.options(*whole)):
        by_edition[one.entry.edition_id].append(one)
    seen = {one.id for own in by_edition.values() for one in unbound(own, spec_of(own[0].entry.edition))}
    return {one.id for own in by_edition.values() for one in own} - seen


@bundle.part
def computed_rankings(out: Bundle) -> None:
    """The last computed ranking of every category for the auditor: the sheets it was made from, and its order."""
    runs = last_runs()
    rows = [(run.edition.slug, run.category, run.algorithm, run.made_at, run.sha256, run.result_sha256) for run in runs]
    out.csv("peringkat/peringkat.csv", RANKINGS, rows, "peringkat evaluasi dokumen yang terakhir dihitung, setiap kategori")
    for run in runs:
        path = f"peringkat/{run.edition.slug}-{run.category}"
        out.text(f"{path}.json", canonical.text(snapshots.kept(run)))
        found = session().execute(select(RankedEntry.row).where(RankedEntry.run_id == run.id).order_by(RankedEntry.place)).scalars()
        out.csv(f"{path}-urutan.csv", package.ORDER, package.order_of(list(found)))
