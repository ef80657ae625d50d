"""One spreadsheet for all institutions of a province: looked at, compared, taken over whole or not at all."""

import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from p4comp.core import storage
from p4comp.core.audit import AuditRecord
from p4comp.core.db import everything, session
from p4comp.monitoring.models import FiguresFile, FormerFigures, MonthlyFigures
from tests import factories, spreadsheets
from tests.monitoring import scene

HEAD = ["Kode", "Instansi", "Bulan", "Diterima", "Diproses", "Selesai", "Hari selesai"]
SEND = "/pemantauan/provinsi/prov-63/impor"


@pytest.fixture
def world(app, at):
    at(scene.AT)
    yield scene.world()
    assert list(storage.store().folder.glob("incoming-*")) == []


def line(unit, month="2022-03", received="100", in_process="15", done="80", days="2,5"):
    return [unit.code, unit.name, month, received, in_process, done, days]


def send(browser, *rows, path=SEND, head=HEAD, name="angka.xlsx", status=303):
    return browser.post(path, {"file": factories.upload(name, spreadsheets.book([head, *rows]))}, status=status)


def take(browser, sent, **typed):
    """Look at what was sent, and take it over."""
    page = browser.get(sent.location)
    return page, browser.post(sent.location, {"mark": page.select("input[name=mark]")[0].get("value"), **typed}, status=None)


def kept():
    rows = everything(select(MonthlyFigures))
    return {(one.institution.name.split()[-1], one.month): (one.received, one.in_process, one.done, one.average_days) for one in rows}


def test_a_year_of_all_is_taken_over_in_one_go(world, browse):
    browser = browse(world.monitor)
    rows = [line(unit, f"2021-{number:02d}") for unit in world.units for number in range(1, 13)]
    page, answer = take(browser, send(browser, *rows))
    assert "48 baris baru, 0 koreksi" in page.text
    assert answer.location == "/pemantauan/provinsi/prov-63"
    assert len(kept()) == 48
    assert kept()["Tapin", "2021-12"] == (100, 15, 80, 2.5)
    verbs = [one.verb for one in everything(select(AuditRecord)) if one.verb.startswith("monitoring_file")]
    assert verbs == ["monitoring_file.sent", "monitoring_file.taken"]


def test_nothing_counts_before_it_was_confirmed(world, browse):
    browser = browse(world.monitor)
    browser.get(send(browser, line(world.units[0])).location)
    assert kept() == {}


def test_everything_bad_stands_beside_its_row_and_nothing_is_taken(world, browse):
    browser = browse(world.monitor)
    rows = [
        line(world.units[0]),
        line(world.units[1], received="98,1 %"),
        line(world.units[0], "Maret 2022"),
        line(world.elsewhere),
        line(world.units[2], "Januari–Maret 2022"),
        line(world.units[2], done="120"),
        line(world.units[3], "2022-07"),
    ]
    page = browser.get(send(browser, *rows).location)
    found = [
        (row.select("td")[0].text.strip(), [one.text.strip() for one in row.select(".row-fault strong")]) for row in page.select("tbody tr")
    ]
    wrong = [("3", ["diterima"]), ("4", ["bulan"]), ("5", ["kode"]), ("6", ["bulan"]), ("7", ["selesai"]), ("8", ["bulan"])]
    assert found == [*wrong, ("2", [])]
    assert "adalah Pemerintah Kabupaten Paser (Pemerintah Provinsi Kalimantan Timur)" in page.text
    assert page.select("input[name=mark]") == []
    browser.post(f"/pemantauan/berkas/{session().execute(select(FiguresFile.id)).scalar_one()}", {"mark": ""}, status=422)
    assert kept() == {}


def test_a_regency_that_is_missing_is_named_and_does_not_stop_the_others(world, browse):
    browser = browse(world.monitor)
    page, answer = take(browser, send(browser, *(line(unit) for unit in world.units[1:]), line(world.agency)))
    assert "Pemerintah Kabupaten Tabalong: Maret 2022" in page.text
    assert (answer.status, len(kept())) == (303, 4)


def test_a_correction_says_why_and_keeps_what_was(world, browse):
    scene.figures(world.units[0], received=90, done=70, in_process=10)
    browser = browse(world.monitor)
    sent = send(browser, line(world.units[0]))
    page, answer = take(browser, sent)
    assert "0 baris baru, 1 koreksi" in page.text
    assert (answer.status, "1 baris mengubah angka yang sudah ada. Tulis mengapa diubah." in answer.text) == (422, True)
    _page, answer = take(browser, sent, reason="Rekap LAPOR! diperbarui")
    assert answer.status == 303
    (old,) = everything(select(FormerFigures))
    assert (old.values, old.version, old.reason) == ({"received": 90, "done": 70, "in_process": 10}, 1, "Rekap LAPOR! diperbarui")
    assert (old.replaced_by, kept()["Tabalong", "2022-03"][:3]) == (world.monitor.id, (100, 15, 80))


