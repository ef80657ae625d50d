"""Consents of persons who take part in their own name."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.results.actions import nominees as actions
from p4comp.results.forms.nominees import ConsentForm, WithdrawalForm
from p4comp.results.policy import score_tables as policy
from p4comp.results.policy.score_tables import Naming
from p4comp.results.queries import nominees as queries
from p4comp.results.routes.blueprint import bp
from p4comp.results.rules.nominees import Keeping


@bp.route("/nomine/<nominee_id>/persetujuan", methods=["GET", "POST"])
@allow(policy.may_name, on=queries.nominee)
def consent(found: Naming) -> ResponseReturnValue:
    """Write down that a person agreed to be named."""
    form = ConsentForm()
    if form.sent_well():
        try:
            actions.agree(found, str(form.basis.data), by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Persetujuan dicatat. Nama ditampilkan setelah hasilnya diumumkan."), "success")
            return _back(found)
    return render_template("results/consent.html", found=found, form=form), form.status


@bp.route("/nomine/<nominee_id>/tarik-persetujuan", methods=["GET", "POST"])
@allow(policy.may_unname, on=queries.nominee)
def withdraw_consent(found: Naming) -> ResponseReturnValue:
    """Write down that a person took the consent back."""
    form = WithdrawalForm()
    if form.sent_well():
        actions.withdraw(found, Keeping(form.keeping.data), by=actor(), at=clock.arrived())
        flash(_("Persetujuan ditarik. Nama tidak ditampilkan lagi di mana pun."), "success")
        return _back(found)
    return render_template("results/consent_withdrawal.html", found=found, form=form), form.status


def _back(found: Naming) -> ResponseReturnValue:
    edition = found.nominee.edition
    return redirect(url_for(".score_table", slug=edition.slug, category=found.nominee.category), 303)
