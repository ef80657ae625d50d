"""How much waits for a person, room by room: every room says how its number is counted, and all of them are asked in one query.

A start page tells of a dozen things, most of which are none most of the time; one query each would make it slow for everybody.
A room with a list to show asks for the list once its number says that there is something.

    WAIVERS = tallies.on_start_page(queries.waivers_to_answer, lambda actor: (edition_id, actor.id) if ... else None)

A query is written as a function of what it is asked for. It is called once a process, with a placeholder for each of its
parameters: it can compare and search with them, never look at them. The second function says what stands in their places in this
request, or None for whom the number does not concern. Queries are kept, answers never.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from inspect import signature
from typing import Any

from flask import g
from sqlalchemy import ScalarSelect, Select, bindparam, select

from p4comp.core.access import Actor
from p4comp.core.db import session

Query = Callable[..., Select[Any]]
Values = Callable[[Actor], Sequence[Any] | None]
SETS = 512  # of numbers that concern somebody: a few for each kind of person and time of the season


class Tally:
    """One number (or moment) of a board: a query with one column and one row, and what each person asks it with."""

    def __init__(self, board: list["Tally"], query: Query, values: Values):
        self.board, self.query, self.values = board, query, values
        self.places = [f"{name}_{len(board)}" for name in signature(query).parameters]
        board.append(self)

    @cached_property
    def column(self) -> ScalarSelect[Any]:
        """The query among others, made once: making it costs more than asking it."""
        return self.query(*map(bindparam, self.places)).scalar_subquery()

    def of(self, actor: Actor) -> Any:
        """The number, by a query for the whole board the first time one of it is wanted in a request; 0 for whom it does not concern."""
        known = g.setdefault("tallies", {})
        key = (actor.id, id(self.board))
        if key not in known:
            known[key] = _ask(self.board, actor)
        return known[key].get(self, 0)


HEAD: list[Tally] = []
START: list[Tally] = []


def on_every_page(query: Query, values: Values) -> Tally:
    """A number that the head of every page shows."""
    return Tally(HEAD, query, values)


def on_start_page(query: Query, values: Values) -> Tally:
    """A number that only the start page shows."""
    return Tally(START, query, values)


def whoever_is(role: str) -> Values:
    """Values for a query without parameters that concerns all who hold a role."""
    return lambda actor: () if actor.has(role) else None


def _ask(board: list[Tally], actor: Actor) -> dict[Tally, Any]:
    wanted = {one: values for one in board if (values := one.values(actor)) is not None}
    asked = {place: value for one, values in wanted.items() for place, value in zip(one.places, values, strict=True)}
    return dict(zip(wanted, session().execute(_together(tuple(wanted)), asked).one(), strict=True)) if wanted else {}


@lru_cache(SETS)
def _together(wanted: tuple[Tally, ...]) -> Select[*tuple[Any, ...]]:
    return select(*(one.column for one in wanted))
