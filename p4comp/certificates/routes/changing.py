"""What the secretariat does with one certificate."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates import actions, policy, queries
from p4comp.certificates.forms import NumberForm, ReplaceForm, RevokeForm, SuspendForm
from p4comp.certificates.models import Certificate
from p4comp.certificates.routes.blueprint import bp
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid


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


@bp.route("/piagam/<certificate_id>/tangguhkan", methods=["GET", "POST"])
@allow(policy.may_suspend, on=queries.certificate)
def suspend(certificate: Certificate) -> ResponseReturnValue:
    """Set a certificate aside for a while, with the reason the public reads."""
    form = SuspendForm()
    if form.sent_well():
        actions.suspend(certificate, form.reason.data or "", by=access.actor(), at=clock.arrived())
        flash(_("Piagam %(serial)s ditangguhkan. Halaman periksa piagam sudah menyebutkannya.", serial=certificate.serial), "success")
        return _to_desk(certificate)
    return render_template("certificates/suspend.html", certificate=certificate, form=form), form.status


@bp.post("/piagam/<certificate_id>/berlakukan")
@allow(policy.may_resume, on=queries.certificate)
def resume(certificate: Certificate) -> ResponseReturnValue:
    """Let a suspended certificate stand again."""
    actions.resume(certificate, by=access.actor(), at=clock.arrived())
    flash(_("Piagam %(serial)s berlaku lagi.", serial=certificate.serial), "success")
    return _to_desk(certificate)


@bp.route("/piagam/<certificate_id>/ganti", methods=["GET", "POST"])
@allow(policy.may_replace, on=queries.certificate)
def replace(certificate: Certificate) -> ResponseReturnValue:
    """Issue a corrected certificate instead of this one."""
    form = ReplaceForm(name=certificate.institution_name)
    if form.sent_well():
        try:
            made = actions.replace(certificate, form.name.data or "", form.reason.data or "", by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            told = _("Piagam %(new)s terbit menggantikan %(old)s. Isi nomor resminya.", new=made.serial, old=certificate.serial)
            flash(told, "success")
            return _to_desk(certificate)
    return render_template("certificates/replace.html", certificate=certificate, form=form), form.status


def _to_desk(certificate: Certificate) -> ResponseReturnValue:
    return redirect(url_for(".manage", slug=certificate.edition.slug), 303)
