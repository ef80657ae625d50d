"""“Kami menerapkan ini”: noted by those who draft for an institution, confirmed by its approver, disputed, settled."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.practices import actions, policy, queries
from p4comp.practices.actions import Noted
from p4comp.practices.forms import AdoptionForm, ReasonForm
from p4comp.practices.policy import Adopted, Adopting
from p4comp.practices.routes.blueprint import bp


@bp.route("/praktik/<code>/terapkan", methods=["GET", "POST"])
@allow(policy.may_adopt, on=queries.adopting)
def adopt(adopting: Adopting) -> ResponseReturnValue:
    """Note what an institution applies."""
    form = AdoptionForm(obj=adopting.known[0] if len(adopting.known) == 1 else None)
    form.offer((one.id, one.name) for one in adopting.institutions)
    if form.sent_well():
        institution = next(one for one in adopting.institutions if one.id == form.institution.data)
        assert form.since_on.data is not None
        noted = Noted(form.what.data or "", form.since_on.data, form.result.data or "", bool(form.is_shown.data))
        try:
            actions.adopt(adopting, institution, noted, by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Tercatat. Catatan ini berlaku setelah dikonfirmasi penyetuju instansi Anda."), "success")
            return redirect(url_for(".own", _anchor="penerapan"), 303)
    return render_template("practices/adopt.html", adopting=adopting, form=form), form.status


@bp.get("/penerapan-praktik/<adoption_id>")
@allow(policy.may_read_own, on=queries.adopted)
def adoption(adopted: Adopted) -> ResponseReturnValue:
    """One record, with what can be done about it."""
    return _page(adopted)


def _page(adopted: Adopted, form: ReasonForm | None = None, status: int = 200) -> ResponseReturnValue:
    shown = form or ReasonForm(formdata=None)
    return render_template("practices/adoption.html", adopted=adopted, adoption=adopted.adoption, form=shown), status


@bp.post("/penerapan-praktik/<adoption_id>/konfirmasi")
@allow(policy.may_confirm, on=queries.adopted)
def confirm_adoption(adopted: Adopted) -> ResponseReturnValue:
    """The approver confirms."""
    actions.confirm_adoption(adopted, by=actor(), at=arrived())
    return _done(adopted, _("Penerapan dikonfirmasi. Instansi pemilik praktik diberi tahu."))


@bp.post("/penerapan-praktik/<adoption_id>/tarik")
@allow(policy.may_give_up, on=queries.adopted)
def give_up(adopted: Adopted) -> ResponseReturnValue:
    """Withdraw the record."""
    actions.give_up(adopted, by=actor(), at=arrived())
    return _done(adopted, _("Catatan penerapan ditarik."))


@bp.post("/penerapan-praktik/<adoption_id>/keberatan")
@allow(policy.may_object, on=queries.adopted)
def object_to(adopted: Adopted) -> ResponseReturnValue:
    """The practice's institution objects."""
    return _with_reason(adopted, actions.object_to, _("Keberatan dikirim kepada sekretariat."))


@bp.post("/penerapan-praktik/<adoption_id>/putusan")
@allow(policy.may_settle, on=queries.adopted)
def settle(adopted: Adopted) -> ResponseReturnValue:
    """The secretariat lets the record stand."""
    return _with_reason(adopted, actions.settle, _("Catatan tetap berlaku."))


@bp.post("/penerapan-praktik/<adoption_id>/keluarkan")
@allow(policy.may_remove_adoption, on=queries.adopted)
def remove_adoption(adopted: Adopted) -> ResponseReturnValue:
    """The secretariat takes the record out."""
    return _with_reason(adopted, actions.remove_adoption, _("Catatan dikeluarkan. Instansi diberi tahu."))


def _with_reason(adopted: Adopted, act: Callable[..., Any], words: str) -> ResponseReturnValue:
    form = ReasonForm(request.form)
    if not form.sent_well():
        return _page(adopted, form, form.status)
    act(adopted, form.words.data or "", by=actor(), at=arrived())
    return _done(adopted, words)


def _done(adopted: Adopted, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for(".adoption", adoption_id=adopted.adoption.id), 303)
