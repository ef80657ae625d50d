"""Signing in and out."""

from typing import Any

from flask import flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from p4comp.accounts import actions, identity
from p4comp.accounts.actions.sign_ins import Entered
from p4comp.accounts.forms import SignInForm
from p4comp.accounts.routes import replay
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import web
from p4comp.core.access import public
from p4comp.core.errors import Invalid


@bp.route("/masuk", methods=["GET", "POST"])
@public(writes=False)
def sign_in() -> ResponseReturnValue:
    """Show the form; let in whoever knows address and password."""
    form = SignInForm()
    if not form.sent_well():
        return _page(form), form.status
    try:
        entered = actions.sign_in(
            str(form.email.data),
            str(form.password.data),
            address=request.remote_addr or "",
            agent=request.user_agent.string,
            instead_of=identity.cookie_token(),
        )
    except actions.Throttled as error:
        form.blame(_above(error.message))
        return _page(form), 429, {"Retry-After": str(error.seconds)}
    if entered is None:
        form.blame(_above(_("Alamat surel atau kata sandi keliru. Periksa keduanya, lalu coba lagi.")))
        return _page(form), 422
    return _let_in(entered, form)


@bp.route("/keluar", methods=["POST"])
@public
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in."""
    actions.sign_out(identity.cookie_token())
    identity.let_out()
    return redirect(url_for("home.index"), 303)


def _above(message: str) -> Invalid:
    """A refusal above the form: it names no field, so that nobody learns which of both was wrong."""
    return Invalid(message)


def ask() -> ResponseReturnValue:
    """401: the sign-in form, with the text of the refused request carried along for the same person."""
    if web.wants_json():
        return jsonify(error=_("Masuk dahulu dengan akun Anda.")), 401
    form = SignInForm(formdata=None)
    form.replay.data = replay.pack()
    form.next.data = request.full_path.rstrip("?") if request.method == "GET" else ""
    return _page(form, interrupted=bool(identity.cookie_token()), asked=True), 401


def _page(form: SignInForm, **more: Any) -> str:
    form.password.data = ""
    kept = replay.unpack(form.replay.data or "")
    return render_template(
        "accounts/sign_in.html", form=form, kept=kept, interrupted=more.get("interrupted", False), asked=more.get("asked", False)
    )


def _let_in(entered: Entered, form: SignInForm) -> Response:
    identity.let_in(entered.token)
    kept = replay.unpack(form.replay.data or "")
    if kept is not None and kept.person_id == entered.person_id:
        return make_response(render_template("accounts/replay.html", kept=kept))
    if kept is not None:
        flash(_("Isian yang belum terkirim di peramban ini milik akun lain, jadi tidak ditampilkan."), "info")
    return redirect(_safe(form.next.data or ""), 303)


def _safe(path: str) -> str:
    """A path of this portal; anything else leads to the start page."""
    is_own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_own and not path.startswith(url_for("accounts.sign_in")) else url_for("home.start")
