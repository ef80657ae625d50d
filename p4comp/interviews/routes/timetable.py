"""The timetable: placed, moved and closed by the secretariat, read by finalists."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.clock import local
from p4comp.core.errors import Invalid
from p4comp.core.words import hour, short_day
from p4comp.interviews import actions, policy, queries
from p4comp.interviews.forms import MoveForm, SwapForm
from p4comp.interviews.models import Interview
from p4comp.interviews.queries import boards, planning, weeks
from p4comp.interviews.queries import panels as known
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.rules.states import InterviewState


@bp.get("/jadwal-wawancara")
@allow(policy.may_see_timetable, on=queries.running)
def timetable(edition: Edition) -> str:
    """The interview days as columns, panels as lanes."""
    rows, panels, at, closed = queries.overview(edition.id), known.panels(edition.id), clock.arrived(), weeks.shut(edition)
    return render_template(
        "interviews/timetable.html",
        edition=edition,
        spec=competition.spec_of(edition),
        panels=panels,
        days=boards.week_board(edition, rows, panels, closed, at),
        hit=[row for row in rows if row.starts_at > at and local(row.starts_at, edition.zone).date() in closed],
        placed=len(rows),
        waiting=queries.unplaced(edition, at),
        latest=planning.latest_run(edition.id),
        progress=queries.progress(edition.id),
        now=at,
        today=local(at, edition.zone).date(),
    )


@bp.route("/jadwal-wawancara/<interview_id>/pindah", methods=["GET", "POST"])
@allow(policy.may_move, on=queries.interview)
def move(interview: Interview) -> ResponseReturnValue:
    """Give one interview another seat."""
    edition = interview.entry.edition
    form = MoveForm().offer(known.panels(edition.id), interview, edition.zone)
    if form.sent_well():
        try:
            panel = known.panel(edition.id, form.panel.data)
            assert panel is not None
            assert form.starts_at.data is not None
            actions.move(interview, panel, form.starts_at.data, by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Wawancara dipindah. Finalis dan juri sudah disurati."), "success")
            return redirect(url_for("interviews.timetable"), 303)
    return render_template("interviews/move.html", interview=interview, form=form, edition=edition), form.status


@bp.route("/jadwal-wawancara/<interview_id>/tukar", methods=["GET", "POST"])
@allow(policy.may_move, on=queries.interview)
def swap(interview: Interview) -> ResponseReturnValue:
    """Let two interviews change seats in one act."""
    edition = interview.entry.edition
    others = [row for row in queries.interviews(edition.id) if row.id != interview.id and row.state is InterviewState.PLACED]
    form = SwapForm().offer(others, {row.id: _line(row, edition) for row in others})
    if form.sent_well():
        try:
            other = next(row for row in others if row.id == form.other.data)
            actions.swap(interview, other, by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(Invalid(error.message, "other"))
        else:
            flash(_("Kedua wawancara bertukar waktu. Finalis dan juri sudah disurati."), "success")
            return redirect(url_for("interviews.timetable"), 303)
    return render_template("interviews/swap.html", interview=interview, form=form, edition=edition), form.status


def _line(row: Interview, edition: Edition) -> str:
    return f"{short_day(row.starts_at, edition.zone)}, {hour(row.starts_at, edition.zone)} – {row.entry.institution_name}"


@bp.post("/jadwal-wawancara/<interview_id>/selesai")
@allow(policy.may_hold, on=queries.interview)
def hold(interview: Interview) -> ResponseReturnValue:
    """Note that an interview has been held."""
    actions.hold(interview, by=access.actor(), at=clock.arrived())
    flash(_("Wawancara %(name)s ditandai selesai.", name=interview.entry.institution_name), "success")
    return redirect(url_for("interviews.timetable"), 303)
