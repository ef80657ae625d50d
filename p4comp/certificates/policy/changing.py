"""Who may change the state of a certificate."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.certificates import rules
from p4comp.certificates.models import Certificate
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word


def may_number(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """The secretariat types the official number in while the certificate is valid."""
    return _may_move(actor, certificate, "number")


def may_suspend(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """The secretariat suspends a certificate while something is looked into."""
    return _may_move(actor, certificate, "suspend")


def may_resume(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """The secretariat lets a suspended certificate stand again."""
    return _may_move(actor, certificate, "resume")


def may_replace(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """The secretariat issues a corrected certificate instead of one that stands."""
    return _may_move(actor, certificate, "replace")


def may_revoke(actor: Actor, certificate: Certificate, at: datetime) -> Verdict:
    """The secretariat revokes a certificate that is valid."""
    return _may_move(actor, certificate, "revoke")


def _may_move(actor: Actor, certificate: Certificate, verb: str) -> Verdict:
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang dapat mengubah piagam."))
    if not rules.MOVES.allows(certificate.state, verb):
        state = state_word("certificate", certificate.state).lower()
        return no(_("Keadaan piagam ini: %(state)s, jadi ini tidak dapat dilakukan lagi.", state=state))
    return YES
