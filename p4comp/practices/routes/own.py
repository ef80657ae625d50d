"""An institution's own practices: list, writing, saving field by field, the dossier's words, what stood there before."""

from collections.abc import Mapping

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import autosave
from p4comp.core.access import actor, allow, save_anyway
from p4comp.core.autosave import Clash, seen
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid, Refused
from p4comp.practices import actions, policy, queries
from p4comp.practices.forms import AttachForm, PracticeForm
from p4comp.practices.models import Practice
from p4comp.practices.policy import Invited
from p4comp.practices.routes.blueprint import bp
from p4comp.practices.rules import FIELDS, PARTS


@bp.get("/praktik-kami")
@allow(policy.may_have_own)
def own() -> ResponseReturnValue:
    """One's practices, what one applies, who applies one's own."""
    who = actor()
    return render_template(
        "practices/own.html",
        invitations=queries.invitations(who, arrived()),
        practices=queries.owned(who),
        adopted=queries.own_adoptions(who),
        adopters=queries.of_source(who),
        has_any=queries.has_any(),
    )


@bp.post("/praktik-kami/<entry_id>/mulai")
@allow(policy.may_begin, on=queries.invited)
def begin(invited: Invited) -> ResponseReturnValue:
    """Begin a practice."""
    practice = actions.begin(invited, by=actor(), at=arrived())
    return redirect(url_for(".write", practice_id=practice.id), 303)


@bp.get("/praktik-kami/praktik/<practice_id>")
@allow(policy.may_read_own, on=queries.own)
def write(practice: Practice) -> ResponseReturnValue:
    """The practice: to be written while it is a draft, otherwise to be read, with what can be done next."""
    return page(practice)


def page(practice: Practice, form: PracticeForm | None = None, status: int = 200, **more: object) -> ResponseReturnValue:
    """The page of an own practice; `form` holds what was typed and could not be kept."""
    is_open = bool(policy.may_write(actor(), practice, arrived()))
    shown = form or PracticeForm(formdata=None, data=practice.texts)
    values = {"attach": AttachForm(formdata=None), "staged": None, "fault": "", "proposal": queries.last_proposal(practice)} | more
    values |= {"versions": {one.field: one.value_version for one in practice.written}, "themes": queries.themes()}
    shown.offer(queries.open_themes(), practice.texts)
    return render_template("practices/write.html", practice=practice, form=shown, is_open=is_open, **values), status


@bp.post("/praktik-kami/praktik/<practice_id>")
@allow(policy.may_write, on=queries.own)
def save(practice: Practice) -> ResponseReturnValue:
    """Save all that was typed; what cannot be kept stays on the page with what is wrong with it."""
    form = PracticeForm()
    if keep(practice, form, request.form):
        flash(_("Tersimpan."), "success")
        return redirect(url_for(".write", practice_id=practice.id), 303)
    save_anyway()
    return page(practice, form, 422)


def keep(practice: Practice, form: PracticeForm, sent: Mapping[str, str]) -> bool:
    """Save each field that was sent; whether all of it is well."""
    well = True
    for name in FIELDS:
        if name in sent:
            well = _keep(practice, form, name, sent[name], seen(sent.get(f"{name}.version", ""))) and well
    return well


def _keep(practice: Practice, form: PracticeForm, name: str, text: str, version: int) -> bool:
    try:
        saved = actions.save(practice, name, text, seen=version, by=actor(), at=arrived())
    except Invalid as error:
        form.blame(Invalid(error.message, name))
        return False
    if isinstance(saved, Clash):
        words = _("Isian ini sudah diubah %(who)s, %(when)s, menjadi: “%(theirs)s”. Simpan sekali lagi untuk memakai tulisan Anda.")
        form.blame(Invalid(words % {"who": saved.who, "when": saved.when, "theirs": saved.theirs[:300]}, name))
        return False
    return True


@bp.post("/praktik-kami/praktik/<practice_id>/isian")
@allow(policy.may_write, on=queries.own)
def save_field(practice: Practice) -> Response:
    """One field, by `autosave.js`."""
    name, at = request.form.get("field", ""), arrived()
    try:
        saved = actions.save(practice, name, request.form.get("value", ""), seen=seen(request.form.get("version", "")), by=actor(), at=at)
    except Invalid as error:
        return autosave.fault(error, name)
    return autosave.answer(saved, at=at)


@bp.get("/praktik-kami/praktik/<practice_id>/salin")
@allow(policy.may_write, on=queries.own)
def copy(practice: Practice) -> ResponseReturnValue:
    """The dossier's own words, to choose from."""
    return _copy(practice)


def _copy(practice: Practice, faults: Mapping[str, str] | None = None, status: int = 200) -> ResponseReturnValue:
    parts = [(name, FIELDS[name].label) for name in PARTS]
    values = {"narratives": queries.narratives(practice), "parts": parts, "faults": faults or {}, "chosen": request.form}
    return render_template("practices/copy.html", practice=practice, **values), status


@bp.post("/praktik-kami/praktik/<practice_id>/salin")
@allow(policy.may_write, on=queries.own)
def copy_chosen(practice: Practice) -> ResponseReturnValue:
    """Take over what was chosen, to be edited."""
    chosen = [(one, request.form[one.code]) for one in queries.narratives(practice) if request.form.get(one.code)]
    try:
        actions.copy_narratives(practice, chosen, by=actor(), at=arrived())
    except Refused as error:
        return _copy(practice, {getattr(error, "field", ""): error.message}, 422)
    flash(_("%(n)s uraian disalin. Sunting supaya dapat dibaca orang luar.", n=len(chosen)), "success")
    return redirect(url_for(".write", practice_id=practice.id), 303)


@bp.get("/praktik-kami/praktik/<practice_id>/riwayat")
@allow(policy.may_read_own, on=queries.own)
def history(practice: Practice) -> ResponseReturnValue:
    """What its fields held before, and its published versions."""
    values = {"earlier": queries.history(practice), "published": queries.versions_of(practice)}
    return render_template("practices/history.html", practice=practice, **values)
