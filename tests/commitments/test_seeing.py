"""What an agreement shows to whom, over every page; signatories from a table; a year's review that stays."""

import itertools
import re
from datetime import date

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.commitments import actions, queries
from p4comp.commitments.models import AccordReview, Signatory
from p4comp.commitments.rules.openness import NEEDS, Thing
from p4comp.commitments.rules.states import Opinion
from p4comp.core import db
from tests import factories
from tests.commitments import scene
from tests.commitments.scene import AT

WORDS = {
    "commitments": "Butir rahasia milik kesehatan",
    "states": "Menunggu diperiksa",
    "evidence": "Laporan isi kesehatan",
    "view": "Pandangan rahasia",
}


@pytest.fixture
def house(app, at):
    """Two agencies; one has shown a commitment, of which the partner wrote something."""
    at(AT)
    province = factories.institution("pemprov", name="Provinsi Uji", region=factories.region())
    agencies = [factories.institution("upp", name=f"Dinas {name}", parent=province) for name in ("Kesehatan", "Pendidikan")]
    office = factories.institution("lembaga", name="Perwakilan Ombudsman Uji")
    secretary, by = scene.host()
    people = {
        name: factories.member(None, home, {"drafter"}) for name, home in zip(("own", "party", "partner"), (*agencies, office), strict=True)
    }
    people |= {"stranger": factories.member(None, province), "host": secretary, "auditor": factories.auditor()}
    return {"agencies": agencies, "office": office, "by": by} | people


def stage(house, table):
    found = scene.agreement(house["by"], house["agencies"], partner=house["office"])
    one = scene.commitment(house["by"], found, title=WORDS["commitments"])
    proof = scene.proof(one)
    own = someone(house["own"])
    actions.show(queries.case(own, one.id), WORDS["evidence"], by=own, at=AT)
    partner = someone(house["partner"])
    actions.give_view(queries.case(partner, one.id), Opinion.PARTLY, WORDS["view"], by=partner, at=AT)
    actions.open_to(queries.agreement(house["by"], found.id), table, reason="uji", by=house["by"], at=AT)
    db.commit()
    return found, one, proof


def tables():
    """Every table that holds for one audience: a set of things with all that they stand on."""
    for n in range(len(Thing) + 1):
        for some in itertools.combinations(Thing, n):
            if all(NEEDS.get(thing, thing) in some for thing in some):
                yield some


AUDIENCE = {"own": None, "host": None, "auditor": None, "party": "parties", "partner": "partner", "stranger": "public"}


@pytest.mark.parametrize("some", list(tables()), ids=lambda some: "-".join(some) or "nothing")
@pytest.mark.parametrize("audience", ["parties", "partner"])
def test_each_page_shows_what_the_table_says(house, browse, audience, some):
    found, one, proof = stage(house, {thing.value: [audience] for thing in some})
    for who, sees in AUDIENCE.items():
        opened = set(Thing) if sees is None else set(some) if sees == audience else set()
        browser = browse(house[who])
        page = browser.get(f"/komitmen/{found.id}?instansi=", status=404 if who == "stranger" else 200)
        listed = "commitments" in opened
        assert (WORDS["commitments"] in page.main) == listed, who
        assert ("Dinas Kesehatan" in page.main) == ("signatories" in opened or who == "own" or listed), who
        item = browser.get(f"/komitmen/butir/{one.id}", status=200 if listed else 404)
        assert (WORDS["evidence"] in item.main) == (listed and "evidence" in opened), who
        assert (WORDS["view"] in item.main) == (listed and ("view" in opened or who == "partner")), who
        assert ("Menunggu diperiksa" in item.main) == (listed and "states" in opened), who
        asked = browser.get(f"/komitmen/{found.id}", query={"keadaan": "shown"}, status=404 if who == "stranger" else 200)
        assert (WORDS["commitments"] in asked.main) == (listed and "states" in opened), who
        browser.get(f"/komitmen/butir/{one.id}/bukti/{proof.id}", status=200 if listed and "evidence" in opened else 404)
    assert WORDS["commitments"] not in browse().get("/perjanjian").text
    browse().get(f"/perjanjian/{found.id}", status=404)


def test_everybody_reads_what_is_opened_to_everybody_and_no_file(house, browse):
    everything = {thing.value: ["public"] for thing in Thing if thing is not Thing.EVIDENCE}
    found, one, proof = stage(house, everything)
    page = browse().get(f"/perjanjian/{found.id}")
    assert [WORDS[thing] in page.main for thing in ("commitments", "states", "evidence")] == [True, True, False]
    browse(house["stranger"]).get(f"/komitmen/butir/{one.id}/bukti/{proof.id}", status=404)
    assert found.title in browse().get("/perjanjian").main


