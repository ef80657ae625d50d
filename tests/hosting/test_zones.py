"""Clocks: every place tells the time of its own province; a province of WITA is not told WIB."""

import csv
from datetime import UTC, datetime

import pytest

from p4comp.config import ROOT
from p4comp.core import clock, spaces, words
from p4comp.messages.forms.announcements import NoticeForm

MIDNIGHT = datetime(2023, 3, 31, 16, tzinfo=UTC)  # 1 April, 00.00 WITA
HOURS = {"": "31 Mar 2023, 23.00 WIB", "kalsel": "1 Apr 2023, 00.00 WITA", "kaltim": "1 Apr 2023, 00.00 WITA"}


@pytest.mark.parametrize("slug", HOURS)
def test_a_moment_without_a_zone_is_told_by_the_clock_of_its_place(world, slug):
    with world.inside(slug):
        assert words.short_moment(MIDNIGHT) == HOURS[slug]
        assert clock.local(MIDNIGHT).strftime("%-d") == HOURS[slug].split()[0]
        assert words.short_moment(MIDNIGHT, "Asia/Jayapura") == "1 Apr 2023, 01.00 WIT"


@pytest.mark.parametrize("slug", HOURS)
def test_a_moment_is_typed_by_the_clock_its_label_names(world, slug):
    zone = "WITA" if slug else "WIB"
    with world.apps[slug].test_request_context("/", method="POST", data={"appears_at": "2023-04-01T00:00"}):
        form = NoticeForm()
        assert str(form.appears_at.label.text) == f"Tampil mulai ({zone})"
        assert form.appears_at.data == (MIDNIGHT if slug else MIDNIGHT.replace(hour=17))


@pytest.mark.parametrize("slug", HOURS)
def test_the_public_check_tells_its_own_hour(world, slug):
    with clock.at(MIDNIGHT):
        page = world.visitor(slug).get("/v/AAAA")
    hour = "Jumat, 31 Maret 2023 pukul 23.00 WIB" if not slug else "Sabtu, 1 April 2023 pukul 00.00 WITA"
    assert f"Diperiksa pada {hour}." in page.text


def test_the_table_of_zones_is_that_of_the_registry():
    with (ROOT / "p4comp/institutions/data/regions.csv").open(encoding="utf-8") as file:
        stated = {f"prov-{row['code']}": row["timezone"] for row in csv.DictReader(file) if row["level"] == "provinsi"}
    names = {code: clock.zone_name(spaces.ZONE_OF.get(code, clock.DEFAULT_ZONE)) for code in stated}
    assert names == {code: clock.zone_name(zone) for code, zone in stated.items()}
