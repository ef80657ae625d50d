"""Typing in the head of result letters; once it is whole and the list announced, everybody assessed is told."""

from datetime import datetime

from p4comp.competition.queries import spec_of
from p4comp.core import audit, clock, docx, jobs, pdf
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.letterheads import TypedHead, signed_by
from p4comp.judging import policy
from p4comp.judging.models import LetterHead
from p4comp.judging.policy import Letters, OwnLetter
from p4comp.judging.rules.letters import outcomes

MAIN, OWN = "judging/outcome_letter_pdf.html", "judging/own_outcome_pdf.html"


def type_head(letters: Letters, typed: TypedHead, *, by: Actor, at: datetime) -> LetterHead:
    """Keep the head; letters that have become whole are told of at the announcement, or now if that is past."""
    demand(policy.may_type_head(by, letters, at))
    head = letters.head or LetterHead(decision_id=letters.decision.id)
    for key, value in vars(typed).items():
        setattr(head, key, value)
    head.typed_by, head.typed_at = by.id, at
    session().add(head)
    audit.record("outcome_letters.typed", letters.decision, by=by, at=at, number=head.number, signatory=head.signatory)
    if head.is_final and letters.decision.announced_at is not None:
        jobs.later("judging.tell_outcomes", letters.decision.id, due=letters.decision.announced_at)
    return head


def main_letter(letters: Letters) -> bytes:
    """The result letter with its annex, the finalists in alphabetical order."""
    return pdf.render(MAIN, **_values(letters))


def main_draft(letters: Letters) -> bytes:
    """The same letter as a Word draft."""
    return docx.render(MAIN, **_values(letters))


def own_letter(own: OwnLetter) -> bytes:
    """One entrant's letter."""
    return pdf.render(OWN, **_values(own.letters), one=own.outcome, code=own.code)


def _values(letters: Letters) -> dict[str, object]:
    decision, spec = letters.decision, spec_of(letters.decision.edition)
    head = letters.head or TypedHead()
    category = spec.category(decision.category)
    told = outcomes(decision.snapshot)
    return {
        "run": head,
        "decision": decision,
        "signature": signed_by(head.capacity, head.office),
        "names": [one.name for one in told if one.is_finalist],
        "assessed": len(told),
        "category_name": category.name if category else decision.category,
        "edition_name": spec.name,
        "simulated": clock.is_demo(),
    }
