"""One's own data: asking about them, with an account and without, and the copy."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.accounts import policy, queries
from p4comp.accounts.actions import privacy as actions
from p4comp.accounts.actions.privacy import Stranger, TooManyWishes
from p4comp.accounts.forms.privacy import StrangerWishForm, WishForm
from p4comp.accounts.models import PrivacyRequest
from p4comp.accounts.policy import privacy as rights
from p4comp.accounts.queries import privacy as wishes
from p4comp.accounts.routes.blueprint import bp
from p4comp.accounts.rules.privacy import WISH_NAMES, Wish
from p4comp.core import access, clock, downloads
from p4comp.core.access import allow, public


@bp.get("/akun/data-saya")
@allow(policy.may_be_signed_in)
def own_data() -> str:
    """What I asked about my data, and what I may ask."""
    return _own_page(WishForm(formdata=None))


@bp.post("/akun/data-saya")
@allow(policy.may_be_signed_in)
def ask_about_data() -> ResponseReturnValue:
    """Ask for a copy, a correction, erasure, or take consent back."""
    who, form = access.actor(), WishForm()
    person = queries.person(who)
    assert person is not None
    if not form.sent_well():
        return _own_page(form), 422
    asked = actions.ask_about_data(person, Wish(form.wish.data), str(form.text.data or ""), by=who, at=clock.arrived())
    flash(_("Permintaan “%(wish)s” diterima.", wish=WISH_NAMES[asked.wish]), "success")
    return redirect(url_for(".own_data"), 303)


def _own_page(form: WishForm) -> str:
    now = clock.real()
    own = wishes.own_privacy_requests(access.actor())
    return render_template("accounts/privacy_own.html", form=form, requests=own, wishes=WISH_NAMES, now=now)


@bp.get("/akun/data-saya/<request_id>/salinan")
@allow(policy.may_be_signed_in, on=wishes.own_privacy_request)
def own_copy(asked: PrivacyRequest) -> ResponseReturnValue:
    """The copy of my data, for a week."""
    if asked.copy is None or asked.copy_until is None or asked.copy_until <= clock.real():
        raise NotFound
    return downloads.answer(asked.copy, "data-saya.zip")


@bp.post("/akun/data-saya/<request_id>/tarik")
@allow(rights.may_retract_privacy_request, on=wishes.own_privacy_request)
def retract_privacy_request(asked: PrivacyRequest) -> ResponseReturnValue:
    """Take my request back."""
    actions.retract(asked, by=access.actor(), at=clock.arrived())
    flash(_("Permintaan Anda ditarik."), "success")
    return redirect(url_for(".own_data"), 303)


@bp.route("/privasi/permintaan", methods=["GET", "POST"])
@public
def ask_without_account() -> ResponseReturnValue:
    """Ask about one's data without an account; the answer is the same whether the address is known here or not."""
    form = StrangerWishForm()
    if not form.sent_well():
        return _stranger_page(form), form.status
    if form.website.data:
        return redirect(url_for(".asked_without_account"), 303)
    stranger = Stranger(str(form.name.data), str(form.email.data), request.remote_addr or "")
    try:
        actions.ask_without_account(stranger, Wish(form.wish.data), str(form.text.data or ""), at=clock.arrived())
    except TooManyWishes as error:
        form.form_errors.append(error.message)
        return _stranger_page(form), error.status
    return redirect(url_for(".asked_without_account"), 303)


def _stranger_page(form: StrangerWishForm) -> str:
    return render_template("accounts/privacy_ask.html", form=form)


@bp.get("/privasi/permintaan/diterima")
@public
def asked_without_account() -> str:
    """The request has arrived; what comes next."""
    return render_template("accounts/privacy_asked.html")
