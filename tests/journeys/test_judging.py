"""Desk evaluation by the pages: calibrate, score, reconcile, rank, shortlist, plenary, letters; and who sees nothing of it."""

import json

import pytest

from p4comp.decisions.commands import decisions
from p4comp.judging.commands import ranking
from tests.journeys import judges, office
from tests.journeys.evaluation_house import CITIES, EVALUATORS, WORTH, Evaluation, fill, levels, nobody_else_sees
from tests.journeys.season import text_of, words_of

HEAD = {"number": "B/7/2022", "signed_on": "2022-05-10", "place": "Jakarta", "office": "Deputi", "signatory": "Dr. Penanda"}


@pytest.fixture
def house(app, browse, at, work, tmp_path):
    return Evaluation(app, browse, at, work, tmp_path).open()


def test_an_evaluation_from_the_first_profile_to_the_last_letter(house):
    evaluators_come_and_promise(house)
    dossiers_are_given_out(house)
    the_calibration_round_comes_first(house)
    the_rest_is_scored(house)
    one_is_conflicted_in_the_middle(house)
    who_saw_others_notes_beside_the_sheet(house)
    a_sheet_is_unlocked_by_two(house)
    a_divergence_is_reconciled(house)
    snapshot = the_ranking_is_computed(house)
    plenary = the_shortlist_keeps_its_bounds(house)
    decision = the_plenary_decides(house, plenary)
    tables_are_taken_along(house)
    the_letters_tell_each_its_own(house, decision)
    both_are_made_again(house, snapshot, decision)


def evaluators_come_and_promise(house):
    house.at("2022-04-15T09:00+07:00")
    for address, name in EVALUATORS.items():
        form = house.first.get("/evaluator/tambah")
        form.submit("Tambah dan undang", name=name, email=address, employer="", decree_number="12/2022")
        house.join(address, name)
        reader = house.people[address]
        kept = reader.get("/profil-evaluator").submit("Simpan profil", employer=house.university, most="12").follow()
        assert kept.flashes == ["Profil disimpan."]
        reader.get(kept.links["Baca dan setujui pakta integritas"]).submit("Setujui pakta integritas", accepted="y")


def dossiers_are_given_out(house):
    draft = house.first.get("/penugasan").submit("Rancang pembagian").follow()
    assert [judges.desk(house.people[who]) for who in EVALUATORS] == [{}] * 6
    assert "Berkas yang berubah pembacanya" in draft.text
    done = draft.submit("Setujui dan berlakukan").follow()
    assert done.flashes == ["42 penugasan dibuat. Evaluator diberi tahu lewat surel."]
    nobody_else_sees(house)


def score(house, who, name, sheet, found=None):
    """A dossier is declared free, scored, and locked."""
    judges.declare(house.people[who], sheet)
    fill(house, who, sheet, found or levels(house, who, name))
    judges.lock(house.people[who], sheet)


def the_calibration_round_comes_first(house):
    common = set.intersection(*(set(judges.desk(house.people[who])) for who in EVALUATORS))
    assert len(common) == 2
    who = next(iter(EVALUATORS))
    waiting = next(sheet for name, sheet in judges.desk(house.people[who]).items() if name not in common)
    house.people[who].post(f"{waiting}/pernyataan", {"conflict": "tidak"}, status=422)
    for who in EVALUATORS:
        for name in sorted(common):
            assert "●" not in house.people[who].get("/kalibrasi/UMUM").response.text
            score(house, who, name, judges.desk(house.people[who])[name])
        assert "●" in house.people[who].get("/kalibrasi/UMUM").response.text
    nobody_else_sees(house)
    page = house.first.get("/kalibrasi/UMUM").submit("Simpan catatan", notes="Tingkat 3 berarti dijalankan.").follow()
    assert "●" in page.response.text
    assert "Selesai" in page.submit("Tutup putaran kalibrasi").follow().text
    house.common = common


def the_rest_is_scored(house):
    house.at("2022-04-25T09:00+07:00")
    apart = [name for name in WORTH if name.startswith("Kabupaten") and name not in house.common]
    house.apart, house.lost = apart[-1], apart[-2]
    first = True
    for who in EVALUATORS:
        for name, sheet in judges.desk(house.people[who]).items():
            if name in house.common or name == house.lost:
                continue
            found = levels(house, who, name) | ({"A1": 0 if first else 5} if name == house.apart else {})
            first = first and name != house.apart
            score(house, who, name, sheet, found)


