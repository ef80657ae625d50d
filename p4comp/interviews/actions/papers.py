"""Paper sheets typed in for a juror, and locked sheets opened again."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, db, mail
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid
from p4comp.interviews import policy
from p4comp.interviews.models import JurorSheet, Reopening
from p4comp.interviews.policy import Locked, Paper, Reopen
from p4comp.interviews.queries import sheets
from p4comp.interviews.rules.reopening import REOPENINGS
from p4comp.interviews.rules.states import SHEETS


def record_paper(paper: Paper, *, by: Actor, at: datetime) -> None:
    """Mark a sheet as typed in from paper; it counts once its juror has looked at it and locked it, and the juror is told."""
    demand(policy.may_record(by, paper, at))
    sheet = paper.desk.sheet
    is_new = sheet.recorded_at is None
    sheet.recorded_by, sheet.recorded_at = by.id, at
    audit.record("juror_sheet.recorded", sheet, by=by, at=at)
    if is_new:
        mail.to_person("interviews/mail/recorded.txt", sheet.juror.person, at=at, sheet=sheet)


def ask_reopening(found: Locked, *, reason: str, by: Actor, at: datetime) -> Reopening:
    """Ask for the own locked sheet to be opened; the request keeps what is locked now."""
    demand(policy.may_ask_reopening(by, found, at))
    if not reason.strip():
        raise Invalid(_("Isi alasan membuka lembar."), "reason")
    sheet = found.desk.sheet
    scores = {code: mark.score for code, mark in found.desk.marks.items()}
    made = Reopening(
        sheet_id=sheet.id,
        reason=reason.strip(),
        total=sheet.total,
        scores=scores,
        locked_at=sheet.locked_at,
        seen=len(sheets.others(sheet)),
        asked_at=at,
    )
    db.session().add(made)
    db.session().flush()
    audit.record("reopening.asked", made, by=by, at=at, sheet=sheet.id, reason=made.reason, seen=made.seen)
    return made


def grant_reopening(found: Reopen, *, by: Actor, at: datetime) -> None:
    """Open the sheet: its juror may change it and has to lock it again; until then it does not count."""
    sheet = found.desk.sheet
    demand(policy.may_grant_reopening(by, found, at))
    _answer(found.request, "grant", "", by=by, at=at)
    sheet.state, sheet.total, sheet.locked_at, sheet.reopened_at = SHEETS.after(sheet.state, "reopen"), None, None, at
    audit.record("juror_sheet.reopened", sheet, by=by, at=at, total=found.request.total, reason=found.request.reason)
    _tell(found, sheet, at)


def refuse_reopening(found: Reopen, *, answer: str, by: Actor, at: datetime) -> None:
    """Keep the sheet locked, and say why."""
    demand(policy.may_refuse_reopening(by, found, at))
    if not answer.strip():
        raise Invalid(_("Isi alasannya."), "answer")
    _answer(found.request, "refuse", answer.strip(), by=by, at=at)
    audit.record("reopening.refused", found.request, by=by, at=at, sheet=found.request.sheet_id, answer=answer.strip())
    _tell(found, found.desk.sheet, at)


def _answer(request: Reopening, verb: str, answer: str, *, by: Actor, at: datetime) -> None:
    db.session().refresh(request, ["state"], with_for_update=True)
    request.state, request.answer, request.answered_by, request.answered_at = REOPENINGS.after(request.state, verb), answer, by.id, at


def _tell(found: Reopen, sheet: JurorSheet, at: datetime) -> None:
    mail.to_person("interviews/mail/reopening_answered.txt", sheet.juror.person, at=at, sheet=sheet, request=found.request)
