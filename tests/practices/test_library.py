"""The library for everybody: nothing before it is published, search on both databases, filters, pages, feed, open data"""

import json
from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.decisions.models import Decision, Purpose
from p4comp.practices import actions, queries
from p4comp.practices.queries.library import Asked
from p4comp.practices.rules import COLUMNS
from tests import factories
from tests.practices import scene
from tests.practices.scene import LATER, SOON, TEXTS


@pytest.fixture
def shelf(app, at):
    """Two published practices: a winner's in Kalimantan Selatan, a central finalist's."""
    at(SOON)
    edition, won, winner = scene.stage(name="Kabupaten Pemenang", region=factories.region("63", name="Kalimantan Selatan"))
    _same, heard, _finalist = scene.stage(name="Kementerian Finalis", edition=edition, kind="kementerian")
    scene.announce(edition, [won, heard], [won])
    who, secretary = scene.secretary()
    market = scene.published(won, secretary)
    words = {
        "title": "Jawaban dalam sehari",
        "theme": "tindak-lanjut",
        "theme_two": "sdm",
        "problem": "Pelapor menunggu berhari-hari di loket 100% café.",
    }
    fast = scene.published(heard, secretary, at=SOON, texts=words)
    return {"edition": edition, "market": market, "fast": fast, "secretary": secretary, "who": who, "winner": winner, "won": won}


def titles(**asked):
    return sorted(one.title for one in db.everything(queries.found(Asked(**asked), LATER)))


MARKET, FAST = TEXTS["title"], "Jawaban dalam sehari"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [FAST, MARKET]),
        ({"cari": "pasar"}, [FAST, MARKET]),
        ({"cari": "loket"}, [FAST]),
        ({"cari": "LOKET berhari"}, [FAST]),
        ({"cari": "lok"}, [FAST]),
        ({"cari": "cafe"}, [FAST]),
        ({"cari": "pemenang"}, [MARKET]),
        ({"cari": "loket tiada"}, []),
        ({"cari": '"loket" OR pasar'}, [FAST]),
        ({"cari": "loket AND"}, []),
        ({"cari": "100%"}, [FAST]),
        ({"cari": "loket' OR '1'='1"}, [FAST]),
        ({"cari": "% _ * ( ) : & | ! \" '"}, []),
        ({"cari": "NEAR(loket)"}, []),
        ({"cari": "x" * 5000}, []),
        ({"tema": "kanal"}, [MARKET]),
        ({"tema": "sdm"}, [FAST]),
        ({"tema": "tiada"}, []),
        ({"jenis": "pemkab"}, [MARKET]),
        ({"jenis": "tiada"}, []),
        ({"provinsi": "63"}, [MARKET]),
        ({"provinsi": "pusat"}, [FAST]),
        ({"edisi": "praktik"}, [FAST, MARKET]),
        ({"edisi": "tiada"}, []),
        ({"penghargaan": "pemenang"}, [MARKET]),
        ({"penghargaan": "finalis"}, [FAST]),
        ({"penghargaan": "tiada"}, []),
        ({"cari": "pasar", "tema": "kanal", "jenis": "pemkab", "provinsi": "63", "edisi": "praktik", "penghargaan": "pemenang"}, [MARKET]),
    ],
)
def test_search_and_filters_find_the_same_on_both_databases(shelf, browse, asked, found):
    assert titles(**asked) == found
    page = browse().get("/praktik", query=asked)
    assert sorted(one.text for one in page.select(".practice-list h2")) == found
    assert ("Tidak ada yang cocok" in page.main) is (found == [])


