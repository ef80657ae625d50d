"""Elements and forms of a page, and the words a person reads in them."""

import re
from functools import cached_property
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

BLANK = re.compile(r"\s+")
INLINE_TAGS = "a abbr b bdi cite code em i kbd mark q small span strong sub sup svg time use wbr"
INLINE = frozenset(INLINE_TAGS.split())
UNSEEN = frozenset({"script", "style", "template", "head"})


class BadPage(AssertionError):
    """A page breaks a rule that holds for all pages; the message says which and where."""


def squeeze(text):
    """The text with every run of white space as one blank."""
    return BLANK.sub(" ", text).strip()


def text_of(element, *, skip=UNSEEN):
    """What a person reads in an element."""
    parts = []

    def walk(node):
        if isinstance(node.tag, str) and node.tag not in skip:
            gap = "" if node.tag in INLINE else " "
            parts.append(gap + (node.text or ""))
            for child in node:
                walk(child)
                parts.append(child.tail or "")
            parts.append(gap)

    walk(element)
    return squeeze("".join(parts))


class Found:
    """An element of a page."""

    def __init__(self, wrapped, page):
        self.wrapped, self.page = wrapped, page

    @property
    def element(self) -> Element:
        return self.wrapped.etree_element

    @property
    def tag(self):
        return self.element.tag

    @cached_property
    def text(self):
        """What a person reads in it."""
        return text_of(self.element, skip=frozenset())

    def get(self, name, default=None):
        """The value of an attribute."""
        return self.element.get(name, default)

    def select(self, css):
        """The elements inside that a CSS selector finds."""
        return [Found(one, self.page) for one in self.wrapped.query_all(css)]

    def __repr__(self):
        return f"<{self.tag} {dict(self.element.attrib)!r} {self.text[:60]!r}>"


class Form(Found):
    """A form as it stands on the page; `fields` is what a browser would send."""

    @property
    def action(self):
        """Where it goes: a full path, with the page's own as default."""
        return urljoin(self.page.path, self.get("action") or "") if self.get("action") else self.page.path

    @property
    def method(self):
        return (self.get("method") or "get").lower()

    @cached_property
    def fields(self):
        """Names and values as they stand; a list where a name occurs several times. Buttons are left out."""
        found = {}
        for one in self.select("input, select, textarea"):
            for value in _values(one):
                name = one.get("name")
                found[name] = [*_list(found[name]), value] if name in found else value
        return found

    @cached_property
    def buttons(self):
        """The words on its buttons."""
        return [one.text or one.get("value", "") for one in self.select("button, input[type=submit]")]

    def button(self, words):
        """Name and value of the button with these words."""
        for one in self.select("button, input[type=submit]"):
            if words in (one.text, one.get("value")):
                return {one.get("name"): one.get("value", "")} if one.get("name") else {}
        raise BadPage(f"no button {words!r} among {self.buttons}")


def _list(value):
    return value if isinstance(value, list) else [value]


def _values(field):
    name, kind = field.get("name"), field.get("type", "text")
    if not name or field.get("disabled") is not None or kind in {"submit", "button", "reset", "image", "file"}:
        return []
    if kind in {"checkbox", "radio"}:
        return [field.get("value", "on")] if field.get("checked") is not None else []
    if field.tag == "select":
        options = field.select("option")
        chosen = [one for one in options if one.get("selected") is not None]
        if not chosen and field.get("multiple") is None:
            chosen = options[:1]
        return [one.get("value", one.text) for one in chosen]
    if field.tag == "textarea":
        return [(field.element.text or "").removeprefix("\n")]
    return [field.get("value", "")]
