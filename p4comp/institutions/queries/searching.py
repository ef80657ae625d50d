"""Searching the registry: rows of a few columns, matched here, so that both databases find the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import String, false, literal, select, true, union_all
from sqlalchemy.orm import aliased

from p4comp.core.db import session
from p4comp.institutions.models import Institution, InstitutionName, Kind, Region, Succession
from p4comp.institutions.queries.names import day
from p4comp.institutions.rules import searching
from p4comp.institutions.rules.searching import Found, Named

LONGEST_TEXT, SHORTEST_TEXT = 100, 3


@dataclass(frozen=True)
class Successor:
    """Who came after an institution that is no more."""

    code: str
    name: str


@dataclass(frozen=True)
class Hit:
    """An institution that was found; `former` is the other name it was found by, with its dates."""

    id: str
    code: str
    name: str
    short_name: str
    kind: Kind
    parent_name: str
    place: str
    has_ended: bool
    ended_on: date | None
    former: str = ""
    former_from: date | None = None
    former_to: date | None = None
    successors: tuple[Successor, ...] = field(default=())

    @property
    def note(self) -> str:
        """What tells it apart in a list: a former name, what it belongs to, where it lies."""
        words = [_("dahulu %(name)s", name=self.former)] if self.former else []
        words += [_("sudah berganti")] if self.has_ended else []
        return ", ".join([*words, self.parent_name or self.place]).strip(", ")


def search(text: str, *, on: datetime | None = None, most: int = 50) -> list[Hit]:
    """Institutions by any part of a present or former name, misspelt too, by short forms, code or place; the best first.

    With `on`, none that is yet to come; those that have ended say who followed. Three queries, whatever is found.
    """
    text = " ".join(text.split())[:LONGEST_TEXT]
    if len(text) < SHORTEST_TEXT:
        return []
    found = searching.best(text, _names(day(on) if on else None), most=most)
    return _hits(found, day(on) if on else None) if found else []


def _names(today: date | None) -> list[Named]:
    """Every name of every institution: present, short, code, former, and where it lies; one query."""
    begun = true() if today is None else Institution.valid_from.is_(None) | (Institution.valid_from <= today)
    plain = [
        select(Institution.id, column, false()).where(begun, column != "")
        for column in (Institution.name, Institution.short_name, Institution.code)
    ]
    former = select(Institution.id, InstitutionName.name, false()).join(InstitutionName).where(begun)
    places = select(Institution.id, Region.name, true()).join(Region, Region.code == Institution.region_code).where(begun)
    return [Named(*row) for row in session().execute(union_all(*plain, former, places))]


def _hits(found: Sequence[Found], today: date | None) -> list[Hit]:
    ids = [one.institution_id for one in found]
    parent = aliased(Institution)
    own = (Institution.id, Institution.code, Institution.name, Institution.short_name, Institution.kind, Institution.valid_to)
    query = select(*own, parent.name.label("parent_name"), Region.name.label("place")).outerjoin(parent, parent.id == Institution.parent_id)
    query = query.outerjoin(Region, Region.code == Institution.region_code).where(Institution.id.in_(ids))
    rows: dict[str, Any] = {row.id: row for row in session().execute(query)}
    names, successors = _former_and_followers(ids)
    hits = []
    for one in found:
        row = rows[one.institution_id]
        name = names.get((row.id, one.name), (None, None)) if one.name not in {row.name, row.short_name, row.code, row.place} else None
        hits.append(
            Hit(
                *(row.id, row.code, row.name, row.short_name, row.kind, row.parent_name or "", row.place or ""),
                has_ended=row.valid_to is not None and today is not None and row.valid_to <= today,
                ended_on=row.valid_to,
                former=one.name if name else "",
                former_from=name[0] if name else None,
                former_to=name[1] if name else None,
                successors=tuple(successors.get(row.id, ())),
            )
        )
    return hits


def _former_and_followers(ids: list[str]) -> tuple[dict[tuple[str, str], tuple[date | None, date | None]], dict[str, list[Successor]]]:
    """The other names of institutions with their dates, and who followed them; one query."""
    nothing = literal("").cast(String)
    other = select(
        *(InstitutionName.institution_id, InstitutionName.name, InstitutionName.valid_from, InstitutionName.valid_to),
        nothing.label("successor"),
    ).where(InstitutionName.institution_id.in_(ids))
    follows = select(
        *(Succession.predecessor_id, Institution.name, Succession.happened_on, Succession.happened_on), Institution.code.label("successor")
    )
    follows = follows.join(Institution, Institution.id == Succession.successor_id).where(Succession.predecessor_id.in_(ids))
    names: dict[tuple[str, str], tuple[date | None, date | None]] = {}
    successors: dict[str, list[Successor]] = {}
    for one, name, begins, ends, code in session().execute(union_all(other, follows)):
        if code:
            successors.setdefault(one, []).append(Successor(code, name))
        else:
            names[one, name] = (begins, ends)
    return names, {one: sorted(found, key=lambda who: who.name) for one, found in successors.items()}


def alike_below(parent: Institution, name: str, *, most: int = 5) -> list[Hit]:
    """Units under the same parent whose names look like this one: perhaps it is registered already."""
    rows = session().execute(select(Institution.id, Institution.name).where(Institution.parent_id == parent.id)).all()
    found = searching.best(name, [Named(row.id, row.name) for row in rows], most=most)
    close = [one for one in found if one.score >= searching.ALIKE]
    return _hits(close, None) if close else []


def region_choices(parent: Institution) -> list[tuple[str, str]]:
    """Where a unit of an institution may lie: in the parent's region or one inside it; anywhere if the parent lies nowhere in particular."""
    query = select(Region.code, Region.name).order_by(Region.name)
    if parent.region_code:
        inside = Region.code.startswith(f"{parent.region_code}.", autoescape=True)
        query = query.where((Region.code == parent.region_code) | inside)
    own = [] if parent.region_code else [("", _("Pusat, tanpa wilayah"))]
    return own + [(code, name) for code, name in session().execute(query)]
