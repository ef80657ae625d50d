"""What pages weigh on the line, and that they are of use on a slow one."""

import time

import pytest

from p4comp.core import db
from tests import factories

FIRST, NEXT, DOSSIER = 250_000, 40_000, 100_000
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 256_000 / 8, "uploadThroughput": 256_000 / 8}


@pytest.fixture
def window(live, screen):
    """A phone before an entrant's dossier, whole bytes counted."""
    live.at(factories.during("pendaftaran"))
    who = factories.person()
    entry = factories.entry(contact=who)
    factories.member(who, entry.institution)
    db.commit()
    opened = screen(who, width=360)
    opened.dossier = f"/kepesertaan/{entry.id}/aspek/A"
    opened.line = opened.context.new_cdp_session(opened.page)
    opened.line.send("Network.enable")
    opened.bytes = []
    db.commit()
    opened.line.on("Network.loadingFinished", lambda found: opened.bytes.append(found["encodedDataLength"]))
    return opened


def weight(window, path):
    """The bytes that came over the line for one page, heads and all it brings included."""
    window.bytes.clear()
    window.open(path)
    window.page.wait_for_load_state("networkidle")
    return sum(window.bytes)


def test_pages_stay_within_their_weight(window):
    first = weight(window, "/")
    start = weight(window, "/ruang-kerja")
    dossier = weight(window, window.dossier)
    following = weight(window, window.dossier[:-1] + "B")
    print(f"bytes: first visit {first:.0f}, start {start:.0f}, dossier {dossier:.0f}, next page {following:.0f}")
    assert first <= FIRST
    assert dossier <= DOSSIER
    assert max(start, following) <= NEXT


def test_a_first_visit_straight_to_the_dossier_stays_within_its_weight(window):
    assert weight(window, window.dossier) <= FIRST


def test_the_dossier_is_of_use_on_a_slow_line(window):
    window.line.send("Network.emulateNetworkConditions", SLOW)
    window.page.set_default_timeout(60_000)
    began = time.monotonic()
    window.page.goto(window.dossier, wait_until="commit")
    window.page.fill("[name='A1.narrative']", "diisi lewat sambungan lambat")
    typed = time.monotonic() - began
    window.page.locator("[data-autosave-words]", has_text="Tersimpan").wait_for()
    print(f"slow line, empty cache: typed after {typed:.1f} s, saved after {time.monotonic() - began:.1f} s")
