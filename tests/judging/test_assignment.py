"""p4comp/judging/rules/assignment.py"""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from p4comp.judging.rules.assignment import Shortage, balance

PEOPLE = [f"e{number}" for number in range(8)]
ENTRIES = [f"b{number}" for number in range(12)]
pairs = st.sets(st.tuples(st.sampled_from(ENTRIES), st.sampled_from(PEOPLE)), max_size=40)


@given(pairs, st.integers(1, 3), st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 5)))
def test_every_entry_gets_exactly_k_readers_none_of_them_barred_or_is_reported(barred, k, loads):
    found = balance(dict.fromkeys(ENTRIES, k), PEOPLE, barred, loads, seed="uji")
    assert len(set(found.pairs)) == len(found.pairs)
    assert not set(found.pairs) & barred
    readers = Counter(entry for entry, _one in found.pairs)
    short = {one.entry_id: one for one in found.shortages}
    for entry in ENTRIES:
        able = sum((entry, one) not in barred for one in PEOPLE)
        assert readers[entry] == min(k, able)
        assert short.get(entry) == (Shortage(entry, k - able, len(PEOPLE) - able) if able < k else None)


@given(st.permutations(ENTRIES), pairs)
def test_the_order_of_the_entries_changes_nothing(entries, barred):
    first = balance(dict.fromkeys(ENTRIES, 2), PEOPLE, barred, {}, seed="uji")
    second = balance(dict.fromkeys(entries, 2), PEOPLE, barred, {}, seed="uji")
    assert first == second


@given(st.integers(1, 60), st.integers(3, 10), st.integers(1, 3))
def test_without_conflicts_loads_differ_by_one_at_most(entries, people, k):
    found = balance({f"b{n}": k for n in range(entries)}, [f"e{n}" for n in range(people)], set(), {}, seed="uji")
    loads = Counter({f"e{n}": 0 for n in range(people)})
    loads.update(one for _entry, one in found.pairs)
    assert max(loads.values()) - min(loads.values()) <= 1


def test_who_has_much_already_gets_less():
    found = balance({"b1": 1, "b2": 1}, ["e1", "e2"], set(), {"e1": 5}, seed="uji")
    assert {one for _entry, one in found.pairs} == {"e2"}


def test_an_entry_that_has_its_readers_gets_none():
    assert balance({"b1": 0}, ["e1"], set(), {}, seed="uji").pairs == []
