"""Leave to hear a finalist in spite of a bond: proposed by one, confirmed by another, recorded; never for the own institution."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.core import audit, db
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid, Refused
from p4comp.interviews.actions.conflicts import recheck
from p4comp.interviews.models import Interview, JurorSheet, JurorWaiver
from p4comp.interviews.policy import people as policy
from p4comp.interviews.policy.people import JurorBarred, JurorWaived
from p4comp.interviews.rules.states import SHEETS, InterviewState, SheetState
from p4comp.judging.models import WaiverState
from p4comp.judging.rules.waivers import MOVES


def propose_waiver(barred: JurorBarred, *, reason: str, by: Actor, at: datetime) -> JurorWaiver:
    """Propose to waive the bond that bars a juror from a finalist."""
    demand(policy.may_waive_juror(by, barred, at))
    if not reason.strip():
        raise Invalid(_("Isi alasan pengecualian."), "reason")
    juror, entry, relation = barred.found.juror, barred.entry, barred.relation
    assert relation is not None
    same = (JurorWaiver.juror_id == juror.id, JurorWaiver.entry_id == entry.id, JurorWaiver.relation == relation)
    if db.first(select(JurorWaiver.id).where(*same, JurorWaiver.state.in_([WaiverState.PROPOSED, WaiverState.CONFIRMED]))):
        raise Refused(_("Pengecualian untuk pasangan ini sudah diusulkan."))
    given = {"relation": relation, "reason": reason.strip(), "proposed_by": by.id, "proposed_at": at}
    made = JurorWaiver(juror_id=juror.id, entry_id=entry.id, state=WaiverState.PROPOSED, **given)
    db.session().add(made)
    values = {"entry": entry.id, "juror": juror.id, "relation": relation.value, "reason": made.reason}
    audit.record("juror_waiver.proposed", made, by=by, at=at, **values)
    return made


def confirm_waiver(waived: JurorWaived, *, by: Actor, at: datetime) -> None:
    """The second person's yes: the juror may hear the finalist and has to declare the bond; a sheet recused by it waits for that."""
    demand(policy.may_answer_juror_waiver(by, waived, at))
    _answer(waived, "confirm", "", by=by, at=at)
    audit.record("juror_waiver.confirmed", waived.waiver, by=by, at=at, **_facts(waived.waiver))
    db.session().flush()
    _give_back(waived.waiver)


def _give_back(waiver: JurorWaiver) -> None:
    """A sheet the bond alone had recused is there again; one the juror declined stays declined."""
    query = select(JurorSheet).join(JurorSheet.interview).where(Interview.entry_id == waiver.entry_id)
    query = query.where(JurorSheet.juror_id == waiver.juror_id, Interview.state == InterviewState.PLACED)
    for sheet in db.everything(query.where(JurorSheet.state == SheetState.RECUSED, JurorSheet.declared_at.is_(None))):
        sheet.state, sheet.reason = SHEETS.after(sheet.state, "give_back"), ""


def refuse_waiver(waived: JurorWaived, *, answer: str, by: Actor, at: datetime) -> None:
    """The second person's no, with the reason."""
    demand(policy.may_answer_juror_waiver(by, waived, at))
    _answer(waived, "refuse", _needed(answer), by=by, at=at)
    audit.record("juror_waiver.refused", waived.waiver, by=by, at=at, **_facts(waived.waiver))


def revoke_waiver(waived: JurorWaived, *, answer: str, by: Actor, at: datetime) -> None:
    """End a confirmed waiver; the juror's unlocked sheet is set aside."""
    demand(policy.may_revoke_juror_waiver(by, waived, at))
    _answer(waived, "revoke", _needed(answer), by=by, at=at)
    audit.record("juror_waiver.revoked", waived.waiver, by=by, at=at, **_facts(waived.waiver))
    db.session().flush()
    recheck(waived.edition, only=[waived.waiver.juror_id], by=by, at=at)


def _needed(answer: str) -> str:
    if not answer.strip():
        raise Invalid(_("Isi alasannya."), "answer")
    return answer.strip()


def _answer(waived: JurorWaived, verb: str, answer: str, *, by: Actor, at: datetime) -> None:
    one = waived.waiver
    db.session().refresh(one, ["state"], with_for_update=True)
    one.state, one.answer, one.answered_at, one.answered_by = MOVES.after(one.state, verb), answer, at, by.id


def _facts(one: JurorWaiver) -> dict[str, str]:
    return {"entry": one.entry_id, "juror": one.juror_id, "relation": one.relation.value, "answer": one.answer}
