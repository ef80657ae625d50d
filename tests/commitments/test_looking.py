"""What waits for a word of the partner or the secretariat: in one order, from one to the next, and only for whom it waits."""

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.commitments import actions, queries
from p4comp.commitments.models import PartnerView
from p4comp.commitments.queries import Queue
from p4comp.commitments.rules.openness import USUAL
from p4comp.core import db
from tests import factories
from tests.commitments import scene
from tests.commitments.scene import AT

ONE, TWO, THREE = (("Dinas A", "2022-01-01", "Satu", "a"), ("Dinas A", "2022-02-01", "Dua", "b"), ("Dinas B", "2022-01-01", "Satu", "c"))
WAITS = "komitmen menunggu Anda"
NEXT = "Berikutnya yang menunggu Anda"


@pytest.mark.parametrize(
    ("keys", "after", "found"),
    [
        ((), None, None),
        ((), ONE, None),
        ((ONE,), ONE, None),
        ((ONE, TWO, THREE), None, ONE),
        ((ONE, TWO, THREE), ONE, TWO),
        ((ONE, TWO, THREE), THREE, ONE),
        ((ONE, THREE), TWO, THREE),
        ((ONE,), TWO, ONE),
    ],
)
def test_from_one_to_the_next_and_from_the_last_to_the_first(keys, after, found):
    assert Queue(keys).after(after) == found


@pytest.fixture
def house(app, at):
    """Two agencies that showed the same two commitments each, one more that nobody began, a partner."""
    at(AT)
    province = factories.institution("pemprov", name="Provinsi Uji", region=factories.region())
    agencies = [factories.institution("upp", name=f"Dinas {name}", parent=province) for name in ("Kesehatan", "Pendidikan")]
    partner = factories.institution("lembaga", name="Perwakilan Ombudsman Uji")
    secretary, by = scene.host()
    found = scene.agreement(by, agencies, partner=partner)
    people = [factories.member(None, one, {"drafter"}) for one in agencies]
    for title in ("Pejabat penghubung", "Standar pelayanan"):
        for whose in (0, 1):
            scene.shown(by, found, people[whose], title=title, whose=whose)
    scene.commitment(by, found, title="Belum dimulai")
    db.commit()
    office = factories.member(None, partner, {"drafter"})
    return {"found": found, "url": f"/komitmen/{found.id}", "host": secretary, "own": people[0], "office": office, "by": by}


def waiting(house, who):
    actor = someone(house[who])
    return [one[:3:2] for one in queries.queue(actor, queries.agreement(actor, house["found"].id)).keys]


ORDER = [(f"Dinas {name}", title) for name in ("Kesehatan", "Pendidikan") for title in ("Pejabat penghubung", "Standar pelayanan")]


@pytest.mark.parametrize(("who", "found"), [("office", ORDER), ("host", ORDER), ("own", [])])
def test_for_whom_what_waits(house, browse, who, found):
    assert waiting(house, who) == found
    page = browse(house[who]).get(house["url"])
    assert (f"{len(ORDER)} {WAITS}" in page.main) == bool(found)


def test_of_an_agreement_that_has_ended_nothing_waits(house):
    actions.end(queries.agreement(house["by"], house["found"].id), "Selesai", by=house["by"], at=AT)
    assert (waiting(house, "office"), waiting(house, "host")) == ([], [])


def test_who_does_not_see_states_is_not_asked_by_them(house):
    table = {"states": ["parties"], "evidence": [], "review": []}
    actions.open_to(queries.agreement(house["by"], house["found"].id), USUAL | table, reason="uji", by=house["by"], at=AT)
    db.session().flush()
    assert waiting(house, "office") == []


def test_the_partner_goes_through_all_without_going_back_to_the_list(house, browse):
    browser = browse(house["office"])
    page = browser.get(browser.get(house["url"]).links["Mulai dari yang pertama"])
    read = []
    for _time in range(len(ORDER)):
        read.append(page.title.removesuffix(" – Kompetisi P4"))
        last = len(read) == len(ORDER)
        page = page.submit("Simpan pandangan" if last else "Simpan, lalu buka berikutnya", opinion="kept", words="Baik.").follow()
    assert read == [f"{title}, {name}" for name, title in ORDER]
    assert (waiting(house, "office"), NEXT in page.main, len(db.everything(select(PartnerView)))) == ([], False, len(ORDER))


def test_saving_alone_stays_on_the_page_and_the_next_is_a_press_away(house, browse):
    browser = browse(house["office"])
    page = browser.get(browser.get(house["url"]).links["Mulai dari yang pertama"])
    saved = page.submit("Simpan pandangan", opinion="kept", words="Baik.").follow()
    assert saved.path == page.path
    assert browser.get(saved.links[NEXT]).title.startswith("Standar pelayanan, Dinas Kesehatan")


def test_the_list_is_folded_by_agency_with_what_needs_somebody_beside_its_name(house, browse):
    marks = {"office": "menunggu pandangan", "host": "menunggu diperiksa", "own": None}
    for who, mark in marks.items():
        page = browse(house[who]).get(house["url"], query={"instansi": ""})
        folds = [one.text for one in page.select("details.pledges > summary") if one.text.startswith("Dinas")]
        told = f" 2 {mark}" if mark else ""
        assert folds == [f"Dinas Kesehatan · 3 komitmen{told}", f"Dinas Pendidikan · 2 komitmen{told}"], who


def test_one_agency_alone_is_a_plain_table(house, browse):
    page = browse(house["office"]).get(house["url"], query={"instansi": house["found"].signatories[1].institution_id})
    assert [one.text for one in page.select("tbody tr .row-link")][:2] == ["Pejabat penghubung", "Standar pelayanan"]


def test_what_is_shown_without_proof_is_warned_of(house, browse):
    one = scene.commitment(house["by"], house["found"], title="Tanpa bukti")
    page = browse(house["own"]).get(f"/komitmen/butir/{one.id}")
    assert "Belum ada bukti terlampir." in page.main
    scene.proof(one)
    db.commit()
    assert "Belum ada bukti terlampir." not in browse(house["own"]).get(f"/komitmen/butir/{one.id}").main


def test_pages_cost_the_same_however_much_waits(house, browse):
    def costs():
        item = queries.queue(someone(house["office"]), queries.agreement(house["by"], house["found"].id)).keys[0][-1]
        return [len(browse(house["office"]).get(url).queries) for url in (house["url"], f"/komitmen/butir/{item}")]

    before = costs()
    for title in ("Lain satu", "Lain dua"):
        scene.shown(house["by"], house["found"], house["own"], title=title)
    db.commit()
    assert costs() == before
    assert max(before) <= 12
