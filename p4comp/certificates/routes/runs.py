"""Printing a list, watched and steered by the secretariat."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates import actions, policy, queries
from p4comp.certificates.forms import PrintForm
from p4comp.certificates.queries import runs
from p4comp.certificates.queries.runs import Progress
from p4comp.certificates.routes.blueprint import bp
from p4comp.certificates.rules import Sealing
from p4comp.core import access, clock, downloads
from p4comp.core.access import allow
from p4comp.core.storage import store
from p4comp.decisions.models import Decision


@bp.route("/keputusan/<decision_id>/putaran-cetak", methods=["GET", "POST"])
@allow(policy.may_print, on=queries.decision)
def print_all(decision: Decision) -> ResponseReturnValue:
    """Choose how the files are closed and begin to print."""
    form = PrintForm()
    if form.sent_well():
        run = actions.print_all(decision, Sealing(form.sealing.data), by=access.actor(), at=clock.arrived())
        return redirect(url_for(".show_run", run_id=run.id), 303)
    return render_template("certificates/run_new.html", decision=decision, form=form), form.status


@bp.get("/putaran-cetak/<run_id>")
@allow(policy.may_see_run, on=runs.run)
def show_run(progress: Progress) -> ResponseReturnValue:
    """How far a run is, and what could not be printed."""
    failures = runs.failures(progress.run) if progress.failed else []
    return render_template("certificates/run.html", progress=progress, run=progress.run, failures=failures)


@bp.post("/putaran-cetak/<run_id>/jeda")
@allow(policy.may_pause_run, on=runs.run)
def pause_run(progress: Progress) -> ResponseReturnValue:
    """Stop after the certificate that is being drawn."""
    actions.pause_run(progress, by=access.actor(), at=clock.arrived())
    flash(_("Pencetakan dijeda."), "success")
    return _back(progress)


@bp.post("/putaran-cetak/<run_id>/lanjut")
@allow(policy.may_resume_run, on=runs.run)
def resume_run(progress: Progress) -> ResponseReturnValue:
    """Go on."""
    actions.resume_run(progress, by=access.actor(), at=clock.arrived())
    flash(_("Pencetakan dilanjutkan."), "success")
    return _back(progress)


@bp.post("/putaran-cetak/<run_id>/batal")
@allow(policy.may_cancel_run, on=runs.run)
def cancel_run(progress: Progress) -> ResponseReturnValue:
    """End the run; what is printed stays printed."""
    actions.cancel_run(progress, by=access.actor(), at=clock.arrived())
    flash(_("Pencetakan dibatalkan. Yang sudah tercetak tetap ada."), "success")
    return _back(progress)


@bp.post("/putaran-cetak/<run_id>/ulangi")
@allow(policy.may_retry_run, on=runs.run)
def retry_run(progress: Progress) -> ResponseReturnValue:
    """Try again what failed."""
    actions.retry_run(progress, by=access.actor(), at=clock.arrived())
    flash(_("Piagam yang gagal masuk antrean cetak lagi."), "success")
    return _back(progress)


@bp.get("/keputusan/<decision_id>/piagam.zip")
@allow(policy.may_print, on=queries.decision)
def download_all(decision: Decision) -> ResponseReturnValue:
    """All printed certificates of a decision that stand, in one ZIP."""
    files = [(store().path(one.pdf_sha256 or ""), f"{one.file_name}.pdf") for one in runs.printed(decision.id)]
    return downloads.archive(files, f"piagam-{decision.code.lower()}.zip", at=clock.arrived())


def _back(progress: Progress) -> ResponseReturnValue:
    return redirect(url_for(".show_run", run_id=progress.run.id), 303)
