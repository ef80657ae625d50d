"""Letters for team members, as the members agree to them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates.actions import teams as actions
from p4comp.certificates.forms.names import ConsentForm
from p4comp.certificates.policy import teams as policy
from p4comp.certificates.queries import teams as queries
from p4comp.certificates.queries.teams import Membered
from p4comp.certificates.routes.blueprint import bp
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid


@bp.get("/piagam/tim")
@allow(policy.may_see_teams)
def team_letters() -> ResponseReturnValue:
    """The entries for whose team one may have a letter."""
    return render_template("certificates/team_letters.html", entries=queries.teams(access.actor()))


@bp.route("/piagam/tim/<entry_id>", methods=["GET", "POST"])
@allow(policy.may_agree, on=queries.team)
def team_letter(membered: Membered) -> ResponseReturnValue:
    """Agree to a letter, with the name as it will be printed."""
    form = ConsentForm(name=membered.consent.name if membered.consent else access.actor().name)
    if form.sent_well():
        try:
            actions.agree(membered, form.name.data or "", by=access.actor(), at=clock.arrived())
            flash(_("Persetujuan Anda disimpan. Surat terbit setelah hasil diumumkan."), "success")
            return redirect(url_for(".team_letters"), 303)
        except Invalid as error:
            form.blame(error)
    return render_template("certificates/team_letter.html", membered=membered, form=form), form.status


@bp.post("/piagam/tim/<entry_id>/tarik")
@allow(policy.may_agree, on=queries.team)
def withdraw_letter(membered: Membered) -> ResponseReturnValue:
    """Take the consent back."""
    actions.withdraw(membered, by=access.actor(), at=clock.arrived())
    flash(_("Persetujuan ditarik. Surat tidak akan diterbitkan."), "success")
    return redirect(url_for(".team_letters"), 303)
