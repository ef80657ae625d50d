"""Tables of figures: what was sent, whom a table may name, what the ranking is made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased, load_only, undefer

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.scoring_terms import Method
from p4comp.competition.spec import Category
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions.models import Plenary, PlenaryState, Purpose
from p4comp.institutions.models import Institution, Kind
from p4comp.institutions.queries import day, names
from p4comp.institutions.rules.names import plain
from p4comp.results.models import Nominee, ScoreTable
from p4comp.results.policy.score_tables import Line, Tabling
from p4comp.results.rules import figures
from p4comp.results.rules.score_tables import CODE, Home, Row, TableState, kept

BEFORE = ("", "Pemerintah ", "Pemerintah Kabupaten ", "Pemerintah Kota ", "Pemerintah Provinsi ")


def tabling(actor: Actor, slug: str, category: str) -> Tabling | None:
    """A category without dossiers as staff see it; nobody else knows of it."""
    edition = competition.by_slug(slug) if is_staff(actor) else None
    found = competition.spec_of(edition).category(category) if edition else None
    return tabling_of(edition, found) if edition and found and found.scoring else None


def tabling_of(edition: Edition, category: Category) -> Tabling:
    """The same without regard to sight."""
    query = select(ScoreTable).where(ScoreTable.edition_id == edition.id, ScoreTable.category == category.code)
    query = query.where(ScoreTable.state != TableState.REPLACED).options(undefer(ScoreTable.rows), undefer(ScoreTable.missing))
    by_state = {one.state: one for one in db.everything(db.held(query, ScoreTable))}
    in_force, draft = by_state.get(TableState.IN_FORCE), by_state.get(TableState.READ)
    shown = draft or in_force
    return Tabling(
        edition=edition,
        spec=competition.spec_of(edition),
        category=category,
        in_force=in_force,
        draft=draft,
        rows=tuple(kept(shown.rows)) if shown else (),
        missing=tuple(Home(**one) for one in shown.missing) if shown else (),
        plenary=_plenary(edition, category.code),
        nominees=nominees_of(edition.id, category.code) if category.is_personal else {},
    )


def line(actor: Actor, slug: str, category: str, number: int) -> Line | None:
    """A row of the table that is looked at, by its number."""
    found = tabling(actor, slug, category)
    row = next((one for one in found.rows if one.number == number), None) if found and found.draft else None
    return Line(found, row) if found and row else None


def _plenary(edition: Edition, category: str) -> Plenary | None:
    query = select(Plenary).where(Plenary.edition_id == edition.id, Plenary.purpose == Purpose.WINNERS, Plenary.category == category)
    return db.first(query.where(Plenary.state != PlenaryState.WITHDRAWN, Plenary.replaces_id.is_(None)).options(load_only(Plenary.state)))


def nominees_of(edition_id: str, category: str) -> dict[str, Nominee]:
    """The persons of a category, by entry."""
    query = select(Nominee).where(Nominee.edition_id == edition_id, Nominee.category == category).order_by(Nominee.code)
    return {one.entry_id: one for one in db.everything(query)}


def homes(category: Category, at: datetime) -> list[Home]:
    """The institutions that may take part in a category, by name."""
    rows = db.session().execute(_entitled(category, at).order_by(Institution.name, Institution.code))
    return [Home(*row) for row in rows]


def _entitled(category: Category, at: datetime) -> Select[Any]:
    above, today = aliased(Institution), day(at)
    living = (
        or_(Institution.valid_to.is_(None), Institution.valid_to > today),
        or_(Institution.valid_from.is_(None), Institution.valid_from <= today),
    )
    query: Any = select(Institution.id, Institution.code, Institution.name).outerjoin(above, above.id == Institution.parent_id)
    query = query.where(Institution.kind.in_([Kind(one) for one in category.entrant_types]), *living)
    if category.province:
        region = func.coalesce(Institution.region_code, above.region_code, "")
        query = query.where(func.substr(region, 1, 2) == category.province)
    found: Select[Any] = query.where(above.code == category.parent) if category.parent else query
    return found


def meant(rows: Iterable[Row], entitled: Sequence[Home]) -> dict[int, list[Home]]:
    """Whom each row may mean, by its number: by code, else by a current or former name; those who take part go before their namesakes."""
    known, every = names(), _every()
    by_code = {one.code.casefold(): one for one in every.values()}
    mine = {one.id for one in entitled}
    found: dict[int, list[Home]] = {}
    for row in rows:
        if row.code:
            found[row.number] = [by_code[row.code.casefold()]] if row.code.casefold() in by_code else []
            continue
        ids = {one for before in BEFORE for one in known.all(before + row.name)} if plain(row.name) else set()
        chosen = ids & mine or ids
        found[row.number] = sorted((every[one] for one in chosen if one in every), key=lambda one: one.code)
    return found


def _every() -> dict[str, Home]:
    rows = db.session().execute(select(Institution.id, Institution.code, Institution.name))
    return {row[0]: Home(*row) for row in rows}


@dataclass(frozen=True)
class Place:
    """Where an institution stands: its province (empty for central ones), the institution above it."""

    province: str
    parent_code: str
    parent_name: str


def places_of(ids: Iterable[str]) -> dict[str, Place]:
    """Where these institutions stand now, by id."""
    above = aliased(Institution)
    region = func.coalesce(Institution.region_code, above.region_code, "")
    query = select(Institution.id, func.substr(region, 1, 2), func.coalesce(above.code, ""), func.coalesce(above.name, ""))
    query = query.outerjoin(above, above.id == Institution.parent_id).where(Institution.id.in_(list(ids)))
    return {row[0]: Place(*row[1:]) for row in db.session().execute(query)}


def figure_inputs(edition: Edition, category: Category, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """All the ranking of a category without dossiers needs, as plain values, from the rows of the table that counts."""
    entries = [
        {
            "id": row["entry_id"],
            "name": row["label"],
            "institution_id": row["institution_id"],
            "values": dict(sorted(row["values"].items())),
        }
        for row in sorted(rows, key=lambda row: row["entry_id"])
    ]
    return figures.plan_inputs(competition.spec_of(edition), category) | {"entries": entries}


def scores(found: Tabling) -> dict[int, float]:
    """What each sound row is worth by the plan's formulas, by its number; nothing where scores are given as they are."""
    if found.scoring.method is Method.GIVEN:
        return {}
    inputs = figures.plan_inputs(found.spec, found.category)
    return {row.number: figures.score(inputs, row.values) for row in found.rows if _is_computable(found, row)}


def _is_computable(found: Tabling, row: Row) -> bool:
    whole = all(one.code in row.values for one in found.scoring.columns)
    return whole and not figures.value_faults(figures.plan_inputs(found.spec, found.category), row.values)


def counting(edition_id: str) -> dict[str, list[Mapping[str, Any]]]:
    """The rows of the tables that count, by category; one query."""
    return {row[0]: row[1] for row in db.session().execute(_counting(), {"edition_id": edition_id})}


@cache
def _counting() -> Select[str, Any]:
    edition_id: Any = bindparam("edition_id")
    query = select(ScoreTable.category, ScoreTable.rows)
    return query.where(ScoreTable.edition_id == edition_id, ScoreTable.state == TableState.IN_FORCE)


def head(category: Category) -> list[str]:
    """The head line of the blank sheet of a category."""
    assert category.scoring is not None
    people = ["Nama", "Jabatan"] if category.is_personal else []
    return [CODE, "Instansi", *people, *(one.name for one in category.scoring.columns)]
