"""Letting somebody in whose device is gone: two of the secretariat, one code, a quarter of an hour"""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts import actions, policy, queries
from p4comp.accounts.actions.letting_in import spend_let_in
from p4comp.accounts.identity import someone
from p4comp.accounts.models import LetIn, LetInState, Person
from p4comp.accounts.policy import Helped
from p4comp.accounts.rules.letting_in import LET_IN_MOVES
from p4comp.core import audit, clock
from p4comp.core.db import commit, everything, session
from p4comp.core.errors import Invalid, RuleBroken
from p4comp.core.mail import Mail
from tests import factories
from tests.accounts.people import somebody
from tests.accounts.test_second_factor import enter

AT = factories.during("wawancara")
LEGAL = {("asked", "grant"): "granted", ("asked", "refuse"): "refused", ("granted", "use"): "used"}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(LetInState, LET_IN_MOVES.table)))
def test_moves(state, verb):
    if (state, verb) in LEGAL:
        assert LET_IN_MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            LET_IN_MOVES.after(state, verb)


@pytest.fixture
def sari(app, at):
    """Somebody with a password and an app, whose phone is gone."""
    at(AT)
    who = somebody()
    factories.app_of(who)
    return who


@pytest.fixture
def two(app):
    return someone(factories.secretariat("Sekretaris Satu")), someone(factories.secretariat("Sekretaris Dua"))


def asked(sari, by):
    made = actions.ask_let_in(queries.helped(by, sari.id), "Ponsel rusak.", by=by, at=AT)
    commit()
    return made


def test_two_secretaries_let_somebody_in_once(sari, two, browse):
    first, second = two
    code = actions.grant_let_in(asked(sari, first), by=second, at=AT)
    commit()
    browser = browse()
    assert enter(browser).submit("Lanjutkan", code=f"{code[:5]} {code[5:].upper()}").location == "/ruang-kerja"
    assert browser.get("/akun").h1 == "Akun saya"
    enter(browse()).submit("Lanjutkan", code=code, status=422)
    assert [one.state for one in everything(select(LetIn))] == [LetInState.USED]
    assert [one.verb for one in audit.records() if one.verb.startswith("let_in")] == ["let_in.asked", "let_in.granted", "let_in.used"]
    assert ["kode bantuan" in one.body for one in everything(select(Mail).where(Mail.to == sari.email))].count(True) == 1


def test_the_code_ends_after_a_quarter_of_an_hour_on_the_real_clock(sari, two, browse, monkeypatch):
    first, second = two
    code = actions.grant_let_in(asked(sari, first), by=second, at=AT)
    commit()
    late = clock.real() + timedelta(minutes=15)
    monkeypatch.setattr(clock, "real", lambda: late)
    enter(browse()).submit("Lanjutkan", code=code, status=422)


def test_a_code_is_good_for_nobody_else(sari, two):
    first, second = two
    other = somebody(email="lain@uji.go.id")
    code = actions.grant_let_in(asked(sari, first), by=second, at=AT)
    assert [spend_let_in(one.id, code) for one in (other, sari, sari)] == [False, True, False]


def test_who_asked_does_not_agree_and_a_refused_request_makes_no_code(sari, two):
    first, second = two
    found = asked(sari, first)
    assert not policy.may_grant_let_in(first, found, AT)
    actions.refuse_let_in(found, by=second, at=AT)
    commit()
    assert (found.state, found.mark) == (LetInState.REFUSED, "")
    assert not policy.may_grant_let_in(second, found, AT)


def test_a_reason_is_needed(sari, two):
    with pytest.raises(Invalid):
        actions.ask_let_in(queries.helped(two[0], sari.id), "  ", by=two[0], at=AT)


@pytest.mark.parametrize(("is_staff", "has_factor", "waits"), list(itertools.product((False, True), repeat=3)))
def test_whom_it_is_for(sari, two, is_staff, has_factor, waits):
    found = Helped(sari, is_staff, has_factor, LetIn() if waits else None)
    assert bool(policy.may_ask_let_in(two[0], found, AT)) == (not is_staff and has_factor and not waits)
    assert not policy.may_ask_let_in(someone(sari), found, AT)


def test_help_is_offered_only_where_it_can_be_asked(sari, two, browse):
    first, _second = two
    without = factories.person("Tanpa langkah kedua")
    browser = browse(session().get(Person, first.id))
    offered = {text.removeprefix("Bantu masuk: ") for text in browser.get("/orang").links if text.startswith("Bantu masuk")}
    assert offered == {sari.name}
    assert without.name in browser.get("/orang").main
    asked(sari, first)
    assert [text for text in browser.get("/orang").links if text.startswith("Bantu masuk")] == []


def test_the_second_secretary_reads_the_code_on_the_page_this_once(sari, two, browse):
    first, second = two
    found = asked(sari, first)
    browser = browse(session().get(Person, second.id))
    assert "Bantuan masuk: Sari" in browser.get("/persetujuan").text
    page = browser.post(f"/bantu-masuk/{found.id}/setujui", status=200)
    assert len(page.one("code.setup-key").text.replace(" ", "")) == 10
    assert page.response.headers["Cache-Control"] == "no-store"
    assert browser.get(f"/bantu-masuk/{found.id}").select("code.setup-key") == []
