"""Filling the dossier in: versions, clashes, evidence."""

from datetime import date

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.autosave import Saved
from p4comp.core.errors import Invalid, Refused
from p4comp.entries import actions, queries
from p4comp.entries.models import Answer, AnswerVersion, Evidence
from tests import factories
from tests.entries.entrants import DURING, by, verbs


def save(entry, field, value, *, seen, indicator="A1", at=DURING):
    return actions.save(entry, indicator, field, value, seen=seen, by=by(entry), at=at)


def test_saving_counts_versions_and_keeps_what_was_there_before(draft):
    assert save(draft, "narrative", "satu", seen=0) == Saved(1)
    assert save(draft, "narrative", "dua", seen=1) == Saved(2)
    assert save(draft, "narrative", "dua", seen=1) == Saved(2)
    kept = db.everything(select(AnswerVersion))
    assert [(one.field, one.version, one.value) for one in kept] == [("narrative", 1, "satu")]


def test_two_tabs_never_overwrite_each_other_silently(draft):
    save(draft, "level", "3", seen=0)
    clash = save(draft, "level", "4", seen=0)
    assert (clash.mine, clash.theirs, clash.version) == (4, 3, 1)
    assert db.session().get(Answer, (draft.id, "A1")).level == 3
    assert save(draft, "level", "4", seen=1) == Saved(2)


def test_fields_of_one_answer_do_not_clash_with_each_other(draft):
    save(draft, "level", "3", seen=0)
    assert save(draft, "narrative", "tertulis", seen=0) == Saved(1)


@pytest.mark.parametrize("value", ["6", "-1", "3.5", "tiga", "٣", "99999999999999999999"])
def test_a_level_off_the_scale_is_refused(draft, value):
    with pytest.raises(Invalid) as caught:
        save(draft, "level", value, seen=0)
    assert caught.value.field == "A1.level"
    assert db.everything(select(Answer)) == []


def test_a_level_can_be_taken_back(draft):
    save(draft, "level", "3", seen=0)
    assert save(draft, "level", "", seen=1) == Saved(2)
    assert db.session().get(Answer, (draft.id, "A1")).level is None


@pytest.mark.parametrize(("indicator", "field"), [("Z9", "level"), ("A1", "state"), ("A1", "saved_by"), ("A1", "level_version")])
def test_fields_that_are_no_answers_cannot_be_written(draft, indicator, field):
    with pytest.raises(Invalid):
        save(draft, field, "1", seen=0, indicator=indicator)


def test_all_answers_at_once(draft):
    actions.save_all(draft, {code: (5, f"Penjelasan {code}.") for code in factories.INDICATORS}, by=by(draft), at=DURING)
    actions.save_all(draft, {"A1": (4, "Diperbaiki.")}, by=by(draft), at=DURING)
    found = queries.dossier(draft).answers
    assert {code: (one.level, one.narrative) for code, one in found.items()} == {
        "A1": (4, "Diperbaiki."),
        "A2": (5, "Penjelasan A2."),
        "B1": (5, "Penjelasan B1."),
    }
    assert len(db.everything(select(AnswerVersion))) == 2


def test_all_answers_of_a_new_entry_cost_no_query(edition, unit, who, queries_taken):
    me, applicant = someone(who), queries.applicant(unit)
    db.session().flush()
    with queries_taken() as taken:
        entry = actions.begin(
            edition, unit, "UMUM", system_name="X", system_since_on=date(2019, 1, 2), by=me, at=DURING, applicant=applicant
        )
        actions.save_all(entry, dict.fromkeys(factories.INDICATORS, (3, "Ada.")), by=me, at=DURING)
    assert len(taken) == 3


@pytest.fixture
def queries_taken(app):
    return app.extensions["test_watch"]


@pytest.mark.parametrize("state", ["submitted", "verified", "refused", "withdrawn"])
def test_a_dossier_that_is_handed_in_cannot_be_changed(app, state):
    entry = factories.entry(state=state)
    proof = queries.dossier(entry).evidence["A1"][0]
    file = factories.stored()
    for change in (
        lambda: save(entry, "level", "0", seen=0),
        lambda: actions.save_all(entry, {"A1": (0, "")}, by=by(entry), at=DURING),
        lambda: actions.attach(entry, "A1", file, "x.pdf", by=by(entry), at=DURING),
        lambda: actions.remove_evidence(entry, proof, by=by(entry), at=DURING),
    ):
        with pytest.raises(Refused):
            change()


def test_removed_evidence_keeps_its_row_and_its_file(app):
    entry = factories.entry()
    proof = queries.dossier(entry).evidence["A1"][0]
    actions.remove_evidence(entry, proof, by=by(entry), at=DURING)
    assert "A1" not in queries.dossier(entry).evidence
    assert db.session().get(Evidence, proof.id).removed_at == DURING
    assert verbs() == ["evidence.removed"]


def test_the_same_file_may_prove_two_indicators(draft):
    file = factories.stored()
    for code in ("A1", "A2"):
        actions.attach(draft, code, file, "sama.pdf", by=by(draft), at=DURING)
    assert {code: [one.sha256 for one in found] for code, found in queries.dossier(draft).evidence.items()} == {
        "A1": [file.sha256],
        "A2": [file.sha256],
    }
