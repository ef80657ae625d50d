"""Whoever is late is reminded once a month; what a province asks and publishes; institutions that become one."""

import itertools
import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import g
from sqlalchemy import delete, select

from p4comp.accounts.identity import someone
from p4comp.core import clock
from p4comp.core.db import everything, session
from p4comp.core.errors import Invalid
from p4comp.core.mail import Mail
from p4comp.core.months import Month
from p4comp.institutions import actions as registry
from p4comp.monitoring import actions, queries, tasks
from p4comp.monitoring.contributions import LATE
from p4comp.monitoring.models import FiguresReminder, FormerFigures, MonitoringTerms, MonthlyFigures
from p4comp.monitoring.rules.counts import COUNTED
from p4comp.monitoring.rules.monthly import last_whole
from tests import factories
from tests.monitoring import scene

MORNING = datetime(2022, 5, 11, 0, 0, tzinfo=UTC)  # 08.00 WITA on the eleventh, the day after the tenth


@pytest.fixture
def world(app, at):
    at(scene.AT)
    return scene.world()


def reminded():
    return sorted(one.to for one in everything(select(Mail)))


@pytest.mark.parametrize(
    ("moment", "is_time"),
    [
        (datetime(2022, 5, 10, 15, 59, tzinfo=UTC), False),
        (datetime(2022, 5, 10, 23, 59, tzinfo=UTC), False),
        (MORNING, True),
    ],
)
def test_the_late_are_reminded_from_eight_on_the_day_after(world, at, moment, is_time):
    at(moment)
    tasks.look_for_late_figures()
    assert (world.drafter.email in reminded()) is is_time


def test_nobody_is_reminded_twice_of_a_month_and_nobody_who_has_stated_it(world, at):
    scene.figures(world.units[1], "2022-04")
    at(MORNING)
    tasks.look_for_late_figures()
    tasks.look_for_late_figures()
    assert reminded() == sorted([world.drafter.email, world.viewer.email])


def test_the_province_reminds_before_the_day_comes(world, browse, at):
    at("2022-05-03T10:00:00+08:00")
    browser = browse(world.monitor)
    page = browser.get("/pemantauan/provinsi/prov-63/belum-masuk")
    assert len(page.select("tbody tr")) == 5
    browser.post("/pemantauan/provinsi/prov-63/ingatkan")
    assert reminded() == sorted([world.drafter.email, world.viewer.email, world.stranger.email])
    browser.post("/pemantauan/provinsi/prov-63/ingatkan")
    assert len(reminded()) == 3


def test_targets_are_typed_with_a_comma_and_hold_from_their_month(world, browse):
    typed = {
        "from_month": "2022-06",
        "followed_up": "92,5",
        "settled": "",
        "first_days": "3",
        "days": "",
        "due_day": "12",
        "basis": "SE 5/2022",
    }
    browse(world.monitor).post("/pemantauan/provinsi/prov-63/sasaran", typed)
    found = everything(
        select(MonitoringTerms).where(MonitoringTerms.province_id == world.province.id, MonitoringTerms.from_month == "2022-06")
    )
    assert [(one.followed_up, one.settled, one.first_days, one.days, one.due_day, one.basis) for one in found] == [
        (92.5, None, 3.0, None, 12, "SE 5/2022")
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"followed_up": "101"}, "Isi angka dari 0 sampai 100."),
        ({"followed_up": "banyak"}, "Isi angka saja, misalnya 90 atau 2,5."),
        ({"due_day": "31"}, "Isi angka dari 1 sampai 28."),
        ({"due_day": ""}, "Isi tanggalnya."),
        ({"from_month": ""}, "Isi bulan mulai berlaku."),
    ],
)
def test_a_bad_target_says_what_to_do(world, browse, typed, words):
    whole = {"from_month": "2022-06", "followed_up": "90", "due_day": "10"} | typed
    page = browse(world.monitor).post("/pemantauan/provinsi/prov-63/sasaran", whole, status=422)
    assert [one.text.strip() for one in page.select(".field-wrong .field-error")] == [f"Kesalahan: {words}"]


