"""Numbers of many rooms by one query."""

import pytest
from flask import g
from sqlalchemy import literal, select

from p4comp.core.tallies import Tally


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
    return Tally(board, lambda actor: select(literal(value)) if actor.has(role) else None)


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
    own, other = Tally(board, lambda actor: select(literal(actor.id))), number([], 7)
    with app.test_request_context(), queries() as taken:
        found = [own.of(Someone("a")), own.of(Someone("b")), other.of(Someone("a", ["member"]))]
    assert (found, len(asked(taken))) == (["a", "b", 7], 3)


def test_another_request_asks_again(board, app):
    values = [1, 2]
    one = Tally(board, lambda actor: select(literal(values.pop(0))))
    found = []
    for _request in range(2):
        with app.test_request_context():
            g.pop("tallies", None)  # here two requests share the test's own context
            found.append(one.of(Someone("a")))
    assert found == [1, 2]
