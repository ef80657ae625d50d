"""p4comp/judging/rules/assignment.py, flow.py"""

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p4comp.judging.rules.assignment import EVEN, STAY, TOP, USUAL, Ground, Question, Reader, Shortage, share, slackened
from p4comp.judging.rules.flow import Network

PEOPLE = [f"e{number}" for number in range(6)]
ENTRIES = [f"b{number}" for number in range(8)]
ALL = list(itertools.product(ENTRIES, PEOPLE))
pairs = st.sets(st.sampled_from(ALL), max_size=30)


@st.composite
def questions(draw, entries=ENTRIES, people=PEOPLE):
    """Any question of this size: closed, pinned and held pairs, bounds, affinities."""
    every = list(itertools.product(entries, people))
    some = st.sets(st.sampled_from(every), max_size=len(every) // 2)
    readers = []
    for one in people:
        load, most = draw(st.integers(0, 3)), draw(st.none() | st.integers(0, 8))
        readers.append(Reader(one, load, draw(st.integers(0, 4)), most, draw(st.booleans())))
    fits = draw(st.dictionaries(st.sampled_from(every), st.integers(0, 100), max_size=len(every)))
    wanted = {entry: draw(st.integers(0, 3)) for entry in entries}
    mixed = draw(st.sets(st.sampled_from(entries)))
    return Question(wanted, readers, draw(some), draw(some), fits, draw(some), mixed)


def possible(question):
    """How many readings a maximum flow allows."""
    network = Network()
    entries = dict(zip(question.wanted, network.grow(len(question.wanted)), strict=True))
    readers = {one.id: node for one, node in zip(question.readers, network.grow(len(question.readers)), strict=True)}
    for entry, node in entries.items():
        network.join(network.source, node, question.wanted[entry], 0)
    for one in question.readers:
        room = len(entries) if one.most is None else max(0, one.most - one.load)
        network.join(readers[one.id], network.sink, room, 0)
    for entry, one in itertools.product(entries, readers):
        if (entry, one) not in question.closed:
            network.join(entries[entry], readers[one], 1, 0)
    return network.most()


@given(questions())
def test_no_pair_is_closed_none_comes_twice_and_nobody_gets_more_than_they_take(question):
    found = share(question, seed="uji")
    assert len(set(found.pairs)) == len(found.pairs)
    assert not set(found.pairs) & question.closed
    got, loads = Counter(entry for entry, _one in found.pairs), Counter(one for _entry, one in found.pairs)
    assert all(got[entry] <= number for entry, number in question.wanted.items())
    pinned = Counter(one for _entry, one in question.pinned)
    assert all(one.most is None or loads[one.id] <= max(0, one.most - one.load, pinned[one.id]) for one in question.readers)


@given(questions())
def test_every_entry_gets_its_readers_whenever_a_maximum_flow_says_so(question):
    free = Question(question.wanted, question.readers, question.closed, frozenset(), question.affinity, question.held, question.mixed)
    found = share(free, seed="uji")
    assert len(found.pairs) == possible(free)
    assert sum(one.missing for one in found.shortages) == sum(free.wanted.values()) - len(found.pairs)


@given(questions())
def test_pinned_pairs_are_given_as_far_as_nothing_closes_them(question):
    found, left = set(share(question, seed="uji").pairs), Counter(question.wanted)
    for entry, one in sorted(question.pinned - question.closed):
        assert ((entry, one) in found) or left[entry] <= 0
        left[entry] -= 1


@given(questions(), st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_whatever_the_order(question, random):
    entries, readers = list(question.wanted), list(question.readers)
    random.shuffle(entries)
    random.shuffle(readers)
    again = Question(
        {one: question.wanted[one] for one in entries},
        readers,
        question.closed,
        question.pinned,
        question.affinity,
        question.held,
        question.mixed,
    )
    assert share(question, seed="uji") == share(again, seed="uji")


def test_another_seed_chooses_otherwise_among_equals():
    question = Question(dict.fromkeys(ENTRIES, 2), [Reader(one) for one in PEOPLE])
    assert len({tuple(share(question, seed=str(number)).pairs) for number in range(5)}) > 1


@given(st.integers(1, 60), st.integers(3, 10), st.integers(1, 3))
def test_without_conflicts_loads_differ_by_one_at_most(entries, people, k):
    found = share(Question({f"b{n}": k for n in range(entries)}, [Reader(f"e{n}") for n in range(people)]), seed="uji")
    loads = Counter({f"e{n}": 0 for n in range(people)})
    loads.update(one for _entry, one in found.pairs)
    assert max(loads.values()) - min(loads.values()) <= 1


# Against brute force


def brute(question):
    """How good each way is to give every entry its readers within what evaluators take."""
    readers = {one.id: one for one in question.readers}
    ways = [
        list(itertools.combinations([one for one in sorted(readers) if (entry, one) not in question.closed], number))
        for entry, number in sorted(question.wanted.items())
    ]
    entries = sorted(question.wanted)
    for way in itertools.product(*ways):
        loads = Counter(one for chosen in way for one in chosen)
        if all(one.most is None or loads[one.id] + one.load <= max(one.most, one.load) for one in readers.values()):
            heaviest = max((readers[one].load + number for one, number in loads.items()), default=0)
            yield heaviest, judge(question, [(entry, one) for entry, chosen in zip(entries, way, strict=True) for one in chosen])


def even(ways):
    """The ways whose heaviest load is not much above the lightest possible one."""
    bound = min((heaviest for heaviest, _way in ways), default=0)
    return [way for heaviest, way in ways if heaviest <= slackened(bound)]


def judge(question, found):
    """How good a way is, the smaller the better: least loads missed, lowest affinity, entries with an experienced reader, cost."""
    readers, loads = {one.id: one for one in question.readers}, Counter(one for _entry, one in found)
    unmet = sum(max(0, one.least - one.load - loads[one.id]) for one in readers.values())
    free = [question.affinity.get(pair, USUAL) for pair in found if pair not in question.held]
    mixed = {entry for entry, one in found if readers[one].is_experienced} & question.mixed
    steps = sum(EVEN * number for one in readers.values() for number in range(one.load, one.load + loads[one.id]))
    missed = sum(TOP - question.affinity.get(pair, USUAL) - STAY * (pair in question.held) for pair in found)
    return unmet, -min(free, default=TOP), -len(mixed), steps + missed


@settings(max_examples=150, deadline=None)
@given(questions(entries=ENTRIES[:3], people=PEOPLE[:4]))
def test_nothing_is_better_than_what_is_found(question):
    fitting = [Reader(one.id, one.load, min(one.least, one.most or one.least, 2), one.most, one.is_experienced) for one in question.readers]
    asked = Question(
        {entry: min(2, number) for entry, number in question.wanted.items()},
        fitting,
        question.closed,
        frozenset(),
        {pair: fit // 25 * 25 for pair, fit in question.affinity.items()},
        frozenset(),
        question.mixed,
    )
    ways, found = even(list(brute(asked))), share(asked, seed="uji")
    if not ways:
        assert found.shortages
        return
    _unmet, worst = min((unmet, worst) for unmet, worst, _mixed, _cost in ways)
    best = min((mixed + unmet, cost) for unmet, low, mixed, cost in ways if low <= worst)
    unmet, low, mixed, cost = judge(asked, found.pairs)
    assert (low <= worst, mixed + unmet, cost, found.shortages) == (True, *best, [])


# Bad input


def test_the_best_fit_does_not_make_a_few_carry_all():
    readers = [Reader(f"e{number}") for number in range(10)]
    fits = {(f"b{entry}", "e0"): 100 for entry in range(100)} | {(f"b{entry}", "e1"): 90 for entry in range(100)}
    found = share(Question({f"b{number}": 3 for number in range(100)}, readers, affinity=fits), seed="uji")
    loads = Counter(one for _entry, one in found.pairs)
    assert (max(loads.values()) <= 33, len(loads)) == (True, 10)
    assert loads["e0"] > loads["e9"]


def test_who_has_much_already_gets_less():
    found = share(Question({"b1": 1, "b2": 1}, [Reader("e1", load=5), Reader("e2")]), seed="uji")
    assert {one for _entry, one in found.pairs} == {"e2"}


def test_an_entry_that_has_its_readers_gets_none():
    assert share(Question({"b1": 0}, [Reader("e1")]), seed="uji").pairs == []
    assert share(Question({"b1": 2}, []), seed="uji").shortages == [Shortage("b1", 2, 0, Ground.CONFLICT)]


def test_a_shortage_says_whether_conflicts_or_capacity_are_the_ground():
    readers = [Reader("e1", most=1), Reader("e2", most=1)]
    found = share(Question({"b1": 2, "b2": 2}, readers), seed="uji")
    assert [(one.missing, one.ground) for one in found.shortages] == [(1, Ground.CAPACITY)] * 2
    found = share(Question({"b1": 2}, readers, {("b1", "e2")}), seed="uji")
    assert found.shortages == [Shortage("b1", 1, 1, Ground.CONFLICT)]


def test_where_readers_do_not_suffice_nobody_gets_a_second_one_before_all_have_one():
    found = share(Question(dict.fromkeys(ENTRIES[:4], 2), [Reader("e1", most=3), Reader("e2", most=2)]), seed="uji")
    assert sorted(Counter(entry for entry, _one in found.pairs).values()) == [1, 1, 1, 2]


def test_an_evaluator_without_room_is_left_out_and_one_below_the_least_is_named():
    readers = [Reader("e1", load=4, most=4), Reader("e2", least=3), Reader("e3")]
    found = share(Question({"b1": 1, "b2": 1}, readers), seed="uji")
    assert {one for _entry, one in found.pairs} == {"e2"}
    assert found.below == {"e2": 1}


def test_an_experienced_reader_is_given_to_every_entry_that_lacks_one_where_it_can_be():
    readers = [Reader("e1", is_experienced=True, load=1), Reader("e2"), Reader("e3")]
    found = share(Question({"b1": 2, "b2": 2}, readers, mixed={"b1", "b2"}), seed="uji")
    assert {("b1", "e1"), ("b2", "e1")} <= set(found.pairs)
    assert ("b1", "e1") not in share(Question({"b1": 2}, readers), seed="uji").pairs


@pytest.mark.parametrize("held", ["e1", "e2"])
def test_what_has_been_given_and_not_begun_stays_unless_bounds_forbid_it(held):
    readers = [Reader("e1", load=1), Reader("e2", load=1, most=1), Reader("e3")]
    found = share(Question({"b1": 1}, readers, held={("b1", held)}), seed="uji")
    assert found.pairs == [("b1", "e1" if held == "e1" else "e3")]