def test_only_what_a_province_publishes_is_open(world, browse):
    scene.figures(world.units[0], "2022-03")
    scene.figures(world.units[0], "2022-04", received=7)
    address = "/data-terbuka/pemantauan/prov-63"
    for ending in ("csv", "json"):
        browse().get(f"{address}.{ending}", status=404)
    browser = browse(world.monitor)
    browser.post("/pemantauan/provinsi/prov-63/terbitkan", {"until": "2022-03"})
    told = browse().get(f"{address}.json").json
    assert [(row["kode"], row["bulan"], row["diterima"]) for row in told["baris"]] == [("kab-63.09", "2022-03", 100)]
    browse().get("/data-terbuka/pemantauan/prov-64.json", status=404)
    browser.post("/pemantauan/provinsi/prov-63/terbitkan", {"until": "2022-05"}, status=422)
    browser.post("/pemantauan/provinsi/prov-63/tarik")
    browse().get(f"{address}.csv", status=404)


def catalogued(browser):
    shelves = json.loads(browser.get("/data-terbuka/katalog.json").body)["dcat:dataset"]
    files = [(one["dct:identifier"], file["dcat:downloadURL"]) for one in shelves for file in one["dcat:distribution"]]
    return [(code, address.partition("/data-terbuka/")[2]) for code, address in files if code.startswith("pemantauan")]


def test_the_catalogue_of_open_data_names_a_province_only_while_it_publishes(app, world, browse):
    def named():
        app.extensions["page_cache"].clear()  # it keeps by the machine's clock, which no test moves
        return catalogued(browse())

    browser = browse(world.monitor)
    assert named() == []
    browser.post("/pemantauan/provinsi/prov-63/terbitkan", {"until": "2022-03"})
    assert named() == [("pemantauan-prov-63", f"pemantauan/prov-63.{ending}") for ending in ("csv", "json")]
    assert "Maret 2022" in browse().get("/data-terbuka").main
    browser.post("/pemantauan/provinsi/prov-63/tarik")
    assert named() == []


def test_open_figures_are_written_for_machines(world, browse):
    scene.figures(world.units[0], "2022-03", first_days=2.5)
    browse(world.monitor).post("/pemantauan/provinsi/prov-63/terbitkan", {"until": "2022-03"})
    address = "/data-terbuka/pemantauan/prov-63"
    head, line = browse().get(f"{address}.csv").body.decode("utf-8-sig").splitlines()
    told = browse().get(f"{address}.json").json
    assert head.split(",") == list(told["kolom"])
    assert line.split(",") == [str(cell) for cell in told["baris"][0].values()]
    assert "2.5" in line.split(",")


def test_of_two_institutions_that_become_one_no_month_is_lost(world):
    kept, gone = world.units[0], world.units[1]
    scene.figures(kept, "2022-03", 100)
    stated = {str(name): 30 + number for number, name in enumerate(COUNTED)} | {"first_days": 2.5, "average_days": 7.25}
    scene.figures(gone, "2022-03", **stated)
    scene.figures(gone, "2022-04", 60)
    registry.merge(kept, gone, reason="ganda", by=someone(factories.secretariat()), at=scene.AT)
    session().flush()
    rows = everything(select(MonthlyFigures).order_by(MonthlyFigures.month))
    assert [(one.institution_id, one.month, one.received) for one in rows] == [(kept.id, "2022-03", 100), (kept.id, "2022-04", 60)]
    assert [one.values for one in everything(select(FormerFigures))] == [stated]


ZONES = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")


def late_of(app, person, province, at):
    """What the start page counts, and what the province's own page would."""
    with clock.at(at), app.test_request_context():
        for name in ("arrived", "tallies"):  # each page has its own
            g.pop(name, None)
        area = queries.area(someone(person), province.code)
        month = last_whole(clock.local(at, province.zone).date())
        return LATE.of(someone(person)), len(queries.late(area, month))


