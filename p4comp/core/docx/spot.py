"""The place where words are being written: which paragraph is open, and how the next one begins."""

from docx.oxml.ns import qn

from p4comp.core.docx.paper import INDENT
from p4comp.core.docx.xml import Element, make


class Spot:
    """Where the next words go: into the open paragraph, or a new one in `place`."""

    def __init__(self, place: Element, style: str = "Normal", *, align: str = "", level: int = 0, number: int = 0) -> None:
        self.place, self.style, self.align, self.level, self.number = place, style, align, level, number
        self.open: Element | None = None
        self.is_fresh = True

    def close(self) -> None:
        """End the open paragraph; spaces at its end do not count."""
        written = list(self.open.iter(qn("w:t"))) if self.open is not None else []
        if written:
            written[-1].text = written[-1].text.rstrip(" ")
            if not written[-1].text:
                written[-1].getparent().getparent().remove(written[-1].getparent())
        self.open, self.is_fresh = None, True

    def paragraph(self) -> Element:
        """The open paragraph; only the first of a list's item bears its number."""
        if self.open is None:
            self.open = make("p", self._properties())
            self.place.append(self.open)
            self.number = 0
        return self.open

    def _properties(self) -> Element:
        counted = make("numPr", make("ilvl", val=self.level - 1), make("numId", val=self.number)) if self.number else None
        indent = make("ind", left=self.level * INDENT) if self.level and not self.number else None
        align = make("jc", val=self.align) if self.align else None
        return make("pPr", make("pStyle", val=self.style), counted, indent, align)

    def add(self, *runs: Element) -> None:
        """Put runs into the open paragraph."""
        self.paragraph().extend(runs)
        self.is_fresh = False
