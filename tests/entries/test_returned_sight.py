"""While an entrant corrects an entry, everybody else sees what was handed in, at every address."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.entries import queries
from p4comp.entries.actions.handing_in import snapshot_of
from p4comp.entries.models import Evidence, FigureLine, State, Submission
from p4comp.entries.rules import Removal
from tests import factories
from tests.entries.entrants import by

NOW = factories.during("verifikasi")


@pytest.fixture
def entry(app, at):
    """Handed in with ten complaints and two files on A1, given back, and changed since: other figures, a file out, one in, one replaced."""
    at(NOW)
    found = factories.entry(state="submitted", evidence=False)
    line = factories.figures(found, received=10, done=9)
    gone, old = factories.proof(found, name="dihapus.pdf"), factories.proof(found, name="semula.pdf", content=factories.pdf("semula"))
    handed_in = db.first(select(Submission))
    handed_in.snapshot = snapshot_of(queries.dossier(found), code=handed_in.code, by=by(found), at=handed_in.submitted_at)
    found.state, found.correct_until = State.RETURNED, NOW + timedelta(days=3)
    line.received = 7777
    factories.figures(found, "2021-02", received=8888)
    gone.removed_at, gone.removed_why = NOW, Removal.REMOVED
    old.removed_at, old.removed_why = NOW, Removal.REPLACED
    factories.proof(found, name="pengganti.pdf", content=factories.pdf("pengganti"), origin_id=old.id).added_at = NOW
    factories.proof(found, name="baru.pdf", content=factories.pdf("baru")).added_at = NOW
    db.commit()
    return found


@pytest.fixture(params=["secretariat", "auditor"])
def reader(request, browse):
    return browse(getattr(factories, request.param)())


def member(entry, browse):
    who = factories.person()
    factories.member(who, entry.institution)
    return browse(who)


def looks(browser, entry):
    """Which files answer at their own address, by name, and which figures stand on their page."""
    pieces = db.everything(select(Evidence).where(Evidence.entry_id == entry.id).order_by(Evidence.name))
    base = f"/kepesertaan/{entry.id}"
    files = {one.name: browser.get(f"{base}/bukti/{one.id}/lihat", status=None).status for one in pieces}
    page = browser.get(f"{base}/angka").main
    return files, [number for number in ("7.777", "8.888") if number in page]


def test_staff_see_the_figures_and_files_that_were_handed_in(entry, reader):
    assert looks(reader, entry) == ({"baru.pdf": 404, "dihapus.pdf": 200, "pengganti.pdf": 404, "semula.pdf": 200}, [])
    db.session().expire_all()
    assert sorted(row.received for row in db.everything(select(FigureLine))) == [7777, 8888]


def test_its_own_people_see_what_they_change(entry, browse):
    files = {"baru.pdf": 200, "dihapus.pdf": 404, "pengganti.pdf": 200, "semula.pdf": 200}
    assert looks(member(entry, browse), entry) == (files, ["7.777", "8.888"])


def test_a_newer_version_is_no_link_either_and_a_masked_copy_is_seen_at_once(entry, reader):
    old = db.first(select(Evidence).where(Evidence.name == "semula.pdf"))
    page = reader.get(f"/kepesertaan/{entry.id}/bukti/{old.id}/lihat")
    assert "pengganti.pdf" not in page.text
    newer = db.first(select(Evidence).where(Evidence.name == "pengganti.pdf"))
    newer.is_masked = True
    db.commit()
    reader.get(f"/kepesertaan/{entry.id}/bukti/{newer.id}/lihat")


def test_once_it_is_handed_in_again_all_is_seen(entry, reader):
    entry.state = State.SUBMITTED
    db.commit()
    files = {"baru.pdf": 200, "dihapus.pdf": 404, "pengganti.pdf": 200, "semula.pdf": 200}
    assert looks(reader, entry) == (files, ["7.777", "8.888"])


def test_a_source_that_came_with_the_correction_stays_unseen(entry, reader):
    source = factories.figure_source(entry, taken=True)
    db.commit()
    reader.get(f"/kepesertaan/{entry.id}/angka/sumber/{source.id}", status=404)
    assert source.name not in reader.get(f"/kepesertaan/{entry.id}/angka").text
