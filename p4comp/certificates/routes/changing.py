"""What the secretariat does with one certificate."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates import actions, policy, queries
from p4comp.certificates.forms import NumberForm, RevokeForm
from p4comp.certificates.models import Certificate
from p4comp.certificates.routes.blueprint import bp
from p4comp.core import access, clock
from p4comp.core.access import allow


@bp.route("/piagam/<certificate_id>/nomor", methods=["GET", "POST"])
@allow(policy.may_number, on=queries.certificate)
def number(certificate: Certificate) -> ResponseReturnValue:
    """Type in the official number, day and signatory."""
    form = NumberForm(
        number=certificate.number, on=certificate.dated_on, title=certificate.signatory_title, name=certificate.signatory_name
    )
    if form.sent_well():
        actions.number(certificate, form.signing(), by=access.actor(), at=clock.arrived())
        flash(_("Nomor dan penandatangan piagam %(serial)s disimpan; berkasnya dicetak ulang.", serial=certificate.serial), "success")
        return redirect(url_for(".manage", slug=certificate.edition.slug), 303)
    return render_template("certificates/number.html", certificate=certificate, form=form), form.status


@bp.route("/piagam/<certificate_id>/cabut", methods=["GET", "POST"])
@allow(policy.may_revoke, on=queries.certificate)
def revoke(certificate: Certificate) -> ResponseReturnValue:
    """Take a certificate back, with the reason the public reads."""
    form = RevokeForm()
    if form.sent_well():
        actions.revoke(certificate, form.reason.data or "", by=access.actor(), at=clock.arrived())
        flash(_("Piagam %(serial)s dicabut. Halaman periksa piagam sudah menyebutkannya.", serial=certificate.serial), "success")
        return redirect(url_for(".manage", slug=certificate.edition.slug), 303)
    return render_template("certificates/revoke.html", certificate=certificate, form=form), form.status
