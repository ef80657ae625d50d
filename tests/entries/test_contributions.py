"""What entries add to everybody's pages."""

import pytest
from flask import g

from p4comp.accounts.identity import someone
from p4comp.core import clock, db, web
from p4comp.entries.models import State
from tests import factories
from tests.entries.entrants import CLOSES

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(factories.during("pendaftaran"))


def todo(who):
    g.pop("entry_states", None)  # each question stands for a request of its own
    with_request = db.session().get(type(who), who.id)
    return [
        (str(one.title), one.due)
        for one in web.contributed("todo", someone(with_request), clock.now())
        if one.url.startswith(("/kepesertaan", "/verifikasi"))
    ]


def test_what_is_expected_now_and_until_when(app, at):
    who = factories.person()
    entry = factories.entry(contact=who)
    factories.member(who, entry.institution)
    name = entry.institution_name
    secretary = factories.secretariat()
    with app.test_request_context():
        assert todo(who) == [(f"Lengkapi dan kirim berkas {name}", CLOSES)]
        entry.state = State.SUBMITTED
        assert (todo(who), todo(secretary)) == ([], [("1 berkas menunggu verifikasi", None)])
        at(factories.during("verifikasi"))
        entry.state, entry.correct_until = State.RETURNED, factories.closing("verifikasi")
        assert (todo(who), todo(secretary)) == ([(f"Perbaiki berkas {name}", factories.closing("verifikasi"))], [])
        at(factories.closing("verifikasi"))
        assert todo(who) == []


def test_an_institution_that_has_not_entered_is_reminded(app, at):
    factories.edition()
    who = factories.member()
    with app.test_request_context():
        assert todo(who) == [("Daftarkan instansi Anda", CLOSES)]
        at(CLOSES)
        assert todo(who) == []
