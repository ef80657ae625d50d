"""What pages share: contributions, links that ask the rule, addresses, packing."""

import gzip
from collections import defaultdict
from datetime import UTC, datetime

import pytest

from p4comp.core import access, web
from p4comp.core.web import NavItem

MOMENT = datetime(2022, 4, 14, tzinfo=UTC)
pytestmark = pytest.mark.sqlite


@pytest.fixture
def contributions(app, monkeypatch):
    monkeypatch.setattr(web, "_contributions", defaultdict(list))


def test_features_add_to_every_page_in_the_order_they_registered(contributions, app):
    @web.contribute("numbers")
    def first(actor, at):
        yield ("satu", actor, at)

    @web.contribute("numbers")
    def second(actor, at):
        return ()

    assert web.contributed("numbers", "siapa", MOMENT) == [("satu", "siapa", MOMENT)]
    assert web.contributed("todo", "siapa", MOMENT) == []


@pytest.mark.parametrize(
    ("path", "active"),
    [
        ("/", ["Beranda"]),
        ("/edisi/p4", ["Edisi"]),
        ("/edisi/p4/tenggat", ["Edisi"]),
        ("/edisi/p4/piagam", ["Piagam"]),
        ("/edisi/p4/piagam/cetak", ["Piagam"]),
        ("/edisi/p4-lain", []),
    ],
)
def test_only_the_nearest_place_is_marked(path, active):
    places = [
        NavItem("Piagam", "/edisi/p4/piagam", "award", 60),
        NavItem("Edisi", "/edisi/p4", "edit", 50),
        NavItem("Beranda", "/", "home", 0),
    ]
    found = web.ordered(places, path)
    assert [item.label for item in found] == ["Beranda", "Edisi", "Piagam"]
    assert [item.label for item in found if item.active] == active


def test_a_link_is_there_or_says_why_it_is_not(app):
    with app.test_request_context():
        access.g.actor = app.extensions["nobody"]
        link = web.action_link("Sentuh", "toy.touch", None, name="a")
        assert "Hanya sekretariat." in link
        assert "<a " not in link
        assert 'href="/toys/when"' in web.action_link("Lihat", "toy.when")


def test_static_files_are_kept_for_a_year_under_the_mark_of_their_content(app, browse):
    with app.test_request_context():
        url = web.asset("img/mark.svg")
    assert url.startswith("/static/img/mark.svg?v=")
    assert "max-age=31536000" in browse().get(url).headers["Cache-Control"]
    assert "max-age=3600" in browse().get("/static/img/mark.svg").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/static/../pyproject.toml", "/static/%2e%2e/pyproject.toml", "/static/..%2fpyproject.toml"])
def test_nothing_outside_the_static_folder_is_served(browse, path):
    browse().get(path, status=404)


def test_full_addresses_work_outside_requests(app):
    assert web.p4_url("toy.touch", name="a b") == "http://localhost/toy/a%20b"


def test_answers_travel_packed_to_those_who_take_them(app, browse):
    plain = browse().client.get("/static/css/app.css", buffered=True)
    packed = browse().client.get("/static/css/app.css", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_an_unknown_address_is_a_page_that_leads_on(browse):
    page = browse().get("/tiada", status=404)
    assert page.h1 == "Halaman tidak ditemukan"
    assert "/" in page.links.values()


def test_machines_get_unknown_addresses_as_json(browse):
    assert browse().get("/api/v1/tiada", status=404).json == {"error": "Halaman tidak ditemukan"}


def test_a_method_a_page_does_not_know_is_told(browse):
    browse().send("PUT", "/toys/when", status=405)


@pytest.mark.parametrize(
    ("of_week", "put"),
    [
        ((), ["Beranda", "Orang", "Hasil", "Piagam"]),
        (("Hasil", "Piagam"), ["Beranda", "Hasil", "Piagam", "Orang"]),
        (("Piagam",), ["Beranda", "Piagam", "Orang", "Hasil"]),
        (("Beranda",), ["Beranda", "Orang", "Hasil", "Piagam"]),
    ],
)
def test_phones_have_what_the_week_is_about_behind_the_first_place(of_week, put):
    places = [NavItem(one, f"/{one}", "home", is_of_week=one in of_week) for one in ("Beranda", "Orang", "Hasil", "Piagam")]
    assert [item.label for item in web.of_week_first(places)] == put
