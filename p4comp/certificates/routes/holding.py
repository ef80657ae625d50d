"""The holder's shelf."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from p4comp.certificates import policy, queries
from p4comp.certificates.actions import files
from p4comp.certificates.models import Certificate
from p4comp.certificates.queries import badges
from p4comp.certificates.routes.blueprint import bp
from p4comp.certificates.rules.kinds import KINDS
from p4comp.core import access, clock, db, downloads
from p4comp.core.access import allow
from p4comp.core.storage import StoredFile


@bp.get("/piagam")
@allow(policy.may_see_own)
def own() -> ResponseReturnValue:
    """The certificates of one's own institution."""
    held = queries.own(access.actor(), clock.arrived())
    return render_template("certificates/own.html", certificates=held, kinds=KINDS, badges=badges.on_shelf(held))


@bp.get("/piagam/<certificate_id>/unduh")
@allow(policy.may_download, on=queries.certificate)
def download(certificate: Certificate) -> ResponseReturnValue:
    """The printed file, or word that it is being printed."""
    if certificate.pdf_sha256 is None:
        return render_template("certificates/printing.html", certificate=certificate), 202
    file = db.session().get(StoredFile, certificate.pdf_sha256)
    assert file is not None  # the column is a foreign key
    return downloads.answer(file, f"{certificate.file_name}.pdf")


@bp.post("/piagam/<certificate_id>/siapkan")
@allow(policy.may_download, on=queries.certificate)
def ask_file(certificate: Certificate) -> ResponseReturnValue:
    """Have the file made of a certificate that was issued without one."""
    files.ask_file(certificate, by=access.actor(), at=clock.arrived())
    return redirect(url_for(".download", certificate_id=certificate.id), 303)
