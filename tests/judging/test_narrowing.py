"""p4comp/judging/rules/narrowing.py"""

from p4comp.judging.rules.narrowing import narrow

PEOPLE = [f"e{number}" for number in range(10)]
LARGE = {f"u{number}": "UMUM" for number in range(60)}
SMALL = {f"o{number}": "OA" for number in range(10)}
CATEGORY = LARGE | SMALL
WANTED = dict.fromkeys(CATEGORY, 3)
OPEN = {entry: set(PEOPLE) for entry in CATEGORY}
ORDER = dict.fromkeys(("UMUM", "OA"), PEOPLE)


def left(closed, entry):
    return {one for one in PEOPLE if (entry, one) not in closed}


def test_a_small_category_goes_to_as_many_as_can_read_five_each():
    closed = narrow(WANTED, CATEGORY, OPEN, {}, ORDER)
    assert {frozenset(left(closed, entry)) for entry in SMALL} == {frozenset(PEOPLE[:6])}
    assert all(left(closed, entry) == set(PEOPLE) for entry in LARGE)


def test_who_reads_it_already_stays_in_it():
    assert left(narrow(WANTED, CATEGORY, OPEN, {"OA": {"e9"}}, ORDER), "o1") == {*PEOPLE[:5], "e9"}


def test_an_entry_that_would_be_left_without_a_choice_stays_open():
    bound = OPEN | {"o0": set(PEOPLE[3:])}
    closed = narrow(WANTED, CATEGORY, bound, {}, ORDER)
    assert not any(entry == "o0" for entry, _one in closed)


def test_one_category_alone_is_not_narrowed():
    assert narrow({"o0": 3}, CATEGORY, OPEN, {}, ORDER) == narrow({}, CATEGORY, OPEN, {}, ORDER) == set()
