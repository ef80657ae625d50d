"""The nine steps by people in a real Chromium: entrants and jurors on a phone, the others at a desk."""

import pytest

from p4comp.core import audit
from tests import factories
from tests.journeys.screens import Screens
from tests.journeys.season import LINK, accounts, words_of

pytestmark = pytest.mark.browser

PHONE, DESK = 360, 1440
RATNA, BAGUS = "Ratna Wijaya", "Bagus Santosa"
REGENCY, CLINIC = "Pemerintah Kabupaten Sleman", "Puskesmas Uji Mlati"
ENTRANTS = {"Sari": ("sari@uji.example", REGENCY), "Joko": ("joko@uji.example", CLINIC)}
EVALUATORS = {"Dewi": "dewi@uji.example", "Hasan": "hasan@uji.example", "Yanti": "yanti@uji.example"}
JURORS = {"Ani": "ani@uji.example", "Budi": "budi@uji.example"}


@pytest.fixture
def season(live, screen, tmp_path):
    return Screens(live, screen, tmp_path)


def test_the_season_at_real_screens(season):
    the_house_is_opened(season)
    accounts_are_asked_for_and_given(season)
    both_enter(season)
    both_assess_themselves_and_hand_in(season)
    the_secretariat_verifies(season)
    evaluators_score(season)
    the_plenary_names_finalists(season)
    jurors_hear_them(season)
    winners_are_published(season)
    certificates_are_issued_and_checked(season)
    assert list(audit.faults()) == []


def the_house_is_opened(season):
    season.at("2022-02-18T09:00+07:00")
    season.load(factories.document())
    init, _users = accounts.cli
    link = LINK.search(season.command(init, "--name", RATNA, "--email", "ratna@uji.example"))[0]
    secretary = season.come(RATNA, "ratna@uji.example", DESK, link)
    secretary.open("/orang/undang").send("Kirim undangan", name=BAGUS, email="bagus@uji.example", role="secretariat")
    season.come(BAGUS, "bagus@uji.example", DESK)
    season.vouch("bagus@uji.example", BAGUS)


def accounts_are_asked_for_and_given(season):
    anyone = season.window("anyone", PHONE)
    for name, (address, place) in ENTRANTS.items():
        anyone.open("/").open("/daftar").send("Cari", cari=REGENCY)
        anyone.follow(f"Minta akun untuk {REGENCY}") if place == REGENCY else anyone.follow("Unit baru di bawah", exact=False)
        typed = {"name": name, "position": "Kepala Bagian", "email": address, "phone": "0812 3456 7890", "letter_number": "065/1/2022"}
        anyone.fill(**({"unit_name": CLINIC} if place == CLINIC else {}))
        anyone.send("Kirim permintaan", letter="surat.pdf", **typed)
        season.windows[RATNA].open("/permintaan-akun").follow(place).shot("account-request").send("Setujui dan undang")
        season.come(name, address, PHONE).shot("entrant-start")


def both_enter(season):
    for name, category in (("Sari", "Instansi Pemerintah Umum"), ("Joko", "Unit Penyelenggara Pelayanan Publik")):
        window = season.windows[name].open("/kepesertaan").follow("Pilih kategori").shot("categories")
        window.follow(f"Ikut kategori {category}")
        window.send("Mulai kepesertaan", system_name="SP4N-LAPOR!", system_since_on="2019-01-02")
        season.entries[name] = window.path
    season.windows["Joko"].open(f"{season.entries['Joko']}/rekomendasi").send("Simpan surat", number="800/1/2022", file="rekomendasi.pdf")


def both_assess_themselves_and_hand_in(season):
    for name in ENTRANTS:
        window = season.windows[name]
        for aspect, codes in (("A", ("A1", "A2")), ("B", ("B1",))):
            window.open(f"{season.entries[name]}/aspek/{aspect}")
            for code in codes:
                window.fill(**{f"{code}.level": "4", f"{code}.narrative": "Dijalankan sejak 2019."})
            window.saved().shot(f"assessment-{aspect}")
        window.open(f"{season.entries[name]}/aspek/A")
        a_file_proves_it(window)
        hand_in(season, name)


