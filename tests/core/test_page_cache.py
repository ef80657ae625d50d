"""Public pages are answered from memory as long as they stay true."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from flask import Response
from sqlalchemy import select

from p4comp.core import db, page_cache
from tests import factories
from tests.core.conftest import KEPT, Toy

MOMENT = datetime(2022, 6, 16, 12, tzinfo=UTC)


@pytest.fixture
def ticks(monkeypatch):
    """The cache's own clock, moved by hand."""
    now = [1000.0]
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now[0])

    def tick(seconds):
        now[0] += seconds

    return tick


def words(page):
    return page.one("main p").text


def test_a_public_page_is_made_once_within_its_seconds(app, browse, ticks):
    assert [words(browse().get("/toys/public")) for _ in range(3)] == ["1", "1", "1"]
    ticks(61)
    assert words(browse().get("/toys/public")) == "2"
    assert KEPT.calls == 2


def test_a_cached_answer_asks_nothing_of_the_database(browse):
    browse().get("/toys/public")
    assert browse().get("/toys/public").queries == []


def test_who_has_the_page_already_gets_an_empty_304(browse):
    mark = browse().get("/toys/public").headers["ETag"]
    page = browse().get("/toys/public", headers={"If-None-Match": mark}, status=304)
    assert page.body == b""
    assert page.headers["ETag"] == mark
    assert words(browse().get("/toys/public", headers={"If-None-Match": '"lain"'})) == "1"


def test_a_committed_write_empties_the_cache(browse):
    browse().get("/toys/public")
    browse(factories.person()).post("/toys", {"name": "a"})
    assert db.count(select(Toy)) == 1
    assert words(browse().get("/toys/public")) == "2"


def test_a_page_is_forgotten_at_the_moment_it_is_no_longer_true(browse, at, ticks):
    at(MOMENT)
    KEPT.until = MOMENT + timedelta(seconds=10)
    browse().get("/toys/public")
    ticks(9)
    assert words(browse().get("/toys/public")) == "1"
    ticks(2)
    assert words(browse().get("/toys/public")) == "2"


def test_a_moment_past_sets_no_limit(browse, at, ticks):
    at(MOMENT)
    KEPT.until = MOMENT
    browse().get("/toys/public")
    ticks(59)
    assert words(browse().get("/toys/public")) == "1"


def test_browsers_ask_again_each_time(browse):
    assert browse().get("/toys/public").headers["Cache-Control"] == "public, no-cache"
    assert browse().get("/toys/public").headers["Cache-Control"] == "public, no-cache"


def test_who_takes_packed_answers_gets_the_same_page_packed(browse):
    plain = browse().get("/toys/public")
    packed = browse().client.get("/toys/public", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.get_data()) == plain.body


def test_a_page_with_a_query_is_never_cached(browse):
    assert [words(browse().get("/toys/public", query={"q": "a"})) for _ in range(2)] == ["1", "2"]


def test_a_cached_page_sets_no_cookie_and_is_the_same_for_all(browse):
    made = browse(factories.person()).get("/toys/public")
    assert "Set-Cookie" not in made.headers
    assert browse().get("/toys/public").body == made.body


def test_another_copy_on_show_empties_the_cache(app, browse, monkeypatch):
    browse().get("/toys/public")
    monkeypatch.setattr(app.extensions["page_cache"], "version", lambda: "salinan lain")
    assert words(browse().get("/toys/public")) == "2"


def test_the_cache_does_not_grow_without_end(app):
    cache = app.extensions["page_cache"]
    for number in range(page_cache.MOST_PAGES + 1):
        cache.keep(f"/x/{number}", 60, Response("x"))
    assert len(cache.pages) <= page_cache.MOST_PAGES


def test_a_page_is_kept_once_however_its_address_is_spelt(app, browse):
    for path in ("/toys/public", "//toys/public", "///toys/public", "/toys/public?"):
        answer = app.test_client().get(path, environ_overrides={"PATH_INFO": path.rstrip("?")})
        assert answer.status_code == 200
    assert [path for path in app.extensions["page_cache"].pages if "toys" in path] == ["/toys/public"]
    assert KEPT.calls == 1


def test_no_request_says_where_the_portal_lies(app, browse):
    """A server may take SCRIPT_NAME from a header; on a kept page every link would lead to where a stranger wants it."""
    for prefix in ("/evil", "//evil.example", "/\\evil.example"):
        app.extensions["page_cache"].clear()
        answer = app.test_client().get("/tentang", environ_overrides={"SCRIPT_NAME": prefix, "PATH_INFO": "/tentang"})
        assert (answer.status_code, b"evil" in answer.data) == (200, False)
        assert "evil" not in browse().get("/tentang").body.decode()
