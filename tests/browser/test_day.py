"""The day's screens in a real browser: they renew themselves by a stream, ask from time to time without one, and tell the server's time."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from p4comp.accounts.identity import someone
from p4comp.core import clock, db
from p4comp.interviews.actions import sittings
from p4comp.interviews.models import Interview
from tests import factories
from tests.browsers import Browser
from tests.sites import Site

TURN = "/jadwal-wawancara/saya/giliran"


@pytest.fixture
def finalist(live):
    """A finalist whose interview is about to begin, and somebody of the secretariat; ids and persons."""
    cast = factories.cast()
    live.at(cast.interview.starts_at)
    db.commit()
    return cast


def take(step, interview_id, by, at):
    """The secretariat takes a step."""
    sittings.step(db.session().get(Interview, interview_id), step, by=by, at=at)
    db.commit()


def test_without_a_stream_the_page_asks_from_time_to_time(live, screen, finalist):
    window = screen(finalist.entrant, width=360)
    window.page.clock.install(time=clock.real())
    window.open(TURN)
    expect(window.page.locator(".turn-word")).to_have_text("Anda berikutnya")
    take("call", finalist.interview.id, someone(finalist.secretary), clock.now())
    for _ in range(4):
        window.page.clock.fast_forward(4000)
        window.page.wait_for_timeout(300)
    expect(window.page.locator(".turn-word")).to_have_text("Silakan masuk")
    assert window.page.title().startswith("Silakan masuk · ")


def test_a_refused_score_is_marked_where_it_was_typed(live, screen, finalist):
    window = screen(finalist.juror, width=360).open(f"/wawancara/{finalist.juror_sheet.id}")
    typed = window.page.locator("[inputmode=decimal]").first
    box = window.page.locator(".field-wrong")
    for value, wrong in (("105", 1), ("85", 0)):
        typed.fill(value)
        typed.press("Tab")
        expect(box).to_have_count(wrong)
        assert typed.get_attribute("aria-invalid") == ("true" if wrong else None)


def test_the_timer_tells_the_server_s_time_by_words_digits_and_title(live, screen, finalist):
    take("begin", finalist.interview.id, someone(finalist.secretary), clock.now())
    window = screen(finalist.juror, width=360)
    window.page.clock.install(time=clock.real() - timedelta(days=1))
    window.open("/wawancara/layar")
    place = window.page.locator("[data-timer]")
    for passed, signal, words in [(0, "calm", "Waktu berjalan"), (8, "soon", "Waktu hampir habis"), (11, "over", "Waktu habis")]:
        live.at(finalist.interview.starts_at + timedelta(minutes=passed, seconds=5))
        window.page.clock.fast_forward(60_000)  # a laptop that slept asks the server before it tells anything
        expect(place).to_have_attribute("data-signal", signal)
        expect(place.locator("[data-word]")).to_have_text(words)
    assert window.page.title().startswith("+01.0")


def test_a_step_taken_elsewhere_is_on_the_screen_by_the_stream(chromium, workshop, tmp_path):
    site = Site(tmp_path / "portal")
    site.start()
    with site.app.app_context():
        cast = factories.cast()
        db.commit()
        starts_at, interview_id, secretary = cast.interview.starts_at, cast.interview.id, someone(cast.secretary)
        site.at(starts_at)
        cookie = Browser(site.app, cast.entrant).client.get_cookie("p4").value
    context = chromium.new_context(base_url=site.url)
    context.add_cookies([{"name": "p4", "value": cookie, "url": site.url}])
    page = context.new_page()
    page.goto(TURN)
    expect(page.locator("[data-live-state]")).to_have_text("Terhubung: diperbarui dengan sendirinya.", timeout=10_000)
    with site.app.app_context():
        take("call", interview_id, secretary, starts_at)
    expect(page.locator(".turn-word")).to_have_text("Silakan masuk", timeout=8000)
    context.close()
    site.close()
