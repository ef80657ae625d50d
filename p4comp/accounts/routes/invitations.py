"""Following an invitation."""

from flask import flash, render_template, request
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
        name, email = _usable(token)
    except Refused as error:
        return render_template("accounts/invitation_over.html", reason=error.message), 410
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


def _usable(token: str) -> tuple[str, str]:
    with db.transactions(writing=False):
        found = _find(token)
        check_usable(found)
        name, email = found.name, found.email
        db.rollback()
    return name, email


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
        person = actions.accept(_find(token), name=name, password_hash=password_hash, at=clock.arrived())
    except Refused as error:
        return render_template("accounts/invitation_over.html", reason=error.message), 410
    actions.sign_out(identity.cookie_token())
    token = actions.open_sign_in(person.id, first=Proof.INVITATION, agent=request.user_agent.string)
    answer = entering.go_on(actions.Entered(person.id, token), "", "")
    if identity.half() is None:
        flash(_("Selamat datang. Akun Anda siap dipakai."), "success")
    return answer
