"""The slots of an edition's interview days."""

from dataclasses import replace
from datetime import date, timedelta

from p4comp.interviews.rules import slots
from tests.interviews.week import spec, wib

FULL_DAY = ["08:30", "09:05", "09:40", "10:15", "10:50", "11:25", "13:00", "13:35", "14:10", "14:45", "15:20"]
FRIDAY = ["08:30", "09:05", "09:40", "10:15", "10:50", "13:30", "14:05", "14:40", "15:15"]


def test_the_week_of_2022_has_five_days_without_ascension_day_and_the_weekend():
    expected = [wib(day, clock) for day in (23, 24, 25) for clock in FULL_DAY]
    expected += [wib(27, clock) for clock in FRIDAY] + [wib(30, clock) for clock in FULL_DAY]
    assert [slot.starts_at for slot in slots.slots(spec().interview, spec().zone)] == expected


def test_every_slot_holds_ten_minutes_of_talk_and_twenty_of_questions():
    assert {slot.ends_at - slot.starts_at for slot in slots.slots(spec().interview, spec().zone)} == {timedelta(minutes=30)}


def test_friday_prayer_is_left_free():
    friday = [slot for slot in slots.slots(spec().interview, spec().zone) if slot.starts_at.date() == date(2022, 5, 27)]
    assert all(slot.ends_at <= wib(27, "11:30") or slot.starts_at >= wib(27, "13:30") for slot in friday)


def test_slots_are_read_on_the_edition_s_own_clock():
    first = slots.slots(replace(spec().interview, days=(date(2022, 5, 23),)), "Asia/Jayapura")[0]
    assert first.starts_at == wib(23, "06:30")


def test_a_slot_that_would_run_into_the_pause_is_none():
    short = replace(spec().interview, days=(date(2022, 5, 23),), hours=(("08:30", "08:59"),))
    assert slots.slots(short, spec().zone) == ()
