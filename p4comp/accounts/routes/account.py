"""One's own account: sign-ins, password."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import actions, identity, policy, queries, rules
from p4comp.accounts.actions.sign_ins import is_right
from p4comp.accounts.forms import DetailsForm, PasswordForm
from p4comp.accounts.models import SignIn
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock, db, web
from p4comp.core.access import allow
from p4comp.core.errors import Invalid


@bp.get("/akun")
@allow(policy.may_be_signed_in)
def account() -> str:
    """Who I am here, and where I am signed in."""
    who = access.actor()
    return render_template(
        "accounts/account.html",
        person=queries.person(who),
        sign_ins=queries.sign_ins(who),
        here_id=identity.sign_in_id(),
        device=rules.device,
        proofs=rules.PROOF_NAMES,
        spoken=rules.spoken_phone,
        more=web.contributed("own_account", who, clock.arrived()),
    )


@bp.route("/akun/data", methods=["GET", "POST"])
@allow(policy.may_be_signed_in)
def details() -> ResponseReturnValue:
    """My telephone and my position, which the secretariat needs to reach me."""
    who, form = access.actor(), DetailsForm()
    person = queries.person(who)
    assert person is not None
    if request.method == "GET":
        form.phone.data, form.position.data = rules.spoken_phone(person.phone), person.position
    if not form.sent_well():
        return render_template("accounts/details.html", form=form), form.status
    actions.change_details(person, phone=str(form.phone.data or ""), position=str(form.position.data or ""), by=who, at=clock.arrived())
    flash(_("Data Anda sudah disimpan."), "success")
    return redirect(url_for("accounts.account"), 303)


@bp.post("/akun/masuk/<sign_in_id>/akhiri")
@allow(policy.may_be_signed_in, on=queries.sign_in)
def revoke(sign_in: SignIn) -> ResponseReturnValue:
    """End one of my sign-ins."""
    actions.revoke(sign_in)
    flash(_("Sesi masuk itu sudah diakhiri."), "success")
    return redirect(url_for("accounts.account"), 303)


@bp.post("/akun/masuk/akhiri-lain")
@allow(policy.may_be_signed_in)
def revoke_others() -> ResponseReturnValue:
    """End all my sign-ins but this one."""
    person = queries.person(access.actor())
    assert person is not None
    actions.revoke_others(person, but=identity.sign_in_id())
    flash(_("Semua sesi masuk lain sudah diakhiri."), "success")
    return redirect(url_for("accounts.account"), 303)


@bp.route("/akun/sandi", methods=["GET", "POST"])
@allow(policy.may_be_signed_in)
def password() -> ResponseReturnValue:
    """Change my password; every other browser is signed out. Hashing comes before the transaction."""
    form = PasswordForm()
    if not form.sent_well():
        return render_template("accounts/password.html", form=form), form.status
    try:
        fresh = _proven_hash(form)
    except (Invalid, actions.Throttled) as error:
        form.blame(error if isinstance(error, Invalid) else Invalid(error.message, "current"))
        return render_template("accounts/password.html", form=form), error.status
    who = access.actor()
    person = queries.person(who)
    assert person is not None
    actions.change_password(person, fresh, by=who, at=clock.arrived())
    actions.revoke_others(person, but=identity.sign_in_id())
    flash(_("Kata sandi Anda sudah diganti. Peramban lain harus masuk lagi."), "success")
    return redirect(url_for("accounts.account"), 303)


def _proven_hash(form: PasswordForm) -> str:
    with db.transactions(writing=False):
        person = queries.person(access.actor())
        email, kept = (person.email, person.password_hash) if person else ("", "")
        db.rollback()
    password = str(form.password.data)
    rules.check_password(password, email=email)
    if not is_right(kept, str(form.current.data), email=email, address=request.remote_addr or ""):
        raise Invalid(_("Kata sandi sekarang tidak cocok."), "current")
    return rules.hash_password(password)
