"""A category with dossiers in which nobody takes part holds nothing up; as long as nobody takes part anywhere, nothing is meant."""

import pytest

from p4comp.competition.queries import spec_of
from p4comp.entries.rules import State
from p4comp.results.queries.deserted import deserted
from p4comp.results.rules import press
from tests import factories
from tests.results.test_press_desk import FACTS

TAKES_PART = {State.SUBMITTED, State.RETURNED, State.VERIFIED}


@pytest.mark.parametrize("state", list(State))
def test_a_category_is_deserted_unless_a_dossier_may_still_be_ranked(app, state):
    edition = factories.edition()
    factories.entry(edition, state="verified", evidence=False)
    factories.entry(edition, state=state.value, category="UPP", evidence=False)
    found = deserted(edition.id, spec_of(edition).categories, {"UMUM"})
    assert found == (frozenset() if state in TAKES_PART else {"UPP"})


def test_a_season_that_has_not_come_that_far_has_none(app):
    edition = factories.edition()
    factories.entry(edition, state="draft")
    assert deserted(edition.id, spec_of(edition).categories, set()) == frozenset()


def test_a_decided_category_is_not_asked_about(app, queries):
    edition = factories.edition()
    spec = spec_of(edition)
    with queries() as taken:
        assert deserted(edition.id, spec.categories, {"UMUM", "UPP"}) == frozenset()
    assert len(taken.selects) == 0


@pytest.mark.parametrize(
    ("stage", "words", "other"),
    [
        ("wawancara", "finalis diwawancarai juri.", "nilai itulah"),
        ("gabungan", "finalis diwawancarai juri.", "nilai itulah"),
        ("evaluasi_dokumen", "nilai itulah yang menentukan.", "wawancara"),
        ("angka", "menurut angka yang dikumpulkan penyelenggara", "evaluator"),
    ],
)
def test_a_press_release_says_how_it_was_judged(stage, words, other):
    found = press.draft(FACTS, [], day="16 Juni 2022", readings=3, address="https://p4.example/hasil/uji", stage=stage)
    told = " ".join(found.body.split())
    assert (words in told, other in told) == (True, False)
