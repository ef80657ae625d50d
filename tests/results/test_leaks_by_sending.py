"""Before its moment no form, no upload and no letter tells who has won: what is sent is answered as if somebody else had."""

import hashlib
import io
import re

import pytest
from sqlalchemy import select

from p4comp.core import clock, db, jobs
from p4comp.core.mail import Mail
from tests.browsers import Browser
from tests.results import sendings, worlds
from tests.results.test_leaks import apart, look, words_only

__all__ = ["words_only"]
NEW = re.compile(r"(?<=/)(?=[a-z]*\d)[a-z0-9]{12}(?=[/'?\"&# ])")  # the id of what this very sending has made


def armed(browser):
    """The browser with a secret for its forms that looks like one: the tokens made of it can be told from all else."""
    with browser.client.session_transaction() as cookie:
        cookie["csrf_token"] = hashlib.sha256(b"p4").hexdigest()
    return browser


def sent(app, browser, path, data, ids):
    """All that somebody outside can see or measure of the answer to what was sent."""
    seen = look(app, browser, path, ids, method="POST", data={**data, "csrf_token": browser.token()})
    return tuple(NEW.sub("<new>", one) for one in seen)


def told_apart(seen):
    """What in the worlds where somebody has won differs from the one where nobody has."""
    return {
        (world, name): told
        for world in ("first", "second")
        for name in seen["undecided"]
        if (told := apart(seen["undecided"][name], seen[world][name]))
    }


@pytest.mark.sqlite
@pytest.mark.parametrize("observer", ["anyone", "entrant", "juror"])
def test_what_is_sent_is_answered_alike_whoever_has_won(app, at, observer):
    scene = worlds.eve()
    at(worlds.EVE)
    browser, seen = armed(Browser(app, scene.observers[observer])), {}
    worlds.remember(scene)
    for world in ("undecided", *worlds.WORLDS):  # what a process keeps after its first look is there from the second on
        worlds.turn(scene, world)
        asked = sendings.sendings(app, scene)
        seen[world] = {name: sent(app, browser, path, data, scene.ids) for name, (path, data) in asked.items()}
    assert len(seen["undecided"]) > 100
    assert told_apart(seen) == {}


@pytest.mark.sqlite
def test_a_winners_file_is_a_stranger_to_the_check(app, at):
    scene = worlds.eve()
    at(worlds.EVE)
    browser, seen = armed(Browser(app)), {}
    for world in ("undecided", *worlds.WORLDS):
        worlds.turn(scene, world)
        shown = sendings.files(scene)
        ids = scene.ids | {"changed file": hashlib.sha256(shown["changed"]).hexdigest()}
        seen[world] = {
            name: sent(app, browser, "/periksa/berkas", {"berkas": (io.BytesIO(content), "piagam.pdf")}, ids)
            for name, content in shown.items()
        }
    assert told_apart(seen) == {}


def letters():
    """Every letter that waits or went out, as its reader has it."""
    rows = db.everything(select(Mail).order_by(Mail.template, Mail.to, Mail.subject))
    return [(one.template, one.to, one.subject, one.body) for one in rows]


def test_no_letter_before_the_moment_and_the_same_one_for_every_finalist_at_it(app, at):
    scene, seen = worlds.eve(), {}
    for world in worlds.WORLDS:
        with clock.at(worlds.EVE):
            worlds.turn(scene, world)
            jobs.tidy()
            jobs.run_waiting()
            seen[world] = letters()
        with clock.at(worlds.MOMENT):
            jobs.tidy()
            jobs.run_waiting()
            seen[f"{world}, announced"] = [one for one in letters() if one not in seen[world]]
    assert seen["first"] == seen["second"] == seen["undecided"]
    assert seen["undecided, announced"] == []
    assert {one[0] for one in seen["first, announced"]} >= {"results/mail/published.txt"}
    assert seen["first, announced"] == seen["second, announced"]
