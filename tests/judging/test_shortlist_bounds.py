"""p4comp/judging/actions/shortlist.py, queries/composition.py: the list that bounds give, and what is told of them"""

import zipfile
from io import BytesIO

import pypdfium2
import pytest

from p4comp.decisions import tasks
from p4comp.judging import actions
from tests import factories
from tests.judging.judged import categories, judged, plan
from tests.judging.scene import AFTER

LEAST = {"kode": "menteri", "kelompok": "jenis", "nilai": ["kementerian"], "paling_sedikit": 2, "sifat": "mengikat"}
ADVICE = {"kode": "merata", "kelompok": "jenis", "paling_banyak": 1, "sifat": "saran"}


def test_bounds_make_the_list_and_the_proposal_tells_what_they_did(by):
    edition = factories.edition(rencana_penilaian=plan(), kategori=categories(LEAST, finalists=3))
    entries, _people = judged(edition)
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    kinds = {entry.id: entry.institution.kind.value for entry in entries}
    ranking = [row["subject_id"] for row in plenary.working["ranking"]]
    chosen = [line["subject_id"] for line in plenary.proposal["list"]]
    assert [kinds[key] for key in chosen].count("kementerian") == 2
    assert [line["place"] for line in plenary.proposal["list"]] == [1, 2, 3]
    assert chosen == sorted(chosen, key=ranking.index)
    told = plenary.proposal["composition"]
    gone = [key for key in ranking[:3] if key not in chosen]
    assert [one["subject_id"] for one in told["displaced"]] == gone
    assert gone
    assert {text for one in told["displaced"] for text in one["by"]} == {"Paling sedikit 2 dari kementerian"}
    assert (told["conflict"], told["advice"]) == ([], None)


def test_advice_changes_nothing_but_stands_beside_the_list(by):
    edition = factories.edition(
        rencana_penilaian=plan(), kategori=categories(ADVICE | {"paling_banyak": 0, "nilai": ["pemprov"]}, finalists=3)
    )
    judged(edition, kinds=("pemprov", "pemkab"))
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    told = plenary.proposal["composition"]
    assert [line["subject_id"] for line in plenary.proposal["list"]] == [row["subject_id"] for row in plenary.working["ranking"][:3]]
    assert (told["displaced"], told["comes"]) == ([], [])
    assert {text for one in told["advice"]["displaced"] for text in one["by"]} == {"Paling banyak 0 dari pemerintah provinsi"}


def test_bounds_that_cannot_be_met_leave_the_order_and_are_named(by):
    edition = factories.edition(rencana_penilaian=plan(), kategori=categories(LEAST | {"nilai": ["bumn"]}))
    judged(edition)
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    told = plenary.proposal["composition"]
    assert told["conflict"] == ["Paling sedikit 2 dari BUMN"]
    assert [line["subject_id"] for line in plenary.proposal["list"]] == [row["subject_id"] for row in plenary.working["ranking"][:2]]


@pytest.mark.parametrize("bound", [LEAST, ADVICE | {"paling_banyak": 0, "nilai": ["pemprov"]}, LEAST | {"nilai": ["bumn"]}])
def test_the_minutes_print_what_bounds_did_or_would_have_done(by, bound):
    edition = factories.edition(rencana_penilaian=plan(), kategori=categories(bound, finalists=3))
    judged(edition, kinds=("pemprov", "pemkab", "kementerian"))
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    told = plenary.proposal["composition"]
    pages = pypdfium2.PdfDocument(tasks.minutes(plenary))
    words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
    assert "Batas komposisi" in words
    assert f"{told['bounds'][0]['text']} ({'mengikat' if told['bounds'][0]['binding'] else 'saran'})" in words
    found = told["advice"] or told
    wanted = [f"tergeser: {'; '.join(line['by'])}" for line in found["displaced"]]
    wanted += [f"mengikuti urutan nilai: {'; '.join(found['conflict'])}."] if found["conflict"] else []
    assert wanted
    assert all(text in words for text in wanted)
    assert zipfile.is_zipfile(BytesIO(tasks.minutes_draft(plenary)))


def test_a_group_for_each_value_is_named_by_its_own_name(by):
    bound = {"kode": "prov", "kelompok": "provinsi", "paling_banyak": 1, "sifat": "mengikat"}
    edition = factories.edition(rencana_penilaian=plan(readings=2), kategori=categories(bound))
    east, west = factories.region("35", name="Jawa Timur"), factories.region("32", name="Jawa Barat")
    people = [factories.evaluator(edition, employer=factories.institution("ptn")) for _ in range(2)]
    for level, region in ((5, east), (4, east), (3, west)):
        entry = factories.entry(edition, factories.institution("pemprov", region=region), state="verified", evidence=False)
        for one in people:
            factories.assignment(entry, one, state="locked", levels=level)
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    told = plenary.proposal["composition"]
    assert [one["by"] for one in told["displaced"]] == [["Paling banyak 1 dari setiap provinsi (Jawa Timur)"]]
    assert [line["score"] for line in plenary.proposal["list"]] == [100.0, 60.0]


def test_a_category_without_bounds_proposes_as_ever(by):
    edition = factories.edition(rencana_penilaian=plan())
    judged(edition)
    assert "composition" not in actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER).proposal
