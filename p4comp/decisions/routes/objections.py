"""Objections: the secretariat's list, one objection with its file, the answer."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import downloads
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import state_word
from p4comp.decisions import actions, policy, queries
from p4comp.decisions.forms import AnswerForm
from p4comp.decisions.policy import Objected
from p4comp.decisions.routes.blueprint import bp
from p4comp.decisions.rules import ObjectionState


@bp.get("/sanggah")
@allow(policy.may_see)
def objections() -> ResponseReturnValue:
    """The objections by state, the longest waiting first."""
    chosen, counts = request.args.get("status", ObjectionState.WAITING.value), queries.objection_counts()
    tabs = [
        (state_word("objection", one), url_for(".objections", status=one.value), chosen == one, counts.get(one, 0))
        for one in ObjectionState
    ]
    return render_template("decisions/objections.html", found=queries.objections(chosen), places=tabs, state=chosen[:20])


@bp.get("/sanggah/<objection_id>")
@allow(policy.may_read_objection, on=queries.objection)
def objection(found: Objected) -> ResponseReturnValue:
    """An objection: what was decided, what is objected, what is answered."""
    return _page(found, AnswerForm(formdata=None))


def _page(found: Objected, form: AnswerForm) -> str:
    verdict = policy.may_answer_objection(actor(), found, arrived())
    return render_template("decisions/objection.html", found=found, one=found.objection, form=form, verdict=verdict)


@bp.get("/sanggah/<objection_id>/berkas")
@allow(policy.may_read_objection, on=queries.objection_file)
def objection_file(found: Objected) -> ResponseReturnValue:
    """The file of an objection, as it was sent."""
    file = found.objection.file
    assert file is not None
    return downloads.answer(file, found.objection.file_name)


@bp.post("/sanggah/<objection_id>/jawab")
@allow(policy.may_answer_objection, on=queries.objection)
def answer_objection(found: Objected) -> ResponseReturnValue:
    """Accept or reject the objection, with reasons."""
    form = AnswerForm()
    if not form.sent_well():
        return _page(found, form), form.status
    accepts = form.verdict.data == ObjectionState.ACCEPTED
    actions.answer_objection(found.objection, accepts=accepts, words=(form.words.data or "").strip(), by=actor(), at=arrived())
    flash(_("Sanggah %(name)s dijawab. Instansi sudah diberi tahu.", name=found.objection.subject_name), "success")
    return redirect(url_for(".objection", objection_id=found.objection.id), 303)
