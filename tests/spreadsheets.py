"""Spreadsheets as people's programs save them, small enough to be written by hand: with formulas, merged heads, dates, or a bomb."""

import io
import zipfile
from xml.sax.saxutils import escape

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Formula(str):
    """A formula with the value its program kept, none where it never counted: `Formula("B2*2", value=8)`."""

    __slots__ = ("value",)

    def __new__(cls, text, value=None):
        made = super().__new__(cls, text)
        made.value = value
        return made


def book(*sheets, merged=(), counts_on_load=False, doctype=""):
    """An XLSX of lists of rows; `merged` are ranges of the first sheet; `doctype` stands before the sheets."""
    out = io.BytesIO()
    names = [f"Lembar{number}" for number in range(1, len(sheets) + 1)]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", _relations(["xl/workbook.xml"], "officeDocument"))
        archive.writestr("xl/workbook.xml", _workbook(names, counts_on_load))
        archive.writestr("xl/_rels/workbook.xml.rels", _relations([f"worksheets/{name}.xml" for name in names], "worksheet"))
        for number, (name, rows) in enumerate(zip(names, sheets, strict=True)):
            archive.writestr(f"xl/worksheets/{name}.xml", _sheet(rows, merged if number == 0 else (), doctype))
    return out.getvalue()


def bomb():
    """A small XLSX whose sheet unpacks to more than a tenth of what a server has."""
    out = io.BytesIO(book([["Bulan", "Masuk"]]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
        for _ in range(410):
            part.write(b"0" * 1024 * 1024)
    return out.getvalue()


def _relations(targets, kind):
    each = "".join(f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{one}"/>' for number, one in enumerate(targets, 1))
    return f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">{each}</Relationships>'


def _workbook(names, counts_on_load):
    each = "".join(f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>' for number, name in enumerate(names, 1))
    counting = '<calcPr fullCalcOnLoad="1"/>' if counts_on_load else ""
    return f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{each}</sheets>{counting}</workbook>'


def _sheet(rows, merged, doctype):
    lines = "".join(
        f'<row r="{number}">{"".join(_cell(f"{chr(65 + column)}{number}", value) for column, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    joined = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
    unfolded = "&j;" if doctype else ""
    return f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>{joined}{unfolded}</worksheet>'


def _cell(place, value):
    if value is None:
        return ""
    if isinstance(value, Formula):
        kept = "" if value.value is None else f"<v>{value.value}</v>"
        return f'<c r="{place}"><f>{escape(value)}</f>{kept}</c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
