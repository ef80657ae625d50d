"""Closing a year's review; reminding of what is due."""

from datetime import datetime

from p4comp.accounts.queries import members
from p4comp.commitments import policy, queries
from p4comp.commitments.models import AccordReview, Commitment
from p4comp.commitments.policy import Year
from p4comp.commitments.rules.states import is_next, step_due
from p4comp.core import audit, canonical, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.institutions.queries import day


def close(found: Year, words: str, *, by: Actor, at: datetime) -> AccordReview:
    """Close a year's review: what it counts today stays, whatever comes."""
    demand(policy.may_review(by, found, at))
    content = queries.counted(found.pact.agreement, found.year, day(at)) | {"words": words.strip()}
    made = AccordReview(
        agreement_id=found.pact.agreement.id,
        year=found.year,
        words=words.strip(),
        content=content,
        sha256=canonical.sha256(content),
        closed_at=at,
        closed_by=by.id,
    )
    session().add(made)
    session().flush()
    audit.record("accord.reviewed", found.pact.agreement, by=by, at=at, year=found.year, sha256=made.sha256)
    return made


def remind(commitment: Commitment, *, at: datetime) -> bool:
    """Send the reminder whose time has come to the signatory's people, each once; whether one was sent."""
    today = day(at)
    step = step_due(commitment.due_on, today)
    if not step or not is_next(step, commitment.reminded):
        return False
    commitment.reminded = step
    for person in members(commitment.signatory.institution_id):
        mail.to_person(
            "commitments/mail/due.txt", person, at=at, commitment=commitment, agreement=commitment.agreement, is_late=step == "late"
        )
    return True
