"""The data the portal ships with: regions, institutions, names, successions, honours."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from p4comp.core import audit, spaces
from p4comp.core.db import Base, everything, new_id, session
from p4comp.core.tables import BadFile, Line, Table
from p4comp.institutions import queries
from p4comp.institutions.actions import honours, registry
from p4comp.institutions.models import ArchiveTotal, Honour, Institution, InstitutionName, Parentage, Region, Succession
from p4comp.institutions.rules import archive
from p4comp.institutions.rules import registry as registry_rules

DATA = Path(__file__).parent.parent / "data"


def load_registry(at: datetime) -> int:
    """Add what is missing of the shipped data and leave the rest alone; how many institutions were added."""
    _add_regions()
    added = _add_institutions()
    ids = {row.code: row.id for row in session().execute(select(Institution.code, Institution.id))}
    _add_names(ids)
    _add_parents(ids)
    _add_successions(ids)
    if not spaces.slug():  # what the ministry awarded is no honour of another organiser
        _add_honours()
    if added:
        audit.record("registry.loaded", None, by=None, at=at, institutions=added)
    return added


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _insert(model: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        session().execute(insert(model), rows)


def _add_regions() -> None:
    known = set(everything(select(Region.code)))
    rows = [
        {
            "code": row["code"],
            "parent_code": row["parent_code"] or None,
            "level": row["level"],
            "name": row["name"],
            "zone": row["timezone"],
        }
        for row in sorted(_rows("regions"), key=lambda row: len(row["code"]))
        if row["code"] not in known
    ]
    _insert(Region, rows)


def _add_institutions() -> int:
    known, merged = {one.code: one for one in everything(select(Institution))}, queries.merged()
    rows = _rows("institutions")
    lines = [Line(number, row) for number, row in enumerate(rows, 2) if row["code"] not in known and row["code"] not in merged]
    if not lines:
        return 0
    regions = frozenset(everything(select(Region.code)))
    before = registry_rules.Known(regions, dict.fromkeys(known, ""), {})
    wanted, faults = registry_rules.read(Table(tuple(rows[0]), tuple(lines)), before)
    if faults:
        raise BadFile(faults)
    registry.apply(wanted, known)
    return len(wanted)


def _days(row: dict[str, str]) -> dict[str, Any]:
    return {"valid_from": registry_rules.day(row["valid_from"]), "valid_to": registry_rules.day(row["valid_to"])}


def _add_names(ids: dict[str, str]) -> None:
    known = {(one.institution_id, one.name) for one in everything(select(InstitutionName))}
    rows = [row for row in _rows("names") if row["code"] in ids and (ids[row["code"]], row["name"]) not in known]
    _insert(InstitutionName, [{"id": new_id(), "institution_id": ids[row["code"]], "name": row["name"], **_days(row)} for row in rows])


def _add_parents(ids: dict[str, str]) -> None:
    known = {(one.institution_id, one.parent_id) for one in everything(select(Parentage))}
    pairs = [(row, ids.get(row["code"]), ids.get(row["parent_code"])) for row in _rows("parents")]
    _insert(
        Parentage,
        [
            {"id": new_id(), "institution_id": one, "parent_id": parent, **_days(row)}
            for row, one, parent in pairs
            if one and parent and (one, parent) not in known
        ],
    )


def _add_successions(ids: dict[str, str]) -> None:
    known = {(one.predecessor_id, one.successor_id) for one in everything(select(Succession))}
    pairs = [(row, ids.get(row["predecessor_code"]), ids.get(row["successor_code"])) for row in _rows("successions")]
    rows = [
        {"id": new_id(), "predecessor_id": before, "successor_id": after, "happened_on": registry_rules.day(row["on"]), "note": row["note"]}
        for row, before, after in pairs
        if before and after and (before, after) not in known
    ]
    _insert(Succession, rows)


def _add_honours() -> None:
    if session().execute(select(Honour.id).limit(1)).first() is not None:
        return
    rows = _rows("honours")
    named = [{archive.SPELLINGS.get(column, column): cell for column, cell in row.items()} for row in rows]
    places, faults = archive.read(Table(tuple(named[0]), tuple(Line(number, row) for number, row in enumerate(named, 2))))
    if faults:
        raise BadFile(faults)
    honours.apply(places)
    _insert(ArchiveTotal, _missing_totals())


def _missing_totals() -> list[dict[str, Any]]:
    known = {(one.edition_slug, one.category, one.stage) for one in everything(select(ArchiveTotal))}
    rows = [
        (row["edition_slug"], row["category_code"], row["stage"], int(row["known"]), int(row["total"])) for row in _rows("archive_totals")
    ]
    return [dict(zip(("edition_slug", "category", "stage", "known", "total"), row, strict=True)) for row in rows if row[:3] not in known]
