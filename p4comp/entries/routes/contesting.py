"""An entrant objects to an announced list: the list's terms, the reason with one file, once."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.queries import spec_of
from p4comp.core import staging
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.media_types import PDF
from p4comp.core.staging import StagedFile
from p4comp.core.words import day
from p4comp.decisions import actions as decisions
from p4comp.decisions.actions import Ground, Plea
from p4comp.decisions.rules import ObjectionKind
from p4comp.entries import policy
from p4comp.entries.forms import ContestForm
from p4comp.entries.policy import Contest
from p4comp.entries.queries import contesting
from p4comp.entries.routes.blueprint import bp

ENDINGS = frozenset({PDF})


@bp.route("/kepesertaan/<entry_id>/sanggah/<decision_id>", methods=["GET", "POST"])
@allow(policy.may_contest, on=contesting.contest, upload=True)
def contest(found: Contest) -> ResponseReturnValue:
    """Object to an announced list, once; a refused form keeps its words and its file."""
    form, purpose = ContestForm(), f"sanggah:{found.case.entry.id}:{found.decision.id}"
    if request.method == "GET":
        return _form(found, form, None), 200
    is_whole = form.sent_well()
    document = staging.document(form, "file", purpose=purpose, types=ENDINGS, missing="") if _has_file(form) else None
    if not is_whole or form.errors or (document is not None and not document.is_good):
        return _form(found, form, staging.hold(document, form, purpose=purpose)), 422
    plea = Plea((form.words.data or "").strip(), document.file if document else None, document.name if document else "")
    objection = decisions.file_objection(_ground(found), plea, by=actor(), at=arrived())
    flash(_("Sanggah diterima dengan kode portal %(code)s. Tanda terimanya dikirim lewat surel.", code=objection.code), "success")
    return redirect(url_for("decisions.objection", objection_id=objection.id), 303)


def _has_file(form: ContestForm) -> bool:
    upload = request.files.get("file")
    return bool(upload and upload.filename) or bool(form.staged.data)


def _ground(found: Contest) -> Ground:
    entry, decision = found.case.entry, found.decision
    return Ground(
        ObjectionKind(decision.purpose.value),
        entry.id,
        entry.institution_name,
        entry.institution_id,
        entry.edition,
        against=told(found),
        against_by=decision.plenary.second_confirmed_by,
        decision_id=decision.id,
    )


def told(found: Contest) -> str:
    """What is objected to, in the words that anybody may know."""
    entry, decision = found.case.entry, found.decision
    category = spec_of(entry.edition).category(entry.category)
    told_of = {"name": entry.institution_name}
    is_on = _("%(name)s ada dalam daftar", **told_of) if found.is_listed else _("%(name)s tidak ada dalam daftar", **told_of)
    assert decision.announced_at is not None
    return _(
        "%(list)s kategori %(category)s, kode portal %(code)s, diumumkan %(on)s: %(is_on)s.",
        list=_("Daftar finalis") if decision.purpose.value == "finalists" else _("Daftar pemenang"),
        category=category.name if category else entry.category,
        code=decision.code,
        on=day(decision.announced_at, entry.edition.zone),
        is_on=is_on,
    )


def _form(found: Contest, form: ContestForm, staged: StagedFile | None) -> str:
    return render_template("entries/contest.html", found=found, entry=found.case.entry, form=form, staged=staged, told=told(found))