def a_file_proves_it(window):
    """A chosen file is sent at once, piece by piece, and stands in the list without the page being left."""
    window.page.locator("[id='A1.evidence-file']").set_input_files(
        {"name": "maklumat.pdf", "mimeType": "application/pdf", "buffer": factories.pdf("Maklumat")}
    )
    window.page.locator("[id='A1.evidence-list'] a.file-name", has_text="maklumat.pdf").wait_for()


def hand_in(season, name):
    window = season.windows[name].open(season.entries[name]).follow("Periksa dan kirim")
    window.send("Kirim berkas", declared="y").shot("receipt")
    assert "Tanda terima UJI/" in window.text


def the_secretariat_verifies(season):
    season.at("2022-04-18T09:00+07:00")
    ratna = season.windows[RATNA].open("/verifikasi").shot("verification-queue").follow(CLINIC)
    ratna.page.get_by_text("Kembalikan untuk diperbaiki").click()
    ratna.send("Kembalikan berkas", reason="Bukti A1 belum bertanggal.", until="2022-04-20T16:00")
    joko = season.windows["Joko"].open(season.entries["Joko"]).shot("returned")
    assert "Bukti A1 belum bertanggal." in joko.text
    hand_in(season, "Joko")
    for place in (REGENCY, CLINIC):
        ratna.open("/verifikasi").follow(place).shot("verification").send("Terima dan verifikasi")


def evaluators_score(season):
    season.at("2022-04-25T09:00+07:00")
    ratna = season.windows[RATNA]
    for name, address in EVALUATORS.items():
        ratna.open("/evaluator/tambah").send("Tambah dan undang", name=name, email=address, employer="", decree_number="12/2022")
        season.come(name, address, DESK)
        season.windows[name].open("/profil-evaluator").follow("Baca dan setujui pakta integritas").shot("conduct")
        season.windows[name].send("Setujui pakta integritas", accepted=True)
    ratna.open("/penugasan").send("Rancang pembagian").shot("draft").send("Setujui dan berlakukan").shot("assignments")
    bound = next(name for name in EVALUATORS if REGENCY in season.windows[name].open("/evaluasi").text)
    reader = season.windows[bound].follow(REGENCY).shot("declaration")
    sheet = reader.path
    reader.send("Kirim pernyataan", conflict="ada", reason="Kakak saya bekerja di sana.")
    reader.screen.open(sheet, status=404)
    ratna.open("/penugasan").follow(REGENCY)
    ratna.send("Beri berkas", evaluator=ratna.page.locator("#evaluator option").nth(1).get_attribute("value"))
    for name in EVALUATORS:
        for place in (REGENCY, CLINIC):
            if place in season.windows[name].open("/evaluasi").text:
                one_sheet_is_scored(season.windows[name].follow(place))


def one_sheet_is_scored(reader):
    reader.send("Kirim pernyataan", conflict="tidak")
    reader.fill(**{"A1.level": "4", "A1.note": "Sesuai bukti.", "A2.level": "3"}).saved().shot("desk")
    reader.send("Simpan, lanjut ke B").send("Simpan, periksa dan kunci", **{"B1.level": "5"}).send("Kunci lembar")
    assert "78,00" in reader.text


def the_plenary_names_finalists(season):
    season.at("2022-05-10T09:00+07:00")
    ratna = season.windows[RATNA]
    for code in ("UMUM", "UPP"):
        decide(season, ratna.open(f"/peringkat/{code}").shot("ranking").send("Usulkan ke rapat pleno"))
    ratna.open("/hasil-akhir/uji").follow("Umumkan finalis").send("Simpan waktu pengumuman", when="now")
    assert CLINIC in season.windows["anyone"].open("/hasil/uji").text
    assert "finalis" in season.letter("sari@uji.example", "menjadi finalis")["Subject"]


def decide(season, window):
    """Two people confirm; the minutes are a PDF."""
    plenary = window.path
    window.follow("Isi berita acara").send("Simpan", held_on="2022-05-10", attendance="Ratna Wijaya\nBagus Santosa")
    window.send("Sahkan daftar ini").shot("plenary")
    assert "Daftar berlaku setelah disahkan orang kedua" in window.text
    bagus = season.windows[BAGUS].open(plenary).send("Sahkan daftar ini").shot("decision")
    minutes = bagus.page.context.request.get(f"{plenary}/berita-acara.pdf")
    assert BAGUS in words_of(minutes.body())


