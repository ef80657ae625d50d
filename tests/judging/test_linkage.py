"""p4comp/judging/rules/linkage.py"""

from p4comp.judging.rules.linkage import apart, groups


def test_evaluators_are_linked_by_chains_of_shared_dossiers():
    pairs = [("b1", "e1"), ("b1", "e2"), ("b2", "e2"), ("b2", "e3"), ("b3", "e4"), ("b3", "e5")]
    assert groups(pairs) == [["e1", "e2", "e3"], ["e4", "e5"]]
    assert apart(pairs) == ["e4", "e5"]
    assert apart([*pairs, ("b9", "e3"), ("b9", "e5")]) == []


def test_nobody_stands_apart_from_nobody():
    assert groups([]) == apart([]) == []
    assert apart([("b1", "e1")]) == []
