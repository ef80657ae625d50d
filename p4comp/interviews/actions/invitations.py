"""What a finalist and the secretariat settle about one interview: confirmed, who presents, slides."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.core import audit, db
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid
from p4comp.core.storage import StoredFile
from p4comp.interviews.models import ChangeRequest, Interview
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.invitations import Invited
from p4comp.interviews.rules.invitations import INVITATIONS, REQUESTS, InvitationState, RequestState


@dataclass(frozen=True)
class Presenting:
    """Who presents: name and position, whether that is the head of the institution, who comes along, consent to recording."""

    name: str
    position: str
    is_head: bool
    companions: str
    consents: bool


def renew(row: Interview, at: datetime, *, is_first: bool = False) -> None:
    """A new seat is a new invitation: calendars see a higher number, a confirmation is asked for anew, the link is mailed again."""
    found = row.invitation
    if found.state is InvitationState.CHANGE_ASKED:
        _overtake(row, at)
    found.state = INVITATIONS.after(found.state, "reseat")
    found.sequence += 0 if is_first else 1
    found.changed_at, found.answered_at, found.answered_by, found.answered_for = at, None, "", ""
    found.reminded_at = found.link_told_at = None


def _overtake(row: Interview, at: datetime) -> None:
    waiting = (ChangeRequest.interview_id == row.id, ChangeRequest.state == RequestState.WAITING)
    for request in db.everything(select(ChangeRequest).where(*waiting)):
        request.state, request.answered_at = REQUESTS.after(request.state, "overtake"), at


def confirm(invited: Invited, *, by: Actor, at: datetime) -> None:
    """A member of the institution confirms the seat."""
    demand(policy.may_confirm(by, invited, at))
    _confirm(invited, by=by, at=at)
    audit.record("invitation.confirmed", invited.interview, by=by, at=at, starts_at=invited.interview.starts_at.isoformat())


def note_confirmed(invited: Invited, spoke_with: str, *, by: Actor, at: datetime) -> None:
    """The secretariat notes a confirmation by telephone, with the name of who gave it."""
    demand(policy.may_note_confirmed(by, invited, at))
    if not spoke_with.strip():
        raise Invalid(_("Isi nama dan jabatan orang yang mengonfirmasi lewat telepon."), "spoke_with")
    _confirm(invited, by=by, at=at, answered_for=spoke_with.strip())
    start = invited.interview.starts_at.isoformat()
    audit.record("invitation.confirmed_by_phone", invited.interview, by=by, at=at, starts_at=start, spoke_with=spoke_with.strip())


def _confirm(invited: Invited, *, by: Actor, at: datetime, answered_for: str = "") -> None:
    found = invited.invitation
    found.state = INVITATIONS.after(found.state, "confirm")
    found.answered_at, found.answered_by, found.answered_for = at, by.id, answered_for


def name_presenter(
    invited: Invited, presenting: Presenting, letter: StoredFile | None = None, letter_name: str = "", *, by: Actor, at: datetime
) -> None:
    """Name who presents; somebody in the head's place brings an assignment letter, which stays until another one comes."""
    demand(policy.may_present(by, invited, at))
    found = invited.invitation
    if letter is not None:
        found.letter_sha256, found.letter_name, found.letter = letter.sha256, letter_name, letter
    if presenting.is_head:
        found.letter_sha256, found.letter_name, found.letter = None, "", None
    found.presenter, found.position, found.is_head = presenting.name, presenting.position, presenting.is_head
    found.companions, found.consents = presenting.companions, presenting.consents
    found.presenter_at, found.presenter_by = at, by.id
    facts = {"is_head": presenting.is_head, "consents": presenting.consents, "letter": found.letter_sha256 or ""}
    audit.record("invitation.presenter_named", invited.interview, by=by, at=at, **facts)


def hand_in_slides(invited: Invited, file: StoredFile, name: str, *, by: Actor, at: datetime) -> None:
    """Hand in the slides; a later file takes the place of an earlier one until the deadline."""
    demand(policy.may_send_slides(by, invited, at))
    found = invited.invitation
    found.slides_sha256, found.slides_name, found.slides = file.sha256, name, file
    found.slides_at, found.slides_by = at, by.id
    audit.record("invitation.slides_sent", invited.interview, by=by, at=at, sha256=file.sha256)
