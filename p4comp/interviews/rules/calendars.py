"""Interviews as calendar files (RFC 5545, 5546): own zones, one identity for good, numbers that only rise.

Moments stand on the edition's clock with the zone's definition beside them; the text names every zone a reader may be in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

MEDIA_TYPE = "text/calendar; charset=utf-8"
ATTACHED = "application/ics"
PRODUCT = "-//Portal Kompetisi P4//Wawancara//ID"
REFRESH = timedelta(hours=1)
ZONES_FROM, ZONES_TO = date(2000, 1, 1), date(2038, 1, 1)


class Method(StrEnum):
    """What a calendar file asks for: take this up (anew), drop it, or simply show it."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True)
class Mailbox:
    """A name with an address."""

    name: str
    address: str


@dataclass(frozen=True)
class Appointment:
    """One interview in a calendar. `uid` never changes, `sequence` rises with each change, `stamp` is when it last changed."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    stamp: datetime
    zone: str
    title: str
    text: str
    url: str
    is_cancelled: bool = False
    is_certain: bool = True


def uid(interview_id: str, organizer: Mailbox) -> str:
    """The identity of an interview in all calendars, from the day it is placed until it is held or cancelled."""
    return f"{interview_id}@{organizer.address.partition('@')[2] or 'p4.invalid'}"


def request(appointment: Appointment, *, organizer: Mailbox, attendee: Mailbox) -> bytes:
    """The invitation to an interview, or its new version: same identity, higher number."""
    return _whole(Method.REQUEST, [_event(appointment, organizer, attendee)])


def cancel(appointment: Appointment, *, organizer: Mailbox, attendee: Mailbox) -> bytes:
    """The end of an invitation."""
    return _whole(Method.CANCEL, [_event(appointment, organizer, attendee)])


def feed(rows: Iterable[Appointment], *, name: str) -> bytes:
    """Interviews that a calendar looks up again and again; the same interviews always give the same bytes."""
    return _whole(Method.PUBLISH, [_event(one) for one in sorted(rows, key=lambda one: (one.starts_at, one.uid))], name)


def _whole(method: Method, events: list[Event], name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones(first_date=ZONES_FROM, last_date=ZONES_TO)
    content: bytes = calendar.to_ical(sorted=True)
    return content


def _event(appointment: Appointment, organizer: Mailbox | None = None, attendee: Mailbox | None = None) -> Event:
    event, zone = Event(), ZoneInfo(appointment.zone)
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.stamp.astimezone(UTC))
    event.add("last-modified", appointment.stamp.astimezone(UTC))
    event.add("dtstart", appointment.starts_at.astimezone(zone))
    event.add("dtend", appointment.ends_at.astimezone(zone))
    event.add("summary", appointment.title)
    event.add("description", appointment.text)
    event.add("url", appointment.url)
    event.add("status", _status(appointment))
    event.add("transp", "TRANSPARENT" if appointment.is_cancelled else "OPAQUE")
    if organizer is not None:
        event["organizer"] = _address(organizer)
    if attendee is not None:
        event.add("attendee", _guest(attendee))
    return event


def _status(appointment: Appointment) -> str:
    if appointment.is_cancelled:
        return "CANCELLED"
    return "CONFIRMED" if appointment.is_certain else "TENTATIVE"


def _address(box: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{box.address}")
    address.params["CN"] = vText(box.name)
    return address


def _guest(box: Mailbox) -> vCalAddress:
    """No answer is asked for: the portal reads no mail, one confirms on its page."""
    address = _address(box)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    address.params["RSVP"] = vText("FALSE")
    return address
