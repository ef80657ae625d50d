"""Competition time and real time."""

from datetime import UTC, datetime, timedelta

import pytest

from p4comp.core import clock

MOMENT = datetime(2022, 4, 14, 16, 59, tzinfo=UTC)


def test_a_pinned_clock_stands_still_and_leaves_real_time_alone():
    with clock.at(MOMENT):
        assert clock.now() == MOMENT
        assert clock.real() > MOMENT + timedelta(days=365)
    assert clock.now() > MOMENT + timedelta(days=365)


def test_pins_are_laid_one_over_the_other():
    with clock.at(MOMENT):
        with clock.at(MOMENT + timedelta(days=1)):
            assert clock.now() == MOMENT + timedelta(days=1)
        assert clock.now() == MOMENT


def test_the_clock_speaks_utc():
    with clock.at(datetime.fromisoformat("2022-04-14T23:59:00+07:00")):
        assert clock.now().isoformat() == "2022-04-14T16:59:00+00:00"


def test_a_demo_shifts_competition_time(app, monkeypatch):
    monkeypatch.setitem(app.extensions, "clock_shift", lambda: timedelta(days=-1000))
    assert abs(clock.now() - clock.real() + timedelta(days=1000)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("zone", "text", "name"),
    [
        ("Asia/Jakarta", "2022-04-14 23:59", "WIB"),
        ("Asia/Makassar", "2022-04-15 00:59", "WITA"),
        ("Asia/Jayapura", "2022-04-15 01:59", "WIT"),
        ("Asia/Tokyo", "2022-04-15 01:59", "Asia/Tokyo"),
    ],
)
def test_the_same_moment_on_the_wall_clocks_of_the_archipelago(zone, text, name):
    assert f"{clock.local(MOMENT, zone):%Y-%m-%d %H:%M}" == text
    assert clock.zone_name(zone) == name


def test_outside_a_request_it_arrives_now(at):
    at(MOMENT)
    assert clock.arrived() == MOMENT
