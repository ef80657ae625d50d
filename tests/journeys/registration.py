"""Registration as the regulation tells it: accounts, entries, self-assessment and hand-in, verification (steps 1 to 4)."""

import hashlib

from tests import factories
from tests.journeys import entrants, office
from tests.journeys.season import PASSWORD, document, words_of

FIRST, SECOND = "ratna@menpan.example", "bagus@menpan.example"
PLACES = {
    "banjarbaru": "Pemerintah Kota Banjarbaru",
    "malang": "Pemerintah Kota Malang",
    "sleman": "Pemerintah Kabupaten Sleman",
    "wonogiri": "Pemerintah Kabupaten Wonogiri",
    "bali": "Pemerintah Provinsi Bali",
    "jayapura": "Pemerintah Kota Jayapura",
}
CLINIC = "Puskesmas Uji Mlati"
GENERAL = "Instansi Pemerintah Umum"
OUTSTANDING = "Outstanding Achievement"
UNITS = "Unit Penyelenggara Pelayanan Publik"
DUE_IN_PAPUA = "14 April 2022, 23.59 WIB (01.59 WIT, Jumat 15 April 2022)"


def step_0_the_house_is_opened(season):
    season.at("2022-01-10T09:00+07:00")
    season.load(document())
    secretary = season.open_house("Ratna Wijaya", FIRST)
    secretary.get("/orang/undang").submit("Kirim undangan", name="Bagus Santosa", email=SECOND, role="secretariat")
    season.join(SECOND, "Bagus Santosa")
    season.vouch(SECOND, "Bagus Santosa")


def step_1_institutions_get_accounts(season):
    season.at("2022-02-18T09:00+07:00")
    for key, place in PLACES.items():
        received = entrants.ask_for_account(season, place, f"Petugas {place}", address(key))
        assert received.path == "/daftar/diterima"
    entrants.ask_for_account(season, PLACES["sleman"], "Petugas Puskesmas", address("mlati"), unit=CLINIC)
    assert not any("Undangan" in letter["Subject"] for letter in season.letters(address("mlati")))
    for place in (CLINIC, *PLACES.values()):
        office.approve_account(season.people[FIRST], place)
    for key in (*PLACES, "mlati"):
        season.join(address(key), f"Petugas {key}")
    a_password_opens_the_account_again(season, address("sleman"))


def a_password_opens_the_account_again(season, who):
    browser = season.people[who] = season.browse()
    page = browser.get("/masuk")
    assert page.submit("Masuk", email=who, password="bukan kata sandinya", status=422).errors
    assert page.submit("Masuk", email=who, password=PASSWORD).follow().path == "/ruang-kerja"


def step_2_they_enter(season):
    season.at("2022-02-21T09:00+07:00")
    malang = entrants.choice(browser(season, "malang"))
    word, reason = entrants.verdicts(malang, OUTSTANDING)["Pernah menjadi pemenang umum pada edisi sebelumnya"]
    assert word == "tidak terpenuhi"
    assert "finalis saja" in reason
    assert "Top 25" in reason
    assert f"Ikut kategori {OUTSTANDING}" not in malang.links

    banjarbaru = entrants.choice(browser(season, "banjarbaru"))
    word, reason = entrants.verdicts(banjarbaru, OUTSTANDING)["Pernah menjadi pemenang umum pada edisi sebelumnya"]
    assert word == "terpenuhi"
    assert "edisi 2 (2019)" in reason

    a_system_too_young_is_refused(season)
    season.entries |= {key: entrants.enter(browser(season, key), GENERAL).path for key in PLACES if key != "banjarbaru"}
    season.entries["banjarbaru"] = entrants.enter(browser(season, "banjarbaru"), OUTSTANDING).path
    season.entries["mlati"] = entrants.enter(browser(season, "mlati"), UNITS).path
    the_unit_brings_its_parents_letter(season)


def a_system_too_young_is_refused(season):
    choice = entrants.choice(browser(season, "bali"))
    page = choice.browser.get(choice.links[f"Ikut kategori {GENERAL}"])
    refused = page.submit("Mulai kepesertaan", system_name="SIGAP", system_since_on="2021-08-18", status=422)
    assert "genap 6 bulan pada 18 Februari 2022" in refused.errors["system_since_on"]
    assert refused.form("Mulai kepesertaan").fields["system_name"] == "SIGAP"


