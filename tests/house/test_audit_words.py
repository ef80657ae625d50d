"""Everything the audit log records has words that people read."""

import ast

import pytest

from p4comp.core import audit
from tests.house.test_order import TREES, name


def recorded():
    """Every call of `audit.record`, with the verbs that its first argument may be."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                yield f"{name(path)}:{node.lineno}", verbs_of(node.args[0])


def verbs_of(node):
    if isinstance(node, ast.IfExp):
        return verbs_of(node.body) + verbs_of(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) else [None]


@pytest.mark.sqlite
def test_every_recorded_verb_has_words(app):
    silent = {f"{place}: {verb}" for place, verbs in recorded() for verb in verbs if verb is not None and not audit.has_word(verb)}
    assert silent == set()


def test_every_recorded_verb_stands_in_full_where_it_is_recorded():
    assert [place for place, verbs in recorded() if None in verbs] == []


def test_the_search_for_records_finds_them_all():
    assert "decision.made" in {verb for _place, verbs in recorded() for verb in verbs}
