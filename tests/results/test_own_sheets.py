"""p4comp/competition/own_sheets.py, as the final ranking keeps to it."""

import pytest

from p4comp.core import db
from tests import factories
from tests.results.season import at_the_end


@pytest.fixture(autouse=True)
def the_end(at):
    at(factories.closing("wawancara"))


def test_until_the_own_sheet_is_locked_the_categorys_final_ranking_is_hidden_with_its_reason(browse):
    season = at_the_end()
    who = factories.secretariat("Sekretaris Juri")
    slot = season.sheets["first"][0].interview
    sheet = factories.juror_sheet(slot, factories.juror(slot.panel, who), state="open")
    staff, browser = browse(factories.auditor()).get("/hasil-akhir/uji"), browse(who)
    page = browser.get("/hasil-akhir/uji")
    assert [len(one.select("tbody tr")) for one in (staff, page)] == [3, 1]
    assert "Kunci dahulu semua lembar Anda" in page.text
    assert "Kunci dahulu semua lembar Anda" in browser.post("/hasil-akhir/uji/UMUM/usulkan", status=403).text
    sheet.state, sheet.total = "locked", 80.0
    db.commit()
    assert len(browser.get("/hasil-akhir/uji").select("tbody tr")) == 3


def test_an_open_desk_sheet_hides_it_too(browse):
    season = at_the_end()
    who = factories.secretariat("Sekretaris Evaluator")
    factories.assignment(season.entries["unit"], factories.evaluator(season.edition, who), state="open")
    assert len(browse(who).get("/hasil-akhir/uji").select("tbody tr")) == 2
