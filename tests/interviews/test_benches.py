"""p4comp/interviews/rules/benches.py: what is amiss with a panel."""

import itertools

import pytest

from p4comp.interviews.rules.benches import Terms, warnings

SHORT, OVER = "Kurang {} juri dari 5 menurut edisi.", "Lebih {} juri dari 5 menurut edisi."
CHAIRLESS = "Ketua panel belum ditunjuk."


def expected_of(number, quorum, has_chair):
    said = [SHORT.format(5 - number)] if number < 5 else [OVER.format(number - 5)] if number > 5 else []
    least = quorum or 1
    if number < least:
        said.append(f"Belum mencapai kuorum {least} juri: panel ini belum dapat mendengar finalis.")
    return said + ([CHAIRLESS] if number and not has_chair else [])


@pytest.mark.parametrize(("number", "quorum", "has_chair"), list(itertools.product([0, 1, 2, 4, 5, 6], [0, 3], [True, False])))
def test_every_panel(app, number, quorum, has_chair):
    assert warnings(number, has_chair, Terms(5, quorum)) == expected_of(number, quorum, has_chair)
