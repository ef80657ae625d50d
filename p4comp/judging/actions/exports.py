"""Asking for tables, and writing them."""

import csv
import io
import tempfile
from collections.abc import Callable
from datetime import datetime
from typing import IO, Any

from p4comp.core import audit, jobs, storage, workbooks
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.media_types import XLSX
from p4comp.core.tables import neutral
from p4comp.judging import policy, queries
from p4comp.judging.models import Export, ExportKind
from p4comp.judging.policy import Office
from p4comp.judging.queries.exports import Row, Table

CSV, TELL_EVERY, MOST_ROWS = "text/csv", 2000, 1_048_575
Tell = Callable[[int], None]


def ask_export(office: Office, kind: ExportKind, *, by: Actor, at: datetime) -> Export:
    """Let the queue make a table for this person, without the entries they are bound to."""
    demand(policy.may_compare(by, office, at))
    assert office.category is not None
    made = Export(edition_id=office.edition.id, category=office.category.code, kind=kind, asked_by=by.id, asked_at=at)
    made.left_out, made.names_evaluators = queries.barred_entries(by, office.edition.id), policy.names_evaluators(by, office)
    session().add(made)
    session().flush()
    made.job_id = jobs.later("judging.export", made.id).id
    audit.record("export.asked", made, by=by, at=at, kind=kind, category=made.category, left_out=len(made.left_out))
    return made


def write_table(kind: ExportKind, table: Table, out: IO[bytes], tell: Tell) -> int:
    """Write a table row by row; texts stay texts, whatever they begin with. How many rows it has."""
    return _workbook(table, out, tell) if kind.is_workbook else _csv(table, out, tell)


def _workbook(table: Table, out: IO[bytes], tell: Tell) -> int:
    book = workbooks.begin(out, row_by_row=True)
    sheet, head, written = book.add_worksheet(), workbooks.head(book), 0
    for column, words in enumerate(table.heads):
        sheet.write_string(0, column, words, head)
        sheet.set_column(column, column, 40 if column == 0 else 14)
    sheet.freeze_panes(1, 1)
    for written, row in enumerate(table.rows, 1):
        _put(sheet, written, row)
        if written % TELL_EVERY == 0:
            tell(written)
        if written == MOST_ROWS:
            break
    book.close()
    return written


def _put(sheet: Any, number: int, row: Row) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, int | float):
            sheet.write_number(number, column, cell)
        elif cell not in (None, ""):
            sheet.write_string(number, column, str(cell))


def _csv(table: Table, out: IO[bytes], tell: Tell) -> int:
    text, written = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True), 0
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([neutral(head) for head in table.heads])
    for written, row in enumerate(table.rows, 1):
        writer.writerow(["" if cell is None else neutral(cell) for cell in row])
        if written % TELL_EVERY == 0:
            tell(written)
    text.detach()
    return written


def keep_export(export_id: str, content: IO[bytes], rows: int, *, at: datetime) -> None:
    """Keep a table that was written."""
    export = session().get_one(Export, export_id)
    content.seek(0)
    kept = storage.keep_own(storage.store().receive(content), XLSX if export.kind.is_workbook else CSV)
    export.sha256, export.rows, export.made_at = kept.sha256, rows, at
    audit.record("export.made", export, by=None, at=at, sha256=kept.sha256, rows=rows)


def paper() -> IO[bytes]:
    """A file to write a table on that is gone when it is closed."""
    return tempfile.TemporaryFile()
