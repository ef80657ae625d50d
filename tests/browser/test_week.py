"""The interview week on a phone: every tab in sight, the open one among wider tabs too, and names in a card that lead where they say."""

from datetime import timedelta

from playwright.sync_api import expect

from p4comp.core import db
from tests import factories


def test_all_tabs_of_the_week_are_in_sight_on_a_phone(live, screen):
    cast = factories.cast()
    live.at(cast.interview.starts_at)
    window = screen(cast.secretary, width=360).open("/jadwal-wawancara/lembar").check()
    tabs = window.page.get_by_role("navigation", name="Wawancara", exact=True).get_by_role("link")
    expect(tabs).to_have_count(6)
    for tab in tabs.all():
        expect(tab).to_be_in_viewport(ratio=1)


def test_the_open_day_is_in_sight_among_wider_tabs(live, screen):
    cast = factories.cast(factories.edition(wawancara=factories.document()["wawancara"] | {"hari": _days()}))
    live.at(cast.interview.starts_at + timedelta(days=3))
    window = screen(cast.secretary, width=360).open("/hari-wawancara?hari=2022-05-27")
    days = window.page.get_by_role("navigation", name="Hari wawancara")
    expect(days.locator("[aria-current]")).to_have_text("27 Mei 2022")
    box, row = days.locator("[aria-current]").bounding_box(), days.bounding_box()
    assert row["x"] <= box["x"]
    assert box["x"] + box["width"] <= row["x"] + row["width"]


def _days():
    first = factories.document()["wawancara"]["hari"][0]
    return [first + timedelta(days=number) for number in range(5)]


def test_a_juror_s_name_in_a_panel_s_card_leads_to_the_juror(live, screen):
    cast = factories.cast()
    db.commit()
    window = screen(cast.secretary, width=360).open("/juri")
    window.page.locator("main").get_by_role("link", name="Juri", exact=True).click()
    expect(window.page.locator("h1")).to_have_text("Juri")
    assert window.path.startswith("/juri/")
    assert "/panel/" not in window.path