def one_is_conflicted_in_the_middle(house):
    name = house.lost
    on = [who for who in EVALUATORS if name in judges.desk(house.people[who])]
    assert len(on) == 3
    gone = on[0]
    reader, house.sheet = house.people[gone], judges.desk(house.people[gone])[name]
    judges.declare(reader, house.sheet)
    fill(house, gone, house.sheet, levels(house, gone, name))
    told = reader.get("/profil-evaluator").submit("Tambah instansi", institution=name, kind="avoided", note="Saudara saya bekerja di sana.")
    assert "tidak lagi diberikan atau diperlihatkan" in told.follow().flashes[0]
    house.conflicted = gone
    reader.post(f"{house.sheet}/simpan", {"field": "A1.level", "value": "5", "version": "1"}, status=404)
    reader.post(f"{house.sheet}/kunci", status=404)
    nobody_else_sees(house)
    readers = office.open_row(house.first, "/penugasan", name)
    free = [one.get("value") for one in readers.select("#evaluator option") if one.get("value")]
    readers.submit("Beri berkas", evaluator=free[0])
    now = [who for who in EVALUATORS if name in judges.desk(house.people[who])]
    assert (len(now), gone in now) == (3, False)
    for who in now:
        score(house, who, name, judges.desk(house.people[who])[name])


def who_saw_others_notes_beside_the_sheet(house):
    name = next(iter(house.common))
    who = next(one for one in EVALUATORS if one != house.conflicted)
    reader, sheet = house.people[who], judges.desk(house.people[who])[name]
    house.first.get(f"/lembar/{sheet.rpartition('/')[2]}/buka-kunci", status=403)
    page = reader.get(reader.get(sheet).links["Temuan kedua"], query={"indikator": "A1"})
    locked = next(number for number in range(6) if f"Anda mengunci tingkat {number}:" in page.text)
    done = page.submit("Catat temuan kedua", level=str((locked + 1) % 6), note="Dibahas dalam kalibrasi.").follow()
    assert "Nilai lembar Anda tidak berubah." in done.flashes[0]
    assert "Dibahas dalam kalibrasi." in house.first.get(f"/penugasan/{house.entries[name]}").text
    nobody_else_sees(house)


def a_sheet_is_unlocked_by_two(house):
    who = next(one for one in EVALUATORS if one != house.conflicted)
    read = judges.desk(house.people[who])
    name = next(one for one in read if one not in {*house.common, house.lost, house.apart})
    sheet = read[name]
    readers = house.first.get(f"/penugasan/{house.entries[name]}")
    form = house.first.get(readers.links[f"Minta buka kunci {EVALUATORS[who]}"])
    form.submit("Kirim permintaan", reason="Bukti A1 terlewat.")
    house.people[who].post(sheet, {"aspek": "A", "A1.level": "3"}, status=403)
    request = office.open_row(house.second, "/buka-kunci", name)
    house.first.post(f"{request.path}/kabulkan", status=403)
    assert "tetap tersimpan pada riwayat" in request.submit("Buka kunci lembar").follow().flashes[0]
    page = house.people[who].get(sheet, query={"aspek": "B"})
    form = page.form("Simpan")
    onward = next(words for words in form.buttons if words.startswith("Simpan, "))
    page.submit(onward, **{"B1.level": 4 if form.fields["B1.level"] == "3" else 3})
    judges.lock(house.people[who], sheet)
    assert house.people[who].get(f"{sheet}/riwayat").text.count("Bukti A1 terlewat.") == 1
    nobody_else_sees(house)


def a_divergence_is_reconciled(house):
    way = f"/rekonsiliasi/{house.entries[house.apart]}"
    on = [who for who in EVALUATORS if house.apart in judges.desk(house.people[who])]
    outside = [who for who in EVALUATORS if who not in on]
    assert house.apart in house.people[on[0]].get("/rekonsiliasi").text
    for who in outside:
        house.people[who].get(way, status=404)
    page = house.people[on[0]].get(way, query={"indikator": "A1"})
    page.submit("Usulkan temuan bersama", level="2", code="tafsir_rubrik", note="Notulen menunjukkan sebagian.")
    for who in on[1:]:
        page = house.people[who].get(way).submit("Setuju").follow()
    assert ("Disepakati" in page.text, "Selesai" in page.text) == (True, True)
    assert sorted(row.select("td")[1].text for row in page.select("#A1 tbody tr")) == ["0", "5", "5"]
    nobody_else_sees(house)


def the_ranking_is_computed(house):
    house.first.get("/peringkat/UMUM/cuplikan", status=404)
    house.at("2022-05-10T09:00+07:00")
    house.first.get("/peringkat/UMUM").submit("Hitung nilai adil")
    house.work()
    page = house.first.get("/peringkat/UMUM")
    assert "temuan bersama: A1" in page.text
    assert [row.text for row in page.select("main tbody tr") if "Tergeser batas" in row.text] != []
    file = house.folder / "cuplikan.json"
    file.write_bytes(house.first.get("/peringkat/UMUM/cuplikan").body)
    assert len(json.loads(file.read_bytes())["entries"]) == 12
    nobody_else_sees(house)
    return file


