"""Agreeing a finding beside the independent ones: proposed by one reader, agreed by the others; nobody's sheet is overwritten."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.judging import policy
from p4comp.judging.actions.reviewing import review
from p4comp.judging.models import Agreement, AgreementState, AgreementVoice, Assignment, ReasonCode, SheetState
from p4comp.judging.policy import Case, Voice
from p4comp.judging.rules.reconciling import MOVES


@dataclass(frozen=True)
class Proposed:
    """What a reader proposes: the indicator, its level, why the sheets differed."""

    indicator: str
    level: int
    code: ReasonCode
    note: str


def propose_agreement(case: Case, what: Proposed, *, by: Actor, at: datetime) -> Agreement:
    """Propose a finding on an indicator the sheets differ on; an earlier proposal on it lapses."""
    _hold(case)
    demand(policy.may_propose_agreement(by, case, at))
    assert case.own is not None
    if what.indicator not in case.differing():
        raise Invalid(_("Pada indikator ini semua lembar sudah sama."), "indicator")
    if not what.note.strip():
        raise Invalid(_("Jelaskan mengapa temuan ini yang tepat."), "note")
    if not 0 <= what.level <= case.office.spec.instrument_of(case.entry.category).top_level:
        raise Invalid(_("Pilih tingkat temuan bersama."), "level")
    _lapse(case, what.indicator, AgreementState.PROPOSED, at)
    given = {"indicator": what.indicator, "level": what.level, "code": what.code, "note": what.note.strip()}
    made = Agreement(entry_id=case.entry.id, proposed_by=case.own.evaluator_id, proposed_at=at, state=AgreementState.PROPOSED, **given)
    session().add(made)
    session().flush()
    made.voices.append(AgreementVoice(agreement_id=made.id, evaluator_id=case.own.evaluator_id, agrees=True, note="", said_at=at))
    values = {"indicator": made.indicator, "level": made.level, "code": made.code.value, "note": made.note}
    audit.record("agreement.proposed", made, by=by, at=at, entry=case.entry.id, **values)
    return made


def say(voice: Voice, *, agrees: bool, note: str = "", by: Actor, at: datetime) -> None:
    """Agree, and with the last reader who is still appointed the finding counts; or refuse with the reason."""
    one, case = voice.agreement, voice.case
    _hold(case)
    demand(policy.may_say(by, voice, at))
    assert case.own is not None
    if not agrees and not note.strip():
        raise Invalid(_("Isi alasan tidak setuju."), "answer")
    one.voices.append(AgreementVoice(agreement_id=one.id, evaluator_id=case.own.evaluator_id, agrees=agrees, note=note.strip(), said_at=at))
    audit.record("agreement.said", one, by=by, at=at, entry=case.entry.id, agrees=agrees, note=note.strip())
    if not agrees:
        one.state, one.settled_at = MOVES.after(one.state, "refuse"), at
    elif {sheet.evaluator_id for sheet in case.sheets if sheet.evaluator.is_active} <= {
        each.evaluator_id for each in one.voices if each.agrees
    }:
        _settle(one, case, at)


def _hold(case: Case) -> None:
    """Keep the entry's sheets and proposals as they are until this is committed; Refused where they are not those that were looked at.

    Sheets first, as whoever opens or sets one aside does, so that nobody waits for each other.
    """
    sheets = select(Assignment.id, Assignment.state).where(Assignment.entry_id == case.entry.id).order_by(Assignment.id).with_for_update()
    locked = {row[0] for row in session().execute(sheets) if row[1] is SheetState.LOCKED}
    if locked != {one.id for one in case.sheets}:
        raise Refused(_("Lembar berkas ini baru saja berubah. Muat ulang halaman, lalu lihat lagi."))
    proposals = select(Agreement).where(Agreement.entry_id == case.entry.id).with_for_update()
    session().execute(proposals.execution_options(populate_existing=True)).all()


def _settle(one: Agreement, case: Case, at: datetime) -> None:
    _lapse(case, one.indicator, AgreementState.AGREED, at)
    one.state, one.settled_at = MOVES.after(one.state, "agree"), at
    session().flush()
    audit.record("agreement.reached", one, by=None, at=at, entry=case.entry.id, indicator=one.indicator, level=one.level)
    review(case.office.edition, [case.entry.id], at=at, lapsing=False)


def _lapse(case: Case, indicator: str, state: AgreementState, at: datetime) -> None:
    for one in case.agreements:
        if one.indicator == indicator and one.state is state:
            one.state, one.settled_at = MOVES.after(one.state, "lapse"), at
