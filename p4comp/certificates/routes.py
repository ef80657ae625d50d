"""Certificates by page: the public check, the holder's shelf, the secretariat's desk."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates import actions, policy, queries, rules
from p4comp.certificates.forms import NumberForm, RevokeForm
from p4comp.certificates.models import Certificate
from p4comp.certificates.queries import Shelf
from p4comp.core import access, clock, db, downloads
from p4comp.core.access import allow, public
from p4comp.core.storage import StoredFile
from p4comp.decisions.models import Decision

bp = Blueprint("certificates", __name__)
LONGEST_SHOWN = 40


@bp.get("/periksa")
@public
def check() -> ResponseReturnValue:
    """The public check: type the code printed under the QR."""
    typed = request.args.get("kode", "").strip()
    code = rules.normalise(typed)
    if rules.is_well_formed(code):
        return redirect(url_for(".verify", code=code), 303)
    problem = _("Kode ini belum lengkap atau salah ketik. Cocokkan lagi dengan 16 huruf dan angka di samping QR.") if typed else ""
    return render_template("certificates/check.html", typed=typed[:LONGEST_SHOWN], problem=problem), 422 if typed else 200


@bp.get("/v/<code>")
@public
def verify(code: str) -> ResponseReturnValue:
    """What the portal knows of a code: a true certificate, a revoked one, or nothing."""
    kept = rules.normalise(code)
    is_whole = rules.is_well_formed(kept)
    found = queries.by_code(kept, clock.arrived()) if is_whole else None
    shown = rules.grouped(kept) if is_whole else code[:LONGEST_SHOWN]
    ended = queries.ended_by(found, clock.arrived()) if found else None
    page = render_template("certificates/verify.html", certificate=found, ended=ended, code=shown, is_whole=is_whole, at=clock.arrived())
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
    file = db.session().get(StoredFile, certificate.pdf_sha256)
    assert file is not None  # the column is a foreign key
    return downloads.answer(file, name)


@bp.get("/edisi/<slug>/piagam")
@allow(policy.may_manage, on=queries.shelf)
def manage(shelf: Shelf) -> ResponseReturnValue:
    """All certificates of an edition, by decision."""
    return render_template("certificates/manage.html", shelf=shelf, at=clock.arrived())


@bp.post("/keputusan/<decision_id>/terbitkan-piagam")
@allow(policy.may_issue, on=queries.decision)
def issue(decision: Decision) -> ResponseReturnValue:
    """Issue the certificates of a decision."""
    made = actions.issue_all(decision, by=access.actor(), at=clock.arrived())
    if made:
        flash(_("%(count)s piagam diterbitkan; berkasnya sedang dicetak dan instansi sudah disurati.", count=len(made)), "success")
    else:
        flash(_("Semua piagam daftar ini sudah terbit."), "info")
    return redirect(url_for(".manage", slug=decision.edition.slug), 303)


@bp.post("/keputusan/<decision_id>/cetak-piagam")
@allow(policy.may_issue, on=queries.decision)
def print_again(decision: Decision) -> ResponseReturnValue:
    """Print the certificates of a decision whose file could not be made."""
    count = actions.print_again(decision, by=access.actor(), at=clock.arrived())
    flash(_("%(count)s piagam masuk antrean cetak lagi.", count=count), "success")
    return redirect(url_for(".manage", slug=decision.edition.slug), 303)


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
