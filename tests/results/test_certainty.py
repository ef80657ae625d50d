"""The page that says how sure the final places are, and what a plenary is told of it."""

from datetime import timedelta

from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core.db import first
from p4comp.decisions.models import Decision, DecisionLine
from p4comp.interviews.models import SheetState
from p4comp.results import actions, queries
from tests import factories
from tests.results.season import at_the_end, contested
from tests.results.test_actions import JUNE

PAGE = "/hasil-akhir/uji/UMUM/kepastian"


def secretary():
    return someone(factories.secretariat())


def test_the_page_names_who_is_too_close_and_what_other_rules_would_give(app, browse, at):
    season = contested()
    at(JUNE)
    page = browse(factories.secretariat()).get(PAGE)
    close = [row.select("td")[1].text for row in page.select("tr.too-close")]
    assert close == [f"{one.institution_name} Terlalu dekat" for one in season.entries[1:3]]
    assert [row.select("td")[0].text for row in page.select("main table")[1].select("tbody tr")] == [
        "Median nilai juri",
        "Rata-rata terpangkas nilai juri",
    ]
    office = browse(factories.secretariat()).get("/hasil-akhir/uji")
    assert office.links["Kepastian dan kepekaan"] == PAGE


def test_where_all_finalists_win_there_is_nothing_to_be_unsure_of(app, browse, at):
    at_the_end()
    at(JUNE)
    assert "semua finalis menjadi pemenang" in browse(factories.secretariat()).get(PAGE).text


def test_the_plenary_talks_about_those_too_close_with_their_chances(app, at):
    season = contested()
    at(JUNE)
    plenary = actions.propose_winners(season.edition, "UMUM", by=secretary(), at=JUNE)
    assert sorted(one["subject_id"] for one in plenary.proposal["close"]) == sorted(one.id for one in season.entries[1:3])
    assert [0.1 < one["chance"] < 0.9 for one in plenary.proposal["close"]] == [True, True]
    assert [(one["low"], one["high"]) for one in plenary.proposal["close"]] == [(2, 4), (2, 4)]


def test_panels_that_share_no_juror_and_no_finalist_are_named(app, at, browse):
    season = contested()
    other = factories.panel(season.edition, name="Panel 2")
    stranger = factories.juror(other)
    for sheet in season.sheets[season.entries[5].id]:
        sheet.juror_id = stranger.id if sheet is season.sheets[season.entries[5].id][0] else sheet.juror_id
        if sheet.juror_id != stranger.id:
            sheet.state = SheetState.RECUSED
    at(JUNE)
    assert queries.study(secretary(), "uji", "UMUM").panels == 2


def test_whoever_still_scores_there_does_not_see_it(app, browse, at):
    season = contested()
    who = factories.secretariat()
    panel = factories.panel(season.edition, name="Panel 2")
    juror = factories.juror(panel, who)
    late = factories.entry(season.edition, state="verified", evidence=False)
    factories.juror_sheet(factories.interview(late, panel), juror, state="open")
    at(JUNE)
    browse(who).get(PAGE, status=403)


def test_three_finalists_and_six_cost_the_same_queries(app, browse, at, session):
    season = contested(3)
    at(JUNE)
    browser = browse(factories.secretariat())
    browser.get(PAGE)
    page = browser.get(PAGE)
    few, rows = len(page.queries), len(page.select("main table")[0].select("tbody tr"))
    decision = first(select(Decision).where(Decision.edition_id == season.edition.id))
    for number in range(3):
        entry = factories.entry(season.edition, state="verified", evidence=False)
        decision.lines.append(DecisionLine(subject_id=entry.id, subject_name=entry.institution_name, place=4 + number, score=None))
        slot = factories.interview(entry, season.panel, starts_at=factories.opening("wawancara") + timedelta(hours=20 + number))
        for juror in season.jurors:
            factories.juror_sheet(slot, juror, state="locked", scores=50.0 + number)
    page = browser.get(PAGE)
    assert (rows, len(page.select("main table")[0].select("tbody tr"))) == (3, 6)
    assert len(page.queries) == few <= 12
