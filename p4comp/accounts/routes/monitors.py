"""“Pemantau wilayah”: who watches a province's regencies and cities."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import actions, policy, queries, rules
from p4comp.accounts.forms import EndForm, MonitorForm
from p4comp.accounts.policy import Monitors, Watch
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid


@bp.route("/tim/<code>/pemantau", methods=["GET", "POST"])
@allow(policy.may_keep_monitors, on=queries.monitors)
def monitors(found: Monitors) -> ResponseReturnValue:
    """The monitors of a province, and an invitation for another."""
    form = MonitorForm()
    try:
        if not form.sent_well():
            return _page(found, form), form.status
        who, reason = str(form.email.data), str(form.reason.data or "")
        actions.invite_monitor(found, who, str(form.name.data), reason=reason, by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return _page(found, form), error.status
    flash(_("Undangan dikirim ke %(email)s.", email=rules.normal(who)), "success")
    return redirect(url_for("accounts.monitors", code=found.team.institution.code), 303)


def _page(found: Monitors, form: MonitorForm) -> str:
    asks_why = policy.needs_reason(access.actor(), found.team.place)
    return render_template("accounts/monitors.html", found=found, form=form, asks_why=asks_why, now=clock.real())


@bp.post("/tim/<code>/pemantau/<membership_id>/akhiri")
@allow(policy.may_end_watch, on=queries.watch)
def end_watch(found: Watch) -> ResponseReturnValue:
    """Let a monitor go; whoever stops by themselves goes to the start page."""
    form, who = EndForm(), access.actor()
    is_own, name = found.membership.person_id == who.id, found.membership.person.name
    actions.end_watch(found, reason=str(form.reason.data or ""), by=who, at=clock.arrived())
    flash(_("Anda tidak lagi memantau.") if is_own else _("%(name)s tidak lagi memantau.", name=name), "success")
    return redirect(url_for("home.start") if is_own else url_for("accounts.monitors", code=found.team.institution.code), 303)
