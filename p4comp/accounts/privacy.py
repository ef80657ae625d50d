"""What every room knows about a person: rooms above add their part to the copy people ask for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from p4comp.accounts.models import Person


@dataclass(frozen=True)
class Table:
    """A table of the copy: its title, its heads, its rows of plain values and moments."""

    title: Any
    heads: Sequence[Any]
    rows: Sequence[Sequence[Any]]


Part = Callable[[Person], Iterator[Table]]
_parts: list[Part] = []


def part(function: Part) -> Part:
    """Let a room add what it keeps about a person to the copy of their data; only what is theirs, never others' secrets."""
    _parts.append(function)
    return function


def tables(person: Person) -> list[Table]:
    """Everything all rooms keep about a person."""
    return [table for function in _parts for table in function(person)]
