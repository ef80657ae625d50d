"""Another seat: asked for by the finalist, granted or refused by the secretariat; all who move are told."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, db
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid
from p4comp.interviews.actions import letters, moves
from p4comp.interviews.models import ChangeRequest
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.invitations import Invited
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.queries import timetable
from p4comp.interviews.rules.invitations import INVITATIONS, REQUESTS

ENOUGH = 3


def ask_change(invited: Invited, reason: str, starts: Sequence[datetime], *, by: Actor, at: datetime) -> ChangeRequest:
    """Ask for another seat with a reason and three starts that suit, or as many as there are."""
    demand(policy.may_ask_change(by, invited, at))
    if not reason.strip():
        raise Invalid(_("Tulis mengapa waktu yang ada tidak dapat dipakai, cukup satu atau dua kalimat."), "reason")
    offered = {one.starts_at for one in queries.choices(invited, at)}
    wanted = sorted(set(starts))
    if not set(wanted) <= offered:
        raise Invalid(_("Ada pilihan yang sudah tidak tersedia. Pilih lagi dari daftar."), "starts")
    if not wanted or len(wanted) < min(ENOUGH, len(offered)):
        raise Invalid(
            _("Pilih sedikitnya %(n)d waktu yang bisa, supaya ada jalan untuk menukar.", n=min(ENOUGH, len(offered) or ENOUGH)), "starts"
        )
    row = invited.interview
    made = ChangeRequest(
        interview_id=row.id, reason=reason.strip(), starts=[one.isoformat() for one in wanted], asked_at=at, asked_by=by.id
    )
    row.invitation.state = INVITATIONS.after(row.invitation.state, "ask_change")
    db.session().add(made)
    audit.record("change_request.asked", made, by=by, at=at, interview=row.id, starts=made.starts)
    return made


def take_back(invited: Invited, *, by: Actor, at: datetime) -> None:
    """The finalist keeps its seat after all; it is still to be confirmed."""
    demand(policy.may_take_back(by, invited, at))
    assert invited.request is not None
    _answer(invited, "take_back", "", by=by, at=at)
    audit.record("change_request.taken_back", invited.request, by=by, at=at)


def refuse_change(invited: Invited, answer: str, *, by: Actor, at: datetime) -> None:
    """The seat stays as it is, for a reason that the finalist reads."""
    demand(policy.may_answer_change(by, invited, at))
    assert invited.request is not None
    if not answer.strip():
        raise Invalid(_("Tulis alasannya; peserta membacanya."), "answer")
    _answer(invited, "refuse", answer.strip(), by=by, at=at)
    audit.record("change_request.refused", invited.request, by=by, at=at, answer=answer.strip())
    people = timetable.people_of([invited.interview.entry])
    letters.tell_finalist(invited.interview, "interviews/mail/change_refused.txt", people, at, answer=answer.strip())


def _answer(invited: Invited, verb: str, answer: str, *, by: Actor, at: datetime) -> None:
    request, invitation = invited.request, invited.invitation
    assert request is not None
    request.state = REQUESTS.after(request.state, verb)
    request.answered_at, request.answered_by, request.answer = at, by.id, answer
    invitation.state = INVITATIONS.after(invitation.state, verb)


def grant_change(invited: Invited, number: int, *, seen: str, by: Actor, at: datetime) -> int:
    """Carry one of the ways out as it was shown; how many others moved. Who asked has thereby confirmed, the others confirm anew."""
    demand(policy.may_answer_change(by, invited, at))
    request, row = invited.request, invited.interview
    assert request is not None
    way = next((one for one in queries.ways(invited, at) if one.number == number), None)
    if way is None or fingerprint(way) != seen:
        raise Invalid(_("Jadwal baru saja berubah sehingga pilihan ini tidak berlaku lagi. Lihat pilihan yang sekarang."), "way")
    request.state, request.answered_at, request.answered_by = REQUESTS.after(request.state, "grant"), at, by.id
    db.session().flush()
    changes = [(row, way.option.moves[0][1]), *way.others]
    audit.record("change_request.granted", request, by=by, at=at, interview=row.id, touched=way.option.touched)
    moves.rearrange(changes, by=by, at=at)
    row.invitation.state = INVITATIONS.after(row.invitation.state, "confirm")
    row.invitation.answered_at, row.invitation.answered_by = at, request.asked_by
    return way.option.touched


def fingerprint(way: queries.Way) -> str:
    """What a way does, in one line: the form carries it, so that nothing else is carried out than was seen."""
    return "|".join(f"{who.entry_id}:{seat.panel_id}:{seat.starts_at.isoformat()}" for who, seat in way.option.moves)
