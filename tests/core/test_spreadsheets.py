"""Nothing that somebody typed is a formula in a spreadsheet the portal writes: neither in a cell nor in a head line, whoever writes it."""

import csv
import io
import re
import zipfile

import pytest

from p4comp.config import ROOT
from p4comp.core import clock, downloads, open_data, workbooks
from p4comp.core.bundle import Bundle
from p4comp.judging.actions import exports
from p4comp.judging.models.exports import ExportKind
from p4comp.judging.queries.exports import Table

BAD = ["=1+1", "+62 812", "-2", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://a.example")']
CODE = {path: path.read_text("utf-8") for path in sorted((ROOT / "p4comp").rglob("*.py"))}


def by_downloads():
    return downloads.table(BAD, [BAD])


def by_open_data():
    return open_data.as_csv(BAD, [dict(zip(BAD, BAD, strict=True))])


def by_bundle():
    file = io.BytesIO()
    out = Bundle(file, clock.now())
    out.csv("a.csv", BAD, [BAD])
    out.close()
    with zipfile.ZipFile(file) as archive:
        return archive.read("a.csv").decode()


def by_exports(kind=None):
    out = io.BytesIO()
    exports.write_table(kind or next(one for one in ExportKind if not one.is_workbook), Table(BAD, iter([BAD])), out, lambda _rows: None)
    return out.getvalue() if kind else out.getvalue().decode()


WRITERS = {
    "core/downloads.py": by_downloads,
    "core/open_data.py": by_open_data,
    "core/bundle.py": by_bundle,
    "judging/actions/exports.py": by_exports,
}


def places(pattern):
    return {path.relative_to(ROOT / "p4comp").as_posix() for path, text in CODE.items() if re.search(pattern, text)}


def test_tables_are_written_in_these_places_only():
    assert places(r"\.(writer|DictWriter)\(") == set(WRITERS)
    assert places(r"(import|from) xlsxwriter") == {"core/workbooks.py"}
    assert places(r"write_(array_|dynamic_array_)?formula|write_url") == set()


@pytest.mark.sqlite
@pytest.mark.parametrize("place", WRITERS)
def test_neither_head_nor_cell_of_a_table_is_a_formula(app, place):
    text = WRITERS[place]().removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if '";"' in text else ","))
    assert rows == [[f"'{cell}" for cell in BAD]] * 2


def cells_of(book):
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if "/worksheets/" in name)


@pytest.mark.parametrize("row_by_row", [False, True])
def test_nor_is_one_of_a_workbook(row_by_row):
    out = io.BytesIO()
    book = workbooks.begin(out, row_by_row=row_by_row)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, BAD)
    sheet.write(1, 0, BAD[-1])
    book.close()
    assert (cells_of(out.getvalue()).count("<c "), re.findall(r"<f>|<hyperlink", cells_of(out.getvalue()))) == (len(BAD) + 1, [])


@pytest.mark.sqlite
@pytest.mark.parametrize("kind", [one for one in ExportKind if one.is_workbook])
def test_nor_of_an_export(app, kind):
    told = cells_of(by_exports(kind))
    assert (told.count("<c "), re.findall(r"<f>|<hyperlink", told)) == (2 * len(BAD), [])
