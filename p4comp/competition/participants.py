"""Entries by the name of their institution, found by the feature that keeps them, so that a deadline can be moved for one of them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

MOST = 20


@dataclass(frozen=True)
class Participant:
    """An entry of an edition: its institution's name, and its category's code."""

    id: str
    name: str
    category: str


Named = Callable[[str, Collection[str]], Iterable[Participant]]
Search = Callable[[str, str, int], Iterable[Participant]]


@dataclass
class Finders:
    """The two ways to find entries, once a feature has contributed them."""

    by_id: Named = lambda _edition_id, _ids: ()
    by_name: Search = lambda _edition_id, _text, _most: ()


_finders = Finders()


def contribute(by_id: Named, by_name: Search) -> None:
    """Let `by_id(edition_id, ids)` and `by_name(edition_id, text, most)` find an edition's entries; one query each."""
    _finders.by_id, _finders.by_name = by_id, by_name


def named(edition_id: str, ids: Collection[str]) -> dict[str, Participant]:
    """Those of the entries that the edition has, by id."""
    return {one.id: one for one in _finders.by_id(edition_id, ids)} if ids else {}


def called(edition_id: str, text: str) -> list[Participant]:
    """The entries whose institution's name has all these words, by name; the first few."""
    return list(_finders.by_name(edition_id, text, MOST)) if text.strip() else []
