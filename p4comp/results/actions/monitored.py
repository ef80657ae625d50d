"""A table of figures made from the monthly statistics of a span, and its rows settled one by one before it counts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.core import audit, storage
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.months import Month, Span, month_of
from p4comp.core.sheets import CSV
from p4comp.monitoring import queries as monitoring
from p4comp.results.actions import score_tables
from p4comp.results.models import ScoreTable
from p4comp.results.policy import score_tables as policy
from p4comp.results.policy.score_tables import Line, Tabling
from p4comp.results.queries import score_tables as queries
from p4comp.results.rules import figures, monitored
from p4comp.results.rules import score_tables as rules
from p4comp.results.rules.monitored import Known
from p4comp.results.rules.score_tables import Home, Row

MOST_MONTHS = 60


def prefill(found: Tabling, span: Span, *, by: Actor, at: datetime) -> ScoreTable:
    """Lay a table before the secretariat that holds what was stated of the months of a span; Invalid where nobody stated anything."""
    demand(policy.may_prefill(by, found, at))
    if not span.first <= span.last:
        raise Invalid(_("Bulan terakhir mendahului bulan pertama."), "last")
    if len(span.months) > MOST_MONTHS:
        raise Invalid(_("Pilih paling banyak %(n)d bulan.", n=MOST_MONTHS), "last")
    homes = queries.homes(found.category, at)
    rows = monitored.rows(homes, _known(homes, span), found.scoring.columns, span)
    if not rows:
        raise Invalid(_("Belum ada angka pemantauan %(span)s dari instansi yang berhak.", span=span.name), "first")
    for row in rows:
        row.faults = _faults(found, row)
    missing = list(rules.missing(rows, homes))
    name = _("pemantauan %(span)s.csv", span=span.key)
    return score_tables.lay(found, storage.keep_bytes(_text(found, rows), CSV), name, (rows, missing), by=by, at=at)


def _known(homes: list[Home], span: Span) -> dict[str, Known]:
    ids = [one.id for one in homes]
    months: dict[str, dict[Month, Any]] = {}
    for (institution_id, key), row in monitoring.kept(ids, [str(one) for one in span.months]).items():
        month = month_of(key)
        assert month is not None
        months.setdefault(institution_id, {})[month] = monitoring.stated_of(row)
    return {key: Known(whole, months[key]) for key, whole in monitoring.totals(ids, span).items()}


def _faults(found: Tabling, row: Row) -> list[str]:
    inputs = figures.plan_inputs(found.spec, found.category) | {"names": {one.code: one.name for one in found.scoring.columns}}
    return monitored.faults(row, found.scoring.columns) + figures.value_faults(inputs, row.values)


def _text(found: Tabling, rows: list[Row]) -> bytes:
    """The table as it was computed, as a file that stays."""
    lines = [";".join([rules.CODE, rules.NAME, *(one.name for one in found.scoring.columns), "belum masuk"])]
    for row in rows:
        cells = [row.code, row.name, *(f"{row.values[one.code]:g}" if one.code in row.values else "" for one in found.scoring.columns)]
        lines.append(";".join([*(cell.replace(".", ",") if cell in cells[2:] else cell for cell in cells), ", ".join(row.gaps)]))
    return ("\r\n".join(lines) + "\r\n").encode()


def change(line: Line, typed: Mapping[str, str], reason: str, *, by: Actor, at: datetime) -> None:
    """Change the cells of a row, or keep them though months lack; why is kept beside it. Invalid names the cell that is wrong."""
    demand(policy.may_change_row(by, line, at))
    found, row = line.table, line.row
    columns = {one.code: one for one in found.scoring.columns}
    values = {}
    for code, column in columns.items():
        try:
            values[code] = rules.number_in(typed.get(code, "").strip(), column)
        except Invalid as fault:
            raise Invalid(fault.message, code) from None
    changed = replace(row, values=values, typed={code: typed.get(code, "") for code in columns}, reason=_reason(reason), faults=[])
    inputs = figures.plan_inputs(found.spec, found.category) | {"names": {one.code: one.name for one in columns.values()}}
    if wrong := figures.value_faults(inputs, values):
        raise Invalid(wrong[0], next(iter(columns)))
    _write(found, [changed if one.number == row.number else one for one in found.rows], found.missing)
    facts = {"code": row.code, "before": row.values, "after": values, "gaps": row.gaps, "reason": changed.reason}
    audit.record("score_table.row_changed", found.draft, by=by, at=at, category=found.category.code, **facts)


def leave_out(line: Line, reason: str, *, by: Actor, at: datetime) -> None:
    """Take a row out, with the reason: the institution is not judged in this category."""
    demand(policy.may_change_row(by, line, at))
    found, row, words = line.table, line.row, _reason(reason)
    home = Home(row.institution_id, row.code, row.name)
    _write(found, [one for one in found.rows if one.number != row.number], (*found.missing, home))
    audit.record("score_table.row_left_out", found.draft, by=by, at=at, category=found.category.code, code=row.code, reason=words)


def _reason(words: str) -> str:
    if not words.strip():
        raise Invalid(_("Tulis alasannya; alasan tersimpan bersama angka semula."), "reason")
    return words.strip()


def _write(found: Tabling, rows: list[Row], missing: tuple[Home, ...]) -> None:
    assert found.draft is not None
    found.draft.rows = [one.plain for one in rows]
    found.draft.missing = [{"id": one.id, "code": one.code, "name": one.name} for one in missing]
    session().flush()