def test_a_new_version_is_found_by_its_new_words_only(shelf):
    practice, actor = shelf["market"], someone(shelf["winner"])
    actions.revise(practice, by=actor, at=SOON)
    actions.save(practice, "problem", TEXTS["problem"] + " Zamrud.", seen=1, by=actor, at=SOON)
    db.session().flush()
    assert (titles(cari="zamrud"), titles(cari="pedagang")) == ([], [FAST, MARKET])
    for act in (actions.send, actions.consent):
        act(practice, by=actor, at=SOON)
    actions.publish(queries.case(shelf["secretary"], practice.id), by=shelf["secretary"], at=LATER)
    db.session().flush()
    assert titles(cari="zamrud") == [MARKET]
    actions.withdraw(practice, by=actor, at=LATER)
    assert (titles(cari="zamrud"), titles()) == ([], [FAST])


def test_nothing_tells_of_a_practice_before_it_is_published(app, browse, at):
    at(SOON)
    assert "Praktik baik" not in browse().get("/").links
    edition, entry, _who = scene.stage()
    scene.announce(edition, [entry], [entry])
    scene.practice(entry, state="consented")
    page = browse().get("/praktik")
    assert "Belum ada praktik yang terbit" in page.main
    assert (TEXTS["title"] in page.text, "Praktik baik" in browse().get("/").links) == (False, False)
    browse().get("/praktik/PB-PRAKTIK-001", status=404)
    assert json.loads(browse().get("/praktik/data.json").body)["baris"] == []


def test_once_something_is_published_the_menu_leads_to_it(shelf, browse):
    assert browse().get("/").links["Praktik baik"] == "/praktik"


def test_one_practice_and_three_cost_the_same(app, browse, at):
    at(SOON)
    edition, entry, _who = scene.stage()
    scene.announce(edition, [entry], [entry])
    _secretary, actor = scene.secretary()
    scene.published(entry, actor)
    one = len(browse().get("/praktik", query={"cari": "pasar"}).queries)
    for _number in range(2):
        scene.published(entry, actor)
    page = browse().get("/praktik", query={"cari": "pasar"})
    assert (len(page.select(".practice-list > li")), len(page.queries)) == (3, one)
    assert one <= 12


def test_a_page_says_who_how_to_cite_and_what_the_award_is(shelf, browse):
    page = browse().get(f"/praktik/{shelf['market'].code}")
    assert page.h1 == MARKET
    assert "Kabupaten Pemenang. (2022)." in page.main
    assert f"http://localhost/praktik/{shelf['market'].code}" in page.main
    assert "Lisensi: belum ditetapkan penyelenggara edisi ini. Anda boleh membaca, mengutip, dan menirunya" in page.main
    assert len(page.queries) <= 12
    assert browse().get(f"/praktik/{shelf['market'].code}/cetak.pdf").body[:5] == b"%PDF-"


def described(page):
    """What the page tells programs of itself."""
    return json.loads(page.select("script[type='application/ld+json']")[0].text)


def test_a_page_tells_programs_whose_it_is_and_a_script_in_it_stays_words(shelf, browse, app, at):
    page = browse().get(f"/praktik/{shelf['market'].code}")
    told, address = described(page), f"http://localhost/praktik/{shelf['market'].code}"
    assert (told["@type"], told["headline"], told["url"], told["version"]) == ("Article", MARKET, address, 1)
    assert told["author"] == {"@type": "GovernmentOrganization", "name": "Kabupaten Pemenang"}
    assert told["datePublished"] == SOON.date().isoformat()
    assert "license" not in told
    _secretary, actor = scene.secretary()
    loud = scene.published(shelf["won"], actor, texts={"title": "</script><script>alert(1)</script>"})
    page = browse().get(f"/praktik/{loud.code}")
    assert described(page)["headline"] == "</script><script>alert(1)</script>"
    assert b"<script>alert" not in page.body


def test_what_is_asked_seldom_is_folded_until_it_is_asked(shelf, browse):
    opened = {name: len(browse().get("/praktik", query={name: "x"}).select(".filter-more[open]")) for name in ("cari", "jenis", "edisi")}
    assert opened == {"cari": 0, "jenis": 1, "edisi": 1}


