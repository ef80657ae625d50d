"""Evidence looked at page by page, used again, replaced, hidden and masked."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import previews, uploads
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.core.resumable import LONGEST_NAME
from p4comp.entries import actions, policy, queries
from p4comp.entries.models import Evidence
from p4comp.entries.policy import FileOf
from p4comp.entries.routes.blueprint import bp


@bp.get("/kepesertaan/<entry_id>/bukti/<evidence_id>/lihat")
@allow(policy.may_read_file, on=queries.version)
def look_at_evidence(file: FileOf) -> ResponseReturnValue:
    """A piece of evidence: its pages as pictures, its facts, its versions, what may be done with it."""
    return _page(file)


def page_as_entrant(file: FileOf) -> str:
    """The same page as its entrant sees it, to be read only."""
    return render_template("entries/evidence_as_entrant.html", **_shown(file), may_replace=False, may_mask=False, may_hide=False, fault="")


def _shown(file: FileOf) -> dict[str, object]:
    evidence = _piece(file)
    preview = previews.pages_asked(evidence.file)
    return {"case": file.case, "evidence": evidence, "versions": queries.versions(evidence, file.handed_in), "preview": preview}


def _page(file: FileOf, fault: str = "", status: int = 200) -> ResponseReturnValue:
    evidence, asked = _piece(file), (actor(), file, arrived())
    return render_template(
        "entries/evidence.html",
        **_shown(file),
        may_replace=evidence.removed_at is None and bool(policy.may_edit_part(*asked)),
        may_mask=bool(policy.may_mask(*asked)),
        may_hide=evidence.removed_at is None and bool(policy.may_hide(*asked)),
        fault=fault,
    ), status


def _piece(file: FileOf) -> Evidence:
    assert file.evidence is not None
    return file.evidence


@bp.get("/kepesertaan/<entry_id>/bukti/<evidence_id>/halaman/<int:page>")
@allow(policy.may_read_file, on=queries.version)
def evidence_page(file: FileOf) -> Response:
    """One page of a piece of evidence as a picture of ours."""
    return previews.page_asked(_piece(file).file)


@bp.get("/kepesertaan/<entry_id>/indikator/<indicator>/bukti")
@allow(policy.may_read, on=queries.indicator)
def evidence_list(found: queries.AspectCase) -> ResponseReturnValue:
    """The files of one indicator, for the page that has just sent one."""
    sees_all = policy.sees_hidden(actor(), found.case.entry)
    files = [one for one in found.dossier.evidence.get(found.indicator, []) if sees_all or one.hidden_at is None]
    may_change = bool(policy.may_edit_part(actor(), found, arrived()))
    return render_template("entries/evidence_list.html", files=files, entry=found.case.entry, dossier=found.dossier, may_change=may_change)


@bp.route("/kepesertaan/<entry_id>/indikator/<indicator>/bukti/pilih", methods=["GET", "POST"])
@allow(policy.may_edit_part, on=queries.indicator)
def reuse_evidence(found: queries.AspectCase) -> ResponseReturnValue:
    """Choose files that the entry has already to prove this indicator as well."""
    own = {one.sha256 for one in found.dossier.evidence.get(found.indicator, [])}
    offered = {one.sha256: one for files in found.dossier.evidence.values() for one in files if one.sha256 not in own}
    fault = ""
    if request.method == "POST":
        chosen = [one for one in offered.values() if one.id in request.form.getlist("evidence")]
        try:
            if not chosen:
                raise Invalid(_("Pilih sedikitnya satu berkas."))
            actions.reuse(found.case.entry, found.indicator, chosen, by=actor(), at=arrived())
        except Invalid as error:
            fault = error.message
        else:
            flash(_("%(n)s berkas dipakai juga untuk %(code)s.", n=len(chosen), code=found.indicator), "success")
            return redirect(_sheet(found), 303)
    return render_template("entries/reuse_evidence.html", found=found, offered=list(offered.values()), back=_sheet(found), fault=fault), (
        422 if fault else 200
    )


def _sheet(found: queries.AspectCase) -> str:
    return url_for(".aspect", entry_id=found.case.entry.id, aspect=found.aspect.code, _anchor=f"{found.indicator}.evidence")


@bp.post("/kepesertaan/<entry_id>/bukti/<evidence_id>/ganti")
@allow(policy.may_edit_part, on=queries.evidence, upload=True)
def replace_evidence(file: FileOf) -> ResponseReturnValue:
    """Put a new version in its place."""
    try:
        accepted = uploads.accept(request.files.get("file"), most=LONGEST_NAME)
        newer = actions.replace_evidence(file.case.entry, _piece(file), accepted, by=actor(), at=arrived())
    except Invalid as error:
        return _page(file, error.message, 422)
    return _done(file, newer, _("“%(name)s” kini dipakai. Versi sebelumnya tetap tersimpan.", name=newer.name))


@bp.post("/kepesertaan/<entry_id>/bukti/<evidence_id>/samaran")
@allow(policy.may_mask, on=queries.evidence, upload=True)
def mask_evidence(file: FileOf) -> ResponseReturnValue:
    """Put a masked copy in the place of a hidden file."""
    try:
        accepted = uploads.accept(request.files.get("file"), most=LONGEST_NAME)
        newer = actions.mask_evidence(file.case.entry, _piece(file), accepted, by=actor(), at=arrived())
    except Invalid as error:
        return _page(file, error.message, 422)
    return _done(file, newer, _("Salinan tersamarkan diterima dan menggantikan berkas yang disembunyikan."))


@bp.post("/verifikasi/<entry_id>/bukti/<evidence_id>/sembunyikan")
@allow(policy.may_hide, on=queries.evidence)
def hide_evidence(file: FileOf) -> ResponseReturnValue:
    """Hide a file that shows personal data, at once."""
    try:
        actions.hide_evidence(file.case.entry, _piece(file), reason=request.form.get("reason", ""), by=actor(), at=arrived())
    except Invalid as error:
        return _page(file, error.message, 422)
    return _done(file, _piece(file), _("Berkas disembunyikan. Instansi sudah diberi tahu."))


@bp.post("/verifikasi/<entry_id>/bukti/<evidence_id>/tampilkan")
@allow(policy.may_hide, on=queries.evidence)
def show_evidence(file: FileOf) -> ResponseReturnValue:
    """Show a file again that was hidden by mistake."""
    actions.show_evidence(file.case.entry, _piece(file), by=actor(), at=arrived())
    return _done(file, _piece(file), _("Berkas ditampilkan kembali."))


def _done(file: FileOf, evidence: Evidence, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for(".look_at_evidence", entry_id=file.case.entry.id, evidence_id=evidence.id), 303)