def test_the_same_again_changes_nothing(world, browse):
    browser = browse(world.monitor)
    take(browser, send(browser, line(world.units[0])))
    page, answer = take(browser, send(browser, line(world.units[0])))
    assert "0 baris baru, 0 koreksi" in page.text
    assert (answer.status, everything(select(FormerFigures))) == (303, [])


def test_sums_that_do_not_add_up_are_kept_only_when_people_say_so(world, browse):
    browser = browse(world.monitor)
    sent = send(browser, line(world.units[0], received="90"))
    _page, answer = take(browser, sent)
    assert (answer.status, kept()) == (422, {})
    _page, answer = take(browser, sent, accepted="y")
    assert (answer.status, kept()["Tabalong", "2022-03"][0]) == (303, 90)
    assert "Jumlah tidak cocok" in browser.get("/pemantauan/instansi/kab-63.09").text


def test_what_changed_meanwhile_is_looked_at_again(world, browse):
    browser = browse(world.monitor)
    sent = send(browser, line(world.units[0]))
    mark = browser.get(sent.location).select("input[name=mark]")[0].get("value")
    scene.figures(world.units[0])
    page = browser.post(sent.location, {"mark": mark, "reason": "x"}, status=409)
    assert "Sementara itu angka yang tersimpan berubah." in page.text


def test_a_file_is_taken_once(world, browse):
    browser = browse(world.monitor)
    sent = send(browser, line(world.units[0]))
    _page, answer = take(browser, sent)
    again = browser.post(sent.location, {"mark": "apa pun"})
    assert (again.status, again.location) == (303, answer.location)
    assert "Isi “angka.xlsx” sudah tersimpan." in browser.get(sent.location, status=303).follow().text
    assert len(everything(select(MonthlyFigures))) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"", "Berkas ini kosong (0 byte)."),
        ("a.csv", b"nama;jumlah\nTapin;3\n", "Baris pertama harus memuat kolom kode, bulan, dan diterima seperti di templat."),
        ("a.csv", b"kode;bulan;diterima\n", "Berkas ini tidak berisi baris di bawah nama kolom."),
        ("a.csv", b"kode;bulan;diterima;diterima\nx;y;1;2\n", "Kolom diterima muncul lebih dari sekali."),
        ("a.pdf", None, "Berkas ini bukan CSV atau XLSX, apa pun namanya."),
        ("a.xlsx", spreadsheets.bomb, ""),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(world, browse, name, content, words):
    content = content() if callable(content) else content
    page = browse(world.monitor).post(SEND, {"file": factories.upload(name, content)}, status=422)
    assert words in page.text
    assert everything(select(FiguresFile)) == []


def test_without_a_file_the_form_says_so(world, browse):
    assert "Pilih berkas yang akan diunggah." in browse(world.monitor).post(SEND, {}, status=422).text


def test_a_csv_with_decimal_commas_is_read(world, browse):
    browser = browse(world.monitor)
    content = b"kode;bulan;diterima;selesai;hari_selesai\nkab-63.05;Maret 2022;1.294;1.219;2,35\n"
    sent = browser.post(SEND, {"file": factories.upload("angka.csv", content)})
    take(browser, sent)
    assert kept() == {("Tapin", "2022-03"): (1294, None, 1219, 2.35)}


def test_the_template_names_all_units_and_comes_back_as_it_is(world, browse):
    browser = browse(world.monitor)
    content = browser.get("/pemantauan/provinsi/prov-63/templat.xlsx?dari=2022-03&sampai=2022-04").body
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["opd-dinkes", "kab-63.11", "kab-63.09", "kab-63.05", "kota-63.72"] * 2
    page = browser.get(browser.post(SEND, {"file": factories.upload("t.xlsx", content)}).location)
    assert "Tidak ada baris yang berisi angka." in page.text


def test_the_export_can_be_sent_in_again(world, browse):
    scene.figures(world.units[0], average_days=2.5)
    browser = browse(world.monitor)
    content = browser.get("/pemantauan/provinsi/prov-63/angka.xlsx").body
    page = browser.get(browser.post(SEND, {"file": factories.upload("t.xlsx", content)}).location)
    assert "0 baris baru, 0 koreksi, sisanya sama" in page.text


def test_an_institution_sends_its_own_months_and_no_others(world, browse):
    browser = browse(world.drafter)
    path = "/pemantauan/instansi/kab-63.09/impor"
    page = browser.get(send(browser, line(world.units[0]), line(world.units[1]), path=path).location)
    assert "Kode kab-63.05 adalah Pemerintah Kabupaten Tapin." in page.text
    take(browser, send(browser, line(world.units[0]), path=path))
    (row,) = everything(select(MonthlyFigures))
    assert (row.institution_id, row.is_own) == (world.units[0].id, True)


def test_a_file_is_nobody_elses(world, browse):
    sent = send(browse(world.monitor), line(world.units[0]))
    for who in (world.drafter, world.stranger, world.elsewhere_monitor, factories.secretariat()):
        browse(who).get(sent.location, status=404)
