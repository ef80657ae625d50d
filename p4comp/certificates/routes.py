"""Certificates by page: the public check, the holder's shelf, the secretariat's desk."""

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates import actions, policy, queries, rules
from p4comp.certificates.forms import NumberForm, RevokeForm
from p4comp.certificates.models import Certificate
from p4comp.certificates.queries import Shelf
from p4comp.core import access, clock, storage
from p4comp.core.access import allow, public
from p4comp.decisions.models import Decision

bp = Blueprint("certificates", __name__)


@bp.get("/periksa")
@public
def check() -> ResponseReturnValue:
    """The public check: type the code printed under the QR."""
    typed = request.args.get("kode", "").strip()
    if not typed:
        return render_template("certificates/check.html", typed="", problem="")
    code = rules.normalise(typed)
    if rules.is_well_formed(code):
        return redirect(url_for(".verify", code=code), 303)
    problem = _("Kode ini tidak lengkap atau salah ketik. Kode terdiri atas 16 huruf dan angka, seperti yang tercetak di bawah QR.")
    return render_template("certificates/check.html", typed=typed, problem=problem), 422


@bp.get("/v/<code>")
@public
def verify(code: str) -> ResponseReturnValue:
    """What the portal knows of a code: a true certificate, a revoked one, or nothing."""
    kept = rules.normalise(code)
    found = queries.by_code(kept, clock.arrived()) if rules.is_well_formed(kept) else None
    page = render_template("certificates/verify.html", certificate=found, code=rules.grouped(kept)[:24])
    return page, 200 if found else 404


@bp.get("/piagam")
@allow(policy.may_see_own)
def own() -> ResponseReturnValue:
    """The certificates of one's own institution."""
    return render_template("certificates/own.html", certificates=queries.own(access.actor(), clock.arrived()))


@bp.get("/piagam/<certificate_id>/unduh")
@allow(policy.may_download, on=queries.certificate)
def download(certificate: Certificate) -> ResponseReturnValue:
    """The printed file, or word that it is being printed."""
    if certificate.pdf_sha256 is None:
        return render_template("certificates/printing.html", certificate=certificate), 202
    name = f"piagam-{certificate.serial.replace('/', '-').lower()}.pdf"
    response: Response = send_file(storage.store().path(certificate.pdf_sha256), mimetype="application/pdf", download_name=name)
    return response


@bp.get("/edisi/<slug>/piagam")
@allow(policy.may_manage, on=queries.shelf)
def manage(shelf: Shelf) -> ResponseReturnValue:
    """All certificates of an edition, by decision."""
    return render_template("certificates/manage.html", shelf=shelf)


@bp.post("/keputusan/<decision_id>/terbitkan-piagam")
@allow(policy.may_issue, on=queries.decision)
def issue(decision: Decision) -> ResponseReturnValue:
    """Issue the certificates of a decision."""
    at = clock.arrived()
    made = actions.issue_all(decision, by=access.actor(), at=at)
    actions.tell_holders(made, at=at)
    flash(_("%(count)d piagam diterbitkan; berkasnya sedang dicetak.", count=len(made)), "success")
    return redirect(request.referrer or url_for("home.start"), 303)


@bp.route("/piagam/<certificate_id>/nomor", methods=["GET", "POST"])
@allow(policy.may_revoke, on=queries.certificate)
def number(certificate: Certificate) -> ResponseReturnValue:
    """Type in the official number and signatory."""
    form = NumberForm(number=certificate.number, title=certificate.signatory_title, name=certificate.signatory_name)
    if form.sent_well():
        actions.number(certificate, form.number.data, form.title.data, form.name.data, by=access.actor(), at=clock.arrived())
        flash(_("Nomor dan penandatangan disimpan; piagam dicetak ulang."), "success")
        return redirect(url_for(".number", certificate_id=certificate.id), 303)
    return render_template("certificates/number.html", certificate=certificate, form=form), 422 if form.errors else 200


@bp.route("/piagam/<certificate_id>/cabut", methods=["GET", "POST"])
@allow(policy.may_revoke, on=queries.certificate)
def revoke(certificate: Certificate) -> ResponseReturnValue:
    """Take a certificate back, with the reason the public reads."""
    form = RevokeForm()
    if form.sent_well():
        actions.revoke(certificate, form.reason.data, by=access.actor(), at=clock.arrived())
        flash(_("Piagam dicabut. Halaman periksa piagam sudah menyebutkannya."), "success")
        return redirect(url_for(".download", certificate_id=certificate.id), 303)
    return render_template("certificates/revoke.html", certificate=certificate, form=form), 422 if form.errors else 200