ASKED = {
    "one": ([("2020-01", 10)], 10),
    "a later day since March": ([("2020-01", 3), ("2022-03", 20)], 20),
    "an earlier day since March": ([("2020-01", 20), ("2022-03", 3)], 3),
    "an earlier day from the running month on": ([("2020-01", 20), ("2022-05", 3)], 20),
    "only from a month to come on": ([("2022-07", 10), ("2022-09", 3)], 10),
}


@pytest.mark.parametrize(("name", "day"), list(itertools.product(ASKED, (3, 4, 10, 11, 20, 21))))
def test_the_start_page_goes_by_the_terms_of_the_month_and_counts_what_the_province_counts(app, world, name, day):
    rows, due = ASKED[name]
    session().execute(delete(MonitoringTerms).where(MonitoringTerms.province_id == world.province.id))
    for month, due_day in rows:
        scene.terms(world.province, from_month=month, due_day=due_day)
    scene.figures(world.units[0], "2022-04")
    world.units[1].valid_to, world.units[2].valid_to = date(2021, 12, 31), date(2030, 1, 1)
    session().flush()
    told, counted = late_of(app, world.monitor, world.province, datetime(2022, 5, day, 5, tzinfo=UTC))
    assert (told, counted) == (3 if day > due else 0, 3)


@pytest.mark.parametrize(("zone", "turn"), list(itertools.product(ZONES, ("2022-05-11", "2022-06-01", "2022-06-11"))))
def test_on_the_start_page_a_day_ends_when_it_ends_in_the_province(app, world, zone, turn):
    world.province.region.zone = zone
    session().flush()
    midnight = datetime.fromisoformat(turn).replace(tzinfo=ZoneInfo(zone))
    before, after = (late_of(app, world.monitor, world.province, midnight + timedelta(minutes=n))[0] for n in (-30, 30))
    assert (before, after) == {"2022-05-11": (0, 5), "2022-06-01": (5, 0), "2022-06-11": (0, 5)}[turn]


def test_nobody_is_asked_for_figures_of_an_institution_that_has_ended(world, browse):
    assert "Isi angka pengaduan" in browse(world.drafter).get("/ruang-kerja").text
    world.units[0].valid_to = date(2022, 1, 1)
    session().flush()
    assert "Isi angka pengaduan" not in browse(world.drafter).get("/ruang-kerja").text


@pytest.mark.parametrize(("zone", "hour", "month"), list(itertools.product(ZONES, (-1, 1), (4, 5, 6, 7))))
def test_a_month_is_published_once_it_is_over_in_the_province(world, zone, hour, month):
    world.province.region.zone = zone
    session().flush()
    by, at = someone(world.monitor), datetime(2022, 6, 1, tzinfo=ZoneInfo(zone)) + timedelta(minutes=30 * hour)
    area = queries.area(by, "prov-63")
    if month <= (5 if hour > 0 else 4):
        assert actions.publish(area, Month(2022, month), by=by, at=at.astimezone(UTC)).until_month == f"2022-0{month}"
    else:
        with pytest.raises(Invalid) as told:
            actions.publish(area, Month(2022, month), by=by, at=at.astimezone(UTC))
        assert told.value.field == "until"


def test_many_late_ones_are_reminded_by_as_many_queries_as_one(app, world, at):
    at(MORNING)
    told, by_number = [], []
    assert world.province.zone == "Asia/Makassar"  # its region is read here, once
    for stated in ([*world.units[1:], world.agency], []):
        session().execute(delete(FiguresReminder))
        session().execute(delete(MonthlyFigures))
        for unit in stated:
            scene.figures(unit, "2022-04")
        area = queries.area(someone(world.monitor), "prov-63")
        session().flush()
        with app.extensions["test_watch"]() as taken:
            told.append(actions.remind(area, by=someone(world.monitor), at=MORNING))
            session().flush()
        by_number.append(sum(one.startswith("SELECT") for one in taken))
    assert told == [1, 5]
    assert by_number[0] == by_number[1]
