"""Personal calendars: a secret address shows its owner's interviews and nothing a conflict hides; whoever asks too often waits."""

from datetime import timedelta

import pytest
import vobject
from sqlalchemy import select

from p4comp.accounts.models import Membership
from p4comp.core import db
from p4comp.interviews.models import CalendarFeed, JurorSheet, SheetState
from p4comp.interviews.routes import feeds
from tests import factories
from tests.interviews.stage import PLACED_AT

PAGE = "/akun/kalender"


@pytest.fixture(autouse=True)
def at_leisure(monkeypatch):
    """Every test counts anew."""
    monkeypatch.setattr(feeds, "PACE", feeds.pacing.Pace(30, timedelta(minutes=5)))


def address(browse, who):
    """The person's new secret address, as the page shows it."""
    browser = browse(who)
    browser.post(PAGE)
    return browser.get(PAGE).one(".secret-address code").text.strip().removeprefix("http://localhost")


def events(page):
    return vobject.readOne(page.body.decode()).contents.get("vevent", [])


def names(page):
    return sorted(one.summary.value for one in events(page))


def test_the_owner_s_interviews_stand_in_it_for_anybody_who_has_the_address(browse, at, cast):
    at(PLACED_AT)
    secret = address(browse, cast.entrant)
    page = browse().get(secret)
    assert names(page) == ["Wawancara P4: Pemerintah Kabupaten Peserta"]
    (event,) = events(page)
    assert event.dtstart.value.utctimetuple()[:5] == cast.interview.starts_at.utctimetuple()[:5]
    assert "23 Mei 2022 pukul 09.00 WIB (10.00 WITA)" in event.description.value
    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "private, no-cache"


def test_a_finalist_sees_its_own_alone_and_somebody_without_any_sees_none(browse, at, cast):
    at(PLACED_AT)
    factories.interview(cast.stranger_entry, cast.interview.panel, starts_at=cast.interview.starts_at + timedelta(hours=1))
    assert names(browse().get(address(browse, cast.entrant))) == ["Wawancara P4: Pemerintah Kabupaten Peserta"]
    assert names(browse().get(address(browse, cast.stranger))) == ["Wawancara P4: Pemerintah Kabupaten Tetangga"]
    assert names(browse().get(address(browse, cast.evaluator))) == []


def test_a_conflicted_juror_finds_no_trace_of_the_entry(browse, at, cast):
    at(PLACED_AT)
    page = browse().get(address(browse, cast.conflicted))
    assert names(page) == []
    assert "Peserta" not in page.body.decode()
    assert names(browse().get(address(browse, cast.juror))) == ["Wawancara P4: Pemerintah Kabupaten Peserta"]


def test_a_conflict_declared_later_takes_the_entry_out(browse, at, cast, session):
    at(PLACED_AT)
    secret = address(browse, cast.juror)
    assert len(names(browse().get(secret))) == 1
    sheet = session.get(JurorSheet, cast.juror_sheet.id)
    sheet.state = SheetState.RECUSED
    session.commit()
    assert names(browse().get(secret)) == []


def test_the_secretariat_sees_all_but_for_what_a_secretary_who_is_a_conflicted_juror_may_not(browse, at, cast):
    at(PLACED_AT)
    factories.interview(cast.stranger_entry, cast.interview.panel, starts_at=cast.interview.starts_at + timedelta(hours=1))
    assert len(names(browse().get(address(browse, cast.secretary)))) == 2
    factories.keep(Membership(person_id=cast.conflicted.id, role="secretariat"))
    assert names(browse().get(address(browse, cast.conflicted))) == ["Wawancara P4: Pemerintah Kabupaten Tetangga"]


def test_what_has_not_changed_is_not_sent_again(browse, at, cast):
    at(PLACED_AT)
    secret = address(browse, cast.entrant)
    mark = browse().get(secret).headers["ETag"]
    assert browse().get(secret, status=304, headers={"If-None-Match": mark}).body == b""
    cast.interview.starts_at += timedelta(hours=1)
    assert browse().get(secret, headers={"If-None-Match": mark}).headers["ETag"] != mark


def test_a_new_address_ends_the_old_one_and_a_revoked_one_is_nothing(browse, at, cast):
    at(PLACED_AT)
    old = address(browse, cast.entrant)
    new = address(browse, cast.entrant)
    assert old != new
    browse().get(old, status=404)
    browse().get(new)
    browse(cast.entrant).post(f"{PAGE}/cabut")
    browse().get(new, status=404)
    assert db.everything(select(CalendarFeed)) == []


def test_who_may_no_longer_sign_in_has_no_calendar(browse, at, cast):
    at(PLACED_AT)
    secret = address(browse, cast.entrant)
    cast.entrant.is_active = False
    browse().get(secret, status=404)


def test_the_database_does_not_tell_the_address(browse, at, cast):
    at(PLACED_AT)
    secret = address(browse, cast.entrant).rsplit("/", 1)[-1].removesuffix(".ics")
    kept = db.everything(select(CalendarFeed))[0]
    assert len(secret) == 32
    assert secret not in (kept.mark, kept.sealed)


def test_who_asks_too_often_waits_and_others_do_not(browse, at, cast):
    at(PLACED_AT)
    secret, other = address(browse, cast.entrant), address(browse, cast.juror)
    browser = browse()
    for _turn in range(30):
        browser.get(secret)
    assert "terlalu sering" in browser.get(secret, status=429).text
    browser.get(other)


def test_the_own_page_of_one_s_account_leads_there(browse, cast):
    assert PAGE in [link.get("href") for link in browse(cast.juror).get("/akun").select("a")]


def test_a_feed_asks_the_same_number_of_queries_whatever_its_length(browse, at, cast):
    at(PLACED_AT)
    secret = address(browse, cast.secretary)
    counts = []
    for more in (0, 2):
        for number in range(more):
            entry = factories.entry(cast.edition, state="verified", evidence=False)
            factories.interview(entry, cast.interview.panel, starts_at=cast.interview.starts_at + timedelta(hours=2 + number))
        page = browse().get(secret)
        counts.append(len(page.queries))
    assert counts[0] == counts[1] <= 12
