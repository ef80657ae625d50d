"""New colleagues of the secretariat: a second person vouches for them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import actions, policy, queries
from p4comp.accounts.models import Vouching
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.answering import AnswerForm, answered
from p4comp.core.errors import state_word


@bp.route("/petugas-baru/<vouching_id>")
@allow(policy.may_see_vouching, on=queries.vouching)
def vouching(found: Vouching) -> ResponseReturnValue:
    """Who was made a secretary or a substitute, by whom."""
    return _page(found, AnswerForm(formdata=None), 200)


def _page(found: Vouching, form: AnswerForm, status: int) -> ResponseReturnValue:
    others = [one for one in queries.secretariat() if one.id not in (found.person_id, found.made_by)]
    return render_template("accounts/vouching.html", found=found, form=form, is_alone=not others), status


@bp.app_template_global()
def vouching_status(found: Vouching) -> tuple[str, str]:
    """The word for where it stands, and its tone."""
    tones = {"waiting": "yours", "confirmed": "done", "refused": "refused"}
    return state_word("vouching", found.state), tones[found.state]


@bp.post("/petugas-baru/<vouching_id>/tegaskan")
@allow(policy.may_vouch, on=queries.vouching)
def vouch(found: Vouching) -> ResponseReturnValue:
    """Vouch for a colleague."""
    actions.vouch(found, by=access.actor(), at=clock.arrived())
    flash(_("%(name)s ditegaskan. Mulai sekarang ia dapat menjadi orang kedua.", name=found.person.name), "success")
    return redirect(url_for("accounts.vouching", vouching_id=found.id), 303)


@bp.post("/petugas-baru/<vouching_id>/tolak")
@allow(policy.may_vouch, on=queries.vouching)
def refuse_colleague(found: Vouching) -> ResponseReturnValue:
    """Refuse a colleague: the role ends."""
    back = url_for("accounts.vouching", vouching_id=found.id)
    return answered(found, actions.refuse_colleague, _page, told=_("Penunjukan ditolak. Peran itu berakhir."), back=back)
