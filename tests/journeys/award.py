"""The last stretch as the regulation tells it: interviews, winners, publication, certificates (steps 7 to 9)."""

import hashlib
from datetime import datetime, timedelta

from p4comp.certificates.rules import new_code
from tests.journeys import judges, office
from tests.journeys.registration import CLINIC, FIRST, PLACES, SECOND, address, browser
from tests.journeys.season import words_of

JURORS = {"ani@uji.example": "Ani Rahayu", "budi@uji.example": "Budi Hartono", "cut@uji.example": "Cut Meutia"}
SCORES = {"malang": "88", "sleman": "91,5", "bali": "70", "banjarbaru": "85", "mlati": "79"}
WINNERS = {"OA": ["banjarbaru"], "UMUM": ["sleman", "malang"], "UPP": ["mlati"]}
MOMENT = datetime.fromisoformat("2022-06-16T19:00+07:00")
PUBLIC = ("/", "/hasil", "/hasil/p4-2022", "/hasil/p4-2022/data.csv", "/hasil/p4-2022/data.json", "/ketentuan/p4-2022", "/arsip")


def step_7_jurors_hear_the_finalists(season):
    season.at("2022-05-12T09:00+07:00")
    secretary = season.people[FIRST]
    secretary.get("/juri/panel").submit("Tambah panel", name="Panel 1")
    for who, name in JURORS.items():
        secretary.get("/juri/tambah").submit("Tambah dan undang", name=name, email=who, employer="")
        season.join(who, name)
    draft = secretary.get("/jadwal-wawancara").submit("Susun jadwal").follow()
    season.work()
    placed = secretary.get(draft.path).submit("Berlakukan jadwal ini").follow()
    assert len(placed.select(".slot")) == 5
    one_interview_is_moved(season, placed)
    for who in JURORS:
        judges.promise(season.people[who])
        for sheet in judges.agenda(season.people[who]).values():
            judges.clear(season.people[who], sheet)
    the_jurors_score_while_they_listen(season)


def slots(page):
    """The timetable as it stands: `{institution: moment}`."""
    return {one.select(".slot-name")[0].text: datetime.fromisoformat(one.select("time")[0].get("datetime")) for one in page.select(".slot")}


def one_interview_is_moved(season, timetable):
    move = next(one.get("href") for one in timetable.select(".slot-actions a") if one.text == f"Pindah {PLACES['banjarbaru']}")
    form = timetable.browser.get(move)
    ascension = form.submit("Pindahkan", starts_at="2022-05-26T10:00", status=422)
    assert ascension.errors["starts_at"]
    assert ascension.form("Pindahkan").fields["starts_at"] == "2022-05-26T10:00"
    moved = form.submit("Pindahkan", starts_at="2022-05-30T10:00").follow()
    assert slots(moved)[PLACES["banjarbaru"]] == datetime.fromisoformat("2022-05-30T10:00+07:00")
    own = browser(season, "banjarbaru").get("/jadwal-wawancara/saya")
    assert "30 Mei 2022 pukul 10.00 WIB" in own.text
    assert "30 Mei 2022 pukul 11.00 WITA" in own.text
    assert season.letter(address("banjarbaru"), "30 Mei 2022 pukul 10.00 WIB")


def the_jurors_score_while_they_listen(season):
    secretary = season.people[FIRST]
    for place, starts_at in sorted(slots(secretary.get("/jadwal-wawancara")).items(), key=lambda one: one[1]):
        key = next(one for one in SCORES if place == PLACES.get(one, CLINIC))
        season.at(starts_at - timedelta(seconds=1))
        who = season.people["ani@uji.example"]
        who.post(judges.agenda(who)[place], {"penyaji.score": "90"}, status=403)
        season.at(starts_at + timedelta(minutes=12))
        for who in JURORS:
            juror = season.people[who]
            locked = judges.score_live(juror, judges.agenda(juror)[place], SCORES[key])
            assert f"Lembar terkunci dengan nilai {float(SCORES[key].replace(',', '.')):.2f}.".replace(".", ",", 1) in locked.flashes
        season.at(starts_at + timedelta(minutes=35))
        held = next(form for form in secretary.get("/jadwal-wawancara").forms if "Tandai selesai" in form.buttons)
        secretary.post(held.action)


