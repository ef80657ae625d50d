"""Publication at the set second in every process: no page before it, no stale page after it, and a kept copy is asked for anew."""

import time
from datetime import UTC, datetime, timedelta

import pytest
import requests

from p4comp.core import clock, db
from tests import factories
from tests.results.season import decided
from tests.results.worlds import MOMENT
from tests.sites import Site

PAGES = ("/hasil/uji", "/hasil/uji/umpan.xml", "/hasil/uji/umpan.json", "/hasil/uji/data.csv", "/hasil/uji/pers", "/")
LEAD = timedelta(seconds=8)
SLACK = 0.05


@pytest.fixture
def site(tmp_path):
    """A portal on disk served by two processes, whose winners are decided; nobody has looked at it yet, for its pages keep real time."""
    found = Site(tmp_path / "instance")
    with found.app.app_context():
        season = decided(factories.edition(), announced_at=MOMENT)
        found.name = season.entries["first"].institution_name
        db.commit()
    found.at(MOMENT - LEAD - timedelta(minutes=5))
    found.start(workers=2)
    yield found
    found.close()


def asked(site, path):
    """When, by competition time, an answer was asked for and was there; whether it names a winner as one; who gave it; its mark."""
    shift = clock.now() - clock.real()
    began = datetime.now(UTC) + shift
    answer = requests.get(site.url + path, timeout=30, headers={"Connection": "close"})
    assert answer.status_code == 200
    return began, datetime.now(UTC) + shift, answer


def tells(path, answer):
    """Whether the answer tells of winners."""
    return "pemenang" in answer.text if path.endswith("csv") else "Pemenang" in answer.text


@pytest.mark.sqlite
def test_both_processes_turn_at_the_set_second_and_not_before(site):
    with site.app.app_context():
        site.at(MOMENT - LEAD)
        seen = []
        while clock.now() < MOMENT + timedelta(seconds=2):
            seen += [(path, *asked(site, path)) for path in PAGES]
            time.sleep(0.02)
    early = [(path, there) for path, _began, there, answer in seen if tells(path, answer) and there < MOMENT]
    stale = [
        (path, began) for path, began, _there, answer in seen if not tells(path, answer) and began >= MOMENT + timedelta(seconds=SLACK)
    ]
    assert (early, stale) == ([], [])
    assert {path for path, began, _there, answer in seen if began < MOMENT - timedelta(seconds=1)} == set(PAGES)
    assert {path for path, began, _there, answer in seen if began > MOMENT} == set(PAGES)


@pytest.mark.sqlite
def test_a_copy_kept_from_before_is_never_confirmed_afterwards(site):
    with site.app.app_context():
        site.at(MOMENT - LEAD)
        before = {path: requests.get(site.url + path, timeout=30) for path in PAGES}
        assert clock.now() < MOMENT
        time.sleep((MOMENT - clock.now()).total_seconds() + SLACK)
    for path, answer in before.items():
        assert answer.headers["Cache-Control"] == "public, no-cache"
        again = [requests.get(site.url + path, timeout=30, headers={"If-None-Match": answer.headers["ETag"]}) for _try in range(4)]
        assert [one.status_code for one in again] == [200] * 4
        assert "Last-Modified" not in answer.headers
