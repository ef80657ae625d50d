"""How much waits for a person, room by room: every room says how its number is counted, and all of them are asked in one query.

A start page tells of a dozen things, most of which are none most of the time; one query each would make it slow for everybody.
A room with a list to show asks for the list once its number says that there is something.
"""

from collections.abc import Callable
from typing import Any

from flask import g
from sqlalchemy import Select, select

from p4comp.core.access import Actor
from p4comp.core.db import session

Count = Callable[[Actor], Select[Any] | None]


class Tally:
    """One number (or moment) of a board, as a query with one column and one row; None for whom it does not concern."""

    def __init__(self, board: list["Tally"], count: Count):
        self.board, self.count = board, count
        board.append(self)

    def of(self, actor: Actor) -> Any:
        """The number, by a query for the whole board the first time one of it is wanted in a request."""
        known = g.setdefault("tallies", {})
        key = (actor.id, id(self.board))
        if key not in known:
            known[key] = _ask(self.board, actor)
        return known[key].get(self, 0)


HEAD: list[Tally] = []
START: list[Tally] = []


def on_every_page(count: Count) -> Tally:
    """A number that the head of every page shows."""
    return Tally(HEAD, count)


def on_start_page(count: Count) -> Tally:
    """A number that only the start page shows."""
    return Tally(START, count)


def _ask(board: list[Tally], actor: Actor) -> dict[Tally, Any]:
    wanted = {one: query.scalar_subquery() for one in board if (query := one.count(actor)) is not None}
    return dict(zip(wanted, session().execute(select(*wanted.values())).one(), strict=True)) if wanted else {}
