"""Invitations as finalists and the secretariat find them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, select

from p4comp.accounts.models import Person
from p4comp.accounts.rules import normal_phone
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db, spaces
from p4comp.core.access import Actor
from p4comp.core.words import moment_for
from p4comp.interviews.models import ChangeRequest, Interview, InterviewState, Invitation, InvitationHead, Rehearsal
from p4comp.interviews.policy.invitations import Invited, Slot
from p4comp.interviews.queries import start, timetable
from p4comp.interviews.rules import rescheduling
from p4comp.interviews.rules.checks import Finalist, Placed, Seat, Week
from p4comp.interviews.rules.invitations import InvitationState, Moments, RequestState
from p4comp.interviews.rules.rescheduling import Option
from p4comp.messages.rules import phones

LEAD = 2


def moments(row: Interview) -> Moments:
    """What has its time around an interview."""
    return Moments(row.starts_at, competition.spec_of(row.entry.edition).hearings.invitation)


def invited(actor: Actor, interview_id: str, **_more: str) -> Invited | None:
    """An interview of one's own institution; None for anybody else's and for a cancelled one."""
    found = next((row for row in timetable.own_interviews(actor) if row.id == interview_id), None)
    return whole([found])[0] if found else None


def signed_letter(actor: Actor, interview_id: str) -> Invited | None:
    """An interview of one's own whose letter is whole; None as long as it is a draft."""
    found = invited(actor, interview_id)
    head = letter_head(found.interview.edition_id) if found else None
    return found if head and head.is_final else None


def letter_head(edition_id: str) -> InvitationHead | None:
    """The head of the edition's invitation letters."""
    return db.session().get(InvitationHead, edition_id)


def in_office(actor: Actor, interview_id: str) -> Invited | None:
    """An interview for the secretariat."""
    found = timetable.interview(actor, interview_id)
    return whole([found])[0] if found else None


def own(actor: Actor) -> list[Invited]:
    """The interviews of one's own institutions, the earliest first."""
    return whole(start.own(actor))


def whole(rows: Collection[Interview]) -> list[Invited]:
    """Interviews with their editions' terms and the requests that wait; one query."""
    asked = select(ChangeRequest).where(
        ChangeRequest.interview_id.in_([row.id for row in rows]), ChangeRequest.state == RequestState.WAITING
    )
    waiting = {one.interview_id: one for one in db.everything(db.held(asked, ChangeRequest))} if rows else {}
    return [Invited(row, competition.spec_of(row.entry.edition), waiting.get(row.id)) for row in rows]


def last_answers(rows: Iterable[Interview]) -> dict[str, ChangeRequest]:
    """The last answered request of each interview."""
    query = select(ChangeRequest).where(ChangeRequest.interview_id.in_([row.id for row in rows]), ChangeRequest.answered_at.is_not(None))
    return {one.interview_id: one for one in db.everything(query.order_by(ChangeRequest.answered_at))}


def names(ids: Iterable[str]) -> dict[str, str]:
    """The names of people by their ids."""
    known = {one for one in ids if one}
    rows = db.session().execute(select(Person.id, Person.name).where(Person.id.in_(known))) if known else ()
    return {row.id: row.name for row in rows}


@dataclass(frozen=True)
class Table:
    """The timetable as the search for another seat sees it, with the one who asks."""

    week: Week
    asker: Finalist
    rows: list[Placed]
    by_entry: dict[str, Interview]

    def fixed(self, at: datetime) -> frozenset[str]:
        """Those nobody may move any more: held, begun, or past the time in which finalists may ask."""
        return frozenset(
            entry_id for entry_id, row in self.by_entry.items() if row.state is not InterviewState.PLACED or at >= moments(row).change_by
        )


def table_of(row: Interview) -> Table:
    """Everybody's seats, with the finalist of this interview."""
    edition = row.entry.edition
    rows = timetable.interviews(edition.id)
    people = timetable.people_of(one.entry for one in rows)
    week = timetable.week_of(edition, [one.entry for one in rows])
    return Table(week, timetable.as_finalist(row.entry, people), timetable.placed(rows, people), {one.entry_id: one for one in rows})


@dataclass(frozen=True)
class Choice:
    """A start that a finalist may ask for: whether it is free as things stand."""

    starts_at: datetime
    is_free: bool


def choices(found: Invited, at: datetime) -> list[Choice]:
    """The starts that fit the finalist by themselves, one line each whatever the panel; who sits there is not told."""
    table = table_of(found.interview)
    free: dict[datetime, bool] = {}
    for seat in rescheduling.own_seats(table.asker, table.week, _soonest(found, at)):
        if seat.starts_at != found.interview.starts_at:
            is_free = free.get(seat.starts_at, False) or rescheduling.is_free(table.asker, seat, table.week, table.rows)
            free[seat.starts_at] = is_free
    return [Choice(start, is_free) for start, is_free in sorted(free.items())]


def _soonest(found: Invited, at: datetime) -> datetime:
    """A new seat leaves time to answer: it is not nearer than the time until which one may ask."""
    return at + (found.moments.starts_at - found.moments.change_by)


