"""A look on the spot in a real Chromium: on a phone, on a cut line, with a photo, signed by two."""

import re

import pytest

from p4comp.core import db, jobs
from p4comp.interviews.models import Observation, ObservationMark
from tests import factories
from tests.browser.test_dossier import OFFLINE, says
from tests.factories.pictures import photo
from tests.interviews import observing
from tests.interviews.observing import THERE


@pytest.fixture
def there(live):
    """A team of two on the spot: the cast and the id of its task."""
    live.at(THERE)
    cast = factories.cast()
    found = observing.ordered(cast)
    db.commit()
    return cast, found


def saved(window):
    window.page.locator("[data-autosave-words]").filter(has_text=re.compile(r"^Tersimpan \d\d\.\d\d$")).wait_for()


def kept(found, item="loket"):
    db.rollback()
    db.session().expire_all()
    one = db.session().get(ObservationMark, (found, item))
    answer = (one.seen.value if one.seen else None, one.note) if one else None
    db.rollback()
    return answer


def test_on_a_phone_with_a_bad_line_with_a_photo_and_two_words(there, screen):
    cast, found = there
    window = screen(cast.juror, width=360).open(f"/observasi-lapangan/{found}/laporan")
    page = window.page
    window.context.set_offline(True)
    page.locator("[name='loket.seen'][value='partly']").check()
    page.locator("[name='loket.note']").fill("Satu loket tutup.")
    says(window, OFFLINE)
    assert kept(found) is None
    window.context.set_offline(False)
    saved(window)
    assert kept(found) == ("partly", "Satu loket tutup.")
    for item in ("papan", "sistem", "petugas", "rentan", "perubahan", "pengguna"):
        page.locator(f"[name='{item}.seen'][value='seen']").check()
    page.locator("[name='findings']").fill("Loket dan papan terlihat.")
    page.wait_for_timeout(1200)
    saved(window)
    window.check(widths=(360, 768)).widen(360).shot("observation-report", whole=True)
    page.get_by_role("link", name="Tambah foto").click()
    page.wait_for_url("**/foto")
    window.check(widths=(360, 768)).widen(360)
    drawn = photo(taken="2022:05:27 09:40:00", latitude=-3.3167, longitude=114.59)
    page.set_input_files("[name='file']", files=[{"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": drawn}])
    page.get_by_role("button", name="Unggah foto").click()
    page.wait_for_url("**/laporan#foto")
    jobs.run_waiting()
    window.open(f"/observasi-lapangan/{found}").check(widths=(360, 768, 1440)).widen(360).shot("observation", whole=True)
    assert "3,31670° LS" in window.text
    for who in (cast.juror, cast.evaluator):
        signing = screen(who, width=360).open(f"/observasi-lapangan/{found}")
        signing.page.on("dialog", lambda dialog: dialog.accept())
        signing.page.get_by_role("button", name="Setuju dengan laporan").click()
        signing.page.wait_for_load_state()
        signing.page.get_by_text("setuju", exact=False).first.wait_for()
    db.rollback()
    db.session().expire_all()
    assert db.session().get_one(Observation, found).state == "locked"
