"""What waits for the secretariat at the end of an edition."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import web
from p4comp.core.db import everything
from p4comp.decisions.models import Decision
from p4comp.interviews.models import SheetState
from p4comp.results.contributions.ending import to_end
from tests import factories
from tests.results.season import at_the_end, decided

FINAL = factories.opening("pleno_akhir")
OURS = {"Umumkan finalis", "Usulkan pemenang", "Tetapkan waktu pengumuman"}


@pytest.fixture
def todo(app):
    """`todo(moment)` is what the secretariat has to do for results, with the addresses."""
    who = factories.secretariat()

    def ask(moment, person=None):
        with app.test_request_context():
            found = web.contributed("todo", someone(person or who), moment)
            return [(str(one.title), one.url) for one in found if str(one.title) in OURS]

    return ask


def test_decided_finalists_wait_for_their_announcement(todo):
    season = at_the_end(announced=False)
    moment = factories.during("pleno_finalis")
    assert todo(moment) == [("Umumkan finalis", "/hasil-akhir/uji/umumkan-finalis")]
    season.finalists[0].announced_at = season.finalists[1].announced_at = factories.closing("pleno_finalis")
    assert todo(moment) == []


def test_finalists_of_one_category_wait_for_the_others(todo):
    edition = factories.edition()
    factories.decision(edition, [factories.entry(edition, state="verified", levels=None)])
    assert todo(factories.during("pleno_finalis")) == []


def test_winners_are_proposed_when_all_are_heard_and_the_final_plenary_begins(todo):
    season = at_the_end()
    assert todo(FINAL - timedelta(seconds=1)) == []
    assert todo(FINAL) == [("Usulkan pemenang", "/hasil-akhir/uji")]
    sheet = season.sheets["unit"][0]
    sheet.state = SheetState.OPEN
    assert todo(FINAL) == []


def test_winners_already_proposed_are_not_asked_for_again(todo):
    season = at_the_end()
    factories.plenary(season.edition, [season.entries["first"]], purpose="winners")
    assert todo(FINAL) == [("Usulkan pemenang", "/hasil-akhir/uji")]
    factories.plenary(season.edition, [season.entries["unit"]], purpose="winners", category="UPP")
    assert todo(FINAL) == []


def test_decided_winners_wait_for_their_moment(todo):
    decided()
    assert todo(FINAL) == [("Tetapkan waktu pengumuman", "/hasil-akhir/uji/umumkan")]
    for one in everything(select(Decision)):
        one.announced_at = factories.opening("penganugerahan")
    assert todo(FINAL) == []


def test_nobody_else_is_asked(todo):
    season = decided()
    assert todo(FINAL, factories.auditor()) == []
    assert todo(FINAL, season.jurors[0].person) == []


def test_it_takes_one_query(app, todo, queries):
    decided()
    who = someone(factories.secretariat())
    with app.test_request_context():
        list(to_end(who, FINAL))
        with queries() as taken:
            list(to_end(who, FINAL))
    assert len([one for one in taken if one.startswith("SELECT")]) == 1


WEEK = {
    factories.during("wawancara"): [],
    factories.during("pleno_akhir"): ["Hasil akhir", "Rapat pleno"],
    factories.during("penganugerahan"): ["Hasil akhir", "Piagam"],
    factories.closing("penganugerahan") + timedelta(days=300): ["Hasil akhir", "Piagam"],
}


@pytest.mark.parametrize("moment", WEEK)
def test_the_short_menu_of_the_secretariat_follows_the_season(app, moment):
    factories.edition()
    who = someone(factories.secretariat())
    with app.test_request_context():
        places = web.ordered(web.contributed("nav", who, moment), "/ruang-kerja")
    assert [str(one.label) for one in places if one.is_of_week and str(one.label) != "Wawancara"] == WEEK[moment]
    assert [str(one.label) for one in web.of_week_first(places)[1:3]] == (WEEK[moment] or [str(one.label) for one in places[1:3]])
