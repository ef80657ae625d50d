"""The second step of signing in, setting up the first factor, and the app and codes of one's own account."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Unauthorized

from p4comp.accounts import actions, identity, policy, queries, rules
from p4comp.accounts.forms import AppForm, StepForm
from p4comp.accounts.identity import Half
from p4comp.accounts.models import Factors, OwnFactor, Person
from p4comp.accounts.routes import entering, half_way
from p4comp.accounts.routes.blueprint import bp
from p4comp.accounts.rules import Proof
from p4comp.core import access, clock, spaces
from p4comp.core.access import Actor, allow, public
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused


def waiting() -> Half:
    """The half sign-in of this browser; nobody else is here to finish one."""
    half = identity.half()
    if half is None:
        raise Unauthorized
    return half


@bp.route("/masuk/langkah-kedua", methods=["GET", "POST"])
@public
def second_step() -> ResponseReturnValue:
    """Show a code of the app or a recovery code; whoever has no factor yet sets one up here."""
    if access.actor().is_signed_in:
        return redirect(entering.safe(request.args.get("lanjut", "")), 303)
    half = waiting()
    form = StepForm()
    if request.method == "GET":
        return half_way.page(half, request.args.get("lanjut", ""), "", entering.party())
    following, packet = form.next.data or "", form.replay.data or ""
    if not form.sent_well():
        return half_way.page(half, following, packet, entering.party(), form=form), 422
    try:
        code, at = str(form.code.data), clock.arrived()
        entered = actions.take_step(half.person_id, code, device=entering.device(), instead_of=half.token, at=at)
    except actions.Throttled as error:
        form.blame(Invalid(error.message, "code"))
        return half_way.page(half, following, packet, entering.party(), form=form), 429, {"Retry-After": str(error.seconds)}
    if entered is None:
        form.blame(
            Invalid(_("Kode keliru, sudah lewat waktunya, atau sudah pernah dipakai. Tunggu kode berikutnya, lalu coba lagi."), "code")
        )
        return half_way.page(half, following, packet, entering.party(), form=form), 422
    _warn_of_few(half.person_id)
    return entering.go_on(entered, following, packet)


def _warn_of_few(person_id: str) -> None:
    left = queries.codes_left(person_id)
    if left <= rules.FEW_CODES:
        flash(_("Kode pemulihan Anda tinggal %(n)s. Buat set baru di Akun saya, Langkah kedua.", n=left), "warning")


@bp.route("/masuk/pasang", methods=["GET", "POST"])
@public
def set_up() -> ResponseReturnValue:
    """Set up the app in the middle of signing in: the first factor of somebody who must have one."""
    if access.actor().is_signed_in:
        return redirect(url_for("accounts.factors"), 303)
    half = waiting()
    if request.method == "GET":
        return redirect(url_for("accounts.second_step"), 303)
    form = AppForm()
    following, packet = form.next.data or "", form.replay.data or ""
    if not form.sent_well():
        return half_way.page(half, following, packet, entering.party(), form=form), 422
    try:
        actions.must_be_first(half.person_id)
        secret = actions.offered_totp(half.person_id, form.sealed.data or "")
        codes = actions.add_totp(_person(half.person_id), secret, str(form.code.data), by=None, at=clock.arrived())
    except Refused as error:
        form.blame(Invalid(error.message, getattr(error, "field", "")))
        return half_way.page(half, following, packet, entering.party(), form=form), error.status
    return first_in(half, Proof.TOTP, codes, following, packet)


def first_in(half: Half, proof: Proof, codes: list[str], following: str, packet: str) -> str:
    """Whoever has set up the first factor is wholly in, and sees the recovery codes once."""
    actions.revoke_others(_person(half.person_id), but="")
    entered = actions.finish(half.person_id, proof, device=entering.device(), instead_of=half.token, at=clock.arrived())
    identity.let_in(entered.token, entered.person_id)
    return codes_page(codes, following, packet)


def codes_page(codes: list[str], following: str, packet: str) -> str:
    """The recovery codes, shown this once."""
    return render_template("accounts/recovery_codes.html", codes=codes, following=following, packet=packet)


@bp.post("/masuk/lanjut")
@allow(policy.may_be_signed_in, writes=False)
def carry_on() -> ResponseReturnValue:
    """From the recovery codes on to where the person was going."""
    return entering.arrive(access.actor().id, request.form.get("next", ""), request.form.get("replay", ""))


def _person(person_id: str) -> Person:
    return session().get_one(Person, person_id)


def own_factors(actor: Actor) -> Factors:
    """The actor's factors, as the loader of their pages."""
    return queries.factors(actor.id)


@bp.get("/akun/langkah-kedua")
@allow(policy.may_be_signed_in, on=own_factors)
def factors(found: Factors) -> str:
    """By what I prove who I am beside my password."""
    needed = queries.is_factor_needed(access.actor())
    verdict = policy.may_remove_factor(access.actor(), OwnFactor(None, needed and found.count == 1), clock.arrived())
    return render_template(
        "accounts/factors.html", factors=found, needed=needed, few=rules.FEW_CODES, verdict=verdict, party=entering.party()
    )


@bp.route("/akun/langkah-kedua/aplikasi", methods=["GET", "POST"])
@allow(policy.may_add_factor)
def add_app() -> ResponseReturnValue:
    """Set up an authenticator app, or another one in its place."""
    form, who = AppForm(), access.actor()
    person = _person(who.id)
    if not form.sent_well():
        return _app_page(person, form), form.status
    try:
        secret = actions.offered_totp(person.id, form.sealed.data or "")
        codes = actions.add_totp(person, secret, str(form.code.data), by=who, at=clock.arrived())
    except Refused as error:
        form.blame(Invalid(error.message, getattr(error, "field", "")))
        return _app_page(person, form), 422
    return changed(person, codes, _("Aplikasi autentikator terpasang. Peramban lain harus masuk lagi."))


def _app_page(person: Person, form: AppForm) -> str:
    secret = half_way.app_secret(person.id, form)
    address = rules.provisioning(secret, person.email, spaces.house().wordmark)
    return render_template("accounts/add_app.html", form=form, qr=half_way.qr(address), secret=rules.spaced(secret), address=address)


def changed(person: Person, codes: list[str], words: str) -> ResponseReturnValue:
    """After a change of factors: other browsers are out; new recovery codes are shown once."""
    actions.revoke_others(person, but=identity.sign_in_id())
    if codes:
        return codes_page(codes, url_for("accounts.factors"), "")
    flash(words, "success")
    return redirect(url_for("accounts.factors"), 303)


@bp.post("/akun/langkah-kedua/hapus-aplikasi")
@allow(policy.may_remove_factor, on=queries.own_totp)
def remove_app(factor: OwnFactor) -> ResponseReturnValue:
    """Take the app away."""
    return remove(factor, _("Aplikasi autentikator dihapus. Peramban lain harus masuk lagi."))


def remove(factor: OwnFactor, words: str) -> ResponseReturnValue:
    """Take one of my factors away."""
    who = access.actor()
    person = _person(who.id)
    actions.remove_factor(person, factor, by=who, at=clock.arrived())
    return changed(person, [], words)


@bp.post("/akun/langkah-kedua/kode-pemulihan")
@allow(policy.may_renew_codes, on=own_factors)
def renew_codes(found: Factors) -> ResponseReturnValue:
    """Ten new recovery codes in place of the former ones."""
    who = access.actor()
    person = _person(who.id)
    return changed(person, actions.renew_codes(person, by=who, at=clock.arrived()), "")
