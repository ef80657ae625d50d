"""Evidence and letters: added, removed, looked at."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import downloads, uploads
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.storage import StoredFile
from p4comp.entries import actions, policy, queries
from p4comp.entries.policy import FileOf
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.dossier import page
from p4comp.entries.routes.sheet import sheet


@bp.post("/kepesertaan/<entry_id>/indikator/<indicator>/bukti")
@allow(policy.may_edit_part, on=queries.indicator, upload=True)
def add_evidence(found: queries.AspectCase) -> ResponseReturnValue:
    """Take one file in as evidence of an indicator."""
    try:
        accepted = uploads.accept(request.files.get("file"))
        evidence = actions.add_evidence(found.case.entry, found.indicator, accepted, by=actor(), at=arrived())
    except Invalid as error:
        return page(found, sheet(found.dossier, found.aspect), wrong_file=error.message, of=found.indicator), 422
    flash(_("“%(name)s” diterima sebagai bukti %(code)s.", name=evidence.name, code=found.indicator), "success")
    return redirect(_sheet(found.case.entry.id, found.aspect.code, found.indicator), 303)


def _sheet(entry_id: str, aspect: str, indicator: str) -> str:
    return url_for(".aspect", entry_id=entry_id, aspect=aspect, _anchor=f"{indicator}.evidence")


@bp.post("/kepesertaan/<entry_id>/bukti/<evidence_id>/hapus")
@allow(policy.may_edit_part, on=queries.evidence)
def remove_evidence(file: FileOf) -> ResponseReturnValue:
    """Take a file out of the dossier."""
    assert file.evidence is not None
    entry, indicator = file.case.entry, file.evidence.indicator
    actions.remove_evidence(entry, file.evidence, by=actor(), at=arrived())
    flash(_("“%(name)s” dikeluarkan dari berkas.", name=file.evidence.name), "success")
    found = queries.indicator(actor(), entry.id, indicator)
    return redirect(_sheet(entry.id, found.aspect.code, indicator) if found else url_for(".show", entry_id=entry.id), 303)


@bp.get("/kepesertaan/<entry_id>/bukti/<evidence_id>")
@allow(policy.may_read, on=queries.evidence)
def evidence(file: FileOf) -> ResponseReturnValue:
    """A piece of evidence, as it was sent."""
    assert file.evidence is not None
    return downloads.answer(file.evidence.file, file.evidence.name)


@bp.get("/kepesertaan/<entry_id>/rekomendasi/berkas")
@allow(policy.may_read, on=queries.letter)
def letter_file(file: FileOf) -> ResponseReturnValue:
    """The parent's letter of recommendation, as it was sent."""
    entry = file.case.entry
    stored = session().get(StoredFile, entry.recommendation_sha256)
    assert stored is not None
    return downloads.answer(stored, entry.recommendation_name)
