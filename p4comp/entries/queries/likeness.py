"""What dossiers have in common, for the secretariat."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from p4comp.core.db import count, everything
from p4comp.core.paging import Page, page
from p4comp.entries.models import Entry, Likeness

MOST_SHOWN = 20


def _whole() -> Select[Likeness]:
    return select(Likeness).options(joinedload(Likeness.entry), joinedload(Likeness.other)).order_by(Likeness.share.desc(), Likeness.id)


def likenesses_of(entry: Entry) -> list[Likeness]:
    """What an entry's dossier has in common with others, the most alike first."""
    return everything(_whole().where(or_(Likeness.entry_id == entry.id, Likeness.other_id == entry.id)).limit(MOST_SHOWN))


def likenesses(edition_id: str) -> Page[Likeness]:
    """One page of all that dossiers of an edition have in common."""
    own = select(Entry.id).where(Entry.edition_id == edition_id)
    query = _whole().where(Likeness.entry_id.in_(own))
    return page(query, count(select(Likeness.id).where(Likeness.entry_id.in_(own))))
