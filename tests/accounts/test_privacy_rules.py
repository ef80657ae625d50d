"""Moves, periods and moments about personal data."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from p4comp.accounts.rules import privacy, privacy_breaches
from p4comp.accounts.rules.privacy import Wish, WishState
from p4comp.accounts.rules.privacy_breaches import BreachState, Told
from p4comp.accounts.rules.privacy_keeping import CLASSES, FATE_NAMES, HAND_NAMES, Fate, Hand
from p4comp.core.errors import RuleBroken

NOON = datetime(2022, 4, 14, 5, tzinfo=UTC)
WISHES = {
    ("waiting", "take"): "checked",
    ("waiting", "fulfil"): "fulfilled",
    ("checked", "fulfil"): "fulfilled",
    ("waiting", "refuse"): "refused",
    ("checked", "refuse"): "refused",
    ("waiting", "retract"): "retracted",
    ("checked", "retract"): "retracted",
}
BREACHES = {
    ("recorded", "tell"): "told",
    ("recorded", "dismiss"): "dismissed",
    ("told", "close"): "closed",
    ("closed", "reopen"): "recorded",
    ("dismissed", "reopen"): "recorded",
}


def after(moves, legal, state, verb):
    if (state.value, verb) in legal:
        assert moves.after(state, verb) == legal[state.value, verb]
    else:
        with pytest.raises(RuleBroken):
            moves.after(state, verb)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(WishState, privacy.MOVES.table)))
def test_requests_move_as_written_here(state, verb):
    after(privacy.MOVES, WISHES, state, verb)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(BreachState, privacy_breaches.MOVES.table)))
def test_breaches_move_as_written_here(state, verb):
    after(privacy_breaches.MOVES, BREACHES, state, verb)


def test_both_clocks_run_three_days_of_24_hours():
    assert privacy.due(NOON) == privacy_breaches.due(NOON) == NOON + timedelta(hours=72)


@pytest.mark.parametrize(("by_asker", "by_address"), list(itertools.product((0, 2, 3, 4), (0, 19, 20, 21))))
def test_a_form_takes_two_more_of_an_asker_and_nineteen_of_an_address(by_asker, by_address):
    assert privacy.is_too_much(by_asker, by_address) == (by_asker >= 3 or by_address >= 20)


def test_every_wish_side_fate_and_hand_has_words():
    assert set(privacy.WISH_NAMES) == set(Wish)
    assert set(privacy_breaches.TOLD_NAMES) == set(Told)
    assert (set(FATE_NAMES), set(HAND_NAMES)) == (set(Fate), set(Hand))


@pytest.mark.parametrize("code", CLASSES)
def test_what_is_archived_is_never_carried_out_by_the_portal(code):
    one = CLASSES[code]
    assert (one.fate is Fate.ARCHIVE) == (one.hand is Hand.ARCHIVE)
    assert one.days > 0
    assert code == one.code


def test_the_audit_log_is_an_archive():
    assert CLASSES["audit"].hand is Hand.ARCHIVE
