"""Sheets the secretariat follows: missing ones, paper ones typed in for a juror, locked ones wished open again."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.answering import AnswerForm, answered
from p4comp.interviews import actions, policy, queries
from p4comp.interviews.forms import ReopenForm, sheet_form
from p4comp.interviews.policy import Locked, Paper, Reopen
from p4comp.interviews.queries import comparing, papers
from p4comp.interviews.queries.comparing import Comparison
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.routes.filling import save_fields


@bp.get("/jadwal-wawancara/lembar")
@allow(policy.may_place, on=queries.running)
def missing_sheets(edition: Edition) -> str:
    """Begun interviews' sheets that are not locked, and requests to open one."""
    rows = papers.missing(edition.id, clock.arrived())
    values: dict[str, Any] = {"rows": rows, "filled": papers.filled(rows), "requests": papers.reopenings(edition)}
    return render_template("interviews/missing_sheets.html", edition=edition, **values)


@bp.route("/jadwal-wawancara/lembar/<sheet_id>/catat", methods=["GET", "POST"])
@allow(policy.may_record, on=papers.paper)
def record_paper(paper: Paper) -> ResponseReturnValue:
    """Type in what a juror wrote on paper; whatever is sound is kept, faults stand beside their fields."""
    form, status = sheet_form(paper.desk.form, paper.desk.marks), 200
    if form.is_submitted():
        status = save_fields(paper.desk, form)
        actions.record_paper(paper, by=access.actor(), at=clock.arrived())
        if status == 200:
            flash(_("Lembar dicatat atas nama juri. Nilainya berlaku setelah juri memeriksa dan menguncinya."), "success")
            return redirect(url_for(".missing_sheets"), 303)
        access.save_anyway()
    return render_template("interviews/record_paper.html", paper=paper, form=form), status


@bp.route("/wawancara/<sheet_id>/buka-kembali", methods=["GET", "POST"])
@allow(policy.may_ask_reopening, on=papers.locked)
def ask_reopening(found: Locked) -> ResponseReturnValue:
    """Ask for the own locked sheet to be opened."""
    form = ReopenForm()
    if form.sent_well():
        actions.ask_reopening(found, reason=form.reason.data or "", by=access.actor(), at=clock.arrived())
        flash(_("Permintaan dikirim ke sekretariat. Jawabannya datang melalui surel."), "success")
        return redirect(url_for(".sheet", sheet_id=found.desk.sheet.id), 303)
    return render_template("interviews/ask_reopening.html", found=found, form=form), form.status


@bp.get("/jadwal-wawancara/buka-kembali/<reopening_id>")
@allow(policy.may_place, on=papers.reopening)
def reopening(found: Reopen) -> ResponseReturnValue:
    """A request with its reason, and the answer."""
    return _request(found, AnswerForm(formdata=None), 200)


def _request(found: Reopen, form: AnswerForm, status: int) -> ResponseReturnValue:
    return render_template("interviews/reopening.html", found=found, form=form), status


@bp.post("/jadwal-wawancara/buka-kembali/<reopening_id>/kabulkan")
@allow(policy.may_grant_reopening, on=papers.reopening)
def grant_reopening(found: Reopen) -> ResponseReturnValue:
    """Let the juror change the sheet."""
    actions.grant_reopening(found, by=access.actor(), at=clock.arrived())
    flash(_("Lembar dibuka. Nilai yang terkunci sebelumnya tetap tersimpan."), "success")
    return redirect(url_for(".missing_sheets"), 303)


@bp.post("/jadwal-wawancara/buka-kembali/<reopening_id>/tolak")
@allow(policy.may_refuse_reopening, on=papers.reopening)
def refuse_reopening(found: Reopen) -> ResponseReturnValue:
    """Keep the sheet locked; the reason is needed."""
    back = url_for(".missing_sheets")
    return answered(found, actions.refuse_reopening, _request, told=_("Permintaan ditolak. Lembar tetap terkunci."), back=back)


@bp.get("/juri/perbandingan")
@allow(policy.may_see_timetable, on=comparing.comparison)
def compare_panels(found: Comparison) -> str:
    """Panels side by side, seen through what all finalists have in common."""
    return render_template("interviews/compare_panels.html", found=found)
