"""Moves tables: only what they hold happens."""

import itertools
from enum import StrEnum

import pytest

from p4comp.core import errors
from p4comp.core.errors import RuleBroken, Words
from p4comp.core.moves import Moves


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    GONE = "gone"


MOVES = Moves("kiriman", {"send": ({State.DRAFT}, State.SENT), "drop": ({State.DRAFT, State.SENT}, State.GONE)})
LEGAL = {("draft", "send"): "sent", ("draft", "drop"): "gone", ("sent", "drop"): "gone"}


@pytest.mark.sqlite
@pytest.mark.parametrize(("state", "verb"), list(itertools.product(State, MOVES.table)))
def test_moves(app, state, verb):
    assert MOVES.allows(state, verb) == ((state, verb) in LEGAL)
    if (state, verb) in LEGAL:
        assert MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            MOVES.after(state, verb)


@pytest.mark.sqlite
def test_a_broken_rule_speaks_of_things_as_people_call_them(app, monkeypatch):
    monkeypatch.setattr(errors, "_words", {})
    errors.name("kiriman", Words("Kiriman", states={"gone": "Dibuang"}, verbs={"send": "dikirim"}))
    with pytest.raises(RuleBroken) as broken:
        MOVES.after(State.GONE, "send")
    assert (
        broken.value.message
        == "Kiriman ini berstatus “Dibuang”, jadi tidak dapat dikirim. Muat ulang halaman untuk melihat keadaan terbaru."
    )
    assert broken.value.status == 409
    assert errors.state_word("kiriman", "gone") == "Dibuang"
    assert errors.state_word("kiriman", "sent") == "sent"
    assert errors.state_word("lain", "sent") == "sent"
