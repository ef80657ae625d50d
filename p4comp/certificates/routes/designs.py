"""Designs of certificates: begun, edited, looked at, put in force by a second person."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates.actions import designs as actions
from p4comp.certificates.forms.designs import ApprovalForm, DesignForm, GiveBackForm, PictureForm, TargetForm
from p4comp.certificates.models import DesignPicture
from p4comp.certificates.policy import designs as policy
from p4comp.certificates.queries import designs as queries
from p4comp.certificates.queries.designs import Draft, Drawings
from p4comp.certificates.routes.blueprint import bp
from p4comp.certificates.rules.designs import PLACES
from p4comp.certificates.rules.kinds import KIND_WORDS
from p4comp.certificates.tasks import designs as tasks
from p4comp.core import access, clock, downloads, uploads
from p4comp.core.access import allow
from p4comp.core.errors import Invalid
from p4comp.core.uploads import JPEG, PNG

PICTURES = frozenset({PNG, JPEG})


@bp.route("/edisi/<slug>/piagam/rancangan", methods=["GET", "POST"])
@allow(policy.may_design, on=queries.drawings)
def designs(drawings: Drawings) -> ResponseReturnValue:
    """The designs of an edition; a new one begins with a copy of the portal's own."""
    form = TargetForm().offer(drawings.spec)
    if form.sent_well():
        try:
            version = actions.begin_design(drawings.edition, drawings.spec, form.target, by=access.actor(), at=clock.arrived())
            flash(_("Rancangan dimulai dari rancangan bawaan. Ubah, lalu simpan versi baru."), "success")
            return redirect(url_for(".design", version_id=version.id), 303)
        except Invalid as error:
            form.blame(error)
    return _list(drawings, form, PictureForm(formdata=None), form.status)


def _list(drawings: Drawings, form: TargetForm, picture: PictureForm, status: int) -> ResponseReturnValue:
    page = render_template("certificates/designs.html", drawings=drawings, form=form, picture=picture, kinds=KIND_WORDS)
    return page, status


@bp.post("/edisi/<slug>/piagam/rancangan/gambar")
@allow(policy.may_design, on=queries.drawings, upload=True)
def add_design_picture(drawings: Drawings) -> ResponseReturnValue:
    """Add a picture under a name of its own."""
    form = PictureForm()
    if form.sent_well():
        try:
            accepted = uploads.accept(request.files.get("file"), types=PICTURES)
            actions.add_picture(drawings.edition, (form.name.data or "").strip(), accepted, by=access.actor(), at=clock.arrived())
            flash(_("Gambar ditambahkan. Pakai sebagai gambar:%(name)s.", name=(form.name.data or "").strip()), "success")
            return redirect(url_for(".designs", slug=drawings.edition.slug), 303)
        except Invalid as error:
            form.blame(error)
    return _list(drawings, TargetForm(formdata=None).offer(drawings.spec), form, 422)


@bp.get("/piagam/rancangan/gambar/<picture_id>")
@allow(policy.may_design, on=queries.picture)
def design_picture(picture: DesignPicture) -> ResponseReturnValue:
    """A picture as it was uploaded."""
    return downloads.answer(picture.file, f"{picture.name}{uploads.endings(frozenset({picture.file.media_type})).split(',')[0]}")


@bp.route("/piagam/rancangan/<version_id>", methods=["GET", "POST"])
@allow(policy.may_design, on=queries.draft)
def design(draft: Draft) -> ResponseReturnValue:
    """A version, with pictures of what it makes; what is changed is saved as the next version."""
    form = DesignForm(obj=draft.version)
    if form.sent_well():
        try:
            made = actions.save_design(draft.design, form.drawing, by=access.actor(), at=clock.arrived())
            flash(_("Versi %(n)s disimpan; pratinjaunya sedang digambar.", n=made.number), "success")
            return redirect(url_for(".design", version_id=made.id), 303)
        except Invalid as error:
            form.blame(error)
    return _design(draft, form, GiveBackForm(formdata=None), form.status)


def _design(draft: Draft, form: DesignForm, back: GiveBackForm, status: int) -> ResponseReturnValue:
    values = {"draft": draft, "version": draft.version, "form": form, "back": back, "places": PLACES, "kinds": KIND_WORDS}
    return render_template("certificates/design.html", **values), status


@bp.get("/piagam/rancangan/<version_id>/pratinjau/<int:which>")
@allow(policy.may_design, on=queries.draft)
def design_preview(draft: Draft) -> ResponseReturnValue:
    """The picture of a version with one of its names."""
    return downloads.picture(tasks.look(draft.version, draft.spec, (request.view_args or {})["which"]))


@bp.post("/piagam/rancangan/<version_id>/ajukan")
@allow(policy.may_ask_design, on=queries.draft)
def ask_design(draft: Draft) -> ResponseReturnValue:
    """Show a version to a second person."""
    actions.ask_design(draft, by=access.actor(), at=clock.arrived())
    flash(_("Versi %(n)s menunggu persetujuan petugas sekretariat lain.", n=draft.version.number), "success")
    return redirect(url_for(".design", version_id=draft.version.id), 303)


@bp.post("/piagam/rancangan/<version_id>/berlakukan")
@allow(policy.may_decide_design, on=queries.draft)
def approve_design(draft: Draft) -> ResponseReturnValue:
    """Put exactly what was shown in force."""
    actions.approve_design(draft, str(ApprovalForm().sha256.data), by=access.actor(), at=clock.arrived())
    flash(_("Versi %(n)s berlaku untuk piagam yang terbit sejak sekarang.", n=draft.version.number), "success")
    return redirect(url_for(".designs", slug=draft.design.edition.slug), 303)


@bp.post("/piagam/rancangan/<version_id>/kembalikan")
@allow(policy.may_decide_design, on=queries.draft)
def give_back_design(draft: Draft) -> ResponseReturnValue:
    """Give a version back with a reason."""
    back = GiveBackForm()
    if not back.sent_well():
        return _design(draft, DesignForm(formdata=None, obj=draft.version), back, 422)
    actions.give_back_design(draft, str(back.reason.data), by=access.actor(), at=clock.arrived())
    flash(_("Versi %(n)s dikembalikan kepada penyusunnya.", n=draft.version.number), "success")
    return redirect(url_for(".designs", slug=draft.design.edition.slug), 303)
