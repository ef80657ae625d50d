"""Who may see, issue, number and revoke certificates. Checking one is public."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff, may_run_secretariat
from p4comp.certificates import rules
from p4comp.certificates.models import Certificate
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions.models import Decision


def may_manage(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat manages certificates."""
    return may_run_secretariat(actor, subject, at)


def may_issue(actor: Actor, decision: Decision, at: datetime) -> Verdict:
    """The secretariat issues certificates once the result is announced, on the decision in force."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang dapat menerbitkan piagam."))
    if not decision.is_known(at):
        return no(_("Piagam diterbitkan setelah hasil diumumkan."))
    if not decision.is_in_force(at):
        return no(_("Keputusan ini sudah digantikan. Terbitkan piagam dari keputusan yang menggantikannya."))
    return YES


def may_number(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """The secretariat types the official number in while the certificate is valid."""
    return _may_move(actor, certificate, "number")


def may_revoke(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """The secretariat revokes a certificate that is valid."""
    return _may_move(actor, certificate, "revoke")


def _may_move(actor: Actor, certificate: Certificate, verb: str) -> Verdict:
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang dapat mengubah piagam."))
    if not rules.MOVES.allows(certificate.state, verb):
        return no(_("Piagam ini sudah dicabut."))
    return YES


def may_see_own(actor: Actor, subject: object, at: datetime) -> Verdict:
    """Members of institutions have a page of their certificates."""
    return YES if actor.institutions else no(_("Halaman ini untuk akun instansi."))


def may_download(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """Whoever sees a valid certificate may have its file; a revoked one is kept for the secretariat and the auditor."""
    if rules.MOVES.allows(certificate.state, "revoke") or is_staff(actor):
        return YES
    return no(_("Piagam ini sudah dicabut, jadi berkasnya tidak dibagikan lagi. Alasannya tertulis di halaman periksa piagam."))
