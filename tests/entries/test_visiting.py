"""The secretariat looks through an entrant's eyes: everything, nothing to change, recorded and told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.core import db
from p4comp.entries.models import Evidence, State, Visit
from p4comp.entries.policy.desk import VISIT_LASTS
from tests import factories
from tests.entries.entrants import mails, verbs

NOW = factories.during("verifikasi")
PAGES = ("", "/aspek/A", "/aspek/B", "/angka", "/verifikasi")


@pytest.fixture
def desk(app, browse, at):
    at(NOW)
    return browse(factories.secretariat("Sekretaris"))


@pytest.fixture
def entry(app):
    """A returned entry: its entrant is correcting what everybody else does not see yet."""
    found = factories.entry(state="submitted")
    factories.figures(found, received=10, done=9)
    found.state, found.correct_until = State.RETURNED, NOW + timedelta(days=3)
    return found


@pytest.fixture
def address(entry):
    """Where the entrant's pages are as seen by the entrant."""
    proof = db.first(select(Evidence.id).where(Evidence.entry_id == entry.id, Evidence.indicator == "A1"))
    return f"/kepesertaan/{entry.id}/sebagai-peserta", f"/bukti/{proof}/lihat"


def begin(desk, entry):
    desk.post(f"/kepesertaan/{entry.id}/kunjungan", {"reason": "Tiket 12."}, status=303)


def test_every_page_opens_after_a_visit_was_begun_and_has_nothing_to_send(desk, entry, address):
    base, proof = address
    for page in (*PAGES, proof):
        desk.get(base + page, status=403)
    begin(desk, entry)
    for page in (*PAGES, proof):
        shown = desk.get(base + page)
        assert "Anda melihat" in shown.main, page
        assert list(shown.select("main form")) == [], page
    assert [one.reason for one in db.everything(select(Visit))] == ["Tiket 12."]
    assert verbs() == ["entry.visited"]
    assert [name for name, _to in mails()] == ["visited.txt"]


def test_links_stay_behind_the_same_eyes(desk, entry, address):
    base, proof = address
    begin(desk, entry)
    show = {one.get("href") for one in desk.get(base).select("main a[href]")}
    assert {f"{base}/aspek/A", f"{base}/aspek/B", f"{base}/angka", f"{base}/verifikasi"} <= show
    sheet = {one.get("href") for one in desk.get(f"{base}/aspek/A").select("main a[href]")}
    assert {base, f"{base}/aspek/B", f"{base}{proof}"} <= sheet
    assert base in {one.get("href") for one in desk.get(f"{base}{proof}").select("main a[href]")}
    own = f"/kepesertaan/{entry.id}"
    assert {one for one in show | sheet if one.startswith((f"{own}/aspek", f"{own}/angka"))} == set()


def test_the_eyes_are_the_entrants_also_while_it_corrects(desk, entry, address, browse):
    factories.submission(entry, snapshot={"answers": [], "evidence": [], "entry": entry.id}, at=NOW)
    begin(desk, entry)
    words = "Dijalankan sejak 2019."
    assert words not in desk.get(f"/kepesertaan/{entry.id}/aspek/A").main  # what was handed in held nothing
    assert words in desk.get(f"{address[0]}/aspek/A").main


@pytest.mark.parametrize("who", ["auditor", "member", "colleague"])
def test_a_visit_is_its_own_persons(desk, entry, address, browse, who):
    begin(desk, entry)
    other = {"auditor": factories.auditor, "member": lambda: factories.member(institution=entry.institution)}
    browser = browse(other.get(who, factories.secretariat)())
    for page in (*PAGES, address[1]):
        browser.get(address[0] + page, status=403)


def test_a_visit_ends(desk, entry, address, at):
    begin(desk, entry)
    at(NOW + VISIT_LASTS - timedelta(seconds=1))
    desk.get(f"{address[0]}/aspek/A")
    at(NOW + VISIT_LASTS)
    for page in (*PAGES, address[1]):
        desk.get(address[0] + page, status=403)


def test_what_is_not_there_is_not_found(desk, entry, address):
    begin(desk, entry)
    for page in ("/aspek/Z", "/bukti/tiada/lihat"):
        desk.get(address[0] + page, status=404)


def test_nobody_else_sees_the_files_of_a_correction_that_is_not_handed_in(desk, entry, browse, at):
    factories.submission(entry, snapshot={"answers": [], "evidence": [], "entry": entry.id}, at=NOW)
    own = browse(db.session().get(Person, entry.contact_id))
    counts = [len(one.get(f"/kepesertaan/{entry.id}/indikator/A1/bukti").select("li")) for one in (own, desk)]
    assert counts == [1, 0]