def test_a_cited_version_stays_readable_and_says_that_there_is_a_newer_one(app, shelf, browse):
    practice, actor, code = shelf["market"], someone(shelf["winner"]), shelf["market"].code
    actions.revise(practice, by=actor, at=SOON)
    actions.save(practice, "title", "Meja aduan di lima pasar", seen=1, by=actor, at=SOON)
    for act in (actions.send, actions.consent):
        act(practice, by=actor, at=SOON)
    assert browse().get(f"/praktik/{code}").h1 == MARKET
    actions.publish(queries.case(shelf["secretary"], practice.id), by=shelf["secretary"], at=LATER)
    app.extensions["page_cache"].clear()
    assert browse().get(f"/praktik/{code}").h1 == "Meja aduan di lima pasar"
    old = browse().get(f"/praktik/{code}/versi/1")
    assert (old.h1, old.links["Ada versi yang lebih baru"]) == (MARKET, f"/praktik/{code}")
    for number in ("0", "3", "99999999999"):
        browse().get(f"/praktik/{code}/versi/{number}", status=404)


def test_scripts_in_texts_are_words_and_long_names_fit(app, browse, at):
    at(SOON)
    edition, entry, _who = scene.stage(name="Pemerintah " + "N" * 169)
    scene.announce(edition, [entry], [entry])
    _secretary, actor = scene.secretary()
    practice = scene.published(entry, actor, texts={"title": "T" * 180, "problem": "<script>alert(1)</script> " * 4})
    page = browse().get(f"/praktik/{practice.code}")
    assert "<script>alert(1)</script>" in page.main
    assert browse().get(f"/praktik/{practice.code}/cetak.pdf").body[:5] == b"%PDF-"


def test_the_feed_tells_of_new_practices(shelf, browse):
    root = ElementTree.fromstring(browse().get("/praktik/umpan.xml").body)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert sorted(one.text for one in root.findall("a:entry/a:title", names)) == [FAST, MARKET]
    assert len({one.text for one in root.findall("a:entry/a:id", names)}) == 2


def test_open_data_hold_what_the_pages_show_and_say_what_it_means(shelf, browse):
    found = json.loads(browse().get("/praktik/data.json").body)
    assert found["kolom"] == COLUMNS
    assert [sorted(row) for row in found["baris"]] == [sorted(COLUMNS)] * 2
    row = next(one for one in found["baris"] if one["judul"] == MARKET)
    assert (row["instansi"], row["penghargaan"], row["kode_provinsi"], row["penerapan"]) == ("Kabupaten Pemenang", "pemenang", "63", "0")
    lines = browse().get("/praktik/data.csv").body.decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(COLUMNS)


def catalogued(browser):
    found = json.loads(browser.get("/data-terbuka/katalog.json").body)["dcat:dataset"]
    return [file["dcat:downloadURL"] for one in found if one["dct:identifier"] == "praktik-baik" for file in one["dcat:distribution"]]


def test_the_catalogue_of_open_data_leads_to_the_library_once_there_is_something_in_it(app, request, browse):
    assert catalogued(browse()) == []
    request.getfixturevalue("shelf")
    app.extensions["page_cache"].clear()
    addresses = catalogued(browse())
    assert [one.partition("/praktik/")[2] for one in addresses] == ["data.csv", "data.json"]
    assert [browse().get(one.partition("//")[2].partition("/")[2].join(("/", ""))).status for one in addresses] == [200, 200]


def test_a_correction_that_takes_the_award_away_is_followed_at_its_moment(shelf, browse, at):
    edition = shelf["edition"]
    assert titles(penghargaan="pemenang") == [MARKET]
    decided = db.first(select(Decision).where(Decision.edition_id == edition.id, Decision.purpose == Purpose.WINNERS))
    factories.decision(edition, [shelf["fast"].entry], purpose="winners", replaces=decided, announced_at=LATER)
    assert (titles(penghargaan="pemenang"), titles(penghargaan="finalis")) == ([FAST], [MARKET])
