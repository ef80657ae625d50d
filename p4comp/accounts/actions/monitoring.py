"""Monitors of a province: they come by invitation (`invite_monitor`), and go."""

from datetime import datetime

from p4comp.accounts import policy
from p4comp.accounts.actions.local_admin import check_reason
from p4comp.accounts.policy import Watch
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session


def end_watch(found: Watch, *, reason: str = "", by: Actor, at: datetime) -> None:
    """Let a monitor go: the sight is gone at once, in every open browser; membership of the team, if there is one, stays."""
    demand(policy.may_end_watch(by, found, at))
    membership, institution = found.membership, found.team.institution
    if membership.person_id != by.id:
        reason = check_reason(found.team.place, reason, by)
    values = {"person": membership.person_id, "institution": institution.code, "reason": reason}
    audit.record("membership.watch_ended", membership, by=by, at=at, **values)
    mail.to_person("accounts/mail/watch_ended.txt", membership.person, at=at, institution=institution, reason=reason)
    session().delete(membership)
