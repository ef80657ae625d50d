"""What the secretariat does on the day: step by step through an interview, another seat, a juror who cannot come."""

from datetime import date
from types import MappingProxyType

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.core import clock
from p4comp.core.access import Actor, actor, allow
from p4comp.core.errors import Invalid, state_word
from p4comp.core.words import hour, short_day
from p4comp.interviews import queries
from p4comp.interviews.actions import absences, day, sittings
from p4comp.interviews.forms.day import AbsenceForm, FreeSeatForm, RivalForm
from p4comp.interviews.models import Interview
from p4comp.interviews.policy import day as policy
from p4comp.interviews.policy.day import Attendance
from p4comp.interviews.queries import absences as away
from p4comp.interviews.queries import day as known
from p4comp.interviews.routes.blueprint import bp

VERBS = MappingProxyType(
    {
        "panggil": "call",
        "terlambat": "delay",
        "mulai": "begin",
        "tanya-jawab": "question",
        "selesai": "end",
        "tidak-hadir": "miss",
        "batal-mulai": "hush",
        "kembali": "resume",
    }
)


def _to_step(who: Actor, interview_id: str, verb: str) -> Interview | None:
    return queries.interview(who, interview_id) if verb in VERBS else None


@bp.post("/hari-wawancara/<interview_id>/<verb>")
@allow(policy.may_step, on=_to_step)
def step(interview: Interview) -> ResponseReturnValue:
    """One step of an interview; who did not come is given another seat next."""
    verb = VERBS[(request.view_args or {})["verb"]]
    sitting = sittings.step(interview, verb, by=actor(), at=clock.arrived())
    flash(_("%(name)s: %(stage)s.", name=interview.entry.institution_name, stage=state_word("interview_sitting", sitting.stage)), "success")
    if verb == "miss":
        return redirect(url_for("interviews.reseat", interview_id=interview.id), 303)
    return redirect(url_for("interviews.board"), 303)


@bp.route("/hari-wawancara/<interview_id>/tukar", methods=["GET", "POST"])
@allow(policy.may_step, on=queries.interview)
def swap_today(interview: Interview) -> ResponseReturnValue:
    """Two of today's finalists change seats in one act."""
    at = clock.arrived()
    rivals = {row.id: row for row in known.rivals(interview, at)}
    form = RivalForm().offer({row.id: _line(row) for row in rivals.values()})
    if form.sent_well():
        try:
            day.swap_today(interview, rivals[form.other.data], by=actor(), at=at)
        except Invalid as error:
            form.blame(Invalid(error.message, "other"))
        else:
            flash(_("Kedua wawancara bertukar waktu. Finalis dan juri sudah disurati."), "success")
            return redirect(url_for("interviews.board"), 303)
    return render_template("interviews/swap_today.html", interview=interview, form=form), form.status


def _line(row: Interview) -> str:
    return f"{hour(row.starts_at, row.entry.edition.zone)} – {row.entry.institution_name}"


@bp.route("/hari-wawancara/<interview_id>/waktu-lain", methods=["GET", "POST"])
@allow(policy.may_reseat, on=queries.interview)
def reseat(interview: Interview) -> ResponseReturnValue:
    """A free seat for who did not come, or cannot be heard now: the stand-by seat first."""
    at, zone = clock.arrived(), interview.entry.edition.zone
    seats = day.free_seats(interview, at)
    form = FreeSeatForm().offer(
        {seat.key: f"{short_day(seat.starts_at, zone)}, {hour(seat.starts_at, zone)} – {seat.words}" for seat in seats}
    )
    if form.sent_well():
        try:
            day.take_seat(interview, next(seat for seat in seats if seat.key == form.seat.data), by=actor(), at=at)
        except Invalid as error:
            form.blame(Invalid(error.message, "seat"))
        else:
            flash(_("Wawancara dipindah. Finalis dan juri sudah disurati."), "success")
            return redirect(url_for("interviews.board"), 303)
    return render_template("interviews/reseat.html", interview=interview, form=form), form.status


@bp.get("/hari-wawancara/juri")
@allow(policy.may_note_absence, on=queries.running)
def jurors_today(edition: Edition) -> str:
    """The jurors expected today, and who of them is away."""
    on = known.shown_day(edition, clock.arrived())
    return render_template("interviews/jurors_today.html", on=on, rows=away.attendance(edition, on))


@bp.route("/hari-wawancara/juri/<juror_id>/berhalangan", methods=["GET", "POST"])
@allow(policy.may_attend, on=known.juror_expected)
def note_absence(expected: Attendance) -> ResponseReturnValue:
    """A juror cannot come today: the day's sheets leave them, and go to the stand-in."""
    edition, juror, on = expected.edition, expected.juror, _today(expected.edition)
    others = {one.id: one for one in absences.possible_stand_ins(edition, juror, on)}
    form = AbsenceForm().offer(others.values())
    if form.sent_well():
        try:
            chosen = others.get(form.stand_in.data or "")
            absences.note_absence(edition, juror, on, form.reason.data or "", chosen, by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Dicatat. Lembar hari itu mengikuti siapa yang hadir."), "success")
            return redirect(url_for("interviews.jurors_today"), 303)
    waiting = len(absences.open_interviews(edition, juror, on))
    return render_template("interviews/note_absence.html", juror=juror, on=on, form=form, waiting=waiting), form.status


@bp.post("/hari-wawancara/juri/<juror_id>/kembali")
@allow(policy.may_attend, on=known.juror_expected)
def end_absence(expected: Attendance) -> ResponseReturnValue:
    """The juror comes after all."""
    absences.end_absence(expected.edition, expected.juror, _today(expected.edition), by=actor(), at=clock.arrived())
    flash(_("Juri hadir kembali; lembar wawancara yang belum dimulai dikembalikan."), "success")
    return redirect(url_for("interviews.jurors_today"), 303)


def _today(edition: Edition) -> date:
    return known.shown_day(edition, clock.arrived())
