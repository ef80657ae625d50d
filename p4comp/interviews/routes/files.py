"""The dossier's files on a juror's desk: looked at page by page, hidden when they show personal data."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, previews
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.entries import actions as entries
from p4comp.entries.queries import channels_stated
from p4comp.interviews import policy, queries
from p4comp.interviews.policy import Desk, DeskFile
from p4comp.interviews.routes.blueprint import bp


@bp.get("/wawancara/<sheet_id>/kanal")
@allow(policy.may_read, on=queries.desk)
def channels(desk: Desk) -> ResponseReturnValue:
    """The entrant's complaint channels as they were stated at the hand-in."""
    return render_template("interviews/channels.html", desk=desk, stated=channels_stated(desk.interview.entry))


@bp.get("/wawancara/<sheet_id>/bukti/<evidence_id>/lihat")
@allow(policy.may_read_file, on=queries.desk_evidence)
def look_at_evidence(file: DeskFile) -> ResponseReturnValue:
    """A file's pages as pictures."""
    return _page(file)


def _page(file: DeskFile, fault: str = "") -> ResponseReturnValue:
    shown = {"evidence": file.evidence, "preview": previews.pages_asked(file.evidence.file)}
    typed = request.form.get("reason", "")
    return render_template("interviews/evidence.html", desk=file.desk, fault=fault, typed=typed, **shown), 422 if fault else 200


@bp.get("/wawancara/<sheet_id>/bukti/<evidence_id>/halaman/<int:page>")
@allow(policy.may_read_file, on=queries.desk_evidence)
def evidence_page(file: DeskFile) -> Response:
    """One page as a picture of ours."""
    return previews.page_asked(file.evidence.file)


@bp.post("/wawancara/<sheet_id>/bukti/<evidence_id>/sembunyikan")
@allow(policy.may_read_file, on=queries.desk_evidence)
def hide_evidence(file: DeskFile) -> ResponseReturnValue:
    """“Data pribadi terlihat”: the file is hidden at once."""
    try:
        reason = request.form.get("reason", "")
        entries.hide_evidence(file.desk.interview.entry, file.evidence, reason=reason, by=actor(), at=clock.arrived())
    except Invalid as error:
        return _page(file, error.message)
    flash(_("Berkas disembunyikan. Instansi diminta mengirim salinan tersamarkan."), "success")
    return redirect(url_for(".sheet", sheet_id=file.desk.sheet.id), 303)
