"""The start page tells an institution what it became, once that is announced, and where all that belongs to it is."""

from datetime import timedelta

import pytest

from p4comp.core import db
from tests import factories
from tests.messages import letters
from tests.results.feedback_scene import ANNOUNCED, SOON, released
from tests.results.feedback_scene import edition as assessed

FINALISTS, WINNERS = factories.closing("pleno_finalis"), factories.opening("penganugerahan")
SECOND = timedelta(seconds=1)


@pytest.fixture
def season(app):
    """The small edition with a winner, a finalist and one that did not make it, each with its member; nothing decided."""
    made = factories.edition()
    people = {name: factories.person(name) for name in ("winner", "finalist", "other")}
    entries = {name: factories.entry(made, state="verified", contact=who, evidence=False) for name, who in people.items()}
    for name, who in people.items():
        factories.member(who, entries[name].institution)
    db.commit()
    return made, entries, people


def decide(season, *, finalists_at=FINALISTS, winners_at=WINNERS):
    edition, entries, _people = season
    heard = [entries["winner"], entries["finalist"]]
    first = factories.decision(edition, heard, announced_at=finalists_at)
    won = factories.decision(edition, heard[:1], purpose="winners", announced_at=winners_at, awards={heard[0].id: "APP"})
    db.commit()
    return first, won


def told(page):
    return [one.text for one in page.select(".notice-title")]


@pytest.mark.parametrize("name", ["winner", "finalist", "other"])
def test_until_the_winners_moment_no_byte_tells_who_won(season, browse, at, name):
    at(WINNERS - SECOND)
    factories.decision(season[0], [season[1]["winner"], season[1]["finalist"]], announced_at=FINALISTS)
    db.commit()
    browser = browse(season[2][name])
    before = browser.get("/ruang-kerja").main
    won = factories.decision(season[0], [season[1]["winner"]], purpose="winners", announced_at=WINNERS)
    made = factories.certificate(won, season[1]["winner"], kind="winner")
    db.commit()
    assert browser.get("/ruang-kerja").main == before
    browser.get(f"/piagam/{made.id}/unduh", status=404)


def test_nothing_is_told_before_any_list_is_announced(season, browse, at):
    decide(season)
    at(FINALISTS - SECOND)
    page = browse(season[2]["winner"]).get("/ruang-kerja")
    assert told(page) == []
    assert "Hasil Anda" not in page.main


@pytest.mark.parametrize(
    ("moment", "headlines"),
    [
        (FINALISTS, {"winner": "menjadi finalis", "finalist": "menjadi finalis", "other": "tidak masuk daftar finalis"}),
        (
            WINNERS,
            {
                "winner": "menerima penghargaan: Aspek pengelolaan terbaik",
                "finalist": "menjadi finalis",
                "other": "tidak masuk daftar finalis",
            },
        ),
    ],
)
def test_everybody_is_told_plainly_what_it_became(season, browse, at, moment, headlines):
    decide(season)
    at(moment)
    found = {name: told(browse(who).get("/ruang-kerja")) for name, who in season[2].items()}
    names = {name: entry.institution_name for name, entry in season[1].items()}
    assert found == {name: [f"{names[name]} {words}"] for name, words in headlines.items()}


def test_the_ways_lead_to_what_is_there_and_to_nothing_else(season, browse, at):
    first, _won = decide(season)
    entry, who = season[1]["finalist"], season[2]["finalist"]
    at(FINALISTS)
    path = f"/kepesertaan/{entry.id}"
    links = {"Berkas, surat hasil, dan sanggah": f"{path}#hasil", "Daftar yang diumumkan": "/hasil/uji"}
    assert ways(browse(who)) == links
    at(WINNERS)
    links["Bukti nilai dan tempat Anda"] = f"{path}/bukti-baris"
    assert ways(browse(who)) == links
    factories.certificate(first, entry)
    db.commit()
    assert ways(browse(who)) == links | {"Piagam dan bukti keikutsertaan": "/piagam"}
    assert "piagam finalis" in [one.text for one in browse(who).get(path).select("main p .muted")]


def ways(browser):
    return {one.text: one.get("href") for one in browser.get("/ruang-kerja").select(".notice a")}


def test_a_report_that_is_out_is_led_to_whether_it_was_read_or_not(app, browse, at):
    who, home = factories.person("Peserta"), factories.institution("pemkab", name="Kabupaten Peserta")
    factories.member(who, home)
    made, entries, _unit = assessed(home=home, who=who)
    released(made, SOON)
    at(ANNOUNCED)
    assert "Umpan balik penilaian" not in ways(browse(who))
    at(SOON)
    path = f"/kepesertaan/{entries[0].id}/umpan-balik"
    assert ways(browse(who))["Umpan balik penilaian"] == path
    browse(who).get(path).submit("Tandai sudah dibaca")
    assert ways(browse(who))["Umpan balik penilaian"] == path


def test_a_corrected_list_tells_what_counts_now(season, browse, at):
    edition, entries, people = season
    _first, won = decide(season)
    moved = WINNERS + timedelta(hours=2)
    factories.decision(edition, [entries["finalist"]], purpose="winners", announced_at=moved, replaces=won)
    db.commit()
    at(moved - SECOND)
    assert told(browse(people["finalist"]).get("/ruang-kerja")) == [f"{entries['finalist'].institution_name} menjadi finalis"]
    at(moved)
    assert told(browse(people["finalist"]).get("/ruang-kerja")) == [f"{entries['finalist'].institution_name} menjadi pemenang"]
    assert told(browse(people["winner"]).get("/ruang-kerja")) == [f"{entries['winner'].institution_name} menjadi finalis"]


def test_a_person_of_several_institutions_is_told_of_all_by_as_many_queries(season, browse, at):
    _edition, entries, people = season
    decide(season)
    at(WINNERS)
    several = {number: factories.person(f"Untuk {number}") for number in (2, 3)}
    for number, who in several.items():
        for entry in list(entries.values())[:number]:
            factories.member(who, entry.institution)
    db.commit()
    browse(people["winner"]).get("/ruang-kerja")
    pages = [browse(who).get("/ruang-kerja") for who in several.values()]
    assert [len(told(page)) for page in pages] == [2, 3]
    assert len(pages[0].queries) == len(pages[1].queries) <= 12


def test_those_who_are_no_entrants_are_told_nothing(season, browse, at):
    decide(season)
    at(WINNERS)
    for who in (factories.secretariat(), factories.auditor(), factories.member(institution=factories.institution())):
        db.commit()
        assert told(browse(who).get("/ruang-kerja")) == []


def test_where_only_messages_wait_the_page_says_so(season, browse, at):
    at(factories.during("verifikasi"))
    who = season[2]["other"]
    assert "Tidak ada tugas yang menunggu Anda" in browse(who).get("/ruang-kerja").text
    letters.to(who, "Kabar")
    db.commit()
    page = browse(who).get("/ruang-kerja")
    assert "Hanya 1 pesan yang belum Anda baca." in page.text
    assert page.links["Buka pesan"] == "/pesan"