def the_unit_brings_its_parents_letter(season):
    mlati = browser(season, "mlati")
    assert mlati.get(season.entries["mlati"] + "/kirim").text.count("rekomendasi") > 0
    letter = mlati.get(season.entries["mlati"] + "/rekomendasi")
    letter.submit("Simpan surat", number="800/77/2022", file=factories.upload("rekomendasi.pdf"))
    assert "nomor 800/77/2022" in mlati.get(season.entries["mlati"]).text


def step_3_they_assess_themselves_and_hand_in(season):
    season.at("2022-03-15T09:00+07:00")
    entrants.fill_by_autosave(entry(season, "sleman"), 4)
    for key in ("malang", "wonogiri", "bali", "jayapura", "banjarbaru", "mlati"):
        entrants.fill_by_page(entry(season, key), 3)

    season.at("2022-03-16T09:00+07:00")
    receipt = entrants.hand_in(entry(season, "sleman")).follow()
    the_receipt_names_every_file(season, receipt)
    for key in ("wonogiri", "bali", "banjarbaru", "mlati"):
        assert entrants.hand_in(entry(season, key)).follow().h1.startswith("Tanda terima P4-2022/")
    the_last_second_counts(season)


def the_receipt_names_every_file(season, receipt):
    sleman = browser(season, "sleman")
    code = receipt.h1.removeprefix("Tanda terima ")
    assert code == "P4-2022/UMUM/0001"
    hashes = [hashlib.sha256(sleman.get(link).body).hexdigest() for link in evidence_of(entry(season, "sleman"))]
    assert len(hashes) == 21
    letter = season.letter(address("sleman"), code).get_content()
    document = words_of(sleman.get(receipt.links["Unduh PDF"]).body).replace(" ", "")
    for digest in hashes:
        assert receipt.body.decode().count(digest) > 0
        assert digest in letter
        assert digest in document


def the_last_second_counts(season):
    season.at("2022-04-14T23:58:00+07:00")
    papua = browser(season, "jayapura")
    waiting = papua.get(papua.get(season.entries["jayapura"]).links["Periksa dan kirim"])
    assert DUE_IN_PAPUA in waiting.main
    season.at("2022-04-14T23:58:59.999+07:00")
    assert entrants.hand_in(entry(season, "malang")).follow().h1.startswith("Tanda terima")
    season.at("2022-04-14T23:59:00+07:00")
    late = waiting.submit("Kirim berkas", declared="y", status=403)
    assert f"Batas waktu sudah lewat: {DUE_IN_PAPUA}." in late.main
    assert "Berkas belum dikirim" in papua.get(season.entries["jayapura"]).text


def step_4_the_secretariat_verifies(season):
    season.at("2022-04-18T09:00+07:00")
    secretary = season.people[FIRST]
    for key in ("malang", "sleman", "bali", "banjarbaru"):
        office.verify(secretary, PLACES[key])
    office.verify(secretary, CLINIC)
    office.give_back(secretary, PLACES["wonogiri"], "Bukti A1 belum bertanggal.", "2022-04-20T16:00")
    told = season.letter(address("wonogiri"), "Bukti A1 belum bertanggal.")
    assert "20 April 2022, 16.00 WIB" in told["Subject"]
    wonogiri_corrects_and_hands_in_again(season)
    office.verify(secretary, PLACES["wonogiri"])
    assert "tidak ada putusan" in office.open_row(secretary, "/verifikasi", PLACES["bali"], query={"status": "verified"}).text


def wonogiri_corrects_and_hands_in_again(season):
    wonogiri = browser(season, "wonogiri")
    earlier = wonogiri.get(season.entries["wonogiri"] + "/tanda-terima").h1
    page = wonogiri.get(entrants.aspects(entry(season, "wonogiri"))[0])
    entrants.prove(page, "A1", name="notula-bertanggal.pdf")
    season.at("2022-04-20T15:59:59+07:00")
    receipt = entrants.hand_in(entry(season, "wonogiri")).follow()
    assert receipt.h1 == earlier + ".2"
    assert "notula-bertanggal.pdf" in receipt.text


def address(key):
    return f"{key}@uji.example"


def browser(season, key):
    return season.people[address(key)]


def entry(season, key):
    return browser(season, key).get(season.entries[key])


def evidence_of(page):
    """The addresses of all evidence of an entry as it was sent, aspect by aspect."""
    pages = (page.browser.get(one) for one in entrants.aspects(page))
    looks = (page.browser.get(link.get("href")) for one in pages for link in one.select(".files a.file-name"))
    return [next(url for words, url in look.links.items() if words.startswith("Buka berkas asli (")) for look in looks]
