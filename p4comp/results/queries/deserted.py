"""Categories that nobody takes part in, so that they hold nothing up."""

from collections.abc import Collection, Iterable

from sqlalchemy import select

from p4comp.competition.spec import Category
from p4comp.core import db
from p4comp.entries.models import Entry
from p4comp.entries.rules import State

GONE = (State.DRAFT, State.REFUSED, State.WITHDRAWN)


def deserted(edition_id: str, categories: Iterable[Category], decided: Collection[str]) -> frozenset[str]:
    """The codes of the categories with dossiers without a decided list in which none was handed in that is not refused or withdrawn.

    As long as that is so of all of them, the season has not come that far, and none is meant.
    """
    with_dossiers = {one.code for one in categories if one.scoring is None}
    asked = with_dossiers - set(decided)
    if not asked:
        return frozenset()
    query = select(Entry.category).where(Entry.edition_id == edition_id, Entry.category.in_(asked), Entry.state.not_in(GONE))
    found = frozenset(asked - set(db.session().execute(query.distinct()).scalars()))
    return frozenset() if found == with_dossiers else found
