"""A corrected list takes seats away: calendars are told to drop them, and nobody learns of an entry they may not hear."""

from datetime import UTC, datetime, timedelta

import vobject
from sqlalchemy import select

from p4comp.core import db
from p4comp.decisions.models import Decision
from p4comp.interviews import actions as rooms
from p4comp.interviews.actions import cancelling, feeds
from p4comp.interviews.queries import calendars
from tests import factories
from tests.interviews.inviting import letters, logged
from tests.interviews.stage import PLACED_AT, actor


def parsed(mail):
    return [vobject.readOne(one.content.decode()) for one in mail.attached]


def test_finalist_and_panel_get_the_end_of_the_invitation_and_a_conflicted_juror_no_file(placed, at):
    found, rows = placed
    gone = rows["91"]
    hearers = list(found.jurors)
    biased = factories.juror(found.panel, employer=gone.entry.institution)
    kept = [row.entry for row in rows.values() if row is not gone]
    new = factories.decision(found.edition, kept, category="UMUM", announced_at=PLACED_AT, replaces=db.first(select(Decision)))
    at(PLACED_AT + timedelta(hours=1))
    assert [row.id for row in cancelling.follow(new, by=None, at=PLACED_AT + timedelta(hours=1))] == [gone.id]
    db.commit()
    (mail,) = letters("cancelled")
    (event,) = parsed(mail)
    assert (event.method.value, event.vevent.status.value, event.vevent.sequence.value) == ("CANCEL", "CANCELLED", "1")
    assert event.vevent.dtstart.value.astimezone(UTC) == gone.starts_at
    files = {one.person_id: [event.method.value for event in parsed(one)] for one in letters("cancelled_juror")}
    assert files == {one.person_id: ["CANCEL"] for one in hearers} | {biased.person_id: []}
    assert not any(gone.entry.institution_name in one.body for one in letters("cancelled_juror"))
    assert len(logged("interview.cancelled")) == 1


def test_a_juror_in_the_east_reads_moved_mail_and_feed_on_the_own_clock(placed, session):
    found, rows = placed
    home = factories.institution("pemkab", region=factories.region("94", name="Papua", zone="Asia/Jayapura"))
    juror = factories.juror(found.panel, employer=home)
    factories.juror_sheet(rows["31"], juror)
    session.commit()
    rooms.move(rows["31"], found.panel, datetime(2022, 5, 24, 2, tzinfo=UTC), by=found.secretary, at=PLACED_AT)
    session.commit()
    mail = next(one for one in letters("moved_juror") if one.person_id == juror.person_id)
    assert "pukul 09.00 WIB (11.00 WIT)" in mail.body
    assert "09.00 WIB (11.00 WIT)" in parsed(mail)[0].vevent.description.value
    feed = feeds.make_feed(by=actor(juror.person), at=PLACED_AT)
    session.commit()
    shown = calendars.shown(calendars.address(feed).rsplit("/", 1)[-1].removesuffix(".ics"))
    assert ["09.00 WIB (11.00 WIT)" in one.text for one in shown.rows] == [True]
