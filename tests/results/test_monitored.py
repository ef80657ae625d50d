"""A table of figures filled from the monthly statistics: a month that lacks is named and never counts as nothing, a change needs its reason."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from p4comp.competition import files
from p4comp.competition.files.faults import BrokenEdition
from p4comp.competition.scoring_terms import Column, ColumnKind, Monitored
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.months import Month, Span
from p4comp.institutions.models import Institution
from p4comp.monitoring.rules.counts import Counts
from p4comp.monitoring.rules.monthly import Stated
from p4comp.results.models import ScoreTable
from p4comp.results.rules import monitored as rules
from p4comp.results.rules.score_tables import Home
from tests import factories
from tests.monitoring import scene as monitoring
from tests.results import figures_scene as scene
from tests.results.test_figures_played import APRIL

HOME = Home("h", "kab-63.01", "Pemerintah Kabupaten Tanah Laut")
JAN, MAR = Month(2022, 1), Month(2022, 3)
COLUMNS = (
    Column("masuk", "Diterima", ColumnKind.COUNT, monitored=Monitored.RECEIVED),
    Column("tindak", "Ditindaklanjuti", ColumnKind.COUNT, monitored=Monitored.FOLLOWED_UP),
    Column("hari", "Hari", ColumnKind.DAYS, monitored=Monitored.DAYS),
)
PLACE = "/hasil-akhir/pantau-2022/KABKOTA/angka"
SPAN = {"first": "2022-01", "last": "2022-03"}


def stated(received=10, in_process=2, done=7, days="4.5"):
    return Stated(Counts(received, in_process=in_process, done=done, average_days=days and Decimal(days)))


@pytest.mark.parametrize(
    ("what", "found", "value"),
    [
        (Monitored.RECEIVED, stated(), 10.0),
        (Monitored.FOLLOWED_UP, stated(), 9.0),
        (Monitored.FOLLOWED_UP, stated(in_process=None), None),
        (Monitored.FOLLOWED_UP, stated(done=None), None),
        (Monitored.SETTLED, stated(done=0), 0.0),
        (Monitored.SETTLED, stated(done=None), None),
        (Monitored.FIRST_DAYS, Stated(Counts(1), Decimal("1.5")), 1.5),
        (Monitored.FIRST_DAYS, stated(), None),
        (Monitored.DAYS, stated(), 4.5),
        (Monitored.DAYS, stated(days=None), None),
    ],
)
def test_what_is_not_known_is_not_nothing(what, found, value):
    assert rules.value_of(found, what) == value


@pytest.mark.parametrize(
    ("months", "gaps"),
    [
        ({1: stated(), 2: stated(), 3: stated()}, []),
        ({1: stated(), 3: stated()}, ["Februari 2022"]),
        ({1: stated(), 2: stated(in_process=None), 3: stated()}, ["Ditindaklanjuti Februari 2022"]),
        ({1: stated(), 2: stated(0, 0, 0, None), 3: stated()}, []),
        ({1: stated(), 2: stated(days=None), 3: stated()}, ["Hari Februari 2022"]),
    ],
)
def test_a_row_names_the_months_it_lacks(app, months, gaps):
    known = {"h": rules.Known(stated(30, 6, 21), {Month(2022, number): one for number, one in months.items()})}
    [row] = rules.rows([HOME, Home("x", "kab-63.02", "Lain")], known, COLUMNS, Span(JAN, MAR))
    assert (row.gaps, row.values) == (gaps, {"masuk": 30.0, "tindak": 27.0, "hari": 4.5})
    assert (rules.faults(row, COLUMNS) != []) == (gaps != [])
    row.reason = "Surat dinas."
    assert rules.faults(row, COLUMNS) == []


def document(**column):
    """An award by the share that was followed up and the days it took, both from the monthly statistics."""
    found = files.read("kalsel-2022")
    found |= {"slug": "pantau-2022", "nomor": 2, "nama": "Penghargaan Angka", "nama_pendek": "Angka", "keterangan": []}
    found["kategori"] = found["kategori"][:1]
    columns = [
        {"kode": "masuk", "nama": "Diterima", "jenis": "jumlah", "pemantauan": "diterima"},
        {"kode": "tindak", "nama": "Ditindaklanjuti", "jenis": "jumlah", "pemantauan": "ditindaklanjuti"},
        {"kode": "hari", "nama": "Hari tindak lanjut", "jenis": "hari", "pemantauan": "hari_tindak_lanjut"} | column,
    ]
    scored = [
        {"kode": "K1", "nama": "Tindak lanjut", "rumus": "bagian", "kolom": ["tindak", "masuk"], "bobot": 70.0},
        {"kode": "K2", "nama": "Kecepatan", "rumus": "batas", "kolom": ["hari"], "batas": 3.0, "arah": "turun", "bobot": 30.0},
    ]
    found["kategori"][0]["angka"] = {"cara": "indikator", "kolom": columns, "indikator": scored}
    return found


@pytest.fixture
def office(app, at):
    """Thirteen regencies and cities of which eleven stated three months, one two of them, and one nothing."""
    at(APRIL)
    scene.province()
    for number, code in enumerate(sorted(scene.REGENCIES)[:-1]):
        unit = db.first(select(Institution).where(Institution.code == code))
        for month in ("2022-01", "2022-02", "2022-03")[: 2 if number == 0 else 3]:
            monitoring.figures(unit, month, received=100, done=80 - number, in_process=10, first_days=1.5)
    edition = scene.load(document(), at=APRIL)
    db.commit()
    return edition


@pytest.fixture
def secretary(office, browse):
    return browse(factories.secretariat("Sekretaris"))


def filled(secretary, **span):
    return secretary.post(f"{PLACE}/pemantauan", SPAN | span).follow()


def draft():
    db.session().expire_all()
    return db.first(select(ScoreTable).order_by(ScoreTable.read_at.desc()))


def test_the_secretary_fills_the_table_settles_the_gap_and_uses_it(secretary):
    page = filled(secretary)
    assert "12 baris diisi dari pemantauan. Periksa setiap baris, lalu pakai." in page.flashes
    first = page.select("main tbody tr")[0].text
    assert all(words in first for words in ("Tanah Laut", "200", "180", "93,00", "Keliru", "Angka yang belum masuk: Maret 2022."))
    assert "Tanpa baris, jadi tidak ikut dinilai: Pemerintah Kota Banjarbaru." in page.text
    secretary.post(f"{PLACE}/pakai", {"table": draft().id}, status=403)
    form = secretary.get(page.select("main tbody tr a")[0].get("href"))
    assert "Belum masuk: Maret 2022." in form.text
    wrong = form.submit("Simpan baris", kolom_1="seratus", reason="Surat dinas 12 April 2023.", status=422)
    assert ("bukan angka" in wrong.errors["kolom_1"], wrong.form("Simpan baris").fields["kolom_1"]) == (True, "seratus")
    assert "reason" in form.submit("Simpan baris", reason="", status=422).errors
    page = form.submit("Simpan baris", kolom_0="300", kolom_1="285", reason="Surat dinas 12 April 2023.").follow()
    assert "Diubah: Surat dinas 12 April 2023." in page.text
    page.submit("Pakai tabel ini")
    rows = {row["code"]: row for row in draft().rows}
    assert (rows["kab-63.01"]["values"]["tindak"], rows["kab-63.01"]["computed"]["tindak"], len(rows)) == (285.0, 180.0, 12)
    told = db.first(select(AuditRecord).where(AuditRecord.verb == "score_table.row_changed"))
    assert (told.details["before"]["masuk"], told.details["after"]["masuk"], told.details["reason"]) == (
        200.0,
        300.0,
        "Surat dinas 12 April 2023.",
    )
    ranked = [[cell.text for cell in row.select("td")][1:3] for row in secretary.get("/hasil-akhir/pantau-2022").select("main tbody tr")]
    assert ranked[0] == ["Pemerintah Kabupaten Tanah Laut", "96,50"]


def test_a_row_is_left_out_with_its_reason_and_named_as_not_judged(secretary):
    form = secretary.get(filled(secretary).select("main tbody tr a")[0].get("href"))
    page = form.submit("Simpan baris", reason="Angkanya belum lengkap.", is_out=True).follow()
    assert "Pemerintah Kabupaten Tanah Laut" in page.one(".notice-warning").text
    assert [row["code"] for row in draft().rows if row["code"] == "kab-63.01"] == []
    assert db.first(select(AuditRecord.verb).order_by(AuditRecord.number.desc())) == "score_table.row_left_out"
    page.submit("Pakai tabel ini")


@pytest.mark.parametrize(
    ("span", "field", "words"),
    [
        ({"first": "kapan-kapan"}, "first", "Isi bulan dan tahun"),
        ({"last": ""}, "last", "Isi bulan terakhir"),
        ({"first": "2022-03", "last": "2022-01"}, "last", "mendahului"),
        ({"first": "2010-01", "last": "2022-01"}, "last", "paling banyak 60 bulan"),
        ({"first": "2019-01", "last": "2019-12"}, "first", "Belum ada angka pemantauan"),
    ],
)
def test_a_span_that_says_nothing_is_refused_beside_its_field(secretary, span, field, words):
    page = secretary.post(f"{PLACE}/pemantauan", SPAN | span, status=422)
    assert words in page.errors[field]
    assert draft() is None


def test_a_row_of_an_older_table_is_not_written_into_the_new_one(secretary):
    filled(secretary)
    form = secretary.get(f"{PLACE}/baris/2")
    filled(secretary, first="2022-02")
    page = form.submit("Simpan baris", reason="Terlambat.").follow()
    assert "Tabelnya diganti" in page.flashes[0]
    assert [row["reason"] for row in draft().rows if row["reason"]] == []


def test_a_row_of_a_file_is_corrected_in_the_file(office, secretary):
    rows = [["Instansi", "Diterima", "Ditindaklanjuti", "Hari tindak lanjut"], ["Kabupaten Banjar", 10, 9, 2]]
    secretary.post(PLACE, {"file": factories.upload("angka.xlsx", scene.book(rows))})
    secretary.get(f"{PLACE}/baris/2", status=403)


def test_an_edition_without_monitored_columns_offers_nothing(office, secretary):
    edition = scene.load("kalsel-2022", at=APRIL)
    db.commit()
    assert "Ambil dari pemantauan" not in secretary.get(f"/hasil-akhir/{edition.slug}/KABKOTA/angka").text
    secretary.get(f"/hasil-akhir/{edition.slug}/KABKOTA/angka/pemantauan", status=403)


def test_a_column_of_another_kind_is_refused_with_what_to_write(app, at):
    at(APRIL)
    scene.province()
    with pytest.raises(BrokenEdition) as caught:
        scene.load(document(pemantauan="diterima"), at=APRIL)
    assert "“diterima” mengisi kolom jenis “jumlah”, bukan “hari”" in str(caught.value)


def test_many_rows_need_no_more_queries(office, secretary):
    page = filled(secretary)
    many = len(secretary.get(page.path).queries)
    for one in draft().rows[2:]:
        secretary.post(f"{PLACE}/baris/{one['number']}", {"table": draft().id, "reason": "Uji.", "is_out": "y"})
    assert len(secretary.get(page.path).queries) == many


def test_only_the_secretariat_fills_a_table(office, browse):
    browse(factories.auditor()).get(f"{PLACE}/pemantauan", status=403)