def jurors_hear_them(season):
    season.at("2022-05-12T09:00+07:00")
    ratna = season.windows[RATNA].open("/juri/panel").send("Tambah panel", name="Panel 1")
    for name, address in JURORS.items():
        panel = ratna.open("/juri/tambah").page.locator("[name='panel'] option").last.get_attribute("value")
        ratna.send("Tambah dan undang", panel=panel, name=name, email=address)
        season.come(name, address, PHONE)
    draft = ratna.open("/jadwal-wawancara").send("Susun jadwal").path
    season.work()
    ratna.open(draft).send("Berlakukan jadwal ini").shot("timetable")
    ratna.follow(f"Pindah {CLINIC}").send("Pindahkan", starts_at="2022-05-24T13:00")
    assert "24 Mei 2022 pukul 13.00 WIB" in season.windows["Joko"].open("/jadwal-wawancara/saya").shot("own-interview").text
    for name in JURORS:
        season.windows[name].open("/profil-juri").follow("Baca dan setujui pakta integritas").shot("juror-conduct")
        season.windows[name].send("Setujui pakta integritas", accepted=True)
        for place in (REGENCY, CLINIC):
            season.windows[name].open("/wawancara").unfold().follow(place).send("Simpan pernyataan", conflict="no")
    for moment, place, score in (("2022-05-23T08:40+07:00", REGENCY, "88"), ("2022-05-24T13:10+07:00", CLINIC, "91,5")):
        season.at(moment)
        for name in JURORS:
            a_juror_scores_live(season.windows[name].open("/wawancara").unfold().follow(place), score)


def a_juror_scores_live(juror, score):
    juror.fill(**{f"{code}.score": score for code in factories.CRITERIA}).saved().shot("juror-sheet")
    juror.send("Kunci lembar")
    assert "Lembar terkunci dengan nilai" in juror.text


def winners_are_published(season):
    season.at("2022-06-02T09:00+07:00")
    ratna, anyone = season.windows[RATNA], season.windows["anyone"]
    for _category in ("UMUM", "UPP"):
        decide(season, ratna.open("/hasil-akhir/uji").send("Usulkan pemenang"))
    ratna.open("/hasil-akhir/uji").shot("final-ranking").follow("Umumkan pemenang")
    ratna.send("Simpan waktu pengumuman", when="later", moment="2022-06-16T19:00").shot("publication")
    season.at("2022-06-16T18:58:00+07:00")
    assert anyone.open("/hasil/uji").page.locator("#pemenang").count() == 0
    season.at("2022-06-16T19:00:00+07:00")
    assert anyone.open("/hasil/uji").page.locator("#pemenang").count() == 1
    anyone.shot("result")
    anyone.screen.widen(DESK)
    anyone.open("/hasil/uji").shot("result").open("/").shot("home")
    anyone.screen.widen(PHONE)


def certificates_are_issued_and_checked(season):
    ratna, anyone = season.windows[RATNA], season.windows["anyone"]
    for _list in ("finalis UMUM", "finalis UPP", "pemenang UMUM", "pemenang UPP"):
        ratna.open("/edisi/uji/piagam").send("Terbitkan 1 piagam")
    season.work()
    ratna.open("/edisi/uji/piagam").shot("certificates")
    sari = season.windows["Sari"].open("/piagam").shot("own-certificates")
    assert sari.page.locator("main a[href$='/unduh']").count() == 2
    way = sari.page.locator("main a[href^='/v/']").first.get_attribute("href")
    pdf = sari.page.context.request.get(sari.page.locator("main a[href$='/unduh']").first.get_attribute("href"))
    assert REGENCY in words_of(pdf.body())
    assert "Piagam asli dan berlaku" in anyone.open(way).shot("certificate-check").text
    forged = way[:-1] + ("C" if way[-1].upper() == "B" else "B")
    assert "Kode salah ketik" in anyone.open(forged, status=404).shot("certificate-forged").text
