"""Numbers of many rooms by one query."""

import pytest
from flask import g
from sqlalchemy import String, func, literal, select, type_coerce, union_all

from p4comp.core.tallies import Tally, whoever_is


class Someone:
    def __init__(self, id_, roles=()):
        self.id, self.roles = id_, roles

    def has(self, role, scope=""):
        return role in self.roles


@pytest.fixture
def board():
    return []


def asked(taken):
    return [statement for statement in taken if statement.startswith("SELECT")]


def number(board, value, *, role="member"):
    return Tally(board, lambda: select(literal(value)), whoever_is(role))


def own(board):
    return Tally(board, lambda person_id: select(type_coerce(person_id, String)), lambda actor: (actor.id,))


def test_all_numbers_of_a_board_are_asked_in_one_query(board, app, queries):
    three, five = number(board, 3), number(board, 5)
    with app.test_request_context(), queries() as taken:
        found = [one.of(Someone("a", ["member"])) for one in (five, three, five)]
    assert (found, len(asked(taken))) == ([5, 3, 5], 1)


def test_what_does_not_concern_a_person_is_none_and_is_not_asked(board, app, queries):
    theirs, ours = number(board, 3, role="secretariat"), number(board, 5)
    with app.test_request_context(), queries() as taken:
        found = [one.of(Someone("a", ["member"])) for one in (theirs, ours)]
    assert (found, [statement.count("?") + statement.count("%(") for statement in asked(taken)]) == ([0, 5], [1])


def test_whom_nothing_concerns_asks_nothing(board, app, queries):
    theirs = number(board, 3, role="secretariat")
    with app.test_request_context(), queries() as taken:
        assert theirs.of(Someone("a")) == 0
    assert list(taken) == []


def test_two_people_in_one_request_and_two_boards_do_not_mix(board, app, queries):
    mine, other = own(board), number([], 7)
    with app.test_request_context(), queries() as taken:
        found = [mine.of(Someone("a")), mine.of(Someone("b")), other.of(Someone("a", ["member"]))]
    assert (found, len(asked(taken))) == (["a", "b", 7], 3)


def test_a_query_is_made_once_and_another_request_asks_it_with_its_own_values(board, app):
    made, values = [], ["x", "y"]

    def query(value):
        made.append(value)
        return select(type_coerce(value, String))

    one, found = Tally(board, query, lambda _actor: (values.pop(0),)), []
    for _request in range(2):
        with app.test_request_context():
            g.pop("tallies", None)  # here two requests share the test's own context
            found.append(one.of(Someone("a")))
    assert (found, len(made)) == (["x", "y"], 1)


def test_parameters_of_one_name_in_two_queries_are_two(board, app):
    first, second = own(board), Tally(board, lambda person_id: select(type_coerce(person_id, String)), lambda _actor: ("z",))
    with app.test_request_context():
        assert [one.of(Someone("a")) for one in (first, second)] == ["a", "z"]


@pytest.mark.parametrize(("ids", "found"), [([], 0), (["a"], 1), (["a", "b"], 2)])
def test_a_value_may_be_a_list(board, app, ids, found):
    known = union_all(select(literal("a").label("id")), select(literal("b"))).subquery()
    counted = Tally(board, lambda ids: select(func.count()).select_from(known).where(known.c.id.in_(ids)), lambda _actor: (ids,))
    with app.test_request_context():
        assert counted.of(Someone("a")) == found


def test_too_few_values_are_refused(board, app):
    wrong = Tally(board, lambda person_id: select(type_coerce(person_id, String)), lambda _actor: ())
    with app.test_request_context(), pytest.raises(ValueError, match="shorter"):
        wrong.of(Someone("a"))
