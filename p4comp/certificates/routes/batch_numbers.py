"""Official numbers for a whole list at once, looked at before they are saved."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates import policy
from p4comp.certificates.actions import batch_numbers as actions
from p4comp.certificates.forms.numbers import BatchForm
from p4comp.certificates.queries import numbers as queries
from p4comp.certificates.queries.numbers import Batch
from p4comp.certificates.routes.blueprint import bp
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid


@bp.route("/keputusan/<decision_id>/nomor-piagam", methods=["GET", "POST"])
@allow(policy.may_manage, on=queries.batch)
def batch_numbers(batch: Batch) -> ResponseReturnValue:
    """Type them in, look at them, save all or none."""
    form, found = BatchForm(), {}
    chosen = [one for one in batch.certificates if not one.number] if request.form.get("way") != "daftar" else batch.certificates
    if form.sent_well():
        try:
            found = form.numbers_of([one.serial for one in chosen])
            if "save" in request.form:
                count = actions.number_all(chosen, found, form.signing(), by=access.actor(), at=clock.arrived())
                flash(_("%(n)s nomor disimpan; berkasnya dicetak ulang dan instansi disurati.", n=count), "success")
                return redirect(url_for(".manage", slug=batch.decision.edition.slug), 303)
        except Invalid as error:
            form.blame(error)
            found = {}
    rows = [(one, found[one.serial]) for one in chosen if one.serial in found]
    status = 200 if rows else form.status
    return render_template("certificates/batch_numbers.html", batch=batch, form=form, rows=rows), status
