"""Reading a dossier: searched through, printed as a blank sheet, taken along as a marked copy."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, downloads, paging, pdf
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.entries.queries import channels_stated, dossier
from p4comp.judging import actions, policy, queries
from p4comp.judging.policy import Copied, Desk
from p4comp.judging.routes.blueprint import bp
from p4comp.judging.rules import searching

HITS_SHOWN = 20


@bp.get("/evaluasi/<assignment_id>/cari")
@allow(policy.may_read_along, on=queries.desk)
def search_evidence(desk: Desk) -> ResponseReturnValue:
    """The pages of evidence on which words stand, each a way to that page."""
    typed, fault, found = request.args.get("q", ""), "", None
    if typed:
        try:
            found = queries.searched(desk, searching.wanted(typed))
        except Invalid as error:
            fault = error.message
    page = paging.part(found.hits if found else [], size=HITS_SHOWN)
    values = {"desk": desk, "typed": typed, "fault": fault, "found": found, "page": page}
    return render_template("judging/search.html", **values), 422 if fault else 200


@bp.get("/evaluasi/<assignment_id>/lembar-kosong.pdf")
@allow(policy.may_read_along, on=queries.desk)
def blank_sheet(desk: Desk) -> Response:
    """A sheet to write on with a pen: rubric, boxes, room for notes; without any finding."""
    values = {"desk": desk, "dossier": dossier(desk.entry), "reader": actor().name, "at": clock.arrived()}
    made = pdf.render("judging/blank_sheet_pdf.html", **values, simulated=clock.is_demo())
    return downloads.pdf(made, f"lembar-kosong-{desk.assignment.id}.pdf")


@bp.get("/evaluasi/<assignment_id>/kanal")
@allow(policy.may_read_along, on=queries.desk)
def channels(desk: Desk) -> ResponseReturnValue:
    """The entrant's complaint channels as they were stated at the hand-in."""
    return render_template("judging/channels.html", desk=desk, stated=channels_stated(desk.entry))


@bp.get("/evaluasi/<assignment_id>/salinan")
@allow(policy.may_read_along, on=queries.desk)
def copies(desk: Desk) -> ResponseReturnValue:
    """The marked copy of a dossier: what it is, how far it is, where it is taken."""
    copied = queries.copied(desk)
    return render_template("judging/copies.html", desk=desk, copied=copied, job=queries.copy_job(copied))


@bp.post("/evaluasi/<assignment_id>/salinan")
@allow(policy.may_ask_copy, on=queries.desk)
def ask_copy(desk: Desk) -> ResponseReturnValue:
    """Ask for a marked copy."""
    actions.ask_copy(desk, by=actor(), at=clock.arrived())
    flash(_("Salinan sedang dibuat. Muat ulang halaman ini sebentar lagi."), "success")
    return redirect(url_for(".copies", assignment_id=desk.assignment.id), 303)


@bp.get("/evaluasi/<assignment_id>/salinan/<copy_id>.pdf")
@allow(policy.may_take_copy, on=queries.desk_copy)
def copy_file(copied: Copied) -> Response:
    """The own marked copy."""
    assert copied.copy.file is not None
    return downloads.answer(copied.copy.file, f"salinan-{copied.copy.id}.pdf")
