"""Looking at an entrant's pages as the entrant sees them: read only, logged, told."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core.access import actor, allow, no
from p4comp.core.clock import arrived
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import VisitForm
from p4comp.entries.policy import Case, Visiting
from p4comp.entries.routes import correcting
from p4comp.entries.routes.blueprint import bp


@bp.route("/kepesertaan/<entry_id>/kunjungan", methods=["GET", "POST"])
@allow(policy.may_visit, on=queries.case)
def visit(case: Case) -> ResponseReturnValue:
    """Begin a look at the entrant's pages, with the reason."""
    form = VisitForm()
    if not form.sent_well():
        return render_template("entries/visit.html", case=case, form=form), form.status
    actions.visit(case.entry, reason=(form.reason.data or "").strip(), by=actor(), at=arrived())
    return redirect(url_for(".as_entrant", entry_id=case.entry.id), 303)


@bp.get("/kepesertaan/<entry_id>/sebagai-peserta")
@allow(policy.may_look_as_entrant, on=queries.visiting)
def as_entrant(found: Visiting) -> ResponseReturnValue:
    """The entrant's page of its entry; nothing can be changed here."""
    dossier = queries.dossier(found.case.entry)
    return render_template(
        "entries/as_entrant.html",
        case=found.case,
        dossier=dossier,
        outcome=queries.outcomes([found.case.entry], arrived()).get(found.case.entry.id),
        lacking=queries.missing(dossier),
        shares=queries.shares_of(found.case.entry),
        may_edit=no(_("Tampilan ini hanya untuk dibaca.")),
        is_own=True,
        visiting=True,
    )


@bp.get("/kepesertaan/<entry_id>/sebagai-peserta/verifikasi")
@allow(policy.may_look_as_entrant, on=queries.visiting)
def verification_as_entrant(found: Visiting) -> ResponseReturnValue:
    """The entrant's page of its verification; nothing can be changed here."""
    return correcting.page(found.case, visiting=True)
