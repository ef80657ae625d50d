"""Workbooks hold texts, never formulas or links that somebody typed."""

import io
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import p4comp
from p4comp.core import workbooks
from p4comp.core.media_types import XLSX

pytestmark = pytest.mark.sqlite
TYPED = ["=1+1", "https://contoh.go.id", "mailto:a@contoh.go.id", "{=SUM(A1)}", "+62", "-1"]


@pytest.mark.parametrize("row_by_row", [False, True])
def test_what_was_typed_stays_a_text(row_by_row):
    out = io.BytesIO()
    with workbooks.begin(out, row_by_row=row_by_row) as book:
        sheet = book.add_worksheet()
        for number, text in enumerate(TYPED[:3]):
            sheet.write(number, 0, text)
        for number, text in enumerate(TYPED[3:], 3):
            sheet.write_string(number, 0, text)
    assert CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python() == [[text] for text in TYPED]
    with zipfile.ZipFile(out) as parts:
        written = parts.read("xl/worksheets/sheet1.xml")
    assert (b"<f>" in written, b"<hyperlink" in written) == (False, False)


def test_a_workbook_is_saved_under_its_name(app):
    answer = workbooks.answer(b"PK", "daftar.xlsx")
    assert (answer.mimetype, answer.get_data()) == (XLSX, b"PK")
    assert answer.headers["Content-Disposition"] == "attachment; filename=daftar.xlsx"


def test_every_workbook_is_begun_in_the_one_place():
    root = Path(p4comp.__file__).parent
    found = [path.relative_to(root).as_posix() for path in root.rglob("*.py") if "xlsxwriter" in path.read_text("utf-8")]
    assert found == ["core/workbooks.py"]
