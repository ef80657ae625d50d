"""The secretariat's desk."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates import actions, policy, queries
from p4comp.certificates.queries import Shelf, listing
from p4comp.certificates.routes.blueprint import bp
from p4comp.certificates.rules.kinds import KIND_WORDS
from p4comp.core import access, clock, paging
from p4comp.core.access import allow
from p4comp.decisions.models import Decision

FILTERS = ("cari", "daftar", "jenis", "keadaan")
A_PAGE = 25


@bp.get("/edisi/<slug>/piagam")
@allow(policy.may_manage, on=queries.shelf)
def manage(shelf: Shelf) -> ResponseReturnValue:
    """An edition's decisions with what their certificates wait for, and all its certificates, a page at a time."""
    asked = {name: request.args.get(name, "") for name in FILTERS}
    page = paging.page(listing.listed(shelf.edition.id, asked), size=A_PAGE)
    return render_template("certificates/manage.html", shelf=shelf, page=page, asked=asked, kinds=KIND_WORDS, at=clock.arrived())


@bp.post("/keputusan/<decision_id>/terbitkan-piagam")
@allow(policy.may_issue, on=queries.decision)
def issue(decision: Decision) -> ResponseReturnValue:
    """Issue the certificates of a decision."""
    made = actions.issue_all(decision, by=access.actor(), at=clock.arrived())
    if made:
        flash(_("%(count)s piagam diterbitkan; berkasnya sedang dicetak dan instansi sudah disurati.", count=len(made)), "success")
    else:
        flash(_("Semua piagam daftar ini sudah terbit."), "info")
    return redirect(url_for(".manage", slug=decision.edition.slug), 303)


@bp.post("/keputusan/<decision_id>/cetak-piagam")
@allow(policy.may_issue, on=queries.decision)
def print_again(decision: Decision) -> ResponseReturnValue:
    """Print the certificates of a decision whose file could not be made."""
    count = actions.print_again(decision, by=access.actor(), at=clock.arrived())
    flash(_("%(count)s piagam masuk antrean cetak lagi.", count=count), "success")
    return redirect(url_for(".manage", slug=decision.edition.slug), 303)
