"""The numbered letter of invitation: its head typed in once, a letter with the own slot for each finalist."""

from datetime import datetime

from p4comp.competition.models import Edition
from p4comp.core import audit, clock, db, docx, pdf
from p4comp.core.access import Actor, demand
from p4comp.core.letterheads import TypedHead, signed_by
from p4comp.interviews.actions import letters
from p4comp.interviews.models import InterviewState, InvitationHead
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.invitations import Invited
from p4comp.interviews.queries import timetable

LETTER, ASSIGNMENT = "interviews/invitation_letter_pdf.html", "interviews/assignment_letter_pdf.html"


def type_head(edition: Edition, typed: TypedHead, *, by: Actor, at: datetime) -> InvitationHead:
    """Keep the head; once it is whole every finalist with an interview to come is told, once."""
    demand(policy.may_head_letters(by, edition, at))
    head = db.session().get(InvitationHead, edition.id) or InvitationHead(edition_id=edition.id)
    for key, value in vars(typed).items():
        setattr(head, key, value)
    head.typed_by, head.typed_at = by.id, at
    db.session().add(head)
    audit.record("invitation_letters.typed", edition, by=by, at=at, number=head.number, signatory=head.signatory)
    if head.is_final and head.told_at is None:
        head.told_at = at
        _tell(edition, at)
    return head


def _tell(edition: Edition, at: datetime) -> None:
    rows = [row for row in timetable.interviews(edition.id) if row.state is InterviewState.PLACED and row.starts_at > at]
    people = timetable.people_of(row.entry for row in rows)
    for row in rows:
        letters.tell_finalist(row, "interviews/mail/invitation_letter.txt", people, at)


def letter(found: Invited, head: InvitationHead | None) -> bytes:
    """One finalist's letter with the annex of its slot."""
    return pdf.render(LETTER, **_values(found, head))


def letter_draft(found: Invited, head: InvitationHead | None) -> bytes:
    """The same as a Word draft."""
    return docx.render(LETTER, **_values(found, head))


def assignment(found: Invited) -> bytes:
    """The letter that assigns somebody to present in the head's place, for the institution's own paper."""
    return pdf.render(ASSIGNMENT, **_values(found, None))


def assignment_draft(found: Invited) -> bytes:
    """The same for Word."""
    return docx.render(ASSIGNMENT, **_values(found, None))


def _values(found: Invited, head: InvitationHead | None) -> dict[str, object]:
    run = head or TypedHead()
    category = found.spec.category(found.interview.entry.category)
    return {
        "found": found,
        "run": run,
        "signature": signed_by(run.capacity, run.office),
        "code": f"UND-{found.interview.id.upper()}",
        "category_name": category.name if category else found.interview.entry.category,
        "edition_name": found.spec.name,
        "simulated": clock.is_demo(),
    }
