"""How a certificate ends: revoked by hand, or with the correction that takes its line."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.certificates import queries, rules
from p4comp.certificates.actions.telling import tell
from p4comp.certificates.models import Certificate
from p4comp.core import audit, db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision
from p4comp.results.models import Nominee
from p4comp.results.rules.nominees import Keeping


def suspend(certificate: Certificate, reason: str, *, by: Actor, at: datetime) -> None:
    """Set a certificate aside while something is looked into; its page says so with the reason, and the holder is told."""
    certificate.state = rules.MOVES.after(certificate.state, "suspend")
    certificate.suspended_at, certificate.suspended_reason = at, reason.strip()
    audit.record("certificate.suspended", certificate, by=by, at=at, reason=certificate.suspended_reason)
    tell("certificates/mail/suspended.txt", [certificate], at)


def resume(certificate: Certificate, *, by: Actor, at: datetime) -> None:
    """Let a suspended certificate stand again; the reason stays in the log only."""
    certificate.state = rules.MOVES.after(certificate.state, "resume")
    certificate.suspended_at, certificate.suspended_reason = None, ""
    audit.record("certificate.resumed", certificate, by=by, at=at)
    tell("certificates/mail/resumed.txt", [certificate], at)


def revoke(certificate: Certificate, reason: str, *, by: Actor, at: datetime) -> None:
    """Take a certificate back; its verification page says so from now on, with the reason, and the holder is told."""
    certificate.state = rules.MOVES.after(certificate.state, "revoke")
    certificate.revoked_at, certificate.revoked_reason = at, reason.strip()
    audit.record("certificate.revoked", certificate, by=by, at=at, reason=certificate.revoked_reason)
    tell("certificates/mail/revoked.txt", [certificate], at)


def unname(nominee: Nominee, *, keeping: Keeping, by: Actor, at: datetime) -> list[Certificate]:
    """Show the name of a person who took the consent back no more, and take the certificates back where that is the person's wish."""
    found = db.everything(select(Certificate).where(Certificate.entry_id == nominee.entry_id))
    for certificate in found:
        certificate.is_private = True
        audit.record("certificate.made_private", certificate, by=by, at=at)
        if keeping is Keeping.REVOKE and rules.MOVES.allows(certificate.state, "revoke"):
            revoke(certificate, _("Dicabut atas permintaan pemegangnya."), by=by, at=at)
    return found


def follow(decision: Decision, *, by: Actor | None, at: datetime) -> list[Certificate]:
    """Revoke the certificates whose line a correction in force took out or gave another award, naming the correction.

    The holders are not written to by this: the letter about the correction tells them.
    """
    if not decision.is_in_force(at) or decision.replaces is None:
        return []
    lines = {line.subject_id: line.award for line in decision.lines}
    live = [one for one in queries.of_list(decision) if rules.MOVES.allows(one.certificate.state, "revoke")]
    ended = [one.certificate for one in live if lines.get(one.certificate.entry_id or "") != one.award]
    for certificate in ended:
        certificate.state = rules.MOVES.after(certificate.state, "revoke")
        certificate.revoked_at, certificate.revoked_for_id = decision.announced_at, decision.id
        certificate.revoked_reason = rules.ended(decision.code, decision.replaces.code, decision.reason)
        audit.record("certificate.revoked", certificate, by=by, at=at, reason=certificate.revoked_reason, decision=decision.code)
    return ended
