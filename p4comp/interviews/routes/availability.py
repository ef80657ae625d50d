"""When jurors and finalists can be heard: their grids, and the secretariat's board."""

from collections.abc import Mapping
from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.rules.days import holiday
from p4comp.core import access, autosave, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid
from p4comp.interviews import queries
from p4comp.interviews.actions import availability as actions
from p4comp.interviews.forms.availability import AskForm, TimesForm, read
from p4comp.interviews.policy import availability as policy
from p4comp.interviews.policy.availability import Times
from p4comp.interviews.queries import availability as known
from p4comp.interviews.queries.availability import Board
from p4comp.interviews.queries.weeks import shut
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.rules import grid
from p4comp.interviews.rules.grid import Cell, Days


@bp.get("/wawancara/waktu")
@allow(policy.may_see_times, on=known.own_times)
def my_times(times: Times) -> ResponseReturnValue:
    """A juror's own time."""
    return _show(times)


@bp.post("/wawancara/waktu")
@allow(policy.may_answer, on=known.own_times)
def save_my_times(times: Times) -> ResponseReturnValue:
    """Keep a juror's own time."""
    return _save(times, url_for("interviews.my_times"))


@bp.get("/juri/<juror_id>/waktu")
@allow(policy.may_see_times, on=known.juror_times)
def juror_times(times: Times) -> ResponseReturnValue:
    """A juror's time, for the secretariat."""
    return _show(times)


@bp.post("/juri/<juror_id>/waktu")
@allow(policy.may_answer, on=known.juror_times)
def save_juror_times(times: Times) -> ResponseReturnValue:
    """Keep a juror's time on their behalf."""
    assert times.juror is not None
    return _save(times, url_for("interviews.juror_times", juror_id=times.juror.id))


@bp.get("/jadwal-wawancara/waktu/<entry_id>")
@allow(policy.may_see_times, on=known.finalist_times)
def finalist_times(times: Times) -> ResponseReturnValue:
    """A finalist's time, for the institution and the secretariat."""
    return _show(times)


@bp.post("/jadwal-wawancara/waktu/<entry_id>")
@allow(policy.may_answer, on=known.finalist_times)
def save_finalist_times(times: Times) -> ResponseReturnValue:
    """Keep a finalist's time."""
    assert times.entry is not None
    return _save(times, url_for("interviews.finalist_times", entry_id=times.entry.id))


def _show(times: Times) -> ResponseReturnValue:
    form = TimesForm(formdata=None)
    if times.answer is not None:
        form.note.data, form.version.data = times.answer.note, str(times.answer.version)
    days = _days(times)
    return _page(times, form, days, _said(times, days), 200)


def _days(times: Times) -> Days:
    return grid.days(times.spec.interview, times.spec.zone, times.zone)


def _said(times: Times, days: Days) -> dict[Cell, str]:
    wishes = known.wishes_in(times.answer) if times.answer else ()
    return {cell: grid.said(wishes, cell) for cells in days.values() for cell in cells}


def _save(times: Times, back: str) -> ResponseReturnValue:
    """Everything typed and the quick choice that was pressed, kept in one go."""
    form, days = TimesForm(), _days(times)
    choices = read(days, request.form, _said(times, days))
    pressed = request.form.get("quick", "")
    if pressed:
        choices = grid.quick(choices, pressed, times.zone)
    if not form.sent_well():
        return _page(times, form, days, choices, 422)
    try:
        made = actions.answer(
            times, choices, note=form.note.data or "", seen=autosave.seen(form.version.data or ""), by=access.actor(), at=clock.arrived()
        )
    except actions.Overtaken as error:
        assert times.answer is not None
        form.version.data, form.version.raw_data = str(times.answer.version), None
        form.blame(Invalid(error.message))
        return _page(times, form, days, choices, 409)
    _tell(replace(times, answer=made), choices)
    return redirect(back, 303)


def _tell(times: Times, choices: Mapping[Cell, str]) -> None:
    flash(_("Tersimpan."), "success")
    if choices and all(word == grid.WORDS[2] for word in choices.values()):
        flash(
            _("Semua waktu ditandai tidak bisa, jadi wawancara tidak dapat dijadwalkan. Sisakan beberapa jam, atau hubungi sekretariat."),
            "warning",
        )
    for row in known.hits(times) if access.actor().has("secretariat") else ():
        flash(
            _("Wawancara %(name)s sudah dijadwalkan pada waktu yang tidak mungkin itu. Pindahkan.", name=row.entry.institution_name),
            "warning",
        )


def _page(times: Times, form: TimesForm, days: Days, choices: Mapping[Cell, str], status: int) -> ResponseReturnValue:
    verdict = policy.may_answer(access.actor(), times, clock.arrived())
    return render_template(
        "interviews/times.html",
        times=times,
        form=form,
        days=days,
        choices=choices,
        span=lambda cell: cell.span(times.zone),
        own=times.belongs_to(access.actor()),
        verdict=verdict,
        holidays={day: name for day in times.spec.interview.days if (name := holiday(day))} | shut(times.edition),
    ), status


@bp.get("/jadwal-wawancara/waktu")
@allow(policy.may_see_board, on=known.board)
def times_board(board: Board) -> ResponseReturnValue:
    """Who has answered, and until when people are asked."""
    return _board(board, AskForm(formdata=None), 200)


def _board(board: Board, form: AskForm, status: int) -> ResponseReturnValue:
    spec = competition.spec_of(board.edition)
    form.offer(spec, board.call.closes_at if board.call else None)
    only = request.args.get("tampil") == "belum"
    return render_template("interviews/times_board.html", board=board, form=form, spec=spec, only=only, now=clock.arrived()), status


@bp.post("/jadwal-wawancara/waktu")
@allow(policy.may_ask, on=known.board)
def ask_times(board: Board) -> ResponseReturnValue:
    """Ask everybody for their time until a moment."""
    form = AskForm().offer(competition.spec_of(board.edition))
    if form.sent_well() and form.closes_at.data is not None:
        try:
            number = actions.ask(board.edition, form.closes_at.data, by=access.actor(), at=clock.arrived())
            flash(_("%(n)s surel dikirim kepada yang belum mengisi.", n=number), "success")
            return redirect(url_for("interviews.times_board"), 303)
        except Invalid as error:
            form.blame(error)
    return _board(board, form, 422)


@bp.post("/jadwal-wawancara/waktu/ingatkan")
@allow(policy.may_ask, on=queries.running)
def remind_times(edition: Edition) -> ResponseReturnValue:
    """Remind those who have not answered."""
    number = actions.remind(edition, by=access.actor(), at=clock.arrived())
    flash(_("%(n)s surel pengingat dikirim.", n=number), "success")
    return redirect(url_for("interviews.times_board"), 303)
