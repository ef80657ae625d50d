"""Letters about a look on the spot. The institution learns when and where, never who goes or what was found."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask_babel import gettext as _

from p4comp.accounts.models import Person
from p4comp.core import mail
from p4comp.core.mail import MailAttachment
from p4comp.core.web import p4_url
from p4comp.core.words import moment_for
from p4comp.interviews.models import Observation
from p4comp.interviews.policy.observations import Visit
from p4comp.interviews.queries import calendars as events
from p4comp.interviews.queries import timetable
from p4comp.interviews.rules import calendars
from p4comp.interviews.rules.calendars import Appointment, Mailbox
from p4comp.interviews.rules.observations import VisitState

LENGTH = timedelta(hours=3)


def told(visit: Visit) -> Mapping[str, Person]:
    """The team that was told so far."""
    return {one.person_id: one.person for one in visit.observation.members}


def tell(visit: Visit, at: datetime, *, before: Mapping[str, Person]) -> None:
    """The institution and the team learn of the order, its change or its end, each with the calendar; whoever goes no more, that too."""
    row, entry = visit.observation, visit.entry
    for person in timetable.people_of([entry]).get(entry.institution_id, ()):
        _send("interviews/mail/observation_finalist.txt", visit, person, at, page=p4_url("interviews.own"))
    page, is_off = p4_url("interviews.observation", observation_id=row.id), row.state is VisitState.CANCELLED
    team = {one.person_id: one for one in row.members}
    for person_id, person in {**before, **{key: one.person for key, one in team.items()}}.items():
        leads = person_id in team and team[person_id].is_leader
        _send("interviews/mail/observation_team.txt", visit, person, at, page=page, leads=leads, ends=is_off or person_id not in team)


def _send(template: str, visit: Visit, person: Person, at: datetime, *, page: str, leads: bool = False, ends: bool = False) -> None:
    row = visit.observation
    is_off = ends or row.state is VisitState.CANCELLED
    when = moment_for(row.starts_at, visit.spec.zone, visit.zone) if row.starts_at else ""
    values = {"visit": row, "entry": visit.entry, "when": when, "page": page, "leads": leads, "is_off": is_off, "people": len(row.members)}
    mail.to_person(template, person, at=at, attached=[calendar(visit, person, page, is_off=is_off, at=at)], **values)


def tell_asker(visit: Visit, at: datetime) -> None:
    """The chair learns that it is not held."""
    mail.to_person("interviews/mail/observation_answered.txt", visit.observation.asker, at=at, visit=visit.observation, entry=visit.entry)


def calendar(visit: Visit, person: Person, page: str, *, is_off: bool, at: datetime) -> MailAttachment:
    """The visit for a calendar, or its end."""
    event = _event(visit.observation, visit, page, at, is_off)
    make, method = (calendars.cancel, "CANCEL") if is_off else (calendars.request, "REQUEST")
    content = make(event, organizer=events.organizer(), attendee=Mailbox(person.name, person.email))
    return MailAttachment(name="observasi.ics", media_type=calendars.ATTACHED, method=method, content=content)


def _event(row: Observation, visit: Visit, page: str, at: datetime, is_off: bool) -> Appointment:
    assert row.starts_at is not None
    name = visit.entry.institution_name
    return Appointment(
        uid=calendars.uid(row.id, events.organizer()),
        sequence=row.sequence,
        starts_at=row.starts_at,
        ends_at=row.starts_at + LENGTH,
        stamp=at,
        zone=visit.zone,
        title=_("Observasi lapangan P4: %(name)s", name=name),
        text="\n".join([_("Tempat: %(place)s", place=row.place), _("Balasan dari kalender tidak dibaca. Keterangan ada di:"), page]),
        url=page,
        is_cancelled=is_off,
    )
