"""The secretariat's final ranking, and laying winners before the plenary."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.results import actions, policy, queries
from p4comp.results.policy import Office
from p4comp.results.policy.press import PressDesk
from p4comp.results.routes.blueprint import bp


@bp.get("/hasil-akhir/<slug>")
@allow(policy.may_see_office, on=queries.office)
def final(office: Office) -> str:
    """The final ranking per category, before anybody else knows of it."""
    verdicts = {one.code: _may_propose(office, one.code) for one in office.standings}
    return render_template("results/final.html", office=office, verdicts=verdicts, press=PressDesk(office, (), ()))


def _may_propose(office: Office, code: str) -> access.Verdict:
    one = tuple(standing for standing in office.standings if standing.code == code)
    return policy.may_propose(access.actor(), Office(office.edition, office.spec, one), clock.arrived())


@bp.post("/hasil-akhir/<slug>/<category>/usulkan")
@allow(policy.may_propose, on=queries.office)
def propose(office: Office) -> ResponseReturnValue:
    """Lay a category's winners before the plenary."""
    plenary = actions.propose_winners(office.edition, office.standings[0].code, by=access.actor(), at=clock.arrived())
    flash(_("Usulan pemenang dibuat. Bahas dan sahkan di rapat pleno."), "success")
    return redirect(url_for("decisions.show", plenary_id=plenary.id), 303)
