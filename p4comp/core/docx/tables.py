"""Tables: which cell stands where, and how wide a column must be for its words."""

from dataclasses import dataclass, field

from p4comp.core.docx.looks import classes
from p4comp.core.docx.xml import Element, make

TEXT_WIDTH = 9242
FACTS_WIDTH = 2721
SIGN_WIDTH = 3969
LETTER = 130  # a bold Inter letter of a table, with some room
MARGIN = 226
LONGEST_LINE, LONGEST_WORD = 60, 24
Line = dict[str, str | int]
PALE: Line = {"val": "single", "sz": 4, "space": 0, "color": "D8D3CE"}
DARK: Line = {"val": "single", "sz": 8, "space": 0, "color": "1F1F1F"}


@dataclass(frozen=True)
class Cell:
    """A cell in the grid; without `element` a cell of an earlier row still stands there, or with no `rows` nothing does."""

    element: Element
    column: int
    span: int
    rows: int


@dataclass
class Row:
    """A row of the grid; head rows come again on each page."""

    is_head: bool
    cells: list[Cell] = field(default_factory=list)


def rows(table: Element) -> list[Row]:
    """The rows of an HTML table with every cell at its place, the foot last."""
    lines = [(tr, "thead") for tr in table.iterfind("thead/tr")] + [(tr, "") for tr in table.xpath("./tr | ./tbody/tr | ./tfoot/tr")]
    found: list[Row] = []
    standing: dict[int, Cell] = {}
    for tr, part in lines:
        found.append(_row(tr, standing, is_head=part == "thead"))
        standing = {cell.column: cell for cell in found[-1].cells if cell.rows > 1}
    return found


def _row(tr: Element, standing: dict[int, Cell], *, is_head: bool) -> Row:
    row, column, waiting = Row(is_head), 0, [one for one in tr if one.tag in ("td", "th")]
    while waiting or any(place >= column for place in standing):
        if column in standing:
            above = standing[column]
            row.cells.append(Cell(None, column, above.span, above.rows - 1))
        elif waiting:
            cell = waiting.pop(0)
            row.cells.append(Cell(cell, column, int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))))
        else:
            row.cells.append(Cell(None, column, 1, 0))
        column += row.cells[-1].span
    return row


def widths(table: Element, grid: list[Row]) -> list[int]:
    """The columns' widths, together the text's: as wide as their words need, what is left over to those with most to say."""
    count = max((cell.column + cell.span for row in grid for cell in row.cells), default=1)
    if "doc-facts" in classes(table) and count == 2:
        return [FACTS_WIDTH, TEXT_WIDTH - FACTS_WIDTH]
    least, wished = [MARGIN + LETTER] * count, [MARGIN + LETTER] * count
    for cell in (cell for row in grid for cell in row.cells if cell.element is not None and cell.span == 1):
        words = cell.element.text_content().split()
        longest = min(max(map(len, words), default=1), LONGEST_WORD)
        least[cell.column] = max(least[cell.column], longest * LETTER + MARGIN)
        wished[cell.column] = max(wished[cell.column], min(len(" ".join(words)), LONGEST_LINE) * LETTER + MARGIN)
    return _shared_out(least, wished)


def _shared_out(least: list[int], wished: list[int]) -> list[int]:
    if sum(wished) <= TEXT_WIDTH:
        base, weights = wished, wished
    else:
        base, weights = least, [want - need for want, need in zip(wished, least, strict=True)]
    shares = [
        need + (TEXT_WIDTH - sum(base)) * weight / sum(weights) if sum(weights) else need
        for need, weight in zip(base, weights, strict=True)
    ]
    whole = [round(share * TEXT_WIDTH / sum(shares)) for share in shares]
    whole[-1] += TEXT_WIDTH - sum(whole)
    return whole


def frame(columns: list[int], *, side: int = 113, upright: int = 79, is_lined: bool = True, align: str = "left") -> Element:
    """An empty table of fixed columns, lined as print.css does it."""
    lines = make("tblBorders", make("bottom", **PALE), make("insideH", **PALE)) if is_lined else None
    room = (make(name, w=width, type="dxa") for name, width in (("top", upright), ("left", side), ("bottom", upright), ("right", side)))
    width = make("tblW", w=sum(columns), type="dxa")
    about = make("tblPr", width, make("jc", val=align), lines, make("tblLayout", type="fixed"), make("tblCellMar", *room))
    return make("tbl", about, make("tblGrid", *(make("gridCol", w=column) for column in columns)))


def line(row: Row) -> Element:
    """An empty row that no page break cuts."""
    return make("tr", make("trPr", make("cantSplit"), make("tblHeader") if row.is_head else None))


def box(cell: Cell, columns: list[int], *, is_head: bool) -> Element:
    """An empty cell of the grid."""
    width = sum(columns[cell.column : cell.column + cell.span])
    merge = make("vMerge") if cell.element is None and cell.rows else make("vMerge", val="restart") if cell.rows > 1 else None
    return make(
        "tc",
        make(
            "tcPr",
            make("tcW", w=width, type="dxa"),
            make("gridSpan", val=cell.span) if cell.span > 1 else None,
            merge,
            make("tcBorders", make("bottom", **DARK)) if is_head else None,
            make("vAlign", val="bottom") if is_head else None,
        ),
    )
