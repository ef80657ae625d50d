"""Reads a print page from top to bottom and writes it down as Word's paragraphs, lists and tables."""

import logging
import re
from dataclasses import replace
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.shared import Mm
from flask import current_app

from p4comp.core.docx import looks, tables
from p4comp.core.docx.looks import INLINE, PLAIN, Look
from p4comp.core.docx.paper import BULLETS, LETTERS, NUMBERS, Paper
from p4comp.core.docx.spot import Spot
from p4comp.core.docx.xml import Element, is_word, make, text
from p4comp.core.pdf import OutsideAsset, asset_path

log = logging.getLogger(__name__)
SPACES = re.compile(r"[ \t\n\r\f]+")
ADDRESS = re.compile(r"(https?://|mailto:)\S+")
BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "blockquote",
    "address",
    "dl",
    "dt",
    "dd",
    "li",
    "caption",
}
WIDEST = Mm(163)


class UnknownElement(ValueError):
    """A page holds an element that nobody has said how to show in Word."""


class Writer:
    """Writes a page's body onto paper; in `strict` an unknown element stops it, else only its look is lost."""

    def __init__(self, paper: Paper, *, strict: bool) -> None:
        self.paper, self.strict = paper, strict
        self.handlers = {"ul": self.items, "ol": self.items, "table": self.table, "hr": self.rule, "img": self.image, "br": self.new_line}
        self.special = {
            "mark-simulasi": self.mark,
            "doc-draft": self.draft,
            "doc-sign": self.signatures,
            "doc-sign-space": self.space,
            "letterhead": self.letterhead,
            "doc-foot": self.foot,
        }

    def write(self, body: Element) -> None:
        """All of a page's body."""
        self.flow(body, Spot(self.paper.body), PLAIN)

    def flow(self, element: Element, spot: Spot, look: Look) -> None:
        """What is inside an element, in its order."""
        self.words(element.text, spot, look)
        for child in element:
            if isinstance(child.tag, str):  # comments have none
                self.element(child, spot, look)
            self.words(child.tail, spot, look)

    def words(self, content: str | None, spot: Spot, look: Look) -> None:
        """Words into the open paragraph; runs of spaces are one, and none begins a line."""
        kept = SPACES.sub(" ", content or "")
        kept = kept.lstrip(" ") if spot.is_fresh else kept
        if not kept:
            return
        run = make("r", look.properties() if look != PLAIN else None, text(kept))
        spot.add(self._linked(run, spot, look.link) if look.link else run)
        spot.is_fresh = kept.endswith(" ")

    def _linked(self, run: Element, spot: Spot, address: str) -> Element:
        link = make("hyperlink", run)
        link.set(qn("r:id"), self.paper.part(spot.place).relate_to(address, RT.HYPERLINK, is_external=True))
        return link

    def element(self, element: Element, spot: Spot, look: Look) -> None:
        """One element, by its class where that means a place of its own, else by its tag."""
        special = next((self.special[one] for one in looks.classes(element) if one in self.special), None)
        handler = special or self.handlers.get(element.tag)
        if handler:
            handler(element, spot, look)
        elif element.tag in INLINE and element.tag != "dt":
            self.inline(element, spot, look)
        else:
            if element.tag not in BLOCKS:
                self._unknown(element)
            self.block(element, spot, look)

    def _unknown(self, element: Element) -> None:
        if self.strict:
            raise UnknownElement(element.tag)
        log.warning("element without a look in Word: %s", element.tag)

    def inline(self, element: Element, spot: Spot, look: Look) -> None:
        """Words with marks of their own; the document's own mark also goes to the foot of each page."""
        if "doc-id" in looks.classes(element):
            self.paper.doc_id = self.paper.doc_id or SPACES.sub(" ", element.text_content()).strip()
        address = element.get("href", "")
        if address and not address.startswith("#"):
            if not ADDRESS.fullmatch(address):
                raise OutsideAsset(address)
            look = replace(look, link=address)
        self.flow(element, spot, looks.marked(look, element))

    def block(self, element: Element, spot: Spot, look: Look, style: str = "") -> None:
        """Paragraphs of their own."""
        spot.close()
        inner = Spot(spot.place, style or looks.style(element, spot.style), align=spot.align, level=spot.level, number=spot.number)
        self.flow(element, inner, looks.marked(look, element))
        inner.close()
        spot.number = inner.number

    def new_line(self, element: Element, spot: Spot, look: Look) -> None:
        """A new line of the same paragraph, unless nothing follows."""
        if (element.tail or "").strip() or element.getnext() is not None:
            spot.add(make("r", make("br")))
            spot.is_fresh = True

    def items(self, element: Element, spot: Spot, look: Look) -> None:
        """A list that counts for itself; lists inside its items go one step in."""
        spot.close()
        kind = BULLETS if element.tag == "ul" else LETTERS if element.get("type") == "a" else NUMBERS
        number = self.paper.new_list(kind, spot.level, int(element.get("start", 1)))
        for item in element:
            inner = Spot(spot.place, "ListParagraph", level=spot.level + 1, number=number)
            self.block(item, inner, look)

    def rule(self, element: Element, spot: Spot, look: Look) -> None:
        """A line across the page."""
        spot.close()
        _border(spot.paragraph(), "bottom", sz=4, color="D8D3CE")
        spot.close()

    def image(self, element: Element, spot: Spot, look: Look) -> None:
        """A picture of ours, no wider than the text; drawings have no place in Word."""
        path = asset_path(Path(current_app.static_folder or ""), element.get("src", ""))
        if path.suffix != ".png":
            self._unknown(element)
            return
        inline = self.paper.part(spot.place).new_pic_inline(str(path), None, None)
        if inline.extent.cx > WIDEST:
            inline = self.paper.part(spot.place).new_pic_inline(str(path), WIDEST, None)
        inline.docPr.set("descr", element.get("alt", ""))
        drawing = make("drawing")
        drawing.append(inline)
        spot.add(make("r", drawing))

    def mark(self, element: Element, spot: Spot, look: Look) -> None:
        """SIMULASI stands at the head of every page."""
        self.block(element, Spot(self.paper.head), look, style="Mark")

    def draft(self, element: Element, spot: Spot, look: Look) -> None:
        """That this is a draft stands at the head of every page."""
        self.block(element, Spot(self.paper.head), look, style="Header")

    def letterhead(self, element: Element, spot: Spot, look: Look) -> None:
        """The letterhead with the red line under it."""
        self.block(element, spot, look)
        if len(spot.place) and is_word(spot.place[-1], "p"):
            _border(spot.place[-1], "bottom", sz=12, color="B42B2D")

    def foot(self, element: Element, spot: Spot, look: Look) -> None:
        """The document's last lines, under a thin line."""
        before = len(spot.place)
        self.block(element, spot, look, style="Foot")
        if len(spot.place) > before and is_word(spot.place[before], "p"):
            _border(spot.place[before], "top", sz=4, color="D8D3CE")

    def space(self, element: Element, spot: Spot, look: Look) -> None:
        """Room for a signature."""
        spot.close()
        spot.place.append(make("p", make("pPr", make("pStyle", val="SignSpace"))))

    def signatures(self, element: Element, spot: Spot, look: Look) -> None:
        """Signatures side by side, two in a row, the last at the right."""
        people = list(element)
        pairs = [people[max(end - 2, 0) : end] for end in range(len(people), 0, -2)][::-1]
        columns = [tables.SIGN_WIDTH] * min(len(people), 2)
        spot.close()
        if not people:
            return
        frame = tables.frame(columns, upright=284, is_lined=False, align="right")
        for pair in pairs:
            row = tables.Row(is_head=False)
            frame.append(tables.line(row))
            for column, person in enumerate([None] * (len(columns) - len(pair)) + pair):
                self._cell(tables.Cell(person, column, 1, 0), columns, frame[-1], "Sign", look)
        spot.place.extend([frame, _gap()])

    def table(self, element: Element, spot: Spot, look: Look) -> None:
        """A table as wide as the text, its head again on each page."""
        spot.close()
        for caption in element.iterfind("caption"):
            self.block(caption, spot, look)
        grid, is_facts = tables.rows(element), "doc-facts" in looks.classes(element)
        columns = tables.widths(element, grid)
        frame = tables.frame(columns, side=0 if is_facts else 113)
        for row in grid:
            frame.append(tables.line(row))
            for cell in row.cells:
                is_name = cell.element is not None and cell.element.tag == "th"
                style = ("Fact" if is_facts else "Cell") + ("Head" if is_name else "")
                self._cell(cell, columns, frame[-1], style, look, is_head=row.is_head)
        spot.place.extend([frame, _gap()])

    def _cell(self, cell: tables.Cell, columns: list[int], row: Element, style: str, look: Look, *, is_head: bool = False) -> None:
        box = tables.box(cell, columns, is_head=is_head)
        row.append(box)
        inner = Spot(box, style)
        if cell.element is not None:
            inner.align = "right" if "num" in looks.classes(cell.element) else ""
            self.flow(cell.element, inner, looks.marked(look, cell.element))
        inner.close()
        if not is_word(box[-1], "p"):
            inner.paragraph()


def _gap() -> Element:
    """A little room: two tables that touch become one."""
    return make("p", make("pPr", make("pStyle", val="Gap")))


def _border(paragraph: Element, side: str, **line: str | int) -> None:
    paragraph[0].insert(1, make("pBdr", make(side, val="single", space=4, **line)))
