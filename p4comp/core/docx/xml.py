"""Word's XML in short: elements with attributes and children, in the order its schema asks for."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any  # an lxml element, of HTML or of Word; lxml has no types


def make(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """`make("tab", val="right", pos=9242)` is `<w:tab w:val="right" w:pos="9242"/>`; children that are None are left out."""
    element: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(child for child in children if child is not None)
    return element


def text(content: str) -> Element:
    """A text whose spaces count."""
    element = make("t")
    element.text = content
    element.set(qn("xml:space"), "preserve")
    return element


def is_word(element: Element, tag: str) -> bool:
    """Whether an element is Word's `w:tag`."""
    return bool(element.tag == qn(f"w:{tag}"))
