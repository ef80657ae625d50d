"""A new edition from a file, in the browser: begin from an earlier one, change it, have it checked, load it as a draft."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition import actions, policy, queries
from p4comp.competition.forms import DraftFileForm, DraftForm
from p4comp.competition.queries import drafts
from p4comp.competition.routes.blueprint import bp
from p4comp.core import access, clock, uploads
from p4comp.core.access import allow
from p4comp.core.errors import Invalid, Refused


@bp.route("/edisi-baru")
@allow(policy.may_prepare)
def draft() -> ResponseReturnValue:
    """Where a new edition begins: files to begin from, and the text itself once one is chosen."""
    chosen = drafts.begun_from(request.args.get("dari", ""))
    return _page(DraftForm(data={"text": chosen.text if chosen else ""}))


@bp.route("/edisi-baru/awal/<name>.toml")
@allow(policy.may_prepare, on=drafts.beginning)
def beginning(found: drafts.Beginning) -> ResponseReturnValue:
    """The file a new edition begins from, with what each key means."""
    response = Response(found.text, mimetype="application/toml")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}-awal.toml"'
    return response


@bp.route("/edisi-baru/berkas", methods=["POST"])
@allow(policy.may_prepare, upload=True)
def draft_file() -> ResponseReturnValue:
    """Take the text of a file over and check it; nothing is kept of it yet."""
    try:
        received = uploads.received(request.files.get("file"))
        text = drafts.text_of(received.path)
    except Invalid as error:
        form = DraftFileForm()
        form.blame(error)
        return _page(DraftForm(formdata=None), form), 422
    return _checked(DraftForm(formdata=None, data={"text": text}))


@bp.route("/edisi-baru", methods=["POST"])
@allow(policy.may_prepare)
def check_draft() -> ResponseReturnValue:
    """Check the text: every fault with its line, or what would be loaded."""
    form = DraftForm()
    return _checked(form) if form.sent_well() else (_page(form), 422)


@bp.route("/edisi-baru/muat", methods=["POST"])
@allow(policy.may_prepare)
def load_draft() -> ResponseReturnValue:
    """Load the text as a draft that only the secretariat sees."""
    form = DraftForm()
    if not form.sent_well():
        return _page(form), 422
    found = drafts.look(form.text.data or "")
    if not found.is_sound:
        return _checked(form)
    try:
        edition = actions.prepare(found.document, by=access.actor(), at=clock.arrived())
    except Refused as error:
        form.form_errors.append(error.message)
        return _page(form, found=found), 422
    flash(_("Edisi dimuat sebagai rancangan. Hanya sekretariat yang melihatnya sampai Anda menjalankannya."), "success")
    return redirect(url_for(".show", slug=edition.slug), 303)


def _checked(form: DraftForm) -> ResponseReturnValue:
    found = drafts.look(form.text.data or "")
    return _page(form, found=found), 200 if found.is_sound else 422


def _page(form: DraftForm, file_form: DraftFileForm | None = None, found: drafts.Draft | None = None) -> str:
    return render_template(
        "competition/draft.html",
        form=form,
        file_form=file_form or DraftFileForm(formdata=None),
        found=found,
        beginnings=drafts.beginnings(),
        known=queries.by_slug(found.document["slug"]) if found and found.is_sound else None,
    )
