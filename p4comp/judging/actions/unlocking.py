"""Opening a locked sheet again: asked for by one, granted by another; what was locked is kept."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.judging import policy, queries
from p4comp.judging.actions.reviewing import review
from p4comp.judging.models import Unlocking, UnlockState
from p4comp.judging.policy import Locked, Unlock
from p4comp.judging.rules import moves
from p4comp.judging.rules.unlocking import MOVES


def ask_unlock(found: Locked, *, reason: str, by: Actor, at: datetime) -> Unlocking:
    """Ask for a locked sheet to be opened; the request keeps what is locked now."""
    demand(policy.may_ask_unlock(by, found, at))
    if not reason.strip():
        raise Invalid(_("Isi alasan membuka kunci."), "reason")
    sheet = found.assignment
    levels = {code: one.level for code, one in queries.findings(sheet.id).items()}
    given = {"reason": reason.strip(), "asked_by": by.id, "asked_at": at}
    made = Unlocking(assignment_id=sheet.id, total=sheet.total, levels=levels, locked_at=sheet.locked_at, state=UnlockState.ASKED, **given)
    session().add(made)
    audit.record("unlocking.asked", made, by=by, at=at, sheet=sheet.id, entry=sheet.entry_id, reason=made.reason)
    return made


def grant_unlock(found: Unlock, *, by: Actor, at: datetime) -> None:
    """The second person's yes: the evaluator may change the sheet and has to lock it again."""
    one, sheet = found.unlocking, found.unlocking.assignment
    session().refresh(sheet, ["state"], with_for_update=True)
    demand(policy.may_grant_unlock(by, found, at))
    sheet.state, sheet.total, sheet.locked_at = moves.MOVES.after(sheet.state, "unlock"), None, None
    _answer(one, "grant", "", by=by, at=at)
    audit.record("sheet.unlocked", sheet, by=by, at=at, entry=sheet.entry_id, total=one.total, reason=one.reason)
    session().flush()
    review(found.office.edition, [sheet.entry_id], at=at)
    mail.to_person(
        "judging/mail/unlocked.txt", sheet.evaluator.person, at=at, sheet=sheet, edition=found.office.edition, window=found.office.window
    )


def refuse_unlock(found: Unlock, *, answer: str, by: Actor, at: datetime) -> None:
    """The second person's no, with the reason."""
    demand(policy.may_refuse_unlock(by, found, at))
    if not answer.strip():
        raise Invalid(_("Isi alasannya."), "answer")
    _answer(found.unlocking, "refuse", answer.strip(), by=by, at=at)
    audit.record("unlocking.refused", found.unlocking, by=by, at=at, sheet=found.unlocking.assignment_id, answer=answer.strip())


def _answer(one: Unlocking, verb: str, answer: str, *, by: Actor, at: datetime) -> None:
    session().refresh(one, ["state"], with_for_update=True)
    one.state, one.answer, one.answered_by, one.answered_at = MOVES.after(one.state, verb), answer, by.id, at
