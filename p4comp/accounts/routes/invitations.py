"""Following an invitation."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.accounts import actions, identity, queries, rules
from p4comp.accounts.actions.people import check_usable
from p4comp.accounts.forms import InvitationForm
from p4comp.accounts.models import Invitation
from p4comp.accounts.routes import entering
from p4comp.accounts.routes.blueprint import bp
from p4comp.accounts.rules import Proof
from p4comp.core import access, clock, db
from p4comp.core.access import public
from p4comp.core.errors import Invalid, Refused


@bp.route("/undangan/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> ResponseReturnValue:
    """Choose name and password by an invitation, once; then be signed in. Hashing comes before the transaction."""
    form = InvitationForm()
    try:
        name, email, has_account = _usable(token)
    except Refused as error:
        return render_template("accounts/invitation_over.html", reason=error.message), 410
    if has_account:
        return _join(token)
    if request.method == "GET":
        form.name.data = name
    if not form.sent_well():
        return render_template("accounts/invitation.html", form=form, email=email, other=_other(email)), form.status
    try:
        rules.check_password(str(form.password.data), email=email)
    except Invalid as error:
        form.blame(error)
        return render_template("accounts/invitation.html", form=form, email=email, other=_other(email)), 422
    return _accept(token, str(form.name.data), rules.hash_password(str(form.password.data)))


def _usable(token: str) -> tuple[str, str, bool]:
    """Name and address of a usable invitation; whether it asks somebody with an account into a team: they join by signing in."""
    with db.transactions(writing=False):
        found = _find(token)
        check_usable(found)
        person = queries.person_by_email(found.email) if found.joins else None
        name, email, has_account = found.name, found.email, person is not None and bool(person.password_hash)
        db.rollback()
    return name, email, has_account


def _join(token: str) -> ResponseReturnValue:
    """Somebody with an account joins a team, signed in as themselves: the link alone changes no password."""
    found, who = _find(token), access.actor()
    person = queries.person(who) if who.is_signed_in else None
    is_theirs = person is not None and person.email == found.email
    if request.method == "POST" and is_theirs:
        assert person is not None
        try:
            actions.join_by(found, person, at=clock.arrived())
        except Refused as error:
            return render_template("accounts/invitation_over.html", reason=error.message), 410
        assert found.institution is not None
        if found.role != "member":
            flash(_("Anda sekarang pemantau wilayah %(name)s.", name=found.institution.name), "success")
            return redirect(url_for("home.start"), 303)
        flash(_("Anda sekarang anggota tim %(name)s.", name=found.institution.name), "success")
        return redirect(url_for("accounts.team", code=found.institution.code), 303)
    page = render_template(
        "accounts/join.html",
        invitation=found,
        token=token,
        is_theirs=is_theirs,
        other=_other(found.email),
        duties=rules.invited_as(found.role, found.duties),
    )
    return page, 403 if request.method == "POST" else 200


def _other(email: str) -> str:
    """The address of somebody else who is signed in at this browser; accepting signs them out."""
    here = getattr(access.actor(), "email", "")
    return here if here != email else ""


def _find(token: str) -> Invitation:
    found = queries.invitation(token)
    if found is None:
        raise NotFound
    return found


def _accept(token: str, name: str, password_hash: str) -> ResponseReturnValue:
    try:
        found = _find(token)
        person = actions.accept(found, name=name, password_hash=password_hash, at=clock.arrived())
        if found.joins:
            actions.join_by(found, person, at=clock.arrived())
    except Refused as error:
        return render_template("accounts/invitation_over.html", reason=error.message), 410
    actions.sign_out(identity.cookie_token())
    token = actions.open_sign_in(person.id, first=Proof.INVITATION, agent=request.user_agent.string)
    answer = entering.go_on(actions.Entered(person.id, token), "", "")
    if identity.half() is None:
        flash(_("Selamat datang. Akun Anda siap dipakai."), "success")
    return answer
