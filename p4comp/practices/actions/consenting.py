"""The institution's own acts: handed to the approver, consented to, taken back, withdrawn; the answer to a proposal."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Refused
from p4comp.practices import policy, queries, rules
from p4comp.practices.actions.cards import drop_card
from p4comp.practices.actions.telling import tell
from p4comp.practices.actions.writing import put
from p4comp.practices.models import Practice
from p4comp.practices.rules import MOVES


class Incomplete(Refused):
    """A practice that lacks something; `gaps` says what, by field."""

    status = 422

    def __init__(self, gaps: dict[str, str]):
        super().__init__(_("Lengkapi isian yang ditandai, lalu kirim lagi."))
        self.gaps = gaps


def send(practice: Practice, *, by: Actor, at: datetime) -> None:
    """Hand a complete practice to the approver."""
    demand(policy.may_send(by, practice, at))
    if lacking := rules.gaps(practice.texts, queries.open_themes()):
        raise Incomplete(lacking)
    practice.state = MOVES.after(practice.state, "send")
    practice.sent_at, practice.sent_by, practice.returned = at, by.id, ""
    audit.record("practice.sent", practice, by=by, at=at)
    tell("to_approve", practice.institution_id, at=at, practice=practice, approvers=True)


def consent(practice: Practice, *, by: Actor, at: datetime) -> None:
    """The approver consents that it is published, apart from anything consented to at hand-in."""
    demand(policy.may_consent(by, practice, at))
    practice.state = MOVES.after(practice.state, "consent")
    practice.consented_at, practice.consented_by = at, by.id
    audit.record("practice.consented", practice, by=by, at=at)


def take_back(practice: Practice, *, by: Actor, at: datetime) -> None:
    """Make it a draft again; a version that anybody reads stays."""
    demand(policy.may_take_back(by, practice, at))
    practice.state = MOVES.after(practice.state, "take_back")
    audit.record("practice.taken_back", practice, by=by, at=at)


def revise(practice: Practice, *, by: Actor, at: datetime) -> None:
    """Begin the next version of a published practice, or of one that was withdrawn."""
    demand(policy.may_revise(by, practice, at))
    practice.state = MOVES.after(practice.state, "revise")
    audit.record("practice.revised", practice, by=by, at=at)


def withdraw(practice: Practice, *, by: Actor, at: datetime) -> None:
    """End the consent: at once nobody reads it any more, its address says that the institution withdrew it."""
    demand(policy.may_withdraw(by, practice, at))
    practice.state = MOVES.after(practice.state, "withdraw")
    if practice.published_number is not None:
        practice.ended_at, practice.ended_reason = at, ""
    drop_card(practice)
    audit.record("practice.withdrawn", practice, by=by, at=at, code=practice.code)


def answer(practice: Practice, *, accepts: bool, words: str, by: Actor, at: datetime) -> None:
    """Take the secretariat's words over, which is a new consent, or keep one's own."""
    demand(policy.may_answer(by, practice, at))
    proposal = queries.last_proposal(practice)
    assert proposal is not None
    if accepts:
        for field, text in proposal.content.items():
            put(practice, field, text, by=by, at=at)
        practice.consented_at, practice.consented_by = at, by.id
    practice.state = MOVES.after(practice.state, "accept" if accepts else "decline")
    proposal.is_accepted, proposal.answer, proposal.answered_at, proposal.answered_by = accepts, words.strip(), at, by.id
    audit.record("practice.proposal_answered", practice, by=by, at=at, accepted=accepts)
