"""p4comp/judging/actions/shortlist.py"""

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.errors import Refused
from p4comp.decisions.models import Plenary
from p4comp.judging import actions
from tests import factories
from tests.judging.scene import AFTER, DURING, people


def _judged(edition, scores, category="UMUM"):
    """Entries with two locked sheets each; a score is a pair of levels for all indicators."""
    readers = people(edition, 2)
    found = []
    for pair in scores:
        entry = factories.entry(edition, state="verified", category=category)
        for one, level in zip(readers, pair, strict=True):
            factories.assignment(entry, one, state="locked", levels=level, total=level * 20.0)
        found.append(entry)
    return found


def test_the_best_by_quota_go_before_the_plenary_with_all_that_is_needed_to_rank_again(edition, by):
    low, high, middle = _judged(edition, [(1, 2), (5, 4), (3, 3)])
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    db.session().flush()
    assert [(line["subject_id"], line["place"], line["score"]) for line in plenary.proposal["list"]] == [
        (high.id, 1, 90.0),
        (middle.id, 2, 60.0),
    ]
    assert [row["subject_id"] for row in plenary.working["ranking"]] == [high.id, middle.id, low.id]
    assert plenary.proposal["plan_sha256"] == edition.plan_sha256
    assert [one["totals"] for one in plenary.working["inputs"]["entries"] if one["id"] == high.id] == [[80.0, 100.0]]


def test_a_tie_is_broken_by_the_aspects_as_found_and_told(edition, by):
    readers = people(edition, 2)
    x, y = factories.entry(edition, state="verified"), factories.entry(edition, state="verified")
    for one in readers:
        factories.assignment(x, one, state="locked", levels={"A1": 2, "A2": 2, "B1": 5}, total=52.0)
        factories.assignment(y, one, state="locked", levels={"A1": 5, "A2": 0, "B1": 0}, total=52.0)
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    ties = {row["subject_id"]: row["tie"] for row in plenary.working["ranking"]}
    assert [row["subject_id"] for row in plenary.working["ranking"]] == [y.id, x.id]
    assert ties == {y.id: [{"step": "aspek_terberat", "values": [62.5]}], x.id: [{"step": "aspek_terberat", "values": [40.0]}]}


def test_nothing_is_proposed_while_evaluation_runs_or_a_sheet_is_open(edition, by):
    _judged(edition, [(1, 2)])
    with pytest.raises(Refused, match="berlangsung sampai"):
        actions.propose_shortlist(edition, "UMUM", by=by, at=DURING)
    entry = factories.entry(edition, state="verified")
    factories.assignment(entry, factories.evaluator(edition), state="open")
    with pytest.raises(Refused, match="1 berkas kekurangan pembaca, 1 lembar belum dikunci"):
        actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    with pytest.raises(Refused, match="Belum ada berkas"):
        actions.propose_shortlist(edition, "UPP", by=by, at=AFTER)
    assert db.count(select(Plenary)) == 0
