"""Who may see and have certificates. Checking one is public."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.certificates.models import Certificate
from p4comp.certificates.rules import State
from p4comp.core.access import YES, Actor, Verdict, no


def may_see_own(actor: Actor, subject: object, at: datetime) -> Verdict:
    """Members of institutions have a page of their certificates, evaluators and jurors of what they are thanked with."""
    if actor.institutions or actor.has("evaluator") or actor.has("juror"):
        return YES
    return no(_("Halaman ini untuk akun instansi, penilai, dan juri."))


def may_download(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """Whoever sees a valid certificate may have its file; a revoked one is kept for the secretariat and the auditor."""
    if certificate.state is State.ISSUED or is_staff(actor):
        return YES
    if certificate.state is State.SUSPENDED:
        return no(_("Piagam ini ditangguhkan, jadi berkasnya tidak dibagikan dahulu. Alasannya tertulis di halaman periksa piagam."))
    if certificate.state is State.REPLACED:
        return no(_("Piagam ini sudah diganti. Unduh piagam penggantinya di halaman Piagam."))
    return no(_("Piagam ini sudah dicabut, jadi berkasnya tidak dibagikan lagi. Alasannya tertulis di halaman periksa piagam."))
