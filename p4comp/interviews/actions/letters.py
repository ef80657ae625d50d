"""Mail about the timetable, each with the edition's time and the reader's own, and with the calendar of the seat.

Whoever gives an interview a seat, changes it or takes it away tells of it here, and nowhere else: the invitation is
renewed by the same act, so that calendars, confirmations and letters cannot disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import mail
from p4comp.core.mail import MailAttachment
from p4comp.core.web import p4_url
from p4comp.decisions.models import Decision
from p4comp.interviews.actions import invitations
from p4comp.interviews.models import Interview, Juror
from p4comp.interviews.queries import calendars as events
from p4comp.interviews.queries.availability import zone_of
from p4comp.interviews.queries.invitations import moments
from p4comp.interviews.rules import calendars
from p4comp.interviews.rules.calendars import Mailbox, Method
from p4comp.interviews.rules.checks import Week

PLACED, MOVED, CANCELLED = (f"interviews/mail/{name}.txt" for name in ("placed", "moved", "cancelled"))
NAMES = {Method.REQUEST: "undangan.ics", Method.CANCEL: "pembatalan.ics"}


def tell_finalist(row: Interview, template: str, people: Mapping[str, Sequence[Person]], at: datetime, **more: Any) -> None:
    """Every member of the finalist's institution learns when it is heard; a changed seat brings its calendar and is to be confirmed anew."""
    is_seat = template in (PLACED, MOVED, CANCELLED)
    if is_seat:
        invitations.renew(row, at, is_first=template == PLACED)
    zone, page = row.entry.institution.zone, p4_url("interviews.own")
    for person in people.get(row.entry.institution_id, ()):
        mail.to_person(
            template,
            person,
            at=at,
            attached=[calendar(row, person, page=page)] if is_seat else [],
            interview=row,
            entry=row.entry,
            zone=zone,
            home=row.entry.edition.zone,
            confirm_by=moments(row).confirm_by,
            **more,
        )


def calendar(row: Interview, person: Person, *, page: str, reader: str = "", ends: bool = False) -> MailAttachment:
    """The seat as an invitation to this person's calendar, or as its end for all or (`ends`) for them; its text names the zone of the `reader`."""
    event, method = events.appointment(row, page=page, reader=reader), Method.REQUEST
    event = replace(event, is_cancelled=event.is_cancelled or ends)
    make = calendars.request
    if event.is_cancelled:
        make, method = calendars.cancel, Method.CANCEL
    content = make(event, organizer=events.organizer(), attendee=Mailbox(person.name, person.email))
    return MailAttachment(name=NAMES[method], media_type=calendars.ATTACHED, method=method.value, content=content)


def tell_jurors(edition: Edition, jurors: Iterable[Juror], at: datetime) -> None:
    """Every juror learns that the agenda is there; the letter names no finalist, for the agenda hides those in conflict."""
    for juror in jurors:
        person = juror.person
        mail.to_person("interviews/mail/agenda.txt", person, at=at, edition=edition)


def tell_panel(row: Interview, jurors: Iterable[Juror], week: Week, at: datetime, *, was: datetime) -> None:
    """Of its panel's jurors, those who hear an interview learn that it was moved; those in conflict learn nothing."""
    barred, page = week.benches[row.panel_id].barred(row.entry_id), p4_url("interviews.agenda")
    for juror in jurors:
        if juror.id not in barred:
            person, zone = juror.person, zone_of(juror, row.entry.edition)
            mail.to_person(
                "interviews/mail/moved_juror.txt",
                person,
                at=at,
                attached=[calendar(row, person, page=page, reader=zone)],
                interview=row,
                entry=row.entry,
                home=row.entry.edition.zone,
                zone=zone,
                was=was,
            )


def tell_left(row: Interview, jurors: Iterable[Juror], at: datetime, *, was: datetime) -> None:
    """Jurors whom an interview leaves with its panel learn that they no longer hear it, and their calendars let it go."""
    for juror in jurors:
        zone = zone_of(juror, row.entry.edition)
        mail.to_person(
            "interviews/mail/left_juror.txt",
            juror.person,
            at=at,
            attached=[calendar(row, juror.person, page=p4_url("interviews.agenda"), reader=zone, ends=True)],
            entry=row.entry,
            home=row.entry.edition.zone,
            zone=zone,
            was=was,
        )


def tell_panel_cancelled(rows: Sequence[Interview], juror: Juror, hidden: frozenset[str], decision: Decision, at: datetime) -> None:
    """A juror learns that the agenda changed; the text names no finalist, and no calendar goes for those the juror may not hear."""
    page, person = p4_url("interviews.agenda"), juror.person
    zone = zone_of(juror, decision.edition)
    files = [calendar(row, person, page=page, reader=zone) for row in rows if row.id not in hidden]
    for number, one in enumerate(files if len(files) > 1 else (), 1):
        one.name = f"pembatalan-{number}.ics"
    mail.to_person("interviews/mail/cancelled_juror.txt", person, at=at, attached=files, edition=decision.edition, decision=decision)
