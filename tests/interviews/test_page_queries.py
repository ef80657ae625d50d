"""The secretariat's pages of the week ask as often for three interviews as for one, and never more than twelve times."""

import pytest

from p4comp.core import db
from tests import factories
from tests.interviews.stage import PLACED_AT, stage

MOST = 12
PAGES = [
    "/jadwal-wawancara",
    "/jadwal-wawancara/pemeriksaan",
    "/jadwal-wawancara/{first}/kursi",
    "/jadwal-wawancara/{first}/pindah",
    "/jadwal-wawancara/{first}/tukar",
    "/jadwal-wawancara/waktu",
    "/jadwal-wawancara/undangan",
    "/jadwal-wawancara/lembar",
    "/hari-wawancara",
    "/hari-wawancara/juri",
    "/juri",
    "/juri/panel/{panel}",
]


def count(browser, path, queries):
    browser.get(path)
    with queries() as taken:
        browser.get(path)
    return len(list(taken))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_week_asks_as_often_for_three_interviews_as_for_one(page, browse, at, queries):
    found = stage()
    first = factories.interview(found.entries[0], found.panel)
    at(PLACED_AT)
    browser, path = browse(factories.secretariat()), page.format(first=first.id, panel=found.panel.id)
    one = count(browser, path, queries)
    for number, entry in enumerate(found.entries[1:3], start=2):
        panel = factories.panel(found.edition, name=f"Panel {number}")
        factories.juror_sheet(factories.interview(entry, panel), factories.juror(panel, is_chair=True))
    db.session().commit()
    assert count(browser, path, queries) == one <= MOST
