"""Announcements: nobody reads them before their moment or after their end, in pages, lists, caches and the inbox."""

from datetime import timedelta

import pytest

from p4comp.core import db
from p4comp.messages.models import Announcement
from tests import factories
from tests.messages import makings

MOMENT = makings.MOMENT
PUBLIC = ("/", "/pengumuman")
INSIDE = ("/pesan", "/ruang-kerja", "/pesan/pengumuman")


def readers(browse, title):
    me = browse(factories.person())
    return [title in browse().get(path).text for path in PUBLIC] + [title in me.get(path).text for path in INSIDE]


@pytest.mark.parametrize(
    ("reach", "state", "shift", "expected"),
    [
        ("public", "published", timedelta(0), [True] * 5),
        ("workspace", "published", timedelta(0), [False, False, True, True, True]),
        ("public", "published", timedelta(seconds=1), [False] * 5),
        ("public", "draft", timedelta(0), [False] * 5),
        ("public", "withdrawn", timedelta(0), [False] * 5),
    ],
)
def test_who_reads_what_when(app, browse, at, reach, state, shift, expected):
    at(MOMENT)
    found = makings.notice(title="Jadwal berubah", reach=reach, state=state, appears_at=MOMENT + shift)
    assert readers(browse, "Jadwal berubah") == expected
    browse().get(f"/pengumuman/{found.id}", status=200 if expected[0] else 404)
    browse(factories.person()).get(f"/pesan/pengumuman/{found.id}", status=200 if expected[2] else 404)


def test_an_announcement_ends(app, browse, at):
    makings.notice(title="Sementara", expires_at=MOMENT + timedelta(hours=1))
    at(MOMENT + timedelta(hours=1) - timedelta(microseconds=1))
    assert readers(browse, "Sementara") == [True] * 5
    app.extensions["page_cache"].clear()
    at(MOMENT + timedelta(hours=1))
    assert readers(browse, "Sementara") == [False] * 5


@pytest.mark.parametrize("path", PUBLIC)
def test_a_kept_page_does_not_outlive_the_moment(app, browse, at, path, monkeypatch):
    at(MOMENT)
    makings.notice(title="Sebentar lagi", appears_at=MOMENT + timedelta(seconds=3))
    browse().get(path)
    kept = app.extensions["page_cache"].pages[path]
    import time

    assert kept.until - time.monotonic() <= 3


def test_the_pinned_stands_first(app, browse, at):
    at(MOMENT)
    makings.notice(title="Lama disematkan", is_pinned=True, appears_at=MOMENT - timedelta(days=9))
    makings.notice(title="Baru")
    assert [one.text for one in browse().get("/pengumuman").select(".bulletin-title")] == ["Lama disematkan", "Baru"]


TYPED = {"title": "Kabar", "body": "Isi", "kind": "info", "reach": "public"}


def test_from_draft_to_page_and_off_again(app, browse, at):
    at(MOMENT)
    office = browse(factories.secretariat())
    office.post("/kelola-pengumuman/baru", TYPED)
    found = db.first(db.session().query(Announcement).statement)
    path = f"/kelola-pengumuman/{found.id}"
    assert "Kabar" not in browse().get("/pengumuman").text
    office.post(f"{path}/terbitkan")
    assert "Kabar" in browse().get("/pengumuman").text
    office.post(f"{path}/ubah", TYPED, status=403)
    office.post(f"{path}/tarik")
    assert "Kabar" not in browse().get("/pengumuman").text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"body": " "}, "body"),
        ({"kind": "x"}, "kind"),
        ({"appears_at": "besok"}, "appears_at"),
        ({"appears_at": "2022-03-02T09:00", "expires_at": "2022-03-02T09:00"}, "expires_at"),
    ],
)
def test_what_is_wrong_is_told(app, browse, at, typed, field):
    at(MOMENT)
    page = browse(factories.secretariat()).post("/kelola-pengumuman/baru", TYPED | typed, status=422)
    assert field in page.errors


@pytest.mark.parametrize("path", ["/pengumuman", "/pesan/pengumuman", "/kelola-pengumuman", "/"])
def test_lists_take_the_same_queries_for_one_and_three(app, browse, at, path):
    at(MOMENT)
    office = browse(factories.secretariat())
    makings.notice()
    office.get(path, query={"x": "1"})
    one = len(office.get(path, query={"x": "1"}).queries)
    makings.notice()
    makings.notice()
    assert len(office.get(path, query={"x": "1"}).queries) == one
