"""Adding and updating institutions from a file, whole or not at all."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select, update

from p4comp.core import audit, tables
from p4comp.core.access import Actor
from p4comp.core.db import everything, new_id, session
from p4comp.core.tables import CHANGED, NEW, SAME, BadFile, Fault, Outcome, counted
from p4comp.institutions import queries
from p4comp.institutions.models import Institution, Region
from p4comp.institutions.rules import registry
from p4comp.institutions.rules.registry import Known, Wanted


@dataclass(frozen=True)
class RegistryOutcome(Outcome):
    """What became of a line, and the code of its institution."""

    code: str


def import_institutions(path: Path, *, by: Actor | None, at: datetime) -> list[RegistryOutcome]:
    """Add and update institutions by code; BadFile if a single line is wrong. Columns the file lacks stay as they are."""
    table = tables.read(path, names=registry.SPELLINGS)
    known = {one.code: one for one in everything(select(Institution))}
    wanted, faults = registry.read(table, _known(known, "code" not in table.columns))
    faults = [*faults, *_merged(wanted)]
    if faults:
        raise BadFile(faults)
    outcomes = apply(wanted, known)
    audit.record("institutions.imported", None, by=by, at=at, **counted(outcomes))
    return outcomes


def _merged(wanted: list[Wanted]) -> list[Fault]:
    gone = queries.merged()
    return [
        Fault(one.number, "code", _("Instansi ini sudah digabung. Pakai kode %(kept)s.", kept=gone[one.code]))
        for one in wanted
        if one.code in gone
    ]


def _known(known: dict[str, Institution], is_by_name: bool) -> Known:
    code_of_id = {one.id: one.code for one in known.values()}
    return Known(
        regions=frozenset(everything(select(Region.code))),
        parents={one.code: code_of_id.get(one.parent_id or "", "") for one in known.values()},
        code_of=queries.code_index() if is_by_name else {},
    )


def apply(wanted: list[Wanted], known: dict[str, Institution]) -> list[RegistryOutcome]:
    """Write what the lines want, in three statements whatever their number."""
    ids = {code: one.id for code, one in known.items()}
    fresh = {one.code: new_id() for one in wanted if one.code not in ids}
    ids |= fresh
    rows = {one.code: _values(one, ids) for one in wanted}
    added = [
        {"id": fresh[one.code], **_defaults(), **rows[one.code], "code": one.code, "parent_id": None} for one in wanted if one.code in fresh
    ]
    changed = [{"id": ids[code], **row} for code, row in rows.items() if code in known and _differs(known[code], row)]
    placed = [{"id": fresh[code], "parent_id": row["parent_id"]} for code, row in rows.items() if code in fresh and row.get("parent_id")]
    if added:
        session().execute(insert(Institution), added)
    for some in (changed, placed):
        if some:
            session().execute(update(Institution), some)
    session().flush()
    session().expire_all()
    touched = {row["id"] for row in changed}
    return [
        RegistryOutcome(one.number, one.name, NEW if one.code in fresh else CHANGED if ids[one.code] in touched else SAME, one.code)
        for one in wanted
    ]


def _defaults() -> dict[str, Any]:
    return {"short_name": "", "region_code": None, "valid_from": None, "valid_to": None, "is_invented": False}


def _values(one: Wanted, ids: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": one.kind, "name": one.name}
    optional = {
        "short_name": ("short_name", one.short_name),
        "region_code": ("region_code", one.region_code or None),
        "parent_code": ("parent_id", ids[one.parent_code] if one.parent_code else None),
        "valid_from": ("valid_from", one.valid_from),
        "valid_to": ("valid_to", one.valid_to),
    }
    return values | dict(pair for column, pair in optional.items() if column in one.given)


def _differs(known: Institution, row: dict[str, Any]) -> bool:
    return any(getattr(known, key) != value for key, value in row.items())
