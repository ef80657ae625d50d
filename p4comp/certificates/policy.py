"""Who may see, issue, number and revoke certificates. Checking one is public."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts.policy import may_run_secretariat
from p4comp.certificates.models import Certificate, CertificateState
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions.models import Decision


def may_manage(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat manages certificates."""
    return may_run_secretariat(actor, subject, at)


def may_issue(actor: Actor, decision: Decision, at: datetime) -> Verdict:
    """The secretariat issues certificates once the result is announced."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang dapat menerbitkan piagam."))
    if decision.announced_at is None or decision.announced_at > at:
        return no(_("Piagam diterbitkan setelah hasil diumumkan."))
    return YES


def may_revoke(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """The secretariat revokes a certificate that is valid."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang dapat mencabut piagam."))
    if certificate.state is not CertificateState.ISSUED:
        return no(_("Piagam ini sudah dicabut."))
    return YES


def may_see_own(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Members of institutions have a page of their certificates."""
    return YES if actor.institutions else no(_("Halaman ini untuk akun instansi."))


def may_download(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """Whoever sees the certificate may have its file."""
    return YES
