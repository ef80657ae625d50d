"""Rules of coming in, over all their cases."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from p4comp.accounts import rules
from p4comp.accounts.rules import MOVES, RequestState
from p4comp.core.errors import Invalid, RuleBroken
from p4comp.institutions.rules.codes import unit_code

NOW = datetime(2022, 4, 1, tzinfo=UTC)
LEGAL = {("waiting", "approve"): "approved", ("waiting", "refuse"): "refused"}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(RequestState, MOVES.table)))
def test_a_request_is_answered_once(app, state, verb):
    if (state, verb) in LEGAL:
        assert MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            MOVES.after(state, verb)


@pytest.mark.parametrize(
    ("count", "seconds"), [(1, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (11, 900), (5000, 900)]
)
def test_an_account_waits_twice_as_long_after_each_refusal(count, seconds):
    assert rules.wait_for_account(count, NOW, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("count", "seconds"), [(1, 0), (59, 0), (60, 5), (61, 10), (62, 20), (63, 30), (5000, 30)])
def test_an_address_only_slows_down(count, seconds):
    assert rules.wait_for_address(count, NOW, NOW) == timedelta(seconds=seconds)


def test_the_wait_runs_down_and_ends():
    assert rules.wait_for_account(5, NOW, NOW + timedelta(seconds=10)) == timedelta(seconds=20)
    assert rules.wait_for_account(5, NOW, NOW + timedelta(seconds=30)) == timedelta(0)


def test_refusals_of_yesterday_are_forgotten():
    assert rules.wait_for_account(50, NOW - timedelta(hours=25), NOW) == timedelta(0)
    assert rules.is_stale(NOW - timedelta(hours=25), NOW)
    assert not rules.is_stale(NOW - timedelta(hours=23), NOW)


@pytest.mark.parametrize(
    "password",
    ["", "pendek", "123456789", "indonesia123", "aaaaaaaaaaaa", "abababababab", "sari.dewi@uji.go.id", "SARI.DEWI@uji.go.id", "x" * 201],
)
def test_a_weak_password_is_refused(app, password):
    with pytest.raises(Invalid) as refusal:
        rules.check_password(password, email="sari.dewi@uji.go.id")
    assert refusal.value.field == "password"


def test_a_few_words_are_a_good_password(app):
    rules.check_password("kuda laut biru 7", email="sari@uji.go.id")


def test_only_the_right_password_fits():
    kept = rules.hash_password("kuda laut biru 7")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert rules.is_password(kept, "kuda laut biru 7")
    assert not rules.is_password(kept, "kuda laut biru 8")
    assert not rules.is_password("", "no account has this password")


def test_an_address_is_compared_without_case_and_blanks():
    assert rules.normal("  Sari@UJI.go.id ") == "sari@uji.go.id"


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a@b.id", True),
        ("a.b@c.go.id", True),
        ("a@b", False),
        ("a b@c.id", False),
        ("a,b@c.id", False),
        ("a:b@c.id", False),
        ("<a@c.id", False),
        ("a\x01@c.id", False),
        ("@c.id", False),
        ("a@.id", False),
        ("a@b..id", False),
    ],
)
def test_an_address_has_a_name_and_a_place(text, good):
    assert bool(rules.ADDRESS.fullmatch(text)) == good


def test_a_new_unit_gets_a_free_code():
    assert unit_code("kab-35.07", "Puskesmas Contoh (Baru)", frozenset()) == "upp-kab-35.07-puskesmas-contoh-baru"
    taken = frozenset({"upp-kab-35.07-puskesmas", "upp-kab-35.07-puskesmas-2"})
    assert unit_code("kab-35.07", "Puskesmas", taken) == "upp-kab-35.07-puskesmas-3"
    assert len(unit_code("k" * 80, "p" * 250, frozenset())) <= 80


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36", "Chrome di Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Safari/604.1", "Safari di iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/121.0", "Firefox di Windows"),
        ("curl/8", "Peramban"),
    ],
)
def test_a_device_is_named_as_people_call_it(app, agent, words):
    assert rules.device(agent) == words
