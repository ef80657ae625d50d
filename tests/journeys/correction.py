"""After the award: a winner's list is corrected by a new plenary, and everything that hangs on it follows."""

from p4comp.decisions.commands import decisions
from tests.journeys import office
from tests.journeys.award import PUBLIC, a_certificate_is_true, codes_of, public_pages
from tests.journeys.registration import FIRST, PLACES, SECOND, address, browser
from tests.journeys.season import words_of

REASON = "Bukti yang menjadi dasar nilai ternyata tidak sah."
GENERAL = "Instansi Pemerintah Umum"


def afterwards_a_list_of_winners_is_corrected(season):
    season.at("2022-06-20T09:00+07:00")
    without = public_pages(season)
    old, plenary = the_correction_is_proposed(season)
    decision = office.decide(season.people[FIRST], season.people[SECOND], plenary)
    code = decision.select("main dd")[0].text
    the_minutes_name_what_they_replace(plenary, old, code)
    assert public_pages(season) == without
    certificate = codes_of(season, "malang")[0]
    assert season.browse().get(certificate).h1 == "Piagam asli dan berlaku"
    it_is_announced(season, code)
    the_public_sees_both(season, old, code, without)
    the_certificates_follow(season, certificate, code)
    the_commands_prove_both(season, old, code)


def the_correction_is_proposed(season):
    first = season.people[FIRST]
    row = office.row(first.get("/pleno"), f"Daftar pemenang kategori {GENERAL}")
    decision = first.get(row.select("a[href^='/keputusan/']")[0].get("href"))
    old = decision.select("main dd")[0].text
    plenary = first.get(decision.links["Koreksi keputusan"]).submit("Buat usulan koreksi", reason=REASON, source="hand").follow()
    assert "masih sama dengan daftar yang dikoreksi" in plenary.text
    plenary = amend(first, plenary, PLACES["malang"], what="out")
    award = (
        first.get(plenary.links["Ubah daftar"]).select("select[name=award] option")[2].get("value")
    )  # the award Malang had: the other has no place left
    plenary = amend(first, plenary, PLACES["bali"], what="in", place="1", award=award)
    assert next(one.text for one in plenary.select("[data-label='Semula']")) == "tidak dalam daftar"
    return old, plenary


def amend(first, plenary, name, **values):
    form = first.get(plenary.links["Ubah daftar"])
    subject = next(one.get("value") for one in form.select("select[name=subject] option") if name in one.text)
    given = {"place": "", "award": ""} | values
    return form.submit("Ubah daftar", subject=subject, reason="Bukti tidak sah.", **given).follow()


def the_minutes_name_what_they_replace(plenary, old, code):
    words = words_of(plenary.browser.get(f"{plenary.path}/berita-acara.pdf").body)
    for text in (
        "BERITA ACARA RAPAT PLENO KOREKSI",
        f"Keputusan {old}",
        REASON,
        f"Perbedaan dengan keputusan {old}",
        code,
        "Setiap perbedaan disahkan oleh",
    ):
        assert text in words


def it_is_announced(season, code):
    first = season.people[FIRST]
    todo = first.get("/ruang-kerja")
    assert "Umumkan koreksi 1 keputusan" in todo.text
    form = first.get(first.get("/hasil-akhir/p4-2022").links[f"Tetapkan waktu pengumuman {code}"])
    form.submit("Simpan waktu pengumuman", when="now", moment="")
    season.work()


def the_public_sees_both(season, old, code, without):
    after = public_pages(season)
    assert {path for path in PUBLIC if after[path] != without[path]} >= {"/", "/hasil/p4-2022", "/hasil/p4-2022/data.json"}
    page = season.browse().get("/hasil/p4-2022")
    assert f"dengan keputusan {code} menggantikan {old}: {REASON}" in page.text
    names = [one.text for one in page.select(".result-names-large li")]
    assert PLACES["bali"] in names
    assert PLACES["malang"] not in names
    before = season.browse().get(page.links[f"Lihat daftar lama {old}"])
    assert "Daftar ini tidak berlaku lagi" in before.text
    assert PLACES["malang"] in [one.text for one in before.select(".result-names li")]


def the_certificates_follow(season, certificate, code):
    revoked = season.browse().get(certificate)
    assert revoked.h1 == "Piagam ini sudah dicabut"
    assert f"Keputusan {code} menggantikan" in revoked.text
    assert season.letter(address("malang"), f"diperbaiki dengan keputusan {code}")
    assert season.letter(address("bali"), f"diperbaiki dengan keputusan {code}")
    secretary = season.people[FIRST]
    way = next(form for form in secretary.get("/edisi/p4-2022/piagam").forms if form.buttons[0] == "Terbitkan 1 piagam")
    secretary.post(way.action)
    season.work()
    shelf = browser(season, "bali").get("/piagam")
    a_certificate_is_true(season, shelf, codes_of(season, "bali")[0], PLACES["bali"], "penerima Piala Anggakara Birawa")


def the_commands_prove_both(season, old, code):
    for one in (old, code):
        assert f"{one}: utuh." in season.command(decisions, "verify", one)
