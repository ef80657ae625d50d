"""Leave to read an entry in spite of a bond: proposed by one, confirmed by another, recorded; never for the own institution."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.competition.models import Edition
from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid, Refused
from p4comp.judging import policy
from p4comp.judging.actions.conflicts import recheck
from p4comp.judging.models import Waiver, WaiverState
from p4comp.judging.policy import Barred, Waived
from p4comp.judging.rules.waivers import MOVES


def propose_waiver(barred: Barred, *, reason: str, by: Actor, at: datetime) -> Waiver:
    """Propose to waive the bond that bars an evaluator from an entry."""
    demand(policy.may_waive(by, barred, at))
    if not reason.strip():
        raise Invalid(_("Isi alasan pengecualian."), "reason")
    evaluator, entry, relation = barred.lot.evaluator, barred.readers.entry, barred.relation
    assert relation is not None
    same = (Waiver.evaluator_id == evaluator.id, Waiver.entry_id == entry.id, Waiver.relation == relation)
    if first(select(Waiver.id).where(*same, Waiver.state.in_([WaiverState.PROPOSED, WaiverState.CONFIRMED]))):
        raise Refused(_("Pengecualian untuk pasangan ini sudah diusulkan."))
    given = {"relation": relation, "reason": reason.strip(), "proposed_by": by.id, "proposed_at": at}
    made = Waiver(evaluator_id=evaluator.id, entry_id=entry.id, state=WaiverState.PROPOSED, **given)
    session().add(made)
    audit.record("waiver.proposed", made, by=by, at=at, entry=entry.id, evaluator=evaluator.id, relation=relation.value, reason=made.reason)
    return made


def confirm_waiver(found: Waived, *, by: Actor, at: datetime) -> None:
    """The second person's yes: from now on the bond has to be declared only."""
    demand(policy.may_answer_waiver(by, found, at))
    _answer(found.waiver, "confirm", "", by=by, at=at)
    audit.record("waiver.confirmed", found.waiver, by=by, at=at, **_facts(found.waiver))


def refuse_waiver(found: Waived, *, answer: str, by: Actor, at: datetime) -> None:
    """The second person's no, with the reason."""
    demand(policy.may_answer_waiver(by, found, at))
    _answer(found.waiver, "refuse", _needed(answer), by=by, at=at)
    audit.record("waiver.refused", found.waiver, by=by, at=at, **_facts(found.waiver))


def revoke_waiver(found: Waived, *, answer: str, by: Actor, at: datetime) -> None:
    """End a confirmed waiver: the evaluator loses sight of the entry; an unlocked sheet is set aside, a locked one when a second person says so."""
    demand(policy.may_revoke_waiver(by, found, at))
    _answer(found.waiver, "revoke", _needed(answer), by=by, at=at)
    audit.record("waiver.revoked", found.waiver, by=by, at=at, **_facts(found.waiver))
    session().flush()
    reason = _("Pengecualian dicabut: %(why)s", why=found.waiver.answer)
    recheck(session().get_one(Edition, found.office.edition.id), only=[found.waiver.evaluator_id], reason=reason, by=by, at=at)


def _needed(answer: str) -> str:
    if not answer.strip():
        raise Invalid(_("Isi alasannya."), "answer")
    return answer.strip()


def _answer(waiver: Waiver, verb: str, answer: str, *, by: Actor, at: datetime) -> None:
    session().refresh(waiver, ["state"], with_for_update=True)
    waiver.state, waiver.answer, waiver.answered_at = MOVES.after(waiver.state, verb), answer, at
    waiver.answered_by = by.id


def _facts(waiver: Waiver) -> dict[str, str]:
    return {"entry": waiver.entry_id, "evaluator": waiver.evaluator_id, "relation": waiver.relation.value, "answer": waiver.answer}