@pytest.mark.parametrize(
    ("opened", "shown"),
    [(["signatories"], False), (["signatories", "commitments"], False), (["signatories", "commitments", "states"], True)],
)
def test_the_public_page_keeps_states_to_itself(house, browse, opened, shown):
    found, _one, _proof = stage(house, {name: ["public"] for name in opened})
    page = browse().get(f"/perjanjian/{found.id}")
    assert ("Menunggu diperiksa" in page.main, "Dinas Kesehatan" in page.main) == (shown, True)


HEAD = "instansi;penanda_tangan;jabatan\n"


def send(house, browse, found, text, status=200):
    upload = {"file": factories.upload("pihak.csv", text.encode())}
    return browse(house["host"]).post(f"/komitmen/{found.id}/penanda-tangan/impor", upload, status=status)


def signed():
    db.session().expire_all()
    return [(one.institution_name, one.signed_by) for one in db.everything(select(Signatory).order_by(Signatory.institution_name))]


def test_signatories_come_from_a_table_whole_or_not_at_all(house, browse):
    found = scene.agreement(house["by"], [], in_force=False)
    db.commit()
    twins = [factories.institution("upp", name="Dinas Sama", parent=one) for one in house["agencies"]]
    bad = send(
        house,
        browse,
        found,
        HEAD + f"dinas kesehatan;Ani;\nDinas Entah;;\nDinas Sama;;\n{house['agencies'][0].code};;\n;Tanpa;\n",
        status=422,
    )
    told = [[cell.text for cell in row.select("td")][:2] for row in bad.select("tbody tr")]
    assert told == [["3", "instansi"], ["4", "instansi"], ["5", "instansi"], ["6", "instansi"]]
    assert signed() == []
    send(house, browse, found, HEAD + f"dinas kesehatan;Ani;Kepala\n{twins[0].code};;\n")
    assert signed() == [("Dinas Kesehatan", "Ani"), ("Dinas Sama", "")]
    page = send(house, browse, found, HEAD + "Dinas Kesehatan;Budi;Plt.\n")
    assert "baris 2: diubah, Dinas Kesehatan" in page.main
    assert signed() == [("Dinas Kesehatan", "Budi"), ("Dinas Sama", "")]


@pytest.mark.parametrize("text", ["", "nama_orang\nAni\n", HEAD])
def test_what_is_no_table_of_signatories_changes_nothing(house, browse, text):
    found = scene.agreement(house["by"], [], in_force=False)
    send(house, browse, found, text, status=422)
    assert signed() == []


def test_a_signatory_with_commitments_stays(house, browse):
    found = scene.agreement(house["by"], house["agencies"], in_force=False)
    scene.commitment(house["by"], found)
    browser = browse(house["host"])
    for one in list(found.signatories):
        browser.post(f"/komitmen/{found.id}/penanda-tangan/{one.id}/hapus")
    assert signed() == [("Dinas Kesehatan", "Kepala")]


def test_a_closed_review_stays_as_it_was(house, browse):
    found, one, _proof = stage(
        house,
        {
            "signatories": ["parties", "public"],
            "commitments": ["parties", "public"],
            "states": ["parties", "public"],
            "review": ["parties", "public"],
        },
    )
    url, host = f"/komitmen/{found.id}/tinjauan/2022", browse(house["host"])
    browse(house["party"]).get(url, status=404)
    assert "Rancangan" in host.get(url).main
    host.post(url, {"words": " "}, status=422)
    host.post(url, {"words": "Berjalan baik."})
    host.post(url, {"words": "Lagi."}, status=403)
    (review,) = db.everything(select(AccordReview))
    before = review.content
    assert (before["totals"]["shown"], before["words"], [view["words"] for view in before["views"]]) == (
        1,
        "Berjalan baik.",
        [WORDS["view"]],
    )
    actions.accept(queries.case(house["by"], one.id), by=house["by"], at=AT)
    db.commit()
    db.session().expire_all()
    assert db.everything(select(AccordReview))[0].content == before
    party = browse(house["party"]).get(url)
    assert ("Berjalan baik." in party.main, WORDS["view"] in party.main) == (True, False)
    for browser, address in ((host, f"/komitmen/{found.id}/tinjauan-2022.pdf"), (browse(), f"/perjanjian/{found.id}/tinjauan-2022.pdf")):
        assert re.match(rb"%PDF-", browser.get(address).body)
    browse().get(f"/perjanjian/{found.id}/tinjauan-2023.pdf", status=404)


def test_no_year_before_the_agreement_is_reviewed(house, browse):
    found, _one, _proof = stage(house, {})
    assert found.signed_on == date(2022, 1, 10)
    browse(house["host"]).get(f"/komitmen/{found.id}/tinjauan/2021", status=404)
