"""Signing in and out."""

from typing import Any

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import actions, identity, queries
from p4comp.accounts.forms import KeyForm, SignInForm
from p4comp.accounts.routes import entering, half_way, replay
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import clock, db, web
from p4comp.core.access import public
from p4comp.core.errors import Invalid, Refused


@bp.route("/masuk", methods=["GET", "POST"])
@public(writes=False)
def sign_in() -> ResponseReturnValue:
    """Show the form; let in whoever knows address and password."""
    form = SignInForm()
    if request.method == "GET":
        form.next.data = request.args.get("lanjut", "")[:300]
    if not form.sent_well():
        return _page(form), form.status
    try:
        entered = actions.sign_in(
            str(form.email.data),
            str(form.password.data),
            address=request.remote_addr or "",
            agent=request.user_agent.string,
            instead_of=identity.cookie_token(),
            at=clock.arrived(),
        )
    except actions.Throttled as error:
        form.blame(_above(error.message))
        return _page(form), 429, {"Retry-After": str(error.seconds)}
    if entered is None:
        form.blame(_above(_("Alamat surel atau kata sandi keliru. Periksa keduanya, lalu coba lagi.")))
        return _page(form), 422
    return entering.go_on(entered, form.next.data or "", form.replay.data or "")


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
    """401: the sign-in form or the second step, with the text of the refused request carried along for the same person."""
    db.rollback()
    with db.transactions(writing=False):
        try:
            return _ask(), 401
        finally:
            db.rollback()


def _ask() -> Response | str:
    half = identity.half()
    if web.wants_json():
        return jsonify(error=_("Selesaikan masuk dahulu.") if half else _("Masuk dahulu dengan akun Anda."))
    following, packet = _carried()
    if half is not None:
        return half_way.page(half, following, packet, entering.party())
    form = SignInForm(formdata=None)
    form.next.data, form.replay.data = following, packet
    return _page(form, interrupted=bool(identity.cookie_token()), asked=True)


def _carried() -> tuple[str, str]:
    """Where to go on and what was typed: of this request, or what a step of signing in carried on."""
    if (request.script_root + request.path).startswith(url_for("accounts.sign_in") + "/"):
        sent = request.form if request.method == "POST" else request.args
        return sent.get("next", "") or sent.get("lanjut", ""), sent.get("replay", "")
    return request.script_root + request.full_path.rstrip("?") if request.method == "GET" else "", replay.pack()


def refused(error: Refused, following: str, packet: str) -> ResponseReturnValue:
    """The sign-in form again, after another way of coming in was refused."""
    form = SignInForm(formdata=None)
    form.next.data, form.replay.data = following, packet
    form.form_errors.append(error.message)
    return _page(form), error.status


def _page(form: SignInForm, **more: Any) -> str:
    form.password.data = ""
    kept = replay.unpack(form.replay.data or "")
    party = entering.party()
    return render_template(
        "accounts/sign_in.html",
        form=form,
        kept=kept,
        key=KeyForm(formdata=None),
        carried={name: form[name].data for name in ("next", "replay") if form[name].data},
        offer=actions.offer_entry(party) if party else None,
        has_providers=queries.has_providers(),
        interrupted=more.get("interrupted", False),
        asked=more.get("asked", False),
    )