def step_8_the_winners_are_decided_and_published(season):
    season.at(MOMENT - timedelta(seconds=1))
    without = public_pages(season)
    season.at("2022-06-02T09:00+07:00")
    first, second = season.people[FIRST], season.people[SECOND]
    for code, keys in WINNERS.items():
        way = next(form.action for form in first.get("/hasil-akhir/p4-2022").forms if form.action.endswith(f"/{code}/usulkan"))
        decision = office.decide(first, second, first.post(way).follow())
        assert office.listed(decision) == [PLACES.get(key, CLINIC) for key in keys]
        the_snapshot_bears_its_hash(decision)
    assert office.row(first.get("/pleno"), "Daftar pemenang kategori Outstanding Achievement").text.count("HP-2022-0004") == 1
    the_moment_is_set_and_kept(season, without)


def the_snapshot_bears_its_hash(decision):
    snapshot = decision.browser.get(decision.links["Unduh isi keputusan (JSON)"])
    assert decision.select("dl")[0].text.count("HP-2022-") == 1
    assert hashlib.sha256(snapshot.body).hexdigest() in decision.body.decode()
    assert snapshot.json["edition"]["slug"] == "p4-2022"


def public_pages(season):
    """Every public page as anybody gets it now, byte for byte, past the cache."""
    anyone = season.browse()
    season.app.extensions["page_cache"].clear()
    return {path: anyone.get(path).body for path in PUBLIC}


def the_moment_is_set_and_kept(season, without):
    first = season.people[FIRST]
    page = first.get("/hasil-akhir/p4-2022")
    form = first.get(page.links["Umumkan pemenang"])
    assert "16 Juni 2022 pukul 19.00 WIB" in form.submit("Simpan waktu pengumuman", when="later", moment="2022-06-16T19:00").follow().text
    season.at(MOMENT - timedelta(seconds=1))
    assert public_pages(season) == without
    browser(season, "sleman").get("/hasil-akhir/p4-2022", status=404)
    season.at(MOMENT)
    shown = season.browse().get("/hasil/p4-2022")
    assert [one.text for one in shown.select(".result-names-large li")] == [
        PLACES["banjarbaru"],
        *(PLACES[key] for key in WINNERS["UMUM"]),
        CLINIC,
    ]
    assert "menunggu penetapan Menteri" in shown.text
    assert season.letter(address("bali"), "sudah diumumkan")


def step_9_certificates_are_issued_and_checked(season):
    season.at("2022-06-16T20:30+07:00")
    secretary = season.people[FIRST]
    while ways := [form.action for form in secretary.get("/edisi/p4-2022/piagam").forms if form.buttons[0].startswith("Terbitkan")]:
        secretary.post(ways[0])
    season.work()
    assert secretary.get("/edisi/p4-2022/piagam").text.count("1 dari 1 piagam terbit") == 4
    for key, kinds in {"sleman": ["penerima Piala Anggakara Birawa", "finalis"], "bali": ["finalis"], "wonogiri": []}.items():
        shelf = browser(season, key).get("/piagam")
        codes = checks(shelf)
        assert len(codes) == len(kinds)
        for code, kind in zip(codes, kinds, strict=True):
            a_certificate_is_true(season, shelf, code, PLACES[key], kind)
    a_forged_one_is_told_apart(season, codes_of(season, "sleman")[0])


def codes_of(season, key):
    return checks(browser(season, key).get("/piagam"))


def checks(shelf):
    """The addresses of the check of each certificate; its badge lies below one."""
    return [way for one in shelf.select("main a[href^='/v/']") if (way := one.get("href")).count("/") == 2]


def a_certificate_is_true(season, shelf, way, place, kind):
    card = next(one for one in shelf.select(".tile") if any(link.get("href") == way for link in one.select("a")))
    pdf = shelf.browser.get(card.select("a[href$='/unduh']")[0].get("href")).body
    printed = words_of(pdf)
    assert place in printed
    assert kind in printed
    checked = season.browse().get(way)
    assert checked.h1 == "Piagam asli dan berlaku"
    assert place in checked.text
    assert hashlib.sha256(pdf).hexdigest() in checked.text


def a_forged_one_is_told_apart(season, way):
    anyone, code = season.browse(), way.removeprefix("/v/")
    typo = ("C" if code[0].upper() == "B" else "B") + code[1:]
    assert anyone.get(f"/v/{typo}", status=404).h1 == "Kode salah ketik"
    assert anyone.get(f"/v/{new_code()}", status=404).h1 == "Bukan piagam yang diterbitkan portal ini"
    spaced = " ".join(code[part : part + 4].lower() for part in range(0, 16, 4))
    assert anyone.get("/periksa", query={"kode": spaced}, status=303).follow().h1 == "Piagam asli dan berlaku"
