"""Invitations in the demo: most finalists confirm and say who presents; some still wait, telephone, or ask for another seat."""

from collections.abc import Sequence
from datetime import datetime

from p4comp.core import clock, db
from p4comp.core.letterheads import TypedHead
from p4comp.core.storage import StoredFile
from p4comp.demo import rules
from p4comp.demo.actions.entering import sample_files
from p4comp.demo.actions.setting import HSS, Season
from p4comp.demo.rules import week
from p4comp.interviews.actions import invitations, inviting_letters, moves, planning, rehearsing, reminding, rescheduling
from p4comp.interviews.actions.invitations import Presenting
from p4comp.interviews.models import Interview, InterviewState
from p4comp.interviews.policy.invitations import Invited, Slot
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.queries import timetable
from p4comp.interviews.rules.invitations import InvitationState

HEAD = TypedHead(place="Jakarta", office="Deputi Bidang Pelayanan Publik", signatory="Pejabat Penanda Tangan (SIMULASI)")
GUIDE = "upp@peraga.invalid"
WAITING = 3
"""How many of the last day say nothing yet."""


def prepare(season: Season) -> None:
    """Bring the guide's institution to the day the demo opens in, give the panel its link, and let finalists answer."""
    by, at = season.secretaries[0], week.INVITED_AT
    with clock.at(at):
        _bring(season, HSS, _at(season, week.NEXT))
        planning.pin(_at(season, week.NEXT), is_pinned=True, by=by, at=at)
        rows = timetable.interviews(season.edition.id)
        reminding.set_link(queries.whole(rows[:1])[0], week.LINK, for_panel=True, by=by, at=at)
        inviting_letters.type_head(season.edition, HEAD, by=by, at=at)
        _offer(season)
        db.commit()
    with clock.at(week.CONFIRMED_AT):
        _answer(season)
        db.commit()
        _rehearse(season)
        db.commit()


def _at(season: Season, moment: datetime) -> Interview:
    return next(row for row in timetable.interviews(season.edition.id) if row.starts_at == moment)


def _bring(season: Season, code: str, other: Interview) -> None:
    """Let an institution's interview and another change seats."""
    own = next(row for row in timetable.interviews(season.edition.id) if row.entry_id == season.entry_ids[code])
    if own.id != other.id:
        moves.swap(own, other, by=season.secretaries[0], at=week.INVITED_AT)


def _offer(season: Season) -> None:
    for first, number in ((rules.wib(5, 19, 9), 8), (rules.wib(5, 25, 16), 4)):
        rehearsing.offer(season.edition, first, 15, number, week.LINK, by=season.secretaries[0], at=week.INVITED_AT)


def _codes(season: Season) -> dict[str, str]:
    return {entry_id: code for code, entry_id in season.entry_ids.items()}


def _answer(season: Season) -> None:
    """Everybody but the last day's latest confirms, one of them by telephone."""
    found, codes, files = queries.whole(timetable.interviews(season.edition.id)), _codes(season), sample_files()
    early = [one for one in found if one.interview.starts_at < week.LAST_DAY]
    late = [one for one in found if one.interview.starts_at >= week.LAST_DAY]
    for one in [*early, *late[: -1 - WAITING]]:
        _confirm(season, one, codes[one.interview.entry_id], files, at=week.CONFIRMED_AT)
    invitations.note_confirmed(late[-1 - WAITING], week.SPOKE_WITH, by=season.secretaries[1], at=week.CONFIRMED_AT)


def _confirm(season: Season, found: Invited, code: str, files: Sequence[StoredFile], *, at: datetime) -> None:
    """Confirm, name who presents, hand slides in."""
    by = season.members[code]
    invitations.confirm(found, by=by, at=at)
    who = week.presenter(code, found.interview.entry.institution.kind)
    letter = (None, "") if who.is_head else (files[1], "surat-tugas-simulasi.pdf")
    presenting = Presenting(who.name, who.position, who.is_head, "Pejabat Penghubung (SIMULASI)", True)
    invitations.name_presenter(found, presenting, *letter, by=by, at=at)
    if week.sends_slides(code):
        invitations.hand_in_slides(found, files[2], "paparan-simulasi.pdf", by=by, at=at)


def _rehearse(season: Season) -> None:
    """The first offers are taken, and one of the later ones."""
    slots, codes = queries.rehearsals(season.edition.id), _codes(season)
    confirmed = [one for one in queries.whole(timetable.interviews(season.edition.id)) if one.invitation.state is InvitationState.CONFIRMED]
    own = next(one for one in confirmed if codes[one.interview.entry_id] == HSS)
    first = [own, *(one for one in confirmed if one is not own)]
    for slot, found in zip([*slots[:6], slots[8]], [*first[:6], confirmed[-1]], strict=True):
        rehearsing.take(Slot(slot, found), by=season.members[codes[found.interview.entry_id]], at=week.CONFIRMED_AT)


def come_to_today(season: Season) -> None:
    """A finalist of a later day asks for another seat; the day's links are mailed, who has not confirmed is reminded."""
    with clock.at(week.ASKED_AT):
        _ask(season)
        db.commit()
    with clock.at(week.TODAY_AT):
        reminding.tell_links(season.edition, at=week.TODAY_AT)
        reminding.remind(season.edition, at=week.TODAY_AT)
        db.commit()


def _ask(season: Season) -> None:
    """The unit that visitors look through asks; three starts suit it."""
    code = next(code for code, one in season.members.items() if one.email == GUIDE)
    own = next(row for row in timetable.interviews(season.edition.id) if row.entry_id == season.entry_ids[code])
    found = queries.whole([own])[0]
    starts = [one.starts_at for one in queries.choices(found, week.ASKED_AT)][-rescheduling.ENOUGH :]
    rescheduling.ask_change(found, week.REASON, starts, by=season.members[code], at=week.ASKED_AT)


def finish(season: Season) -> None:
    """The request is granted, and whoever waited confirms."""
    codes, at, files = _codes(season), week.SETTLED_AT, sample_files()
    with clock.at(at):
        rows = [row for row in timetable.interviews(season.edition.id) if row.state is InterviewState.PLACED and row.starts_at > at]
        for found in queries.whole(rows):
            if found.request is not None and (ways := queries.ways(found, at)):
                seen = rescheduling.fingerprint(ways[0])
                rescheduling.grant_change(found, ways[0].number, seen=seen, by=season.secretaries[0], at=at)
        for found in queries.whole(rows):
            if found.invitation.state is InvitationState.PROPOSED:
                _confirm(season, found, codes[found.interview.entry_id], files, at=at)
        db.commit()
