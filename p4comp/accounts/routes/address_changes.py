"""Another e-mail address for somebody else's account: the second person's page."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import policy, queries
from p4comp.accounts.actions import address_changes as actions
from p4comp.accounts.models import AddressChange
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid


@bp.get("/perubahan-surel/<change_id>")
@allow(policy.may_see_address_change, on=queries.address_change)
def address_change(found: AddressChange) -> str:
    """Whose address is to be changed into which, and who proposes it."""
    return render_template("accounts/address_change.html", found=found)


def _back(found: AddressChange) -> ResponseReturnValue:
    return redirect(url_for("accounts.address_change", change_id=found.id), 303)


@bp.post("/perubahan-surel/<change_id>/sahkan")
@allow(policy.may_answer_address_change, on=queries.address_change)
def confirm_address(found: AddressChange) -> ResponseReturnValue:
    """Let the new address be the account's."""
    try:
        actions.confirm_address(found, by=access.actor(), at=clock.arrived())
    except Invalid as error:
        flash(error.message, "error")
        return _back(found)
    flash(_("Alamat surel diganti. Alamat lama dan alamat baru diberi tahu."), "success")
    return _back(found)


@bp.post("/perubahan-surel/<change_id>/tolak")
@allow(policy.may_answer_address_change, on=queries.address_change)
def refuse_address(found: AddressChange) -> ResponseReturnValue:
    """Let the account keep its address."""
    actions.refuse_address(found, by=access.actor(), at=clock.arrived())
    flash(_("Perubahan ditolak. Alamat surel akun tetap."), "success")
    return _back(found)
