"""p4comp/judging/rules/bounds.py"""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p4comp.judging.rules.bounds import Limit, Runner, choose, limits_of


def runners(*scores):
    return [Runner(f"e{number:02d}", score) for number, score in enumerate(sorted(scores, reverse=True))]


def limit(code, *numbers, least=0, most=None, group="g"):
    return Limit(code, group, frozenset(f"e{number:02d}" for number in numbers), least, most)


def by_hand(field, places, limits):
    """The best list by trying all: highest sum, then along the ranking."""
    lists = [few for few in combinations(field, min(places, len(field))) if all(one.holds(r.id for r in few) for one in limits)]
    if not lists:
        return None
    return [r.id for r in max(lists, key=lambda few: (sum(r.score for r in few), [r in few for r in field]))]


@st.composite
def races(draw):
    size = draw(st.integers(1, 9))
    field = runners(*draw(st.lists(st.integers(0, 6), min_size=size, max_size=size)))
    limits = []
    for number in range(draw(st.integers(0, 4))):
        members = draw(st.sets(st.integers(0, size - 1)))
        least = draw(st.integers(0, 2))
        most = draw(st.none() | st.integers(least, 3))
        limits.append(limit(f"b{number}", *members, least=least, most=most))
    return field, draw(st.integers(1, 6)), limits


@settings(max_examples=150, deadline=None)
@given(races())
def test_the_list_is_the_best_of_all_that_keep_the_bounds_and_equals_go_by_the_ranking(race):
    field, places, limits = race
    expected, found = by_hand(field, places, limits), choose(field, places, limits)
    if expected is None:
        assert found.conflict
        assert list(found.list) == [one.id for one in field[:places]]
    else:
        assert list(found.list) == expected
        assert not found.conflict


@settings(max_examples=100, deadline=None)
@given(races())
def test_lifting_the_bounds_told_brings_the_displaced_back(race):
    field, places, limits = race
    found = choose(field, places, limits)
    first = [one.id for one in field[:places]]
    assert found.conflict or [key for key, _by in found.displaced] == [key for key in first if key not in found.list]
    for key, by in found.displaced:
        assert by
        singles = [one for one in by if key in (by_hand(field, places, [lim for lim in limits if lim.key != one]) or [])]
        together = by_hand(field, places, [lim for lim in limits if lim.key not in by])
        assert singles == list(by) or key in together


@settings(max_examples=100, deadline=None)
@given(races())
def test_the_conflict_told_is_a_smallest_one(race):
    field, places, limits = race
    found = choose(field, places, limits)
    if found.conflict:
        told = [one for one in limits if one.key in found.conflict]
        assert by_hand(field, places, told) is None
        for size in range(len(told)):
            assert all(by_hand(field, places, few) is not None for few in combinations(limits, size))


def test_without_bounds_the_first_places_are_the_list():
    found = choose(runners(9, 8, 7, 6), 2, [])
    assert (found.list, found.comes, found.displaced) == (("e00", "e01"), (), ())


def test_a_minimum_brings_in_the_best_of_its_group_and_displaces_the_last():
    found = choose(runners(9, 8, 7, 6, 5), 3, [limit("bumn", 3, 4, least=1)])
    assert found.list == ("e00", "e01", "e03")
    assert (found.comes, found.displaced) == (("e03",), (("e02", (("bumn", "g"),)),))


def test_a_maximum_displaces_the_lower_of_its_group():
    found = choose(runners(9, 8, 7, 6), 2, [limit("prov", 0, 1, most=1, group="35")])
    assert found.list == ("e00", "e02")
    assert found.displaced == (("e01", (("prov", "35"),)),)


def test_whom_two_bounds_displace_together_is_told_of_both():
    field = runners(9, 8, 7, 6)
    found = choose(field, 2, [limit("a", 0, 1, most=1), limit("b", 1, most=0)])
    assert found.displaced == (("e01", (("a", "g"), ("b", "g"))),)


def test_of_equal_scores_the_better_place_goes_on():
    found = choose(runners(5, 5, 5, 5), 2, [limit("a", 2, 3, least=1)])
    assert found.list == ("e00", "e02")


def test_fewer_entries_than_places_all_go_on():
    assert choose(runners(9, 8), 5, []).list == ("e00", "e01")
    assert choose(runners(9, 8), 5, [limit("a", 0, 1, most=1)]).conflict == (("a", "g"),)
    assert choose([], 5, []).list == ()


def test_a_bound_nobody_can_meet_is_named_alone():
    found = choose(runners(9, 8, 7), 2, [limit("fine", 0, least=1), limit("bumn", least=1)])
    assert found.conflict == (("bumn", "g"),)
    assert found.list == ("e00", "e01")


def test_bounds_that_contradict_each_other_are_named_together():
    found = choose(runners(9, 8, 7, 6), 2, [limit("x", 0, least=1), limit("a", 2, least=1), limit("b", 3, least=1), limit("c", 1, least=1)])
    assert len(found.conflict) == 3


# What an edition file says


def entry(key, kind, province=""):
    return {"id": key, "groups": {"jenis": kind, "provinsi": province}}


def row(**values):
    return {"code": "b", "group": "jenis", "values": [], "least": None, "most": None} | values


def test_values_named_are_one_group_and_none_named_a_group_each():
    field = [entry("a", "kementerian"), entry("b", "lembaga"), entry("c", "pemkab", "35"), entry("d", "pemkot", "35")]
    assert limits_of([row(values=["kementerian", "lembaga"], least=1)], field) == [
        Limit("b", "kementerian+lembaga", frozenset({"a", "b"}), 1, None)
    ]
    assert limits_of([row(group="provinsi", most=1)], field) == [Limit("b", "35", frozenset({"c", "d"}), 0, 1)]
    assert limits_of([row(values=["bumn"], least=1)], field) == [Limit("b", "bumn", frozenset(), 1, None)]


KNOWN_2022 = {"kementerian": 6, "lembaga": 2, "bumn": 1, "pemprov": 4, "pemkot": 8, "pemkab": 8}


@pytest.mark.parametrize("seed", range(5))
def test_the_known_composition_of_2022_is_met_as_minima_and_the_thirtieth_is_the_best_left(seed):
    chance = random.Random(seed)
    field = [
        (kind, chance.gauss(60, 9))
        for kind, size in (("kementerian", 20), ("lembaga", 24), ("bumn", 10), ("pemprov", 30), ("pemkot", 70), ("pemkab", 173))
        for _ in range(size)
    ]
    field.sort(key=lambda one: -one[1])
    entries = [entry(f"e{number:03d}", kind) for number, (kind, _score) in enumerate(field)]
    limits = limits_of([row(code=kind, values=[kind], least=least) for kind, least in KNOWN_2022.items()], entries)
    found = choose([Runner(one["id"], round(score * 100)) for one, (_k, score) in zip(entries, field, strict=True)], 30, limits)
    kinds = [entries[int(key[1:])]["groups"]["jenis"] for key in found.list]
    counts = {kind: kinds.count(kind) for kind in KNOWN_2022}
    assert sum(counts.values()) == 30
    assert sorted(counts[kind] - least for kind, least in KNOWN_2022.items()) == [0, 0, 0, 0, 0, 1]
    taken = dict.fromkeys(KNOWN_2022, 0)
    by_hand = set()
    for one in entries:
        if taken[one["groups"]["jenis"]] < KNOWN_2022[one["groups"]["jenis"]]:
            taken[one["groups"]["jenis"]] += 1
            by_hand.add(one["id"])
    by_hand.add(next(one["id"] for one in entries if one["id"] not in by_hand))
    assert set(found.list) == by_hand
