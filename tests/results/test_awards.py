"""Sub-awards: the best assignment, found another way as well."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p4comp.results.rules import awards

TWO = [{"code": "APP", "places": 2, "criteria": ["a"]}, {"code": "AKD", "places": 2, "criteria": ["b"]}]


def brute_force(worth, places):
    """Every way to give the awards; of the best the one that comes first in the order of winners and awards."""
    seats = [award["code"] for award in places for _ in range(award["places"])]
    order = {award["code"]: number for number, award in enumerate(places)}
    ways = set(itertools.permutations(seats, len(worth)))
    return list(
        max(
            ways,
            key=lambda way: (sum(round(one[code] * 100) for one, code in zip(worth, way, strict=True)), [-order[code] for code in way]),
        )
    )


value = st.integers(min_value=0, max_value=400).map(lambda number: 80 + number / 20)


@given(st.lists(st.fixed_dictionaries({"APP": value, "AKD": value}), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_the_assignment_equals_brute_force(worth):
    assert awards.assign(worth, TWO, 2) == brute_force(worth, TWO)


@given(
    st.lists(
        st.fixed_dictionaries({"x": st.sampled_from([80.0, 81.0]), "y": st.sampled_from([80.0, 81.0]), "z": st.just(80.0)}),
        min_size=3,
        max_size=5,
    )
)
@settings(max_examples=80, deadline=None)
def test_ties_go_to_the_first_winner_and_the_first_award(worth):
    places = [{"code": "x", "places": 2}, {"code": "y", "places": 1}, {"code": "z", "places": 2}]
    assert awards.assign(worth, places, 2) == brute_force(worth, places)


def test_the_sum_counts_and_not_each_winner_s_own_best():
    worth = [{"APP": 90, "AKD": 89}, {"APP": 91, "AKD": 80}, {"APP": 88, "AKD": 70}, {"APP": 60, "AKD": 59}]
    assert awards.assign(worth, TWO, 2) == ["AKD", "APP", "APP", "AKD"]


def test_equal_sums_give_the_first_winner_the_first_award():
    assert awards.assign([{"APP": 80, "AKD": 80}] * 4, TWO, 2) == ["APP", "APP", "AKD", "AKD"]


def test_places_may_stay_empty_and_must_suffice():
    assert awards.assign([{"APP": 80, "AKD": 90}], TWO, 2) == ["AKD"]
    assert awards.assign([], TWO, 2) == []
    with pytest.raises(ValueError):
        awards.assign([{"APP": 1, "AKD": 1}] * 5, TWO, 2)


def test_ten_winners_of_2022_five_and_five():
    places = [{"code": "APP", "places": 5}, {"code": "AKD", "places": 5}]
    worth = [{"APP": 90 - number, "AKD": 85 - number + (number % 3)} for number in range(10)]
    found = awards.assign(worth, places, 2)
    best = max(total(worth, chosen) for chosen in itertools.combinations(range(10), 5))
    assert sorted(found) == ["AKD"] * 5 + ["APP"] * 5
    assert total(worth, [number for number, code in enumerate(found) if code == "APP"]) == best


def total(worth, chosen):
    return sum(one["APP"] if number in chosen else one["AKD"] for number, one in enumerate(worth))


def test_a_value_is_the_weighted_mean_of_the_award_s_criteria():
    inputs = {
        "decimals": 2,
        "scale": 50,
        "aspects": [{"code": "a", "weight": 10}, {"code": "b", "weight": 30}, {"code": "c", "weight": 60}],
    }
    inputs["awards"] = [{"code": "X", "places": 1, "criteria": ["a", "b"]}, {"code": "Y", "places": 1, "criteria": []}]
    entry = {"aspects": {"a": [40, 42], "b": [45, 46], "c": [1, 1]}}
    assert awards.values(entry, inputs, 71.5) == {"X": 88.75, "Y": 71.5}
