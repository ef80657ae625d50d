"""A juror's evening in WebKit, on a tablet in split view: sign in, fill in, lose the line, go away, come back, lock."""

from urllib.parse import urlsplit

import pytest
import requests

from p4comp.core import db
from p4comp.interviews.models import JurorSheet, Mark
from tests import factories
from tests.browser.webkit import WebKit
from tests.lines import Line

PASSWORD = "kuda baterai staples"
OFFLINE = "Tidak ada sambungan. Isian disimpan di perangkat ini, dikirim lagi begitu tersambung."
STATE = "document.querySelector('[data-autosave-words]').textContent"
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="session")
def webkit(tmp_path_factory):
    """The driver of this worker."""
    driver = WebKit(tmp_path_factory.mktemp("webkit"))
    yield driver
    driver.close()


@pytest.fixture
def line(live):
    """The line between the tablet and the portal."""
    line = Line(urlsplit(live.url).port)
    yield line
    line.close()


@pytest.fixture
def juror(live):
    """A juror's open sheet in the interview week."""
    cast = factories.cast()
    who = factories.person("Juri Dua", email="juri@uji.example", password=PASSWORD)
    sheet = factories.juror_sheet(cast.interview, factories.juror(cast.interview.panel, who), state="open")
    live.at(cast.interview.starts_at)
    secret = factories.app_of(who)
    db.commit()
    return Evening(sheet.id, secret)


class Evening:
    """The sheet, its juror's second factor, and what is kept of the sheet."""

    def __init__(self, sheet_id, secret):
        self.sheet_id, self.secret = sheet_id, secret

    def kept(self):
        """Every mark as the tables hold it, and the sheet's state; nothing is held open, or the portal could not write."""
        db.session().expire_all()
        marks = db.session().query(Mark).filter_by(sheet_id=self.sheet_id).order_by(Mark.criterion)
        found = {one.criterion: (one.score, one.note) for one in marks}, str(db.session().get(JurorSheet, self.sheet_id).state)
        db.rollback()
        return found


def sign_in(window, url, secret):
    """With password and the app's code."""
    window.open(f"{url}/masuk")
    fits(window)
    window.type("[name=email]", "juri@uji.example")
    window.type("[name=password]", PASSWORD)
    print(window.js("[...document.querySelectorAll('main form button')].map(x=>[x.outerHTML.slice(0,200), JSON.stringify(x.getBoundingClientRect())])"))
    window.click("main form button[type=submit], main form button:not([type])")
    window.until("document.querySelector('[name=code]')")
    fits(window)
    window.type("[name=code]", factories.code_now(secret))
    window.click("main form:has([name=code]) button")
    window.until("!document.querySelector('[name=code]')")


def fits(window):
    """No sideways scroll."""
    assert (window.js("location.pathname"), window.js(SIDEWAYS)) == (window.js("location.pathname"), 0)


def test_try(webkit, line, juror):
    import base64, sys
    w = webkit.window(width=800)
    sign_in(w, line.url, juror.secret)
    w.open(f"{line.url}/wawancara/{juror.sheet_id}")
    print(w.js("[innerWidth, document.documentElement.scrollWidth, getComputedStyle(document.body).fontSize]"))
    fits(w)
    w.type("[name='penyaji.score']", "50")
    w.until(STATE + ".startsWith('Tersimpan')")
    print(juror.kept())
    line.lose()
    w.type("[name='inovasi.score']", "80")
    w.until(STATE + " === arguments[0]", OFFLINE)
    line.find()
    w.until(STATE + ".startsWith('Tersimpan')")
    print(juror.kept())
    w.type("[name='dampak.score']", "90,5")
    w.type("[name='dampak.note']", "Terukur.")
    w.open(f"{line.url}/wawancara")
    fits(w)
    import time; time.sleep(.5)
    print(juror.kept())
    w.open(f"{line.url}/wawancara/{juror.sheet_id}")
    print(w.js("[...document.querySelectorAll('main form input, main form textarea')].map(x=>[x.name,x.value])"))
    open("/tmp/w/wk/a.png","wb").write(base64.b64decode(w.ask("GET","/screenshot")))
    w.click("button[formaction]")
    w.accept()
    w.until("document.body.innerText.includes('terkunci')")
    fits(w)
    open("/tmp/w/wk/b.png","wb").write(base64.b64decode(w.ask("GET","/screenshot")))
    print(juror.kept())
    w.close()