def the_shortlist_keeps_its_bounds(house):
    plenary = house.first.get("/peringkat/UMUM").submit("Usulkan ke rapat pleno").follow()
    moved = {row.select("td")[0].text for row in plenary.select("main tbody tr") if "Tergeser:" in row.text}
    assert len(moved & set(CITIES)) == 1
    (house.displaced,) = moved & set(CITIES)
    assert "Bila saran ikut dipakai" in plenary.text
    nobody_else_sees(house)
    return plenary


def the_plenary_decides(house, plenary):
    kept = next(name for name in CITIES if name != house.displaced)
    for name, home, presence in (("Ketua Rapat", "", "present"), ("Deputi Uji", "", "excused"), ("Wali Uji", kept, "present")):
        form = house.first.get(f"{plenary.path}/kehadiran")
        form.submit("Tambahkan", name=name, position="Anggota", institution=home, presence=presence, came="09.00", left="12.00")
    page = house.first.get(plenary.path)
    assert "Keluar ruangan Wali Uji: " in page.text
    close = [one for one in page.select("ol.agenda li") if "Terlalu dekat untuk dipastikan" in one.text]
    assert close != []
    house.first.post(f"{plenary.path}/sahkan", status=403)
    for one in page.select("ol.agenda a[href]"):
        form = house.first.get(one.get("href"))
        form.submit("Simpan putusan", began="09.30", ended="09.45", outcome="keep", method="consensus", reason="Sesuai hasil perhitungan.")
    assert "Wali Uji keluar ruangan pukul 09.30 sampai 09.45" in house.second.get(plenary.path).text
    decision = office.decide(house.first, house.second, house.first.get(plenary.path))
    house.work()
    minutes = words_of(decision.browser.get(decision.links["Berita acara (PDF)"]).body)
    for words in ("Ketua Rapat", "Deputi Uji", "Wali Uji (", "pukul 09.30 sampai 09.45", "Ratna Wijaya", "Bagus Santosa", kept):
        assert words in minutes
    nobody_else_sees(house)
    return decision


def tables_are_taken_along(house):
    page = house.first.get("/peringkat/UMUM/ekspor")
    for form in page.forms:
        house.first.post(form.action, form.fields)
    house.work()
    ways = [one.get("href") for one in house.first.get("/peringkat/UMUM/ekspor").select("a[href^='/ekspor/']")]
    assert len(ways) == 5
    for way in ways:
        assert len(house.first.get(way).body) > 100
        for other in (house.second, house.people[house.conflicted], *(stranger for stranger, _closed in house.strangers())):
            assert other.send("GET", way).status in {403, 404}
    summary = house.first.get(f"/peringkat/UMUM/{house.entries[house.apart]}.pdf")
    assert house.apart in words_of(summary.body)


def the_letters_tell_each_its_own(house, decision):
    house.first.get(decision.links["Surat hasil"]).submit("Simpan", **HEAD)
    nobody_else_sees(house)
    house.at("2022-05-11T10:00+07:00")
    page = house.first.get("/hasil-akhir/uji")
    house.first.get(page.links["Umumkan finalis"]).submit("Simpan waktu pengumuman", when="now", moment="")
    house.work()
    told = {name: words_of(house.people[name].get(f"/kepesertaan/{house.entries[name]}/surat-hasil-evaluasi.pdf").body) for name in CITIES}
    kept = next(name for name in CITIES if name != house.displaced)
    lost = told[house.displaced]
    assert ("belum menjadi finalis" in lost, "Paling banyak 1 dari pemerintah kota" in lost, "belum menjadi finalis" in told[kept]) == (
        True,
        True,
        False,
    )
    assert [name for name in (*WORTH, *EVALUATORS.values()) if name in lost and name != house.displaced] == []
    house.people[kept].get(f"/kepesertaan/{house.entries[house.displaced]}/surat-hasil-evaluasi.pdf", status=404)
    mails = [text_of(one) for address in house.addresses for one in house.letters(address)]
    assert [who for who in EVALUATORS.values() if any(who in one for one in mails)] == []
    assert any("surat-hasil-evaluasi.pdf" in one for one in mails)


def both_are_made_again(house, snapshot, decision):
    page = house.first.get("/peringkat/UMUM").response.text
    once, again = (house.command(ranking, "--snapshot", str(snapshot)) for _time in range(2))
    assert once == again
    hashes = [line.split()[-1] for line in once.splitlines() if line.startswith("SHA-256")]
    assert [one in page for one in hashes] == [True, True]
    code = decision.select("main dd")[0].text
    once, again = (house.command(decisions, "verify", code) for _time in range(2))
    assert once == again
    assert (f"{code}: utuh." in once, once.split("SHA-256 ")[1][:64] in decision.response.text) == (True, True)
