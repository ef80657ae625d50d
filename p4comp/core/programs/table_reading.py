"""Reads the first sheet of an uploaded XLSX, as a program of its own: `python table_reading.py FILE ROWS COLUMNS CELLS BYTES` prints JSON.

Its rows as texts without the empty cells at their ends, formulas as the values kept with them; or the one word that tells why it was
not read: `long`, `wide`, `many`, `much`. Two cells in opposite corners are a small file and a table of billions, and a text that many
cells share is unpacked for each: whoever asked gets no more than so many cells and bytes, whatever the file holds.
"""

import json
import os
import resource
import signal
import sys
from datetime import date, datetime

from python_calamine import CalamineWorkbook

MOST_MEMORY = 768 * 1024**2
MOST_SECONDS = 20
LONGEST = 30  # by the clock: a reader that ran out of memory may sleep for ever, and uses no seconds then


def read(path: str, most_rows: int, most_columns: int, most_cells: int, most_bytes: int) -> str:
    """The rows of the first sheet as JSON, or the word why there are none."""
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    if height > most_rows:
        return json.dumps("long")
    if width > most_columns:
        return json.dumps("wide")
    if height * width > most_cells:
        return json.dumps("many")
    rows, size = [], 0
    for row in sheet.to_python(skip_empty_area=False):
        rows.append(json.dumps(_trimmed([_text(cell) for cell in row]), ensure_ascii=False))
        size += len(rows[-1].encode(errors="replace"))
        if size > most_bytes:
            return json.dumps("much")
    return f"[{','.join(rows)}]"


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1].strip():
        row.pop()
    return row


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


if __name__ == "__main__":
    os.environ["RUST_BACKTRACE"] = "0"  # to trace where memory ended takes memory
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    signal.alarm(LONGEST)
    sys.stdout.buffer.write(read(sys.argv[1], *map(int, sys.argv[2:6])).encode(errors="replace"))
