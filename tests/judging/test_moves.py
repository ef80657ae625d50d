"""p4comp/judging/rules/moves.py"""

import itertools

import pytest

from p4comp.core.errors import RuleBroken, state_word
from p4comp.judging.rules.moves import MOVES, SheetState

LEGAL = {
    ("assigned", "open"): "open",
    ("assigned", "recuse"): "recused",
    ("open", "recuse"): "recused",
    ("open", "lock"): "locked",
    ("assigned", "withdraw"): "withdrawn",
    ("open", "withdraw"): "withdrawn",
    ("assigned", "set_aside"): "set_aside",
    ("open", "set_aside"): "set_aside",
    ("locked", "set_aside"): "set_aside",
    ("locked", "unlock"): "open",
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(SheetState, MOVES.table)))
def test_a_sheet_moves_as_the_table_says(app, state, verb):
    if (state, verb) in LEGAL:
        assert MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            MOVES.after(state, verb)


def test_every_state_has_a_word(app):
    assert all(state_word("sheet", state) != state for state in SheetState)
