"""One month typed in: by the institution, corrected with a reason, refused beside the field."""

import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core.db import everything
from p4comp.core.errors import Invalid
from p4comp.core.months import Month
from p4comp.monitoring import actions, queries
from p4comp.monitoring.models import FormerFigures, MonthlyFigures
from p4comp.monitoring.rules.counts import Counts
from p4comp.monitoring.rules.monthly import Stated
from tests.monitoring import scene

FORM = "/pemantauan/instansi/kab-63.09/isi"
TYPED = {"month": "2022-03", "received": "1.294", "done": "1.219", "in_process": "51", "average_days": "2,5"}


@pytest.fixture
def world(app, at):
    at(scene.AT)
    return scene.world()


def test_a_month_is_kept_as_it_was_typed(world, browse):
    browser = browse(world.drafter)
    assert browser.post(FORM, TYPED).location == "/pemantauan/instansi/kab-63.09"
    (row,) = everything(select(MonthlyFigures))
    assert (row.month, row.received, row.done, row.in_process, row.waiting, row.average_days) == ("2022-03", 1294, 1219, 51, None, 2.5)
    assert (row.is_own, row.saved_by) == (True, world.drafter.id)
    page = browser.get("/pemantauan/instansi/kab-63.09")
    assert [cell.text.strip() for cell in page.select("tbody tr")[0].select("td")[:2]] == ["98,1 %", "paling sedikit 90 %"]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"month": "2022-06"}, "month", "Juni 2022 belum tiba. Periksa tahun dan bulannya."),
        ({"month": "dua"}, "month", "Isi bulan dan tahun, misalnya 2022-03 atau Maret 2022."),
        ({"received": ""}, "received", "Isi jumlah pengaduan yang diterima; isi 0 bila tidak ada."),
        ({"done": "2.000"}, "done", "Selesai 2.000 lebih banyak daripada diterima 1.294. Periksa kedua angka."),
        ({"done": "94 %"}, "done", "“94 %” adalah persentase. Isi jumlah pengaduan; portal menghitung persentasenya."),
        ({"archived": "100"}, "received", "Diterima 1.294, tetapi jumlah menurut status 1.370; selisih 76."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(world, browse, typed, field, words):
    page = browse(world.drafter).post(FORM, TYPED | typed, status=422)
    assert [one.text.strip() for one in page.select(".field-wrong .field-error")] == [f"Kesalahan: {words}"]
    assert page.select(f".field-wrong #{field}") != []
    assert page.select("#in_process")[0].get("value") == "51"
    assert everything(select(MonthlyFigures)) == []


MIDNIGHT = datetime(2022, 6, 1, tzinfo=ZoneInfo("Asia/Makassar"))


def by_page(world, browse, month, _at):
    page = browse(world.drafter).post(FORM, TYPED | {"month": str(month)}, status=None)
    return [one.text.strip().removeprefix("Kesalahan: ") for one in page.select(".field-wrong .field-error")]


def by_table(world, _browse, month, _at):
    rows = [[2, {"code": "kab-63.09", "month": str(month), "received": "1"}]]
    sent = queries.sent(someone(world.monitor), scene.waiting_file(world.province, rows).id)
    return [one.message for one in queries.compared(sent).reading.rows[0].faults if one.column == "month"]


def by_action(world, _browse, month, at):
    by = someone(world.drafter)
    try:
        actions.state(queries.unit(by, "kab-63.09"), month, Stated(Counts(received=1)), reason="", accepted=False, by=by, at=at)
    except Invalid as error:
        return [error.message] if error.field == "month" else []
    return []


@pytest.mark.parametrize(("minutes", "month", "way"), list(itertools.product((-30, 30), (5, 6, 7), (by_page, by_table, by_action))))
def test_a_month_is_stated_once_it_has_begun_in_the_province(world, browse, at, minutes, month, way):
    moment, asked = at(MIDNIGHT + timedelta(minutes=minutes)), Month(2022, month)
    told = way(world, browse, asked, moment)
    has_begun = month <= (6 if minutes > 0 else 5)
    assert told == ([] if has_begun else [f"{asked.name} belum tiba. Periksa tahun dan bulannya."])
    kept = [row.month for row in everything(select(MonthlyFigures))]
    assert kept == ([str(asked)] if has_begun and way is not by_table else [])


@pytest.mark.parametrize(("month", "is_over"), [(4, True), (5, False)])
def test_of_a_month_that_is_not_over_people_are_told_that_its_figures_are_provisional(world, browse, at, month, is_over):
    at(MIDNIGHT - timedelta(minutes=30))
    page = browse(world.drafter).post(FORM, TYPED | {"month": f"2022-{month:02d}"}).follow()
    assert [("tersimpan sebagai angka sementara" in one, "tersimpan" in one) for one in page.flashes] == [(not is_over, True)]


def test_a_sum_that_is_meant_so_is_kept(world, browse):
    browse(world.drafter).post(FORM, TYPED | {"archived": "100", "accepted": "y"})
    assert [row.archived for row in everything(select(MonthlyFigures))] == [100]


def test_a_correction_shows_what_is_kept_and_needs_a_reason(world, browse):
    scene.figures(world.units[0], average_days=2.25)
    browser = browse(world.drafter)
    page = browser.get(f"{FORM}?bulan=2022-03")
    assert [page.select(f"#{name}")[0].get("value") for name in ("received", "done", "average_days")] == ["100", "80", "2,25"]
    browser.post(FORM, TYPED, status=422)
    browser.post(FORM, TYPED | {"reason": "Salah ketik"})
    (old,) = everything(select(FormerFigures))
    assert (old.values["received"], old.reason) == (100, "Salah ketik")
    assert "Salah ketik" in browser.get("/pemantauan/instansi/kab-63.09").text


def test_before_the_province_asks_nothing_can_be_stated(world, browse):
    for one in world.province.id, world.other.id:
        for row in everything(select(scene.MonitoringTerms).where(scene.MonitoringTerms.province_id == one)):
            scene.factories.base.session().delete(row)
    page = browse(world.drafter).post(FORM, TYPED, status=403)
    assert "belum memulai pemantauan" in page.text
