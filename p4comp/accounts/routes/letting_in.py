"""Letting somebody in whose device is gone."""

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import actions, policy, queries
from p4comp.accounts.forms import LetInForm
from p4comp.accounts.models import LetIn
from p4comp.accounts.policy import Helped
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock
from p4comp.core.access import allow


@bp.route("/orang/<person_id>/bantu-masuk", methods=["GET", "POST"])
@allow(policy.may_ask_let_in, on=queries.helped)
def ask_let_in(found: Helped) -> ResponseReturnValue:
    """Ask another of the secretariat to let somebody in."""
    form = LetInForm()
    if not form.sent_well():
        return render_template("accounts/ask_let_in.html", found=found, form=form), form.status
    actions.ask_let_in(found, form.reason.data or "", by=access.actor(), at=clock.arrived())
    flash(_("Permintaan dikirim ke Persetujuan. Petugas kedua menyetujui, lalu membacakan kodenya."), "success")
    return redirect(url_for("accounts.people"), 303)


@bp.get("/bantu-masuk/<let_in_id>")
@allow(policy.may_see_let_in, on=queries.let_in)
def let_in(found: LetIn) -> str:
    """Who is to be let in, and why."""
    return render_template("accounts/let_in.html", found=found, code="")


@bp.post("/bantu-masuk/<let_in_id>/setujui")
@allow(policy.may_grant_let_in, on=queries.let_in)
def grant_let_in(found: LetIn) -> ResponseReturnValue:
    """Agree, and show the code this once."""
    code = actions.grant_let_in(found, by=access.actor(), at=clock.arrived())
    answer = make_response(render_template("accounts/let_in.html", found=found, code=code))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/bantu-masuk/<let_in_id>/tolak")
@allow(policy.may_grant_let_in, on=queries.let_in)
def refuse_let_in(found: LetIn) -> ResponseReturnValue:
    """Refuse."""
    actions.refuse_let_in(found, by=access.actor(), at=clock.arrived())
    flash(_("Permintaan ditolak. Tidak ada kode yang dibuat."), "success")
    return redirect(url_for("accounts.let_in", let_in_id=found.id), 303)
