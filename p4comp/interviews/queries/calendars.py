"""Interviews as calendars show them: what stands in an event, and whose events a secret address gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db, vault
from p4comp.core.access import Actor
from p4comp.core.web import p4_url
from p4comp.core.words import moment_for
from p4comp.interviews.models import CalendarFeed, Interview, InterviewState, Juror, JurorSheet, SheetState
from p4comp.interviews.queries import sheets, timetable
from p4comp.interviews.queries.availability import zone_of
from p4comp.interviews.queries.conflicts import conflicts_of, unbound
from p4comp.interviews.rules import calendars
from p4comp.interviews.rules.calendars import Appointment, Mailbox
from p4comp.interviews.rules.invitations import InvitationState

PURPOSE = "calendar-feed"


def organizer() -> Mailbox:
    """The portal's own address, which sends the invitations and reads no answers."""
    name, address = parseaddr(current_app.extensions["settings"].mail_from)
    return Mailbox(name, address)


def appointment(row: Interview, *, page: str, reader: str = "") -> Appointment:
    """An interview as an event; `page` is where its reader goes on, whatever a calendar answers, `reader` the reader's zone."""
    return Appointment(
        uid=calendars.uid(row.id, organizer()),
        sequence=row.invitation.sequence,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        stamp=row.invitation.changed_at or row.starts_at,
        zone=row.entry.edition.zone,
        title=_("Wawancara P4: %(name)s", name=row.entry.institution_name),
        text=_text(row, page, reader or row.entry.institution.zone),
        url=page,
        is_cancelled=row.state is InterviewState.CANCELLED,
        is_certain=row.invitation.state is InvitationState.CONFIRMED,
    )


def _text(row: Interview, page: str, reader: str) -> str:
    home = row.entry.edition.zone
    return "\n".join(
        [
            _("Wawancara %(name)s, finalis %(edition)s.", name=row.entry.institution_name, edition=row.entry.edition.name),
            moment_for(row.starts_at, home, reader),
            _("%(panel)s, %(n)d menit.", panel=row.panel.name, n=row.minutes),
            _("Balasan dari kalender tidak dibaca. Konfirmasi, tautan rapat, dan perubahan ada di:"),
            page,
        ]
    )


@dataclass(frozen=True)
class Feed:
    """What a secret address shows: its owner's interviews."""

    person: Person
    edition: Edition | None
    rows: list[Appointment]

    @property
    def content(self) -> bytes:
        """The calendar file; the same interviews give the same bytes."""
        name = self.edition.name if self.edition else ""
        return calendars.feed(self.rows, name=_("Wawancara %(edition)s", edition=name).strip())


def address_of(actor: Actor) -> str:
    """The address of whoever asks."""
    person = db.session().get(Person, actor.id)
    return person.email if person else ""


def feed_of(person_id: str) -> CalendarFeed | None:
    """The person's secret address, if there is one."""
    return db.session().get(CalendarFeed, person_id)


def address(feed: CalendarFeed) -> str:
    """The secret address, for its owner's eyes; Unsealable if the instance's key has changed."""
    return p4_url("interviews.feed", secret=vault.unseal(feed.sealed, f"{PURPOSE}:{feed.person_id}"))


def shown(secret: str) -> Feed | None:
    """The calendar behind a secret; None for an unknown or revoked one, and for somebody who may no longer sign in."""
    found = _feed(secret)
    person = db.session().get(Person, found.person_id) if found else None
    if person is None or not person.is_active:
        return None
    edition = competition.current()
    rows = _visible_to(someone(person), edition) if edition else []
    return Feed(person, edition, rows)


def _feed(secret: str) -> CalendarFeed | None:
    return db.first(select(CalendarFeed).where(CalendarFeed.mark == vault.mark(secret, PURPOSE)))


def _visible_to(actor: Actor, edition: Edition) -> list[Appointment]:
    """The secretariat's: all; a juror's: the own agenda; a finalist's: its own. Never what a juror may not hear."""
    own = timetable.own_interviews(actor)
    found = {row.id: appointment(row, page=p4_url("interviews.own")) for row in own}
    page = p4_url("interviews.timetable" if actor.has("secretariat") else "interviews.agenda")
    juror = db.first(select(Juror).where(Juror.edition_id == edition.id, Juror.person_id == actor.id, Juror.is_active))
    reader = zone_of(juror, edition) if juror else edition.zone
    for row in _heard(actor, edition, juror):
        found.setdefault(row.id, appointment(row, page=page, reader=reader))
    return list(found.values())


def _heard(actor: Actor, edition: Edition, juror: Juror | None) -> list[Interview]:
    if actor.has("secretariat"):
        rows = timetable.interviews(edition.id)
        barred = hidden_from(juror, rows) if juror else frozenset()
        return [row for row in rows if row.id not in barred]
    query = sheets.visible_to(actor).where(Interview.edition_id == edition.id)
    return [sheet.interview for sheet in unbound(actor, db.everything(query))] if juror else []


def hidden_from(juror: Juror, rows: Sequence[Interview]) -> frozenset[str]:
    """The interviews that a juror may know nothing of: of entries in conflict, and those the juror stepped back from."""
    conflicts = conflicts_of([row.entry for row in rows], [juror])
    recused = db.everything(select(JurorSheet.interview_id).where(JurorSheet.juror_id == juror.id, JurorSheet.state == SheetState.RECUSED))
    return frozenset(row.id for row in rows if conflicts[row.entry_id]) | frozenset(recused)
