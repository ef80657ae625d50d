"""A juror reads every moment on the edition's clock, and on their own where that is another."""

import pytest

from p4comp.interviews import actions
from p4comp.interviews.queries.sheets import sheets_of
from tests import factories
from tests.interviews.stage import DURING, PLACED_AT, actor, stage
from tests.interviews.week import wib

HOMES = {"91": "Asia/Jayapura", "63": "Asia/Makassar", "32": "Asia/Jakarta", "": ""}
PARTS = {"agenda": "", "undeclared": "/{}/pernyataan", "sheet": "/{}", "lock": "/kunci"}


@pytest.fixture
def sheet_of(app, at):
    """The sheet of a juror who works in a region, on an interview at 08.30 WIB."""

    def make(code):
        at(PLACED_AT)
        found = stage(["31"])
        region = factories.region(code, name=f"Daerah {code}", zone=HOMES[code]) if code else None
        juror = factories.juror(found.panel, employer=factories.institution("pemkab", region=region) if region else None)
        row = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)[0]
        assert row.starts_at == wib(23, "08:30")
        return next(one for one in sheets_of([row.id]) if one.juror_id == juror.id)

    return make


@pytest.mark.parametrize("page", PARTS)
@pytest.mark.parametrize(("code", "there"), [("91", " (10.30 WIT)"), ("63", " (09.30 WITA)"), ("32", ""), ("", "")])
def test_the_hour_stands_on_both_clocks(sheet_of, browse, at, code, there, page):
    sheet = sheet_of(code)
    if page in ("sheet", "lock"):
        actions.declare(sheet, False, by=actor(sheet.juror.person), at=PLACED_AT)
    person, sheet_id = sheet.juror.person, sheet.id
    at(DURING if page == "lock" else PLACED_AT)
    text = browse(person).get(f"/wawancara{PARTS[page].format(sheet_id)}").one("main").text
    assert text.count(f"08.30 WIB{there}") == 1
    assert ("WIT" in text) is (code in ("91", "63"))


def test_the_jurors_screen_tells_both_clocks_of_what_comes(sheet_of, browse, at):
    sheet = sheet_of("91")
    at(wib(23, "07:00"))
    text = browse(sheet.juror.person).get("/wawancara/layar").one("main").text
    assert text.count("08.30 WIB (10.30 WIT)") == 1
