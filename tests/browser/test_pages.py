"""Every place of every role in a real Chromium: axe finds nothing, nothing scrolls sideways, no script stumbles, nothing is fetched from outside."""

import pytest

from tests import factories

COLUMNS = ("anyone", "entrant", "evaluator", "juror", "secretariat", "auditor")


@pytest.fixture
def cast(live):
    return factories.cast()


@pytest.mark.parametrize("column", COLUMNS)
def test_every_place_of_the_navigation_is_in_order(live, cast, screen, column):
    live.at(factories.during("wawancara"))
    window = screen(cast.columns[column], width=360)
    window.open("/" if column == "anyone" else "/ruang-kerja").check(widths=(768, 1440)).shot(f"{column}-start")
    places = window.page.eval_on_selector_all("nav a[href^='/']", "links => links.map(link => link.getAttribute('href'))")
    for place in sorted(set(places)):
        window.open(place).check(widths=(768, 1440))


@pytest.mark.parametrize(("path", "status"), [("/tiada", 404), ("/ruang-kerja", 401)])
def test_error_pages_are_in_order(live, screen, path, status):
    screen(width=360).open(path, status=status).check(widths=(768, 1440))


def test_a_person_signs_in_and_out(live, screen):
    factories.member(factories.person("Siti Aminah", email="siti@uji.example", password="kuda baterai staples"))
    window = screen(width=360).open("/masuk").fill(email="siti@uji.example", password="kuda baterai staples").press("Masuk")
    assert window.path == "/ruang-kerja"
    window.page.locator("details.person summary").click()
    window.page.get_by_role("button", name="Keluar").click()
    window.page.wait_for_url(lambda url: "ruang-kerja" not in url)
    window.page.wait_for_load_state()
    window.open("/ruang-kerja", status=401)
