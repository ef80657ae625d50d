"""The front door: which address leads to whom, and that nothing leads to a space that is not open."""

from dataclasses import replace

import pytest

from p4comp.core import db
from p4comp.hosting import create_site
from tests import factories
from tests.hosting.worlds import secretary, write_facts

KALSEL, ROOT = "Penghargaan Kalsel", "Kompetisi P4"
UNKNOWN = (
    "/p/bali/",
    "/p/KALSEL/",
    "/p/",
    "/p",
    "/p/kalsel2/",
    "/p/..",
    "/p/kalsel%00/",
    "/p/./kalsel/",
    "/pkalsel/",
    "/p//kalsel/",
    "//p/kalsel/",
)


def title(response):
    return response.text.partition("<title>")[2].partition("</title>")[0].rpartition(" – ")[2].strip()


def test_an_address_leads_to_its_space(world):
    anyone = world.visitor()
    assert [title(anyone.client.get(path)) for path in ("/", "/p/kalsel/", "/p/kaltim/")] == [ROOT, KALSEL, "Penghargaan Kaltim"]


@pytest.mark.parametrize("path", UNKNOWN)
def test_any_other_address_is_unknown_to_the_root(world, path):
    found = world.visitor().client.get(path)
    assert (found.status_code, title(found)) == (404, ROOT)


@pytest.mark.parametrize(
    "path", ["/p/kalsel/../kaltim/", "/p/kalsel/..%2f..%2fmasuk", "/p/kalsel/%2e%2e/", "/p/kalsel/p/kaltim/", "/p/kalsel/%00"]
)
def test_no_address_leads_out_of_a_space(world, path):
    found = world.visitor().client.get(path)
    assert (found.status_code, title(found)) == (404, KALSEL)


def test_an_encoded_slash_is_a_slash(world):
    assert title(world.visitor().client.get("/p%2fkalsel%2ftentang")) == KALSEL


def test_a_space_without_its_last_slash_leads_to_it(world):
    found = world.visitor().client.get("/p/kalsel?a=b")
    assert (found.status_code, found.headers["Location"]) == (308, "/p/kalsel/?a=b")


def test_a_doubled_slash_inside_stays_inside(world):
    found = world.visitor().client.get("/p/kalsel//tentang")
    assert (found.status_code, title(found)) == (200, KALSEL)


def test_a_closed_space_is_an_unknown_page(world):
    anyone = world.visitor()
    assert anyone.client.get("/p/kalsel/").status_code == 200
    write_facts(world.site, "kalsel", buka=False)
    closed, unknown = anyone.client.get("/p/kalsel/"), anyone.client.get("/p/entahlah/")
    assert (closed.status_code, closed.text) == (404, unknown.text)


def test_a_space_with_broken_facts_is_an_unknown_page_and_never_the_roots(world):
    write_facts(world.site, "kalsel", warna="merah")
    assert world.visitor().client.get("/p/kalsel/").status_code == 404


def test_what_its_operator_changes_is_seen_without_a_new_start(world):
    write_facts(world.site, "kalsel", sebutan="Anugerah Banua")
    assert title(world.visitor().client.get("/p/kalsel/tentang")) == "Anugerah Banua"


def test_a_domain_of_its_own_leads_to_a_space_and_its_path_there(world):
    write_facts(world.site, "kalsel", domain="https://penghargaan.kalsel.example")
    world.site._domains = (0.0, {})
    anyone = world.visitor()
    there = anyone.client.get("/tentang", base_url="https://penghargaan.kalsel.example")
    assert (title(there), 'href="/tentang"' in there.text) == (KALSEL, True)
    led = anyone.client.get("/p/kalsel/hasil?x=1")
    assert (led.status_code, led.headers["Location"]) == (308, "https://penghargaan.kalsel.example/hasil?x=1")
    world.site._domains = (0.0, {})


def test_addresses_of_a_page_stay_in_its_space(world):
    page = world.visitor().client.get("/p/kalsel/tentang").text
    links = {part.partition('"')[0] for part in page.split('href="')[1:]}
    assert {one for one in links if one.startswith("/") and not one.startswith("/p/kalsel/")} == set()
    assert world.site.settings.base_url + "/" in links  # the way back to the root


def test_whoever_must_sign_in_comes_back_to_the_page_of_the_space(world):
    with world.inside("kalsel"):
        factories.secretariat(email="siti@uji.example", password="kata sandi yang panjang")
        db.commit()
    asked = world.visitor("kalsel").get("/persetujuan?x=1")
    assert asked.status_code == 401
    assert 'value="/p/kalsel/persetujuan?x=1"' in asked.text


def test_the_active_place_is_marked_in_a_space(world):
    page = world.visitor("kalsel", secretary(world, "kalsel")).get("/persetujuan")
    assert 'href="/p/kalsel/persetujuan" aria-current="page"' in page.text


def test_a_form_page_opened_by_its_address_leads_back_within_the_space(world):
    found = world.visitor("kalsel").client.get("/p/kalsel/peraga/tahap", headers={"Accept": "text/html"})
    assert (found.status_code, found.headers["Location"].removeprefix("http://localhost")[:10]) == (303, "/p/kalsel/")


def test_the_root_names_the_open_spaces_and_a_space_names_nobody(world):
    anyone = world.visitor()
    assert 'href="/p/kalsel/"' in anyone.client.get("/").text
    assert "kaltim" not in anyone.client.get("/p/kalsel/").text.lower()


def test_a_space_wears_its_colour_and_the_root_its_own(world):
    anyone = world.visitor()
    sheet = anyone.client.get("/p/kalsel/merek.css")
    assert (sheet.mimetype, "--brand-600: #0b5c3b;" in sheet.text) == ("text/css", True)
    assert 'fill="#0b5c3b"' in anyone.client.get("/p/kalsel/merek.svg").text
    assert "/p/kalsel/merek.css?v=0b5c3b" in anyone.client.get("/p/kalsel/").text
    assert (anyone.client.get("/merek.css").status_code, "merek.css" in anyone.client.get("/").text) == (404, False)


@pytest.mark.sqlite
def test_what_a_proxy_says_is_read_once_before_the_door(workshop, database):
    site = create_site(replace(workshop.settings(database, "proxied"), proxies=1), testing=True)
    write_facts(site, "kalsel", domain="http://penghargaan.kalsel.example")
    found = site.root.test_client().get("/robots.txt", headers={"X-Forwarded-Host": "penghargaan.kalsel.example"})
    assert (found.status_code, list(site._made)) == (200, ["kalsel"])
    site.close()
