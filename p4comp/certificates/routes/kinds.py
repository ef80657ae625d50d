"""Certificates that stand on no list, as the secretariat gives them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.certificates.actions import kinds as actions
from p4comp.certificates.models import CertificateKind
from p4comp.certificates.policy import kinds as policy
from p4comp.certificates.queries import kinds as queries
from p4comp.certificates.queries.kinds import Due
from p4comp.certificates.routes.blueprint import bp
from p4comp.certificates.rules.kinds import GIVEN, KINDS
from p4comp.core import access, clock
from p4comp.core.access import allow


@bp.get("/edisi/<slug>/piagam/lain")
@allow(policy.may_see_kinds, on=queries.due)
def kinds(due: Due) -> ResponseReturnValue:
    """What can be given once the result is known, and how many of each."""
    return render_template("certificates/kinds.html", due=due, given={kind: KINDS[kind] for kind in GIVEN})


@bp.post("/edisi/<slug>/piagam/lain/<kind>/terbitkan")
@allow(policy.may_issue_kind, on=queries.due)
def issue_kind(due: Due) -> ResponseReturnValue:
    """Issue all of a kind that are still to be given."""
    kind = (request.view_args or {})["kind"]
    if kind not in GIVEN:
        raise NotFound
    made = actions.issue_kind(due, CertificateKind(kind), by=access.actor(), at=clock.arrived())
    flash(_("%(n)s lembar diterbitkan; berkasnya dicetak saat pertama kali diminta.", n=len(made)), "success")
    return redirect(url_for(".kinds", slug=due.edition.slug), 303)
