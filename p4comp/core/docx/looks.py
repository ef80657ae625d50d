"""How print.css looks in Word: elements and classes to paragraph styles and to marks of a run."""

from dataclasses import dataclass, replace

from p4comp.core.docx.xml import Element, make

TAG_STYLES = {
    "h1": "Heading1",
    "h2": "Heading2",
    "h3": "Heading3",
    "h4": "Heading4",
    "caption": "Caption",
    "blockquote": "Quote",
    "dd": "Quote",
}
CLASS_STYLES = {
    "doc-title": "DocTitle",
    "doc-number": "DocNumber",
    "letterhead-name": "LetterheadName",
    "letterhead-note": "LetterheadNote",
    "doc-sign-name": "SignName",
    "doc-simulated": "Simulated",
}


@dataclass(frozen=True)
class Look:
    """The marks of a run; sizes in half points, None where the paragraph's style decides."""

    bold: bool = False
    italic: bool = False
    under: bool = False
    strike: bool = False
    is_code: bool = False
    colour: str | None = None
    size: int | None = None
    raised: str | None = None
    link: str | None = None

    def properties(self) -> Element:
        """The marks as Word writes them down, in its order."""
        return make(
            "rPr",
            make("rStyle", val="Hyperlink") if self.link else None,
            make("rFonts", ascii="Courier New", hAnsi="Courier New", cs="Courier New") if self.is_code else None,
            make("b") if self.bold else None,
            make("i") if self.italic else None,
            make("strike") if self.strike else None,
            make("color", val=self.colour) if self.colour else None,
            make("sz", val=self.size) if self.size else None,
            make("szCs", val=self.size) if self.size else None,
            make("u", val="single") if self.under else None,
            make("vertAlign", val=self.raised) if self.raised else None,
        )


PLAIN = Look()
INLINE: dict[str, dict[str, object]] = {
    "strong": {"bold": True},
    "b": {"bold": True},
    "dt": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "cite": {"italic": True},
    "u": {"under": True},
    "s": {"strike": True},
    "code": {"is_code": True},
    "small": {"size": 17},
    "sup": {"raised": "superscript"},
    "sub": {"raised": "subscript"},
    "a": {},
    "span": {},
    "abbr": {},
    "time": {},
    "wbr": {},
}
CLASS_LOOKS: dict[str, dict[str, object]] = {"muted": {"colour": "525252"}, "small": {"size": 17}, "hash": {"size": 16}}


def classes(element: Element) -> list[str]:
    """The classes of an HTML element."""
    return (element.get("class") or "").split()


def style(element: Element, otherwise: str) -> str:
    """The paragraph style of an element: by class, by tag, else that of the place it stands in."""
    by_class = (CLASS_STYLES[one] for one in classes(element) if one in CLASS_STYLES)
    return next(by_class, TAG_STYLES.get(element.tag, otherwise))


def marked(look: Look, element: Element) -> Look:
    """The look inside an element."""
    changes: dict[str, object] = dict(INLINE.get(element.tag, {}))
    for one in classes(element):
        changes |= CLASS_LOOKS.get(one, {})
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]  # the two tables name fields of Look
