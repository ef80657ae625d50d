"""Units: registered and renamed by local admins for their own branch, placed elsewhere by the secretariat."""

from datetime import date
from typing import cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid
from p4comp.institutions import actions, policy, queries
from p4comp.institutions.forms import MoveForm, RenameForm, UnitForm
from p4comp.institutions.models import Institution, Kind
from p4comp.institutions.policy import Place
from p4comp.institutions.routes.blueprint import bp


@bp.route("/instansi/<code>/unit-baru", methods=["GET", "POST"])
@allow(policy.may_keep_units, on=queries.governed)
def add_unit(place: Place) -> ResponseReturnValue:
    """Register a unit under an institution; names that look alike are shown first."""
    form = UnitForm()
    form.offer(queries.region_choices(place.institution))
    alike = queries.alike_below(place.institution, str(form.name.data or "")) if request.method == "POST" else []
    if not form.sent_well() or (alike and not form.is_sure.data):
        return render_template("institutions/add_unit.html", place=place, form=form, alike=alike), form.status
    try:
        name, kind, region = str(form.name.data), Kind(form.kind.data), form.region.data or None
        unit = actions.add_unit(place, name, kind, region_code=region, by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return render_template("institutions/add_unit.html", place=place, form=form, alike=alike), error.status
    flash(_("%(name)s sudah terdaftar. Undang petugasnya di sini.", name=unit.name), "success")
    return redirect(url_for("accounts.team", code=unit.code), 303)


@bp.route("/instansi/<code>/nama", methods=["GET", "POST"])
@allow(policy.may_rename, on=queries.governed)
def rename(place: Place) -> ResponseReturnValue:
    """Give an institution a new name from a day on."""
    form = RenameForm()
    if request.method == "GET":
        form.name.data = place.institution.name
    try:
        if not form.sent_well():
            return render_template("institutions/rename.html", place=place, form=form), form.status
        reason = str(form.reason.data or "")
        actions.rename(place, str(form.name.data), on=cast(date, form.on.data), reason=reason, by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return render_template("institutions/rename.html", place=place, form=form), error.status
    flash(_("Nama sudah diganti. Nama lama tetap tercatat dan dapat dicari."), "success")
    return redirect(url_for("accounts.team", code=place.institution.code), 303)


@bp.route("/instansi/<code>/induk", methods=["GET", "POST"])
@allow(policy.may_keep_registry, on=queries.governed)
def move(place: Place) -> ResponseReturnValue:
    """Put an institution, with all below it, under another parent from a day on."""
    form = MoveForm()
    try:
        if not form.sent_well():
            return render_template("institutions/move.html", place=place, form=form), form.status
        actions.move(place, _parent(form), on=cast(date, form.on.data), reason=str(form.reason.data), by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return render_template("institutions/move.html", place=place, form=form), error.status
    flash(_("Induk sudah diganti. Susunan sebelumnya tetap tercatat."), "success")
    return redirect(url_for("institutions.show", code=place.institution.code), 303)


def _parent(form: MoveForm) -> Institution | None:
    """The one institution that was typed; nothing typed means no parent."""
    text = str(form.parent.data or "").strip()
    if not text:
        return None
    found = queries.find(text)
    if found is None:
        near = ", ".join(hit.name for hit in queries.search(text, most=3))
        raise Invalid(
            _("Tulis nama lengkap atau kode induk. Yang mirip: %(names)s.", names=near)
            if near
            else _("Tidak ada instansi dengan nama ini."),
            "parent",
        )
    return found
