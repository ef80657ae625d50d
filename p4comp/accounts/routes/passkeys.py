"""Passkeys: signing in with one alone, as the second step, as the first factor; adding and removing one's own."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from p4comp.accounts import actions, identity, policy, queries
from p4comp.accounts.forms import KeyForm
from p4comp.accounts.models import OwnFactor, Person
from p4comp.accounts.routes import entering, half_way, sign_in
from p4comp.accounts.routes.blueprint import bp
from p4comp.accounts.routes.second_factor import changed, first_in, remove, waiting
from p4comp.accounts.rules import Party, Proof
from p4comp.core import access, clock
from p4comp.core.access import allow, public
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused


def _party() -> Party:
    found = entering.party()
    if found is None:
        raise Refused(_("Kunci sandi hanya dapat dipakai di alamat resmi portal ini. Pakai kode aplikasi."))
    return found


def _said(form: KeyForm) -> tuple[str, str, Party]:
    return str(form.answer.data or ""), str(form.challenge.data or ""), _party()


@bp.post("/masuk/kunci-sandi")
@public
def enter_by_passkey() -> ResponseReturnValue:
    """Sign in with a passkey alone."""
    form = KeyForm()
    try:
        entered = actions.enter_by_passkey(*_said(form), device=entering.device(), instead_of=identity.cookie_token(), at=clock.arrived())
    except Refused as error:
        return sign_in.refused(error, form.next.data or "", form.replay.data or "")
    return entering.go_on(entered, form.next.data or "", form.replay.data or "")


@bp.post("/masuk/langkah-kedua/kunci-sandi")
@public
def step_by_passkey() -> ResponseReturnValue:
    """Finish signing in with one of my passkeys."""
    half, form = waiting(), KeyForm()
    following, packet = form.next.data or "", form.replay.data or ""
    try:
        entered = actions.step_by_passkey(half.person_id, *_said(form), device=entering.device(), instead_of=half.token, at=clock.arrived())
    except Refused as error:
        return half_way.page(half, following, packet, entering.party(), note=error.message), error.status
    return entering.go_on(entered, following, packet)


@bp.post("/masuk/pasang/kunci-sandi")
@public
def set_up_passkey() -> ResponseReturnValue:
    """Make a passkey in the middle of signing in: the first factor of somebody who must have one."""
    half, form = waiting(), KeyForm()
    following, packet = form.next.data or "", form.replay.data or ""
    try:
        actions.must_be_first(half.person_id)
        person = session().get_one(Person, half.person_id)
        _key, codes = actions.add_passkey(person, *_said(form), name=form.name.data or "", by=None, at=clock.arrived())
    except Refused as error:
        return half_way.page(half, following, packet, entering.party(), note=error.message), error.status
    return first_in(half, Proof.PASSKEY, codes, following, packet)


@bp.route("/akun/langkah-kedua/kunci-sandi", methods=["GET", "POST"])
@allow(policy.may_add_factor)
def add_passkey() -> ResponseReturnValue:
    """Make another passkey for my account."""
    form, who = KeyForm(), access.actor()
    person = session().get_one(Person, who.id)
    if form.sent_well():
        try:
            key, codes = actions.add_passkey(person, *_said(form), name=form.name.data or "", by=who, at=clock.arrived())
            return changed(person, codes, _("Kunci sandi “%(name)s” terpasang. Peramban lain harus masuk lagi.", name=key.name))
        except Refused as error:
            form.blame(Invalid(error.message))
    party = entering.party()
    if party is None:
        flash(_("Kunci sandi hanya dapat dipakai di alamat resmi portal ini. Pakai aplikasi autentikator."), "info")
        return redirect(url_for("accounts.factors"), 303)
    offer = actions.offer_new(person.id, person.name, person.email, party)
    return render_template("accounts/add_passkey.html", form=form, offer=offer), form.status


@bp.post("/akun/langkah-kedua/kunci-sandi/<passkey_id>/hapus")
@allow(policy.may_remove_factor, on=queries.own_passkey)
def remove_passkey(factor: OwnFactor) -> ResponseReturnValue:
    """Take one of my passkeys away."""
    return remove(factor, _("Kunci sandi dihapus. Peramban lain harus masuk lagi."))
