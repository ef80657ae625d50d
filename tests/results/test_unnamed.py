"""A person who won and takes the consent back is named by nothing any more: whatever has an address, is sent, is made by a job or goes out as a letter."""

import time
import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.institutions.models import Institution
from p4comp.results.rules.nominees import Keeping
from p4comp.results.actions import press
from p4comp.results.queries.press_desk import desk
from tests import factories
from tests.browsers import Browser
from tests.results import naming, worlds
from tests.results.evening_matrix import invite
from tests.results.test_nominees import HOME, LATER, SLUG, office, withdrawn, won
from datetime import timedelta

__all__ = ["office", "won"]
NAME = "Siti Rahmah"
FULL = "Siti Rahmah, S.Kom. (SIMULASI)"


@pytest.fixture
def told(won, app, at, office, work):
    at(LATER)
    db.session().add(won[0])
    db.session().refresh(won[0])
    invite(won[0], starts_at=LATER + timedelta(days=2), until=LATER + timedelta(days=1))
    with app.test_request_context():
        found = desk(office[0], SLUG)
        press.save_release(found, "Pemenang", f"Selamat kepada {FULL}.", after=0, is_final=True, by=office[0], at=LATER)
    work()
    home = db.first(select(Institution).where(Institution.name == HOME))
    who = {"anyone": None, "office": factories.secretariat(), "member": factories.member(institution=home), "auditor": factories.auditor()}
    return {name: Browser(app, one) for name, one in who.items()}, naming.values(SLUG, home, LATER)


def look(app, told):
    t=time.time()
    browsers, given = told
    r1={n: naming.pages(app, b, given, NAME) for n, b in browsers.items()}
    print(time.time()-t); t=time.time()
    db.rollback()
    kept = worlds.all_rows()
    def put_back():
        db.rollback(); worlds.put_back(kept)
    r2=naming.sent(app, browsers["office"], given, NAME, put_back=put_back)
    print(time.time()-t)
    return r1,r2

@pytest.mark.sqlite
def test_a(told, app):
    print(look(app, told))

@pytest.mark.sqlite
@pytest.mark.parametrize("keeping", list(Keeping))
def test_b(won, told, app, at, office, keeping):
    _e,_d,_p,first=won
    withdrawn(office, first, keeping, at)
    print(look(app, told))
