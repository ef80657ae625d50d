"""Substitutes (Plh.) of the secretariat."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import actions, policy, queries
from p4comp.accounts.actions import Order
from p4comp.accounts.forms import DeputyForm
from p4comp.accounts.models import Deputy
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid


@bp.route("/pelaksana-harian", methods=["GET", "POST"])
@allow(policy.may_run_secretariat)
def deputies() -> ResponseReturnValue:
    """Who acts for whom, and a form for another."""
    form = DeputyForm()
    form.offer(queries.secretariat())
    if form.sent_well():
        try:
            made = actions.appoint_deputy(_order(form), by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("%(name)s mewakili %(who)s.", name=made.person.name, who=made.principal.name), "success")
            return redirect(url_for("accounts.deputies"), 303)
    return render_template("accounts/deputies.html", found=queries.deputies(), form=form, now=clock.arrived()), form.status


def _order(form: DeputyForm) -> Order:
    assert form.begins_at.data is not None
    assert form.ends_at.data is not None
    return Order(
        email=str(form.email.data),
        name=str(form.name.data),
        principal_id=str(form.principal.data),
        begins_at=form.begins_at.data,
        ends_at=form.ends_at.data,
        letter=form.letter.data or "",
    )


@bp.post("/pelaksana-harian/<deputy_id>/akhiri")
@allow(policy.may_end_deputy, on=queries.deputy)
def end_deputy(deputy: Deputy) -> ResponseReturnValue:
    """End it now."""
    actions.end_deputy(deputy, by=access.actor(), at=clock.arrived())
    flash(_("Masa pelaksana harian diakhiri."), "success")
    return redirect(url_for("accounts.deputies"), 303)
