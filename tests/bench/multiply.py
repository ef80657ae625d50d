"""Many entries out of few: bulk copies of everything that hangs on an entry, with ids, names and people of their own.

Copies get findings of their own, so that scores do not tie by the dozen, and none that would reach the shortlist.
"""

import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from p4comp.competition.queries import current, spec_of
from p4comp.competition.rules import weighted_total
from p4comp.competition.spec import EditionSpec, Instrument
from p4comp.core import db
from p4comp.core.db import ALPHABET, Base
from p4comp.entries.rules import State
from p4comp.judging.rules.moves import SheetState

Row = dict[str, Any]
Rows = dict[str, list[Row]]

T = Base.metadata.tables
TABLES = (
    "institution",
    "person",
    "membership",
    "evaluator",
    "entry",
    "figure_line",
    "answer",
    "evidence",
    "submission",
    "assignment",
    "finding",
    "mail",
)
SERIES = 1000


def _serial(code: str, number: int) -> str:
    """The number of a copied hand-in: `P4-2022/UMUM/0007.2` of the second copy is `P4-2022/UMUM/2007.2`."""
    series, _slash, serial = code.rpartition("/")
    place, dot, revision = serial.partition(".")
    return f"{series}/{int(place) + number * SERIES:04d}{dot}{revision}"


OWN: dict[str, dict[str, Callable[[str, int], str]]] = {
    "institution": {"code": lambda text, number: f"{text}-{number}", "name": lambda text, number: f"{text} (salinan {number})"},
    "entry": {"institution_name": lambda text, number: f"{text} (salinan {number})"},
    "person": {"email": lambda text, number: f"{number}.{text}", "name": lambda text, number: f"{text} {number}"},
    "submission": {"code": _serial},
}
TOO_GOOD, STEP_DOWN = 72.0, 2
CHANCES = (-1, 0, 0, 0, 0, 1)


def spec_now() -> EditionSpec:
    """The spec of the edition that is run."""
    edition = current()
    assert edition is not None
    return spec_of(edition)


def multiply(times: int) -> None:
    """Make `times` as many entries as there are."""
    spec = spec_now()
    db.db.session.remove()
    with db.db.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        originals = {name: _rows(connection, _wanted(name)) for name in TABLES}
        for number in range(1, times):
            copy = _copy(originals, number, spec)
            for name in TABLES:
                connection.execute(insert(T[name]), copy[name])


def _rows(connection: Connection, query: Select[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(query).mappings()]


def _wanted(name: str) -> Select[Any]:
    entrants = select(T["entry"].c.institution_id)
    members = select(T["membership"].c.person_id).where(T["membership"].c.institution_id.in_(entrants))
    people = members.union(select(T["evaluator"].c.person_id))
    narrowed = {
        "institution": T["institution"].c.id.in_(entrants),
        "membership": T["membership"].c.institution_id.in_(entrants),
        "person": T["person"].c.id.in_(people),
        "mail": T["mail"].c.person_id.in_(people),
    }
    return select(T[name]).where(*([narrowed[name]] if name in narrowed else []))


def _copy(originals: Rows, number: int, spec: EditionSpec) -> Rows:
    chance = random.Random(number)
    ids = {row["id"]: _new_id(chance) for rows in originals.values() for row in rows if "id" in row}
    copy = {name: [_changed(row, ids, OWN.get(name, {}), number) for row in rows] for name, rows in originals.items()}
    _grade(copy, spec, chance)
    return copy


def _new_id(chance: random.Random) -> str:
    return "".join(chance.choices(ALPHABET, k=12))


def _changed(row: Row, ids: dict[str, str], own: dict[str, Callable[[str, int], str]], number: int) -> Row:
    made = {name: ids.get(value, value) if isinstance(value, str) else value for name, value in row.items()}
    return made | {name: change(row[name], number) for name, change in own.items()}


def _grade(copy: Rows, spec: EditionSpec, chance: random.Random) -> None:
    """Let every copied locked sheet find something else than its original did, and less where that one was excellent."""
    categories = {entry["id"]: entry["category"] for entry in copy["entry"]}
    sheets = {row["id"]: row for row in copy["assignment"] if row["total"] is not None}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in copy["finding"]:
        found[row["assignment_id"]].append(row)
    for key, sheet in sheets.items():
        instrument = spec.instrument_of(categories[sheet["entry_id"]])
        down = STEP_DOWN if sheet["total"] > TOO_GOOD else 0
        for row in found[key]:
            row["level"] = max(0, min(instrument.top_level, row["level"] - down + chance.choice(CHANCES)))
        sheet["total"] = total(instrument, found[key])


def total(instrument: Instrument, findings: list[Row]) -> float:
    """The score of a sheet by its rows of findings."""
    weights = {one.code: one.weight for one in instrument.indicators}
    return weighted_total({row["indicator"]: row["level"] for row in findings}, weights, instrument.top_level)


def gather(category: str) -> int:
    """Put every entry into one category, verified and with all its sheets locked; how many entries that are."""
    readings = spec_now().plan.readings
    db.db.session.remove()
    with db.db.engine.begin() as connection:
        connection.execute(update(T["entry"]).values(category=category, state=State.VERIFIED))
        _lend_sheets(connection, readings)
        connection.execute(update(T["assignment"]).values(state=SheetState.LOCKED).where(T["assignment"].c.total.is_not(None)))
        return len(_rows(connection, select(T["entry"].c.id)))


def _lend_sheets(connection: Connection, readings: int) -> None:
    """Give entries nobody read the findings of others, one by one."""
    by_entry: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(connection, select(T["assignment"]).order_by(T["assignment"].c.id)):
        by_entry[row["entry_id"]].append(row)
    lenders = [rows[:readings] for rows in by_entry.values() if len(rows) >= readings]
    unread = [key for key in sorted(connection.execute(select(T["entry"].c.id)).scalars()) if key not in by_entry]
    chance = random.Random(0)
    lent: dict[str, list[Row]] = defaultdict(list)
    for key, rows in zip(unread, lenders, strict=False):
        for row in rows:
            lent[row["id"]].append(row | {"id": _new_id(chance), "entry_id": key})
    if not lent:
        return
    connection.execute(insert(T["assignment"]), [row for rows in lent.values() for row in rows])
    findings = [row for row in _rows(connection, select(T["finding"])) if row["assignment_id"] in lent]
    copies = [finding | {"assignment_id": row["id"]} for finding in findings for row in lent[finding["assignment_id"]]]
    connection.execute(insert(T["finding"]), copies)
