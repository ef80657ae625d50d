"""A conflict that arises in the middle: everything of the dossier is gone from the evaluator's sight, in every channel, at once."""

import pytest
from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.judging import actions, queries
from p4comp.judging.models import Evaluator, SettingAside, SheetState, TieKind
from p4comp.judging.tasks import own_sheets
from tests import factories
from tests.judging.scene import undecided

DURING = factories.during("evaluasi_dokumen")


@pytest.fixture(autouse=True)
def evaluation_runs(cast, at):
    at(DURING)
    undecided()


@pytest.fixture
def one(cast):
    """The cast's evaluator, whose sheet on the entry is open."""
    return db.first(select(Evaluator).where(Evaluator.person_id == cast.evaluator.id))


def by_statement(cast, one):
    actions.add_tie(queries.profile(someone(cast.evaluator)), cast.institution, TieKind.AVOIDED, by=someone(cast.evaluator), at=DURING)


def by_new_employer(cast, one):
    lot = queries.profile(someone(cast.evaluator))
    actions.fill_profile(lot, actions.Profile(employer=cast.institution), by=someone(cast.evaluator), at=DURING)


def by_membership(cast, one):
    accounts.join(cast.evaluator, "member", cast.institution, by=None, at=DURING)


def by_a_row_nobody_told_judging_of(cast, one):
    factories.tie(one, cast.institution)


WAYS = [by_statement, by_new_employer, by_membership, by_a_row_nobody_told_judging_of]


@pytest.mark.parametrize("way", WAYS)
def test_list_sheet_files_numbers_and_own_data_say_nothing_any_more(browse, cast, one, way):
    proof = factories.proof(cast.entry, "A1").id
    db.commit()
    reader, desk, name = browse(cast.evaluator), f"/evaluasi/{cast.assignment.id}", cast.entry.institution_name
    addresses = [desk, f"{desk}/bukti/{proof}", f"{desk}/pernyataan", f"{desk}/kunci"]
    assert [reader.get(each, status=None).status for each in addresses] == [200] * 4
    assert name in reader.get("/evaluasi").text
    assert "Nilai 1 berkas" in reader.get("/ruang-kerja").text
    assert name in str([table.rows for table in own_sheets(cast.evaluator)])
    way(cast, one)
    db.commit()
    assert [reader.get(each, status=None).status for each in addresses] == [404] * 4
    for field in ("A1.level", "A1.note"):
        reader.post(f"{desk}/simpan", {"field": field, "value": "4", "version": "0"}, status=404)
    assert "Nilai 1 berkas" not in reader.get("/ruang-kerja").text
    shown = reader.get("/evaluasi").main + str([table.rows for table in own_sheets(cast.evaluator)])
    assert name not in shown


@pytest.mark.parametrize("way", WAYS)
def test_its_score_counts_until_two_people_have_set_it_aside(cast, one, way):
    cast.assignment.state, cast.assignment.total = SheetState.LOCKED, 90.0
    db.session().flush()
    assert queries.desk_results(cast.edition.id, "UMUM")[cast.entry.id].total == 90.0
    way(cast, one)
    actions.recheck(cast.edition, by=None, at=DURING)
    db.session().flush()
    assert queries.desk_results(cast.edition.id, "UMUM")[cast.entry.id].total == 90.0
    asked, by = db.first(select(SettingAside)), someone(cast.second_secretary)
    actions.set_aside(queries.aside(by, asked.id), by=by, at=DURING)
    db.session().flush()
    assert (cast.assignment.state, cast.assignment.total) == ("set_aside", 90.0)
    assert cast.entry.id not in queries.desk_results(cast.edition.id, "UMUM")
