"""An evening in WebKit, on a tablet in split view: sign in, fill in, lose the line, go away, come back, lock."""

from urllib.parse import urlsplit

import pytest

from p4comp.core import db
from p4comp.interviews.models import JurorSheet, Mark
from p4comp.judging.models import Finding
from tests import factories
from tests.browser.webkit import WebKit
from tests.lines import Line

PASSWORD = "kuda baterai staples"
EMAIL = "malam@uji.example"
OFFLINE = "Tidak ada sambungan. Isian disimpan di perangkat ini, dikirim lagi begitu tersambung."
WORDS = "document.querySelector('[data-autosave-words]').textContent"
SAVED = f"/^Tersimpan \\d\\d\\.\\d\\d$/.test({WORDS})"
SPLITS = [(320, 1.0), (507, 1.0), (678, 1.0), (320, 1.5), (507, 1.5)]


@pytest.fixture(scope="session")
def webkit(tmp_path_factory):
    """The driver of this worker."""
    driver = WebKit(tmp_path_factory.mktemp("webkit"))
    yield driver
    driver.close()


@pytest.fixture
def tablet(webkit):
    """`tablet(width=320, text=1.5)` opens a window; the driver bears one at a time."""
    opened = []

    def open_window(**size):
        opened.append(webkit.window(**size))
        return opened[-1]

    yield open_window
    for window in opened:
        window.close()


@pytest.fixture
def line(live):
    """The line between the tablet and the portal."""
    line = Line(urlsplit(live.url).port)
    yield line
    line.close()


class Evening:
    """Somebody's second factor and open sheet, and what is kept of it; nothing is held open, or the portal could not write."""

    def __init__(self, who, sheet, lines):
        self.secret, self.sheet_id, self.kind, self.lines = factories.app_of(who), sheet.id, type(sheet), lines
        db.commit()

    def kept(self):
        """Each line's values, and the sheet's state."""
        db.session().expire_all()
        found = {getattr(one, self.lines[1]): tuple(getattr(one, name) for name in self.lines[2:]) for one in self._rows()}
        state = db.session().get(self.kind, self.sheet_id).state.value
        db.rollback()
        return found, state

    def _rows(self):
        model, key = self.lines[0], "sheet_id" if self.kind is JurorSheet else "assignment_id"
        return db.session().query(model).filter(getattr(model, key) == self.sheet_id)


@pytest.fixture
def juror(live):
    """A juror's evening in the interview week."""
    cast = factories.cast()
    live.at(cast.interview.starts_at)
    who = factories.person("Juri Dua", email=EMAIL, password=PASSWORD)
    sheet = factories.juror_sheet(cast.interview, factories.juror(cast.interview.panel, who), state="open")
    return Evening(who, sheet, (Mark, "criterion", "score", "note"))


@pytest.fixture
def evaluator(live):
    """An evaluator's evening of desk evaluation."""
    live.at(factories.during("evaluasi_dokumen"))
    who = factories.person("Evaluator Satu", email=EMAIL, password=PASSWORD)
    edition = factories.edition()
    sheet = factories.assignment(factories.entry(edition, state="verified"), factories.evaluator(edition, who), state="open")
    return Evening(who, sheet, (Finding, "indicator", "level", "note"))


def sign_in(window, url, secret):
    """With password and the app's code."""
    window.open(f"{url}/masuk").fits()
    window.type("[name=email]", EMAIL)
    window.type("[name=password]", PASSWORD)
    window.tap("main form .btn-primary")
    window.until("document.querySelector('[name=code]')")
    window.fits().type("[name=code]", factories.code_now(secret))
    window.tap("main form:has([name=code]) .btn-primary")
    window.until("location.pathname !== '/masuk' && !document.querySelector('[name=code]')")
    window.fits()


@pytest.mark.parametrize(("width", "text"), SPLITS)
def test_a_juror_fills_in_and_locks_whatever_the_line_does(tablet, line, juror, width, text):
    window = tablet(width=width, text=text)
    sign_in(window, line.url, juror.secret)
    here = f"{line.url}/wawancara/{juror.sheet_id}"
    window.open(here).fits().type("[name='penyaji.score']", "50")
    window.until(SAVED)
    line.lose()
    window.type("[name='inovasi.score']", "80")
    window.until(f"{WORDS} === arguments[0]", OFFLINE)
    assert juror.kept() == ({"penyaji": (50.0, "")}, "open")
    line.find()
    window.until(SAVED)
    window.type("[name='dampak.score']", "90,5")
    window.type("[name='dampak.note']", "Terukur.")
    window.open(f"{line.url}/wawancara").fits()  # at once: what was typed leaves with the page
    window.open(here)
    expected = {"penyaji": (50.0, ""), "inovasi": (80.0, ""), "dampak": (90.5, "Terukur.")}
    assert juror.kept() == (expected, "open")
    window.tap("main button[formaction$='/kunci']")
    window.accept()
    window.until("document.querySelector('main').innerText.includes('Lembar terkunci')")
    assert juror.kept() == (expected, "locked")
    window.fits()


def test_an_evaluator_s_finding_outlives_a_closed_window(tablet, line, evaluator):
    window = tablet(width=507, text=1.5)
    sign_in(window, line.url, evaluator.secret)
    window.open(f"{line.url}/evaluasi/{evaluator.sheet_id}?aspek=A").fits()
    window.tap("label:has([name='A1.level'][value='4'])")
    window.until(SAVED)
    window.type("[name='A2.note']", "Perlu notulen.")
    window.leave()
    window.open(f"{line.url}/evaluasi/{evaluator.sheet_id}?aspek=A")
    assert evaluator.kept() == ({"A1": (4, ""), "A2": (None, "Perlu notulen.")}, "open")
