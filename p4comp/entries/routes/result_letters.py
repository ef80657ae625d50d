"""The result letters of verification: asked for, followed, taken along."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.core import clock, downloads
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.core.letterheads import HeadForm
from p4comp.core.storage import StoredFile
from p4comp.entries import actions, policy, queries
from p4comp.entries.actions import printing
from p4comp.entries.models import Letter, LetterRun, State
from p4comp.entries.routes.blueprint import bp


@bp.get("/verifikasi/surat")
@allow(policy.may_see_queue, on=queries.running_edition)
def result_letters(edition: Edition) -> ResponseReturnValue:
    """The runs of letters of the running edition, and the form for a new one."""
    return _page(edition, None)


def _page(edition: Edition, form: HeadForm | None) -> str:
    runs = queries.letter_runs(edition.id)
    shown = form or HeadForm(formdata=None, obj=runs[0] if runs else None)
    counts = queries.states(edition.id)
    return render_template(
        "entries/result_letters.html",
        edition=edition,
        runs=runs,
        progress_of=queries.run_progress(runs),
        form=shown,
        may_make=policy.may_take(actor(), None, arrived()),
        undecided=counts.get(State.SUBMITTED, 0) + counts.get(State.RETURNED, 0),
    )


@bp.post("/verifikasi/surat")
@allow(policy.may_take, on=queries.running_edition)
def make_letters(edition: Edition) -> ResponseReturnValue:
    """Ask for all letters with what was typed."""
    form = HeadForm()
    if not form.sent_well() or not form.is_signed_by(clock.local(arrived(), edition.zone).date()):
        return _page(edition, form), 422
    head = form.typed()
    try:
        run = actions.make_letters(edition, head, by=actor(), at=arrived())
    except Refused as error:
        flash(error.message, "warning")
    else:
        flash(_("%(n)d surat sedang dibuat. Muat ulang halaman ini untuk melihat kemajuannya.", n=run.total), "success")
    return redirect(url_for(".result_letters"), 303)


@bp.get("/verifikasi/surat/<run_id>.pdf")
@allow(policy.may_see_queue, on=queries.letter_run)
def result_letter(run: LetterRun) -> Response:
    """The result letter with its annex: the kept file once there is one."""
    kept = session().get(StoredFile, run.main_sha256) if run.main_sha256 else None
    name = f"{run.code.replace('/', '-').lower()}.pdf"
    return downloads.answer(kept, name) if kept else downloads.pdf(printing.result_letter(run, spec_of(run.edition)), name)


@bp.get("/verifikasi/surat/<run_id>.docx")
@allow(policy.may_see_queue, on=queries.letter_run)
def result_letter_draft(run: LetterRun) -> Response:
    """The result letter as a Word draft."""
    return downloads.docx(printing.result_letter_draft(run, spec_of(run.edition)), f"draf-{run.code.replace('/', '-').lower()}.docx")


@bp.get("/verifikasi/surat/<run_id>.zip")
@allow(policy.may_see_queue, on=queries.finished_run)
def letters_zip(run: LetterRun) -> Response:
    """All letters of a run."""
    kept = session().get_one(StoredFile, run.zip_sha256)
    return downloads.answer(kept, f"{run.code.replace('/', '-').lower()}.zip")


@bp.get("/kepesertaan/<entry_id>/surat-hasil.pdf")
@allow(policy.may_read, on=queries.result_letter)
def own_letter(letter: Letter) -> Response:
    """The institution's own letter on the result of verification."""
    return downloads.answer(letter.file, f"{letter.code.replace('/', '-').lower()}.pdf")
