"""The press kit as the secretariat prepares it: the release, and the photos. Both name winners, so both wait for their moment."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, previews, staging
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.core.media_types import HEIC, JPEG, PNG
from p4comp.core.staging import StagedFile
from p4comp.results.actions import press as actions
from p4comp.results.actions.press import Words
from p4comp.results.forms.press import PhotoForm, ReleaseForm
from p4comp.results.policy import press as policy
from p4comp.results.policy.press import HeldPhoto, PressDesk
from p4comp.results.queries import press_desk as queries
from p4comp.results.routes.blueprint import bp

TYPES = frozenset({JPEG, PNG, HEIC})
PURPOSE = "foto-pers"


@bp.get("/edisi/<slug>/pers")
@allow(policy.may_prepare_press, on=queries.desk)
def press_desk(desk: PressDesk) -> ResponseReturnValue:
    """The release that was saved last, or the draft; the photos."""
    form = ReleaseForm(formdata=None).show(desk.newest, None if desk.newest else queries.draft(desk.office))
    return _page(desk, form, PhotoForm(formdata=None), None, 200)


def _page(desk: PressDesk, form: ReleaseForm, photo: PhotoForm, staged: StagedFile | None, status: int) -> ResponseReturnValue:
    is_public = bool(desk.office.decisions) and all(one.is_known(clock.arrived()) for one in desk.office.decisions)
    values = {"form": form, "photo": photo, "staged": staged, "is_public": is_public, "most": actions.MOST_PHOTOS}
    return render_template("results/press_desk.html", desk=desk, **values), status


@bp.post("/edisi/<slug>/pers")
@allow(policy.may_prepare_press, on=queries.desk)
def save_release(desk: PressDesk) -> ResponseReturnValue:
    """Save a version."""
    form = ReleaseForm()
    if form.sent_well():
        try:
            made = _saved(desk, form)
        except Invalid as error:
            form.blame(error)
            form.after.data = str(desk.newest.number if desk.newest else 0)
        else:
            flash(
                _("Versi %(n)s disimpan dan disertakan.", n=made) if form.is_final.data else _("Versi %(n)s disimpan.", n=made), "success"
            )
            return redirect(url_for(".press_desk", slug=desk.office.edition.slug), 303)
    return _page(desk, form, PhotoForm(formdata=None), None, 422)


def _saved(desk: PressDesk, form: ReleaseForm) -> int:
    title, body = " ".join((form.title.data or "").split()), (form.body.data or "").strip()
    is_final = bool(form.is_final.data)
    return actions.save_release(desk, title, body, after=form.followed, is_final=is_final, by=actor(), at=clock.arrived()).number


@bp.post("/edisi/<slug>/pers/tarik")
@allow(policy.may_withdraw_release, on=queries.desk)
def withdraw_release(desk: PressDesk) -> ResponseReturnValue:
    """Take the release out again."""
    actions.withdraw_release(desk, by=actor(), at=clock.arrived())
    flash(_("Siaran pers tidak disertakan lagi. Semua versinya tetap tersimpan."), "success")
    return redirect(url_for(".press_desk", slug=desk.office.edition.slug), 303)


@bp.post("/edisi/<slug>/pers/foto")
@allow(policy.may_prepare_press, on=queries.desk, upload=True)
def add_photo(desk: PressDesk) -> ResponseReturnValue:
    """Add a photo; one that came with wrong words need not be chosen again."""
    form = PhotoForm()
    well = form.sent_well()
    found = staging.document(form, "file", purpose=PURPOSE, types=TYPES, missing=_("Pilih foto yang akan diunggah."))
    if well and found is not None and found.is_good:
        words = Words(*(" ".join((field.data or "").split()) for field in (form.caption, form.photographer, form.alt)))
        try:
            actions.add_photo(desk, found.file, found.name, words, by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Foto ditambahkan."), "success")
            return redirect(url_for(".press_desk", slug=desk.office.edition.slug, _anchor="foto"), 303)
    release = ReleaseForm(formdata=None)
    release.show(desk.newest, None if desk.newest else queries.draft(desk.office))
    return _page(desk, release, form, staging.hold(found, form, purpose=PURPOSE), 422)


@bp.post("/edisi/<slug>/pers/foto/<photo_id>/hapus")
@allow(policy.may_prepare_press, on=queries.held_photo)
def remove_photo(held: HeldPhoto) -> ResponseReturnValue:
    """Take a photo out."""
    actions.remove_photo(held, by=actor(), at=clock.arrived())
    flash(_("Foto dikeluarkan dari bahan pers."), "success")
    return redirect(url_for(".press_desk", slug=held.office.edition.slug, _anchor="foto"), 303)


@bp.get("/edisi/<slug>/pers/foto/<photo_id>")
@allow(policy.may_prepare_press, on=queries.held_photo)
def held_photo(held: HeldPhoto) -> Response:
    """The photo, drawn by the portal."""
    return previews.answer(held.photo.file, 1)