@dataclass(frozen=True)
class Way:
    """A way to grant a request: its place in the list, where the asker goes, and who else moves from when to when."""

    number: int
    option: Option
    panel: str
    others: list[tuple[Interview, Seat]]


def ways(found: Invited, at: datetime) -> list[Way]:
    """Up to three ways to grant the request that waits, as things stand now."""
    if found.request is None:
        return []
    table = table_of(found.interview)
    after = _soonest(found, at)
    options = rescheduling.options(table.asker, found.request.wanted, table.week, table.rows, after=after, fixed=table.fixed(at))
    return [_way(number, option, table) for number, option in enumerate(options, 1)]


def _way(number: int, option: Option, table: Table) -> Way:
    others = [(table.by_entry[who.entry_id], seat) for who, seat in option.moves[1:]]
    return Way(number, option, table.week.benches[option.moves[0][1].panel_id].name, others)


@dataclass(frozen=True)
class Contact:
    """Somebody to be telephoned about an interview, with the text that may go by WhatsApp."""

    person: Person
    text: str

    @property
    def number(self) -> str:
        """The telephone number in full, or an empty text."""
        return normal_phone(self.person.phone)

    @property
    def whatsapp(self) -> str:
        """The address that opens WhatsApp with the text."""
        return phones.whatsapp(self.number, self.text)


@dataclass(frozen=True)
class Line:
    """A finalist on the secretariat's board: its invitation, and whom to telephone."""

    invited: Invited
    contacts: list[Contact]

    @property
    def state(self) -> InvitationState:
        """Confirmed, waiting, or asking for a change."""
        return self.invited.invitation.state

    def is_late(self, at: datetime) -> bool:
        """Whether it should have confirmed by now."""
        return self.state is not InvitationState.CONFIRMED and at >= self.invited.moments.confirm_by


def board(edition: Edition, at: datetime) -> list[Line]:
    """The interviews to come, the next first, with whom to telephone; cancelled and held ones are not on it."""
    rows = [row for row in timetable.interviews(edition.id) if row.state is InterviewState.PLACED and row.starts_at > at]
    people = timetable.people_of(row.entry for row in rows)
    return [Line(one, _contacts(one, people.get(one.interview.entry.institution_id, []))) for one in whole(rows)]


def line(found: Invited) -> Line:
    """One finalist as the board shows it."""
    entry = found.interview.entry
    return Line(found, _contacts(found, timetable.people_of([entry]).get(entry.institution_id, [])))


def _contacts(found: Invited, people: list[Person]) -> list[Contact]:
    first = found.interview.entry.contact_id
    ordered = sorted(people, key=lambda one: (one.id != first, not one.phone, one.name))
    return [Contact(one, _reminder(found, one)) for one in ordered[:LEAD]]


def _reminder(found: Invited, person: Person) -> str:
    address = current_app.extensions["settings"].base_url
    when = moment_for(found.interview.starts_at, found.spec.zone, found.zone)
    return _(
        "Yth. %(name)s, mohon konfirmasi wawancara %(contest)s %(when)s. Silakan masuk di %(address)s. Terima kasih. Sekretariat",
        name=person.name,
        contest=spaces.house().wordmark,
        when=when,
        address=address,
    )


def _counted(edition_id: str, *which: ColumnElement[bool]) -> Select[int]:
    query = select(func.count()).select_from(Invitation).join(Interview, Interview.id == Invitation.interview_id)
    return query.where(Interview.edition_id == edition_id, Interview.state == InterviewState.PLACED, *which)


def asking(edition_id: str, at: datetime) -> Select[int]:
    """How many finalists wait for an answer to their request."""
    return _counted(edition_id, Interview.starts_at > at, Invitation.state == InvitationState.CHANGE_ASKED)


def unconfirmed(edition_id: str, at: datetime, until: datetime) -> Select[int]:
    """How many finalists who are heard by `until` have not confirmed."""
    near = Interview.starts_at.between(at, until)
    return _counted(edition_id, near, Invitation.state == InvitationState.PROPOSED)


def rehearsals(edition_id: str) -> list[Rehearsal]:
    """The times to try the meeting out, the earliest first."""
    return db.everything(select(Rehearsal).where(Rehearsal.edition_id == edition_id).order_by(Rehearsal.starts_at, Rehearsal.id))


def taken(rows: Iterable[Interview]) -> dict[str, Rehearsal]:
    """The rehearsal of each interview that has one."""
    query = select(Rehearsal).where(Rehearsal.interview_id.in_([row.id for row in rows]))
    return {one.interview_id or "": one for one in db.everything(query)}


def slot(actor: Actor, interview_id: str, rehearsal_id: str) -> Slot | None:
    """A time to try the meeting out, for a finalist of that edition."""
    found = invited(actor, interview_id)
    row = db.first(db.held(select(Rehearsal), Rehearsal).where(Rehearsal.id == rehearsal_id)) if found else None
    return Slot(row, found) if row and found and row.edition_id == found.interview.edition_id else None


def rehearsal(actor: Actor, rehearsal_id: str) -> Rehearsal | None:
    """A time to try the meeting out, for the secretariat."""
    if not actor.has("secretariat"):
        return None
    return db.first(db.held(select(Rehearsal), Rehearsal).where(Rehearsal.id == rehearsal_id))
