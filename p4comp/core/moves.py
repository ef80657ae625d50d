"""Moves tables: which state follows from which, and by what verb."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from p4comp.core.errors import RuleBroken

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True)
class Moves(Generic[State]):
    """The moves of one kind of thing: `{verb: (states it starts from, state it leads to)}`."""

    kind: str
    table: Mapping[str, tuple[Set[State], State]]

    def after(self, state: State, verb: str) -> State:
        """The state reached from `state` by `verb`; RuleBroken if the table has no such move."""
        sources, target = self.table[verb]
        if state not in sources:
            raise RuleBroken(self.kind, verb=verb, state=state)
        return target

    def allows(self, state: State, verb: str) -> bool:
        """Whether `verb` starts from `state`."""
        return state in self.table[verb][0]
