"""A province awards, monitors and keeps its agreement by real screens, while the ministry's edition runs beside it in the same installation."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.competition import commands as competition
from p4comp.core import audit, db
from p4comp.demo.actions.committing import AGENCIES, play_commitments
from p4comp.institutions.models import Institution
from tests import factories
from tests.journeys.province import MOUNT, Installation, Neighbours, book, moment, national_edition
from tests.journeys.season import words_of
from tests.results import figures_scene

pytestmark = pytest.mark.browser

PHONE, DESK = 360, 1440
HSS, TAPIN = "kab-63.06", "kab-63.05"
HSS_NAME = "Pemerintah Kabupaten Hulu Sungai Selatan"
SIGNATORY = "Sekretaris Daerah Provinsi Kalimantan Selatan"
AGENCY = "Perangkat Daerah Simulasi 07"
EDITION = "kalsel-2022"
KNOWN = {
    "KABKOTA": [("Pemerintah Kota Banjarbaru", "2,01"), (HSS_NAME, "1,95"), ("Pemerintah Kota Banjarmasin", "1,79")],
    "SKPD": [
        ("Dinas Pendidikan dan Kebudayaan", "0,542"),
        ("Dinas Pekerjaan Umum dan Penataan Ruang", "0,393"),
        ("Dinas Pariwisata", "0,387"),
    ],
}
MONTHS = [f"2022-{month:02d}" for month in range(1, 13)]
ONLY_PROVINCIAL = ("Penghargaan LAPOR! Kalsel 2022", "Terbaik I", "2,01", "0,542", "Mohon rencana perbaikan", "Perangkat Daerah Simulasi")
ONLY_NATIONAL = ("Kompetisi Uji", "Aduan Antaludin", "UJI/")
ANSWER = "Aduan Antaludin dijalankan sejak 2019."
FLAG = "Tindak lanjut turun sejak September. Mohon rencana perbaikan."
PUBLIC = ("/", "/hasil", "/arsip", "/profil", "/perjanjian", "/data-terbuka", "/umpan.xml", "/sitemap.xml", "/praktik")


@pytest.fixture
def live(workshop, database, tmp_path):
    """The ministry's portal and the province's space, both empty."""
    made = Installation(tmp_path / "instance", workshop.url(database, "province"))
    with made.app.app_context():
        yield made
        db.rollback()
    made.close()


@pytest.fixture
def season(live, screen, tmp_path):
    return Neighbours(live, screen, tmp_path)


def test_a_province_beside_the_ministry(season):
    season.at("2023-04-10T09:00+08:00")
    people = everybody_is_there(season)
    they_sit_down(season, people)
    the_regency_begins_its_national_dossier(season)
    scores_are_sent_and_looked_at(season)
    the_regency_saves_its_answers(season)
    months_are_imported_and_looked_at(season)
    one_that_falls_behind_is_told_so_in_private(season)
    a_commitment_is_proven(season)
    the_regency_hands_its_dossier_in(season)
    two_people_decide_and_it_is_announced(season)
    certificates_are_made_and_checked(season)
    neither_tells_of_the_other(season)


def everybody_is_there(season):
    """The ministry's edition and one regency's officer; in the space the province with its institutions, team and agreement, and its file."""
    live = season.live
    with live.inside(live.app):
        national_edition()
        figures_scene.province()
        home = db.first(select(Institution).where(Institution.code == HSS))
        people = {
            "Rahma": factories.member(factories.person("Rahma Yunita"), home).id,
            "Menteri": factories.secretariat("Sekretaris Satu").id,
        }
    with live.inside(live.space):
        figures_scene.province()
        team = [factories.secretariat(name) for name in ("Norhayati", "Gusti Akhmad")]
        people |= {"Norhayati": team[0].id, "Gusti": team[1].id}
        for name, code in (("Rusdi", HSS), ("Laila", TAPIN)):
            unit = db.first(select(Institution).where(Institution.code == code))
            people[name] = factories.member(factories.person(name), unit).id
        season.agreement = play_commitments(someone(team[0]), at=moment("2022-07-10T09:00")).id
        agency = db.first(select(Institution).where(Institution.name == AGENCY))
        people["Agus"] = factories.member(factories.person("Agus"), agency).id
        (edition,) = competition.cli
        season.command(edition, "load", EDITION, "--start")
    return SimpleNamespace(**people)


def they_sit_down(season, people):
    season.national("Rahma", people.Rahma, PHONE)
    season.national("Menteri", people.Menteri, DESK)
    season.national("anyone", None, PHONE)
    for name, width in (("Norhayati", DESK), ("Gusti", DESK), ("Rusdi", PHONE), ("Laila", PHONE), ("Agus", PHONE)):
        season.provincial(name, getattr(people, name), width)
    season.provincial("citizen", None, PHONE)


def the_regency_begins_its_national_dossier(season):
    rahma = season.windows["Rahma"].open("/kepesertaan").follow("Pilih kategori").follow("Ikut kategori Instansi Pemerintah Umum")
    rahma.send("Mulai kepesertaan", system_name="Aduan Antaludin", system_since_on="2019-01-02")
    season.entries["Rahma"] = rahma.path


def scores_are_sent_and_looked_at(season):
    secretary = season.windows["Norhayati"].open(f"/hasil-akhir/{EDITION}").shot("kalsel-final-before")
    regencies = [name for _code, name in figures_scene.REGENCIES.items()]
    known = {name.removeprefix("Pemerintah "): score for name, score in KNOWN["KABKOTA"]}
    rest = [(name, f"{1.5 - number / 100:.2f}".replace(".", ",")) for number, name in enumerate(set(regencies) - set(known))]
    wrong = [("Kabupaten/Kota", "Skor"), *known.items(), *rest, ("Kota Banjar", "1,95"), ("Kabupaten Tapin", "1,0")]
    send_table(secretary, "KABKOTA", wrong)
    assert "3 dari 15 baris keliru" in secretary.shot("kalsel-scores-wrong").text
    send_table(secretary, "KABKOTA", wrong[:-2])
    assert "13 baris terbaca baik" in secretary.text
    secretary.send("Pakai tabel ini")
    send_table(secretary, "SKPD", [("Perangkat Daerah", "Skor"), *KNOWN["SKPD"]])
    secretary.shot("kalsel-scores").send("Pakai tabel ini")
    assert secretary.path == f"/hasil-akhir/{EDITION}"


def send_table(window, category, rows):
    window.open(f"/hasil-akhir/{EDITION}/{category}/angka").choose("file", "skor.xlsx", book(rows)).send("Unggah dan periksa")


def the_regency_saves_its_answers(season):
    rahma = season.windows["Rahma"]
    for aspect, codes in (("A", ("A1", "A2")), ("B", ("B1",))):
        rahma.open(f"{season.entries['Rahma']}/aspek/{aspect}")
        for code in codes:
            rahma.fill(**{f"{code}.level": "4", f"{code}.narrative": ANSWER})
        rahma.saved()
    rahma.open(f"{season.entries['Rahma']}/aspek/A").page.locator("[id='A1.evidence-file']").set_input_files(
        {"name": "maklumat.pdf", "mimeType": "application/pdf", "buffer": factories.pdf("Maklumat")}
    )
    rahma.page.locator("[id='A1.evidence-list'] a.file-name", has_text="maklumat.pdf").wait_for()


def months_are_imported_and_looked_at(season):
    secretary = season.windows["Norhayati"].open("/pemantauan/provinsi/prov-63/sasaran")
    secretary.send("Simpan sasaran", from_month="2022-01", followed_up="90", first_days="3", due_day="10")
    assert secretary.path == "/pemantauan/provinsi/prov-63", secretary.text
    head = ("kode", "bulan", "diterima", "diproses", "selesai", "belum_ditindaklanjuti", "hari_tindak_lanjut")
    rows = [one for code in figures_scene.REGENCIES for one in year_of(code)]
    secretary.open("/pemantauan/provinsi/prov-63/impor").choose("file", "2022.xlsx", book([head, *rows])).send("Periksa isi berkas")
    assert "156 baris berisi angka" in secretary.shot("kalsel-months-looked-at").text
    secretary.send("Simpan angka").open("/pemantauan/provinsi/prov-63?dari=2022-01&sampai=2022-12").shot("kalsel-map")
    assert secretary.page.locator("main .unit-tiles li > a").count() == len(figures_scene.REGENCIES)
    behind = [row for row in rows_of(secretary) if "di luar sasaran" in row]
    assert [row.split("\n")[0].strip() for row in behind] == [HSS_NAME.removeprefix("Pemerintah ")]


def year_of(code):
    """Twelve months; Hulu Sungai Selatan falls behind from September on."""
    for number, month in enumerate(MONTHS):
        behind = code == HSS and number >= 8
        yield (code, month, 100, 3, 50 if behind else 94, 47 if behind else 3, "4,5" if behind else "1,5")


def one_that_falls_behind_is_told_so_in_private(season):
    secretary = season.windows["Norhayati"].open(f"/pemantauan/instansi/{HSS}?dari=2022-01&sampai=2022-12").shot("kalsel-unit")
    secretary.follow("Mulai pembinaan").fill(words=FLAG).send("Kirim kepada instansi")
    flag = secretary.path
    rusdi, laila, citizen = (season.windows[name] for name in ("Rusdi", "Laila", "citizen"))
    rusdi.open(f"/pemantauan/instansi/{HSS}").follow("Pembinaan 10", exact=False).shot("kalsel-flag")
    assert FLAG in rusdi.text
    rusdi.unfold().page.locator("#langkah").fill("Menunjuk penghubung pengganti")
    rusdi.send("Tambahkan", responsible="Kepala Diskominfo", due_on="2023-05-31")
    assert "Menunjuk penghubung pengganti" in secretary.open(flag).text
    for stranger, status in ((laila, 404), (citizen, 401)):
        stranger.screen.open(MOUNT + flag, status=status)
        stranger.screen.open(f"{MOUNT}/pemantauan/instansi/{HSS}", status=status)
    season.windows["Menteri"].screen.open(flag, status=404)


def a_commitment_is_proven(season):
    secretary = season.windows["Norhayati"].open(f"/komitmen/{season.agreement}").shot("kalsel-agreement")
    assert secretary.page.locator("select[name='instansi'] option").count() == AGENCIES + 1
    agus = season.windows["Agus"].open(f"/komitmen/{season.agreement}")
    agus.page.locator("select[name='instansi']").select_option(label=AGENCY)
    agus.send("Saring").follow("Menunjuk pejabat penghubung", exact=False)
    agus.send("Lampirkan", file="keputusan.pdf", caption="Keputusan kepala dinas")
    agus.send("Tunjukkan untuk diperiksa", report="Pejabat penghubung dan penggantinya sudah ditunjuk.").shot("kalsel-commitment")
    secretary.open(agus.path).send("Terima")
    assert "Diterima" in agus.open(agus.path).text


def the_regency_hands_its_dossier_in(season):
    rahma = season.windows["Rahma"].open(season.entries["Rahma"]).follow("Periksa dan kirim")
    rahma.send("Kirim berkas", declared="y").shot("kalsel-national-receipt")
    assert "Tanda terima UJI/" in rahma.text


def two_people_decide_and_it_is_announced(season):
    season.at("2023-04-20T09:00+08:00")
    first, second = season.windows["Norhayati"], season.windows["Gusti"]
    for code, lines in KNOWN.items():
        first.open(f"/hasil-akhir/{EDITION}").send("Usulkan pemenang")
        plenary = first.path
        first.follow("Isi berita acara").send("Simpan", held_on="2023-04-20", attendance="Norhayati\nGusti Akhmad")
        first.send("Sahkan daftar ini").shot("kalsel-plenary")
        second.open(plenary).send("Sahkan daftar ini").shot("kalsel-decision")
        assert [line.split("\t")[0] for line in rows_of(second)][:3] == [f"{n}" for n in (1, 2, 3)], code
        assert all(name in second.text for name, _score in lines)
    first.open(f"/hasil-akhir/{EDITION}").shot("kalsel-final").follow("Umumkan pemenang")
    first.send("Simpan waktu pengumuman", when="later", moment="2023-05-09T10:00")
    season.at("2023-05-09T09:59:30+08:00")
    assert "2,01" not in season.windows["citizen"].open(f"/hasil/{EDITION}").text
    season.at("2023-05-09T10:00+08:00")
    citizen = season.windows["citizen"].open(f"/hasil/{EDITION}").shot("kalsel-result")
    for places in KNOWN.values():
        told = [citizen.text.index(words) for name, score in places for words in (name, score)]
        assert told == sorted(told)
    assert [citizen.text.count(f"Terbaik {number}\n") for number in ("I", "II", "III")] == [2, 2, 2]


def rows_of(window):
    return [one.inner_text() for one in window.page.locator("main table tbody tr").all()]


def certificates_are_made_and_checked(season):
    secretary, citizen = season.windows["Norhayati"], season.windows["citizen"]
    for _category in KNOWN:
        secretary.open(f"/edisi/{EDITION}/piagam").send("Terbitkan 3 piagam")
    season.work()
    secretary.open(f"/edisi/{EDITION}/piagam").shot("kalsel-certificates").unfold()
    row = secretary.page.locator("main tr", has_text=HSS_NAME)
    with secretary.page.expect_navigation():
        row.get_by_role("link", name=f"Nomor {EDITION}", exact=False).click()
    assert secretary.page.locator("[name='title']").input_value() == SIGNATORY
    secretary.send("Simpan dan cetak ulang", number="400/12/ORG/2023", on="2023-05-09", name="Drs. Contoh Sekda (SIMULASI)")
    season.work()
    rusdi = season.windows["Rusdi"].open("/piagam").shot("kalsel-own-certificate")
    pdf = rusdi.page.context.request.get(rusdi.page.locator("main a[href$='/unduh']").first.get_attribute("href"))
    words = words_of(pdf.body())
    for said in (HSS_NAME, "Terbaik II", SIGNATORY, "400/12/ORG/2023"):
        assert said in words, words
    assert [said for said in ("Kementerian PANRB", "Menteri ", "Anggakara") if said in words] == []
    season.code = rusdi.page.locator(f"main a[href^='{MOUNT}/v/']").first.get_attribute("href").rpartition("/")[2]
    citizen.open("/periksa").send("Periksa", kode=season.code).shot("kalsel-check")
    assert "Piagam asli dan berlaku" in citizen.text
    assert HSS_NAME in citizen.text


def neither_tells_of_the_other(season):
    """Every public page, what its people see, and the certificate: the ministry's pages know nothing of the province's, and the other way."""
    citizen, anyone = season.windows["citizen"], season.windows["anyone"]
    told = anyone.open(f"/v/{season.code}").shot("kalsel-check-in-root").text
    assert [words in told for words in ("Piagam dari penyelenggara lain", HSS_NAME, "Terbaik")] == [True, False, False]
    places = [
        (anyone, (*PUBLIC, f"/hasil/{EDITION}", f"/edisi/{EDITION}"), ONLY_PROVINCIAL),
        (season.windows["Rahma"], ("/ruang-kerja", "/kepesertaan", "/piagam", "/pemantauan", "/komitmen", "/pesan"), ONLY_PROVINCIAL),
        (
            season.windows["Menteri"],
            ("/ruang-kerja", "/verifikasi", "/hasil-akhir/uji", "/jejak", "/orang", "/pemantauan"),
            ONLY_PROVINCIAL,
        ),
        (citizen, (*PUBLIC, "/hasil/uji", "/edisi/uji"), ONLY_NATIONAL),
        (season.windows["Rusdi"], ("/ruang-kerja", "/kepesertaan", "/piagam", "/pemantauan", "/pesan"), ONLY_NATIONAL),
        (season.windows["Norhayati"], ("/ruang-kerja", "/verifikasi", f"/hasil-akhir/{EDITION}", "/jejak", "/orang"), ONLY_NATIONAL),
    ]
    for window, paths, foreign in places:
        for path in paths:
            body = window.body(path)
            assert [words for words in foreign if words in body] == [], (window.mount, path)
    for app in (season.live.app, season.live.space):
        with season.live.inside(app):
            assert list(audit.faults()) == []
