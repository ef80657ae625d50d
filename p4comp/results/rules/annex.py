"""The annex of the decree: who is on a decided list, alphabetically, or in order where the edition's plan says so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from p4comp.competition.spec import Category


class Line(Protocol):
    """A line of a decided list."""

    @property
    def subject_id(self) -> str: ...

    @property
    def subject_name(self) -> str: ...

    @property
    def place(self) -> int: ...

    @property
    def award(self) -> str: ...


class Form(StrEnum):
    """How the lists of an annex are put: alphabetical, or ranked inside each award."""

    ALPHABETICAL = "abjad"
    RANKED = "peringkat"


@dataclass(frozen=True)
class Block:
    """One award of a category, or its whole list where there is only one; the names in the order they are printed."""

    label: str
    names: tuple[str, ...]


def blocks(category: Category, lines: Sequence[Line], form: Form) -> tuple[Block, ...]:
    """The lists of a category, award by award in the plan's order; ranked only where the plan lets the order be told."""
    groups = [(award.name, [line for line in lines if line.award == award.code]) for award in category.awards]
    rest = [line for line in lines if line.award not in {award.code for award in category.awards}]
    is_ranked = form is Form.RANKED and category.award_terms.is_ordered
    return tuple(Block(name, _names(found, is_ranked=is_ranked)) for name, found in [*groups, (category.name, rest)] if found)


def _names(lines: Sequence[Line], *, is_ranked: bool) -> tuple[str, ...]:
    if is_ranked:
        return tuple(line.subject_name for line in sorted(lines, key=lambda line: line.place))
    return tuple(line.subject_name for line in sorted(lines, key=lambda line: (line.subject_name.casefold(), line.subject_id)))
