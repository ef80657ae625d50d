"""Evidence and letters: added, removed, looked at."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import downloads, previews, uploads
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.resumable import LONGEST_NAME
from p4comp.core.storage import StoredFile
from p4comp.entries import actions, policy, queries
from p4comp.entries.policy import FileOf
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.dossier import shown_again
from p4comp.entries.routes.sheet import fill, sheet


@bp.post("/kepesertaan/<entry_id>/indikator/<indicator>/bukti")
@allow(policy.may_edit_part, on=queries.indicator, upload=True)
def add_evidence(found: queries.AspectCase) -> ResponseReturnValue:
    """Take a file in as evidence of an indicator, with all that was typed and chosen on its sheet: the button sends the whole of it."""
    lines = sheet(found.dossier, found.aspect)
    fill(found.case.entry, lines, request.form, by=actor(), at=arrived())
    wrong_files = {line.code: fault for line in lines if (fault := _take(found, line.code))}
    if wrong_files or not all(line.is_kept for line in lines):
        return shown_again(found, lines, wrong_files)
    return redirect(_sheet(found.case.entry.id, found.aspect.code, found.indicator), 303)


def _take(found: queries.AspectCase, code: str) -> str:
    """Keep the file chosen beside an indicator; what is wrong with it. Only the indicator asked about must have one."""
    upload = request.files.get(f"{code}.file")
    if code == found.indicator:
        upload = upload or request.files.get("file")
    elif not upload:
        return ""
    try:
        evidence = actions.add_evidence(found.case.entry, code, uploads.accept(upload, most=LONGEST_NAME), by=actor(), at=arrived())
    except Invalid as error:
        return error.message
    flash(_("“%(name)s” diterima sebagai bukti %(code)s.", name=evidence.name, code=code), "success")
    return ""


def _sheet(entry_id: str, aspect: str, indicator: str) -> str:
    return url_for(".aspect", entry_id=entry_id, aspect=aspect, _anchor=f"{indicator}.evidence")


@bp.post("/kepesertaan/<entry_id>/bukti/<evidence_id>/hapus")
@allow(policy.may_edit_part, on=queries.evidence)
def remove_evidence(file: FileOf) -> ResponseReturnValue:
    """Take a file out of the dossier, and save what was typed on its sheet."""
    assert file.evidence is not None
    entry, indicator = file.case.entry, file.evidence.indicator
    actions.remove_evidence(entry, file.evidence, by=actor(), at=arrived())
    flash(_("“%(name)s” dikeluarkan dari berkas.", name=file.evidence.name), "success")
    found = queries.indicator(actor(), entry.id, indicator)
    if found is None:
        return redirect(url_for(".show", entry_id=entry.id), 303)
    lines = sheet(found.dossier, found.aspect)
    fill(entry, lines, request.form, by=actor(), at=arrived())
    if not all(line.is_kept for line in lines):
        return shown_again(found, lines)
    return redirect(_sheet(entry.id, found.aspect.code, indicator), 303)


@bp.get("/kepesertaan/<entry_id>/bukti/<evidence_id>")
@allow(policy.may_read_file, on=queries.version)
def evidence(file: FileOf) -> ResponseReturnValue:
    """A piece of evidence, or an earlier version of it, as it was sent."""
    assert file.evidence is not None
    return downloads.answer(file.evidence.file, file.evidence.name)


@bp.get("/kepesertaan/<entry_id>/rekomendasi/berkas")
@allow(policy.may_read, on=queries.letter)
def letter_file(file: FileOf) -> ResponseReturnValue:
    """The parent's letter of recommendation, as it was sent."""
    return downloads.answer(_letter(file), file.case.entry.recommendation_name)


@bp.get("/kepesertaan/<entry_id>/rekomendasi/berkas/halaman/<int:page>")
@allow(policy.may_read, on=queries.letter)
def letter_page(file: FileOf) -> Response:
    """One page of the letter as a picture of ours, for the desk that checks it."""
    return previews.page_asked(_letter(file))


def _letter(file: FileOf) -> StoredFile:
    stored = session().get(StoredFile, file.case.entry.recommendation_sha256)
    assert stored is not None
    return stored
