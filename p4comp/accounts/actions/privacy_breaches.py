"""What can happen to a failure to protect personal data."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts import policy as people
from p4comp.accounts.models import Breach
from p4comp.accounts.policy import privacy as policy
from p4comp.accounts.queries import secretariat
from p4comp.accounts.rules.privacy_breaches import MOVES, BreachState, Told, due
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid


@dataclass(frozen=True)
class Known:
    """What is known of a case, as typed; `people` None while nobody knows how many."""

    what: str
    course: str
    noticed_at: datetime
    data: str
    people: int | None
    measures: str


def record_breach(known: Known, *, by: Actor, at: datetime) -> Breach:
    """Write a case down; its clock runs from when it was noticed, and the whole secretariat is told."""
    demand(people.may_run_secretariat(by, None, at))
    breach = Breach(recorded_at=at, recorded_by=by.id, state=BreachState.RECORDED)
    _fill(breach, known, at)
    session().add(breach)
    audit.record("breach.recorded", breach, by=by, at=at, noticed_at=breach.noticed_at.isoformat())
    for one in secretariat():
        mail.to_person("accounts/mail/privacy_breach.txt", one, at=at, breach=breach, until=due(breach.noticed_at))
    return breach


def change_breach(breach: Breach, known: Known, *, by: Actor, at: datetime) -> None:
    """Complete what is known; the log keeps when the clock was set anew."""
    demand(policy.may_change_breach(by, breach, at))
    _fill(breach, known, at)
    audit.record("breach.changed", breach, by=by, at=at, noticed_at=breach.noticed_at.isoformat(), people=breach.people)


def _fill(breach: Breach, known: Known, at: datetime) -> None:
    if known.noticed_at > at:
        raise Invalid(_("Waktu diketahui tidak dapat di masa depan."), "noticed_at")
    breach.what, breach.course, breach.noticed_at = known.what.strip(), known.course.strip(), known.noticed_at
    breach.data, breach.people, breach.measures = known.data.strip(), known.people, known.measures.strip()


def tell_of_breach(breach: Breach, whom: Told, letter: str, told_at: datetime, *, by: Actor, at: datetime) -> None:
    """Note that one side was told by a letter; once both are, the clock stops."""
    demand(policy.may_tell_of_breach(by, breach, at))
    if told_at > at:
        raise Invalid(_("Waktu pemberitahuan tidak dapat di masa depan."), "told_at")
    if told_at < breach.noticed_at:
        raise Invalid(_("Waktu pemberitahuan tidak dapat sebelum insiden diketahui."), "told_at")
    setattr(breach, f"{whom.value}_told_at", told_at)
    setattr(breach, f"{whom.value}_letter", letter.strip())
    audit.record("breach.told", breach, by=by, at=at, whom=whom.value, letter=breach.letter(whom), told_at=told_at.isoformat())
    if all(breach.told_at(one) for one in Told):
        breach.state = MOVES.after(breach.state, "tell")


def close_breach(breach: Breach, reason: str, *, by: Actor, at: datetime) -> None:
    """Close the case with what came of it."""
    demand(policy.may_close_breach(by, breach, at))
    breach.state, breach.reason = MOVES.after(breach.state, "close"), reason.strip()
    audit.record("breach.closed", breach, by=by, at=at)


def dismiss_breach(breach: Breach, reason: str, *, by: Actor, at: datetime) -> None:
    """Say why the case is none."""
    demand(policy.may_dismiss_breach(by, breach, at))
    breach.state, breach.reason = MOVES.after(breach.state, "dismiss"), reason.strip()
    audit.record("breach.dismissed", breach, by=by, at=at, reason=breach.reason)


def reopen_breach(breach: Breach, *, by: Actor, at: datetime) -> None:
    """Open the case again; who was told stays told, and must be told again of what is new."""
    demand(policy.may_reopen_breach(by, breach, at))
    breach.state = MOVES.after(breach.state, "reopen")
    audit.record("breach.reopened", breach, by=by, at=at)
