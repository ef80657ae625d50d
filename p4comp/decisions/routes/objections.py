"""Objections: the secretariat's list, one objection with its case file, the answer, the second person, the letter."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.core import downloads, paging
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import state_word
from p4comp.decisions import actions, policy, queries, tasks
from p4comp.decisions.forms import AnswerForm, SendBackForm
from p4comp.decisions.policy import Objected
from p4comp.decisions.routes.blueprint import bp
from p4comp.decisions.rules import ObjectionState


@bp.get("/sanggah")
@allow(policy.may_see)
def objections() -> ResponseReturnValue:
    """The objections by state, the longest waiting first."""
    asked, counts = request.args.get("status", ""), queries.objection_counts()
    chosen = ObjectionState(asked) if asked in set(ObjectionState) else ObjectionState.WAITING
    tabs = [
        (state_word("objection", one), url_for(".objections", status=one.value), chosen is one, counts.get(one, 0))
        for one in ObjectionState
    ]
    page = paging.page(queries.objections(chosen), counts.get(chosen, 0))
    return render_template("decisions/objections.html", page=page, places=tabs, state=chosen.value)


@bp.get("/sanggah/<objection_id>")
@allow(policy.may_read_objection, on=queries.objection)
def objection(found: Objected) -> ResponseReturnValue:
    """An objection: what was decided, what is objected, what is answered."""
    one = found.objection
    drafted = {"words": one.answer, "number": one.letter_number} if one.answer and not one.is_answered else None
    return _page(found, AnswerForm(formdata=None, data=drafted), SendBackForm(formdata=None))


def _page(found: Objected, form: AnswerForm, back: SendBackForm) -> str:
    who, at, inside = actor(), arrived(), is_staff(actor())
    return render_template(
        "decisions/objection.html",
        found=found,
        one=found.objection,
        form=form.concern_list() if found.decision else form,
        back=back,
        verdict=policy.may_answer_objection(who, found, at),
        agree=policy.may_agree_objection(who, found, at),
        case=queries.case_of(found, who) if inside else None,
        chain=queries.chain(found.newest, who) if inside and found.newest else None,
    )


@bp.get("/sanggah/<objection_id>/berkas")
@allow(policy.may_read_objection, on=queries.objection_file)
def objection_file(found: Objected) -> ResponseReturnValue:
    """The file of an objection, as it was sent."""
    file = found.objection.file
    assert file is not None
    return downloads.answer(file, found.objection.file_name)


@bp.get("/sanggah/<objection_id>/jawaban.pdf")
@allow(policy.may_read_answer, on=queries.objection)
def objection_letter(found: Objected) -> Response:
    """The answer as a letter."""
    name = found.objection.code.replace("/", "-").lower()
    return downloads.pdf(tasks.objection_letter(found.objection), f"jawaban-{name}.pdf")


@bp.post("/sanggah/<objection_id>/jawab")
@allow(policy.may_answer_objection, on=queries.objection)
def answer_objection(found: Objected) -> ResponseReturnValue:
    """Accept or reject the objection, with reasons."""
    form, one = AnswerForm(), found.objection
    if not form.sent_well():
        return _page(found, form, SendBackForm(formdata=None)), form.status
    accepts, words, number = form.verdict.data == ObjectionState.ACCEPTED, (form.words.data or "").strip(), form.number.data or ""
    actions.answer_objection(one, accepts=accepts, words=words, number=number, by=actor(), at=arrived())
    told = (
        _("Usul mengabulkan sanggah %(name)s disimpan. Berlaku setelah disetujui orang kedua.", name=one.subject_name)
        if one.state is ObjectionState.PROPOSED
        else _("Sanggah %(name)s dijawab. Instansi sudah diberi tahu.", name=one.subject_name)
    )
    flash(told, "success")
    return redirect(url_for(".objection", objection_id=one.id), 303)


@bp.post("/sanggah/<objection_id>/setujui")
@allow(policy.may_agree_objection, on=queries.objection)
def agree_objection(found: Objected) -> ResponseReturnValue:
    """Agree as the second person."""
    actions.agree_objection(found.objection, by=actor(), at=arrived())
    flash(
        _("Sanggah %(name)s dikabulkan. Instansi sudah diberi tahu; koreksi daftarnya sekarang.", name=found.objection.subject_name),
        "success",
    )
    return redirect(url_for(".objection", objection_id=found.objection.id), 303)


@bp.post("/sanggah/<objection_id>/kembalikan")
@allow(policy.may_agree_objection, on=queries.objection)
def send_back_objection(found: Objected) -> ResponseReturnValue:
    """Give the answer back to who proposed it."""
    form = SendBackForm()
    if not form.sent_well():
        return _page(found, AnswerForm(formdata=None), form), form.status
    actions.send_back_objection(found.objection, reason=(form.reason.data or "").strip(), by=actor(), at=arrived())
    flash(_("Usul jawaban dikembalikan. Sanggah ini menunggu jawaban lagi."), "success")
    return redirect(url_for(".objection", objection_id=found.objection.id), 303)
