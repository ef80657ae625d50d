"""The ranking of desk evaluation, and the way to the plenary."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.judging import actions, policy, queries
from p4comp.judging.policy import Office
from p4comp.judging.routes.blueprint import bp


@bp.route("/peringkat")
@allow(policy.may_see_office, on=queries.office)
def rankings(office: Office) -> ResponseReturnValue:
    """The categories with how far they are."""
    progress = queries.progress(office.edition.id, office.spec.plan.readings)
    return render_template("judging/rankings.html", office=office, progress=progress)


@bp.route("/peringkat/<category>")
@allow(policy.may_compare, on=queries.office)
def ranking(office: Office) -> ResponseReturnValue:
    """A category's ranking as it stands, with cut line, the sheets' totals and their spread."""
    assert office.category is not None
    text = request.args.get("page", "1")
    page = queries.ranking_page(office.edition, office.category.code, int(text) if text.isdecimal() and len(text) < 6 else 1)
    return render_template("judging/ranking.html", office=office, category=office.category, ranking=page)


@bp.route("/peringkat/<category>/usulkan", methods=["POST"])
@allow(policy.may_propose, on=queries.office)
def propose(office: Office) -> ResponseReturnValue:
    """Lay the shortlist before the plenary."""
    assert office.category is not None
    plenary = actions.propose_shortlist(office.edition, office.category.code, by=actor(), at=clock.arrived())
    flash(_("Daftar finalis sudah diusulkan kepada rapat pleno."), "success")
    return redirect(url_for("decisions.show", plenary_id=plenary.id), 303)
