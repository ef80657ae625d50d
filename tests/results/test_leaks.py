"""Before its moment a result cannot be told from none: whoever asks, by whatever way, gets byte for byte what they would get had somebody else won."""

import gzip
import hashlib
import re

import pytest

from p4comp.core import db, pdf, sealing
from tests.browsers import Browser
from tests.pages.rules import TOKEN
from tests.results import channels, worlds

CHALLENGE = re.compile(rb"challenge&#34;: &#34;[\w-]{43}")
SEEN = ("status", "headers", "size", "bytes", "queries")
LEFT_OUT = frozenset({"Set-Cookie", "Date"})


def look(app, browser, path, ids, method="GET", **options):
    """All that somebody outside can see or measure of an answer: status, headers, size, bytes, and how much work it was."""
    db.commit()
    watch = app.extensions["test_watch"]
    app.extensions["page_cache"].clear()
    with app.app_context(), watch(only_requests=True) as taken:
        response = browser.client.open(path, method=method, buffered=True, **options)
    body = CHALLENGE.sub(b"challenge", TOKEN.sub(b"token", response.get_data()))
    headers = sorted((name, value) for name, value in response.headers if name not in LEFT_OUT)
    seen = (response.status_code, headers, len(body), body, len(taken))
    return tuple(_masked(one, ids) for one in seen)


def _masked(seen, ids):
    """The same with what somebody typed into the address by its name: who asks for something gets its name back."""
    text = repr(seen)
    for name, value in sorted(ids.items(), key=lambda item: -len(item[1])):
        text = text.replace(value, f"<{name}>")
    return text


@pytest.fixture(autouse=True)
def words_only(monkeypatch):
    """Documents are compared by the page they are set from, signatures by what is signed: chance is in every true one."""
    monkeypatch.setattr(pdf, "from_html", lambda html, **_options: html.encode())
    monkeypatch.setattr(sealing, "detached", lambda content, _key: hashlib.sha256(content).hexdigest())


@pytest.mark.sqlite
def test_every_part_of_an_address_is_known_to_the_hunt(app):
    assert channels.strange(app, worlds.eve()) == []


@pytest.mark.parametrize("observer", worlds.OBSERVERS)
def test_nobody_can_tell_who_has_won(app, at, observer):
    scene = worlds.eve()
    at(worlds.EVE)
    browser, seen = Browser(app, scene.observers[observer]), {}
    worlds.remember(scene)
    for world in ("undecided", *worlds.WORLDS):  # what a process keeps after its first look is there from the second on
        worlds.turn(scene, world)
        seen[world] = {name: look(app, browser, path, scene.ids) for name, path in channels.channels(app, scene).items()}
    assert len(seen["undecided"]) > len(channels.BY_HAND)
    for world in ("first", "second"):
        assert {name: told for name in seen["undecided"] if (told := apart(seen["undecided"][name], seen[world][name]))} == {}


TELLING = frozenset(
    [
        "home.index",
        *(
            f"results.{page}"
            for page in ("show", "record", "check_row", "press_kit", "feed", "json_feed", "data_csv", "data_json", "package")
        ),
        *("/periksa?kode={certificate", "/periksa/berkas/{printed", "/v/{certificate", "/v/{letter"),
    ]
)
WHERE = ("home.", "results.", "/")
PACKED = {"Accept-Encoding": "gzip"}


def kept(app, scene):
    """The pages that are kept for everybody, and those found by hand that show nothing of what was typed: their addresses by name."""
    access = app.extensions["access"]
    is_kept = {name for name, one in access.items() if one.seconds}
    found, echoless = channels.channels(app, scene), [one for one in channels.BY_HAND if "{" not in one.replace("{slug}", "")]
    return {name: path for name, path in found.items() if name.partition(" ")[0] in is_kept or name in echoless}


def programs(app, browser, path, ids):
    """What programs see of a page: packed, its head alone, whether it has changed since the last look, fresh and kept."""
    seen = look(app, browser, path, ids)
    with app.app_context():
        mark = browser.client.get(path, buffered=True).headers.get("ETag", "")
        ways = [
            ("GET", PACKED),
            ("HEAD", {}),
            ("HEAD", PACKED),
            ("GET", {"If-None-Match": mark}),
            ("GET", PACKED | {"If-None-Match": mark}),
        ]
        answers = [browser.client.open(path, method=method, buffered=True, headers=headers) for method, headers in ways]
    for answer in answers:
        told = sorted((name, value) for name, value in answer.headers if name not in LEFT_OUT)
        body = answer.get_data()
        own = _echoes(gzip.decompress(body) if answer.headers.get("Content-Encoding") and body else body, ids)
        seen += (_masked((answer.status_code, [] if own else told, b"" if own else body), ids),)
    return seen


def _echoes(body, ids):
    """Whether a page holds a fresh token or what was asked for: packed, it differs by that alone."""
    return TOKEN.search(body) is not None or any(one.encode() in body for one in ids.values())


@pytest.mark.sqlite
def test_nor_can_a_program_that_asks_for_less(app, at):
    scene = worlds.eve()
    at(worlds.EVE)
    browser, seen = Browser(app), {}
    for world in ("undecided", *worlds.WORLDS):
        worlds.turn(scene, world)
        seen[world] = {name: programs(app, browser, path, scene.ids) for name, path in kept(app, scene).items()}
    assert len(seen["undecided"]) > 40
    assert seen["first"] == seen["undecided"]
    assert seen["second"] == seen["undecided"]


@pytest.mark.sqlite
def test_at_the_moment_the_same_hunt_finds_who_has_won(app, at):
    scene, seen = worlds.eve(), {}
    at(worlds.MOMENT)
    browser = Browser(app)
    for world in ("first", "second"):
        worlds.turn(scene, world)
        seen[world] = {
            name: look(app, browser, path, scene.ids) for name, path in channels.channels(app, scene).items() if name.startswith(WHERE)
        }
    telling = {name.partition(" ")[0] for name in seen["first"] if apart(seen["first"][name], seen["second"][name])}
    assert telling >= TELLING


def apart(one, other):
    """What tells two answers apart, with the place where it does."""
    for what, left, right in zip(SEEN, one, other, strict=True):
        if left != right:
            at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
            return what, left[max(0, at - 60) : at + 60], right[max(0, at - 60) : at + 60]
    return ()
