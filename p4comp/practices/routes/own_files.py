"""Pictures and documents of an own practice; those inside look at them by the same address."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import downloads, previews, staging
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.core.media_types import HEIC, JPEG, PDF, PNG
from p4comp.practices import actions, policy, queries
from p4comp.practices.forms import AttachForm
from p4comp.practices.models import Practice, PracticeFile
from p4comp.practices.routes.blueprint import bp
from p4comp.practices.routes.own import page

TYPES = frozenset({PDF, JPEG, PNG, HEIC})
PURPOSE = "praktik"


@bp.post("/praktik-kami/praktik/<practice_id>/berkas")
@allow(policy.may_write, on=queries.own, upload=True)
def attach(practice: Practice) -> ResponseReturnValue:
    """Attach a picture or document; a file that came with wrong words need not be chosen again."""
    form = AttachForm()
    well = form.sent_well()
    found = staging.document(form, "file", purpose=PURPOSE, types=TYPES, missing=_("Pilih gambar atau dokumen."))
    if well and found is not None and found.is_good:
        try:
            made = actions.attach(practice, found.file, found.name, form.caption.data or "", by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("“%(name)s” dilampirkan.", name=made.name), "success")
            return redirect(url_for(".write", practice_id=practice.id, _anchor="berkas"), 303)
    return page(practice, status=422, attach=form, staged=staging.hold(found, form, purpose=PURPOSE))


@bp.post("/praktik-kami/praktik/<practice_id>/berkas/<file_id>/hapus")
@allow(policy.may_write, on=lambda actor, practice_id, **_values: queries.own(actor, practice_id))
def detach(practice: Practice) -> ResponseReturnValue:
    """Take a file out."""
    assert request.view_args is not None
    actions.detach(practice, request.view_args["file_id"], by=actor(), at=arrived())
    flash(_("Berkas dikeluarkan."), "success")
    return redirect(url_for(".write", practice_id=practice.id, _anchor="berkas"), 303)


@bp.get("/praktik-kami/praktik/<practice_id>/berkas/<file_id>")
@allow(policy.may_read_own, on=queries.piece)
def own_file(found: PracticeFile) -> Response:
    """The file as it was sent, for its institution and those inside."""
    return downloads.answer(found.file, found.name)


@bp.get("/praktik-kami/praktik/<practice_id>/berkas/<file_id>/halaman/1")
@allow(policy.may_read_own, on=queries.piece)
def own_picture(found: PracticeFile) -> Response:
    """Its first page as a picture."""
    return previews.answer(found.file, 1)
