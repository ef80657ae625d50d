"""Calendar files: held against golden files, and read by an independent parser at the instants expected in WIB, WITA and WIT."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import vobject

from p4comp.interviews.rules import calendars
from p4comp.interviews.rules.calendars import Appointment, Mailbox

GOLDEN = Path(__file__).parent / "golden"
PORTAL = Mailbox("Portal Kompetisi P4", "portal@p4.invalid")
HEAD = Mailbox("Dr. Hj. Siti Aminah, M.Si.", "siti@hss.example")
START = datetime(2022, 5, 23, 1, 30, tzinfo=UTC)
ZONES = {"wib": ("Asia/Jakarta", 7), "wita": ("Asia/Makassar", 8), "wit": ("Asia/Jayapura", 9)}


def appointment(zone="Asia/Jakarta", **values):
    given = {
        "uid": calendars.uid("abc123def456", PORTAL),
        "sequence": 0,
        "starts_at": START,
        "ends_at": START + timedelta(minutes=30),
        "stamp": datetime(2022, 5, 12, 3, tzinfo=UTC),
        "title": "Wawancara P4: Kabupaten Hulu Sungai Selatan; Kalimantan, Selatan",
        "text": "Senin, 23 Mei 2022 pukul 08.30 WIB (09.30 WITA)\nPanel A, 30 menit.",
        "url": "https://p4.invalid/jadwal-wawancara/saya",
    }
    return Appointment(zone=zone, **(given | values))


def files():
    """Every golden file with its content as it is made now."""
    made = {}
    for name, (zone, _hours) in ZONES.items():
        made[f"request-{name}.ics"] = calendars.request(appointment(zone), organizer=PORTAL, attendee=HEAD)
    made["moved.ics"] = calendars.request(
        appointment(sequence=1, starts_at=START + timedelta(days=1), ends_at=START + timedelta(days=1, minutes=30)),
        organizer=PORTAL,
        attendee=HEAD,
    )
    made["cancel.ics"] = calendars.cancel(appointment(sequence=2, is_cancelled=True), organizer=PORTAL, attendee=HEAD)
    made["feed.ics"] = calendars.feed([appointment(), appointment(uid="b@p4.invalid", is_certain=False)], name="Wawancara P4 2022")
    return made


@pytest.mark.parametrize("name", sorted(files()))
def test_files_are_what_they_were(name):
    assert files()[name].decode() == (GOLDEN / name).read_bytes().decode()


@pytest.mark.parametrize("name", ZONES)
def test_another_reader_finds_the_same_instants_on_each_clock(name):
    zone, hours = ZONES[name]
    event = vobject.readOne(files()[f"request-{name}.ics"].decode()).vevent
    assert event.dtstart.value.astimezone(UTC) == START
    assert event.dtend.value.astimezone(UTC) == START + timedelta(minutes=30)
    assert event.dtstart.value.utcoffset() == timedelta(hours=hours)
    assert event.dtstart.value.hour == 1 + hours
    assert f"DTSTART;TZID={zone}:" in files()[f"request-{name}.ics"].decode()


@pytest.mark.parametrize("name", ZONES)
def test_the_zone_s_definition_stands_in_the_file_under_its_own_name(name):
    zone, hours = ZONES[name]
    lines = files()[f"request-{name}.ics"].decode().split("\r\n")
    assert [line for line in lines if line.startswith("TZID")] == [f"TZID:{zone}"]
    assert [line for line in lines if line.startswith("TZOFFSETTO")] == [f"TZOFFSETTO:+{hours:02}00"]
    assert lines.count("BEGIN:VTIMEZONE") == 1


def test_a_change_keeps_the_identity_and_raises_the_number():
    first, moved, gone = (vobject.readOne(files()[name].decode()) for name in ("request-wib.ics", "moved.ics", "cancel.ics"))
    assert {one.vevent.uid.value for one in (first, moved, gone)} == {"abc123def456@p4.invalid"}
    assert [one.vevent.sequence.value for one in (first, moved, gone)] == ["0", "1", "2"]
    assert [one.method.value for one in (first, moved, gone)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert gone.vevent.status.value == "CANCELLED"


def test_the_portal_invites_and_asks_for_no_answer():
    event = vobject.readOne(files()["request-wib.ics"].decode()).vevent
    assert event.organizer.value == "mailto:portal@p4.invalid"
    assert event.attendee.value == "mailto:siti@hss.example"
    assert event.attendee.params["RSVP"] == ["FALSE"]
    assert event.dtstamp.value == datetime(2022, 5, 12, 3, tzinfo=UTC)


def test_what_people_typed_cannot_add_lines():
    evil = appointment(title="Kabupaten\r\nATTENDEE:mailto:penyusup@x.example", text="a\r\nEND:VEVENT\r\nb")
    made = calendars.request(evil, organizer=PORTAL, attendee=Mailbox('X"\r\nMETHOD:CANCEL', "x@y.example")).decode()
    event = vobject.readOne(made)
    assert event.method.value == "REQUEST"
    assert len(event.vevent.contents["attendee"]) == 1
    assert made.count("\r\nEND:VEVENT\r\n") == 1
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))


def test_a_feed_is_the_same_whatever_the_order_and_says_what_is_certain():
    rows = [appointment(), appointment(uid="b@p4.invalid", is_certain=False)]
    assert calendars.feed(rows, name="W") == calendars.feed(rows[::-1], name="W")
    events = vobject.readOne(files()["feed.ics"].decode()).vevent_list
    assert [one.status.value for one in events] == ["CONFIRMED", "TENTATIVE"]
    assert not any("organizer" in one.contents or "attendee" in one.contents for one in events)
