"""Reads the first sheet of an uploaded XLSX, as a program of its own: `python table_reading.py FILE ROWS COLUMNS` prints JSON.

Its rows as texts, formulas as the values kept with them; or the one word that tells why it was not read: `long`, `wide`, `much`.
Two cells in opposite corners are a small file and a table of billions: the reader makes room for it in here, and fails.
"""

import json
import resource
import sys
from datetime import date, datetime

from python_calamine import CalamineWorkbook

MOST_MEMORY = 768 * 1024**2
MOST_SECONDS = 20
MOST_SIGNS = 24 * 1024**2


def read(path: str, most_rows: int, most_columns: int) -> list[list[str]] | str:
    """The rows of the first sheet, or why there are none."""
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    if sheet.total_height > most_rows:
        return "long"
    if sheet.total_width > most_columns:
        return "wide"
    rows, signs = [], 0
    for row in sheet.to_python(skip_empty_area=False):
        rows.append([_text(cell) for cell in row])
        signs += sum(map(len, rows[-1]))
        if signs > MOST_SIGNS:
            return "much"
    return rows


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.write(json.dumps(read(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
