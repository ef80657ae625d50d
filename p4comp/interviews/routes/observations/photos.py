"""Photos of a look on the spot: added one by one, told when and where, looked at, taken out."""

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, downloads, previews, staging, uploads
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.core.photos import PHOTOS
from p4comp.core.staging import StagedFile
from p4comp.interviews.actions import observations as actions
from p4comp.interviews.actions.observations import Seen
from p4comp.interviews.forms.observations import PhotoFactsForm, PhotoForm
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.policy.observations import Shot, Visit
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.routes.blueprint import bp


@bp.route("/observasi-lapangan/<observation_id>/foto", methods=["GET", "POST"])
@allow(policy.may_fill_observation, on=queries.visit, upload=True)
def add_observation_photo(visit: Visit) -> ResponseReturnValue:
    """Add a photo; a refused form keeps its words and its photo."""
    form, purpose = PhotoForm(), f"foto-observasi:{visit.observation.id}"
    if request.method == "GET":
        return _page(visit, form, None), 200
    is_whole = form.sent_well()
    found = staging.document(form, "file", purpose=purpose, types=PHOTOS, missing=_("Pilih foto (JPG atau HEIC)."))
    if is_whole and found is not None and found.is_good and not form.errors:
        try:
            actions.add_photo(visit, found.file, found.name, caption=form.caption.data or "", by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Foto ditambahkan. Tempat dan waktunya sedang dibaca; lengkapi bila kosong."), "success")
            return redirect(url_for(".fill_observation", observation_id=visit.observation.id) + "#foto", 303)
    return _page(visit, form, staging.hold(found, form, purpose=purpose)), 422


def _page(visit: Visit, form: PhotoForm, staged: StagedFile | None) -> str:
    limits = {"endings": f"{','.join(sorted(PHOTOS))},{uploads.endings(PHOTOS)}", "most": current_app.config["MAX_UPLOAD"]}
    return render_template("interviews/observation_photo.html", visit=visit, form=form, staged=staged, **limits)


@bp.get("/observasi-lapangan/<observation_id>/foto/<photo_id>/gambar")
@allow(policy.may_see_observation_photo, on=queries.shot)
def observation_photo(shot: Shot) -> Response:
    """The photo, drawn by the portal: nothing the camera wrote is in it."""
    return previews.answer(shot.photo.file, 1, request.args.get("ukuran", ""))


@bp.get("/observasi-lapangan/<observation_id>/foto/<photo_id>/asli")
@allow(policy.may_have_observation_original, on=queries.shot)
def observation_original(shot: Shot) -> Response:
    """The photo as the camera made it, with time and place in it."""
    return downloads.answer(shot.photo.file, shot.photo.name)


@bp.route("/observasi-lapangan/<observation_id>/foto/<photo_id>/keterangan", methods=["GET", "POST"])
@allow(policy.may_fill_observation_photo, on=queries.shot)
def tell_observation_photo(shot: Shot) -> ResponseReturnValue:
    """Say when and where a photo was taken."""
    form = PhotoFactsForm().offer(shot.photo, shot.visit.zone)
    if form.sent_well():
        assert form.taken_at.data is not None
        try:
            said = Seen(form.taken_at.data, form.place.data or "", form.caption.data or "")
            actions.type_facts(shot, said, by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Keterangan foto tersimpan."), "success")
            return _back(shot)
    return render_template("interviews/observation_photo_facts.html", shot=shot, visit=shot.visit, form=form), form.status


def _back(shot: Shot) -> ResponseReturnValue:
    return redirect(url_for(".fill_observation", observation_id=shot.visit.observation.id) + "#foto", 303)


@bp.post("/observasi-lapangan/<observation_id>/foto/<photo_id>/hapus")
@allow(policy.may_fill_observation_photo, on=queries.shot)
def remove_observation_photo(shot: Shot) -> ResponseReturnValue:
    """Take a photo out of the report."""
    actions.remove_photo(shot, by=actor(), at=clock.arrived())
    flash(_("Foto dihapus dari laporan."), "success")
    return _back(shot)
