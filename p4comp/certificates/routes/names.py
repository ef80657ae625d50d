"""Proof-reading names: the institution's page and the secretariat's."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates.actions import names as actions
from p4comp.certificates.forms.names import NameAnswerForm, RoundForm, ShownForm, WishForm
from p4comp.certificates.policy import names as policy
from p4comp.certificates.queries import names as queries
from p4comp.certificates.queries.names import Reading, Roll
from p4comp.certificates.routes.blueprint import bp
from p4comp.certificates.rules import balanced
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid


@bp.route("/edisi/<slug>/piagam/nama", methods=["GET", "POST"])
@allow(policy.may_run_names, on=queries.roll)
def names(roll: Roll) -> ResponseReturnValue:
    """All finalists' names with their answers; the end of the round."""
    form = RoundForm(data={"until": roll.round.until} if roll.round else None)
    if form.sent_well():
        assert form.until.data is not None
        try:
            actions.open_names(roll, form.until.data, by=access.actor(), at=clock.arrived())
            flash(_("Batas waktu pemeriksaan nama disimpan."), "success")
            return redirect(url_for(".names", slug=roll.edition.slug), 303)
        except Invalid as error:
            form.blame(error)
    only = request.args.get("hanya", "")
    shown = roll.unanswered if only == "belum" else roll.readings
    return render_template("certificates/names.html", roll=roll, shown=shown, only=only, form=form, at=clock.arrived()), form.status


@bp.post("/edisi/<slug>/piagam/nama/ingatkan")
@allow(policy.may_run_names, on=queries.roll)
def remind_names(roll: Roll) -> ResponseReturnValue:
    """Write again to those who have not answered."""
    count = actions.remind_names(roll, by=access.actor(), at=clock.arrived())
    flash(_("%(n)s finalis yang belum menjawab disurati lagi.", n=count), "success")
    return redirect(url_for(".names", slug=roll.edition.slug), 303)


@bp.get("/piagam/nama/<entry_id>")
@allow(policy.may_read_name, on=queries.reading)
def name(reading: Reading) -> ResponseReturnValue:
    """One finalist's name as it will be printed, with what can be done."""
    return _page(reading, WishForm(formdata=None), NameAnswerForm(formdata=None), 200)


def _page(reading: Reading, wish: WishForm, answer: NameAnswerForm, status: int) -> ResponseReturnValue:
    values = {"reading": reading, "wish": wish, "answer": answer, "lines": balanced(reading.name)}
    return render_template("certificates/name.html", **values, at=clock.arrived()), status


@bp.post("/piagam/nama/<entry_id>/setujui")
@allow(policy.may_answer_name, on=queries.reading)
def approve_name(reading: Reading) -> ResponseReturnValue:
    """Approve the name that was shown."""
    actions.approve_name(reading, str(ShownForm().name.data), by=access.actor(), at=clock.arrived())
    flash(_("Terima kasih. Nama ini yang akan dicetak."), "success")
    return redirect(url_for(".name", entry_id=reading.entry.id), 303)


@bp.post("/piagam/nama/<entry_id>/perbaiki")
@allow(policy.may_answer_name, on=queries.reading)
def want_name(reading: Reading) -> ResponseReturnValue:
    """Ask for another name, with the reason."""
    form = WishForm()
    if form.sent_well():
        try:
            actions.want_name(reading, form.wanted.data or "", form.reason.data or "", by=access.actor(), at=clock.arrived())
            flash(_("Permintaan perbaikan dikirim ke sekretariat. Jawabannya kami suratkan."), "success")
            return redirect(url_for(".name", entry_id=reading.entry.id), 303)
        except Invalid as error:
            form.blame(error)
    return _page(reading, form, NameAnswerForm(formdata=None), 422)


@bp.post("/piagam/nama/<entry_id>/terima")
@allow(policy.may_decide_name, on=queries.reading)
def correct_name(reading: Reading) -> ResponseReturnValue:
    """Accept a correction."""
    actions.correct_name(reading, str(ShownForm().name.data), by=access.actor(), at=clock.arrived())
    flash(_("Nama diperbaiki; instansi sudah disurati."), "success")
    return redirect(url_for(".names", slug=reading.entry.edition.slug), 303)


@bp.post("/piagam/nama/<entry_id>/tolak")
@allow(policy.may_decide_name, on=queries.reading)
def refuse_name(reading: Reading) -> ResponseReturnValue:
    """Refuse a correction, with the reason."""
    form = NameAnswerForm()
    if form.sent_well():
        actions.refuse_name(reading, form.answer.data or "", by=access.actor(), at=clock.arrived())
        flash(_("Perbaikan ditolak; instansi sudah disurati."), "success")
        return redirect(url_for(".names", slug=reading.entry.edition.slug), 303)
    return _page(reading, WishForm(formdata=None), form, 422)
