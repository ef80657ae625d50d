"""Reads what the portal answered and inspects every page on the way; see `read`.

A `Page` knows `.h1 .title .text .links .forms .select(css) .json .body .location .queries`; a `Form` of it can be filled
in and sent with `page.submit(...)`, as a browser would send it.
"""

import re
import warnings
from collections import Counter
from functools import cached_property
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import cssselect2
import html5lib

LEAKS = re.compile(r"\{\{|\}\}|\{%|\bNone\b|&lt;\w|<built-in|object at 0x|Undefined|LazyString")
HARMLESS_SCRIPTS = frozenset({"application/json", "application/ld+json"})
BLANK = re.compile(r"\s+")
INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "use",
        "wbr",
    }
)
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


class Page:
    """An answer of the portal."""

    def __init__(self, response, *, path="", browser=None, queries=()):
        self.response, self.path, self.browser = response, path, browser
        self.status = response.status_code
        self.headers = response.headers
        self.queries = list(queries)

    @property
    def body(self):
        """The bytes of the answer."""
        return self.response.get_data()

    @property
    def json(self):
        return self.response.get_json()

    @property
    def location(self):
        """Where a redirect leads: path and query."""
        parts = urlsplit(self.headers["Location"])
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def is_html(self):
        return self.response.mimetype == "text/html"

    @property
    def is_whole(self):
        """Whether it is a page of its own, not a fragment that htmx swaps in."""
        return b"<html" in self.body[:500].lower()

    @cached_property
    def parser(self):
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = self.response.get_data(as_text=True)
            self.tree = parser.parse(text) if self.is_whole else parser.parseFragment(text)
        return parser

    @cached_property
    def root(self):
        _ = self.parser
        if not self.is_whole:
            holder = Element("html")
            holder.extend(list(self.tree))
            self.tree = holder
        return cssselect2.ElementWrapper.from_html_root(self.tree)

    def select(self, css):
        """The elements that a CSS selector finds, in the page's order."""
        return [Found(one, self) for one in self.root.query_all(css)]

    def one(self, css):
        """The only element that a CSS selector finds."""
        found = self.select(css)
        if len(found) != 1:
            raise BadPage(f"{self.path}: {len(found)} elements are {css!r}, not one")
        return found[0]

    @property
    def h1(self):
        """The words of the page's heading."""
        return self.one("h1").text

    @property
    def title(self):
        return squeeze(self.one("title").text)

    @cached_property
    def text(self):
        """What a person reads on the whole page."""
        _ = self.root
        return text_of(self.tree)

    @property
    def main(self):
        """What a person reads in the page's main part, without navigation, head and foot."""
        return self.one("main").text

    @cached_property
    def links(self):
        """Words and addresses of all links: `{"Kirim berkas": "/berkas/…"}`."""
        return {one.text: one.get("href") for one in self.select("a[href]")}

    @cached_property
    def forms(self):
        """The forms of the page's main part (of the whole answer when it has none); sign-out and demo bar are left out."""
        inside = self.root.query_all("main form") if self.root.query("main") else self.root.query_all("form")
        return [Form(one, self) for one in inside]

    @property
    def flashes(self):
        """The notices that tell once what happened."""
        return [one.text for one in self.select(".notice[role=status], .notice[role=alert]")]

    @property
    def errors(self):
        """What is wrong, by the field it stands beside; the whole summary's lines under ''."""
        found = {}
        for one in self.select(".field-wrong"):
            names = [field.get("name") for field in one.select("[name]")]
            found[names[0]] = " ".join(line.text.removeprefix("Kesalahan:").strip() for line in one.select(".field-error"))
        lines = [one.text for one in self.select(".error-summary li")]
        return found | ({"": lines} if lines else {})

    def form(self, words=""):
        """The form with these words on a button; without words the only form of the page."""
        fitting = [one for one in self.forms if not words or words in one.buttons]
        if len(fitting) != 1:
            raise BadPage(f"{self.path}: {len(fitting)} forms have the button {words!r}; buttons: {[one.buttons for one in self.forms]}")
        return fitting[0]

    def submit(self, words="", *, status=303, **changes):
        """Fill the form with the button `words` in and send it; fields not named keep what stands in them."""
        form = self.form(words)
        data = form.fields | (form.button(words) if words else {}) | changes
        if form.method == "get":
            return self.browser.get(form.action, query=data, status=200 if status == 303 else status)
        return self.browser.post(form.action, data, status=status)

    def follow(self, *, status=200):
        """The page a redirect leads to."""
        return self.browser.get(self.location, status=status)

    def __repr__(self):
        return f"<Page {self.path} {self.status}>"


def read(response, *, path="", status=None, browser=None, queries=()):
    """The answer as a `Page`, inspected; BadPage names the rule it breaks."""
    page = Page(response, path=path, browser=browser, queries=queries)
    if status is not None and page.status != status:
        heading = ""
        if page.is_html and page.is_whole:
            heading = f" – {page.text[:600]}"
        elif 300 <= page.status < 400:
            heading = f" → {page.location}"
        raise AssertionError(f"{path}: {page.status}, not {status}{heading}")
    if page.is_html and not 300 <= page.status < 400:
        inspect(page)
    return page


def inspect(page):
    """Every rule that holds for all pages."""
    faults = [fault for rule in RULES for fault in rule(page)]
    if page.is_whole:
        faults += [fault for rule in WHOLE_PAGE_RULES for fault in rule(page)]
    if faults:
        raise BadPage(f"{page.path} ({page.status}):\n  " + "\n  ".join(faults[:20]))


def valid_html(page):
    """The HTML holds no parse error."""
    lines = page.response.get_data(as_text=True).splitlines()
    for (line, column), code, data in page.parser.errors:
        if not page.is_whole and code in {"expected-doctype-but-got-start-tag", "expected-doctype-but-got-chars"}:
            continue
        yield f"line {line}, column {column}: {code} {data or ''} in {lines[line - 1].strip()[:120] if line <= len(lines) else ''!r}"


def nothing_inline(page):
    """No style, script or handler stands in the page (the policy sent with it would block them)."""
    for one in page.root.iter_subtree():
        element = one.etree_element
        if element.tag == "style":
            yield "a <style> element"
        if element.tag == "script" and not element.get("src") and element.get("type") not in HARMLESS_SCRIPTS:
            yield "an inline <script>"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith(("on", "hx-on")):
                yield f"<{element.tag} {name}={value[:60]!r}>"
            if name in {"href", "src", "action"} and value.strip().lower().startswith("javascript:"):
                yield f"<{element.tag} {name}={value[:60]!r}>"


def forms_are_guarded(page):
    """Every form that posts carries a token against forged requests."""
    for one in page.root.query_all("form"):
        form = Form(one, page)
        if form.method == "post" and not form.fields.get("csrf_token"):
            yield f"the form to {form.action} has no csrf_token"


def unique_ids(page):
    """An id stands once; what labels and descriptions name is there."""
    ids = Counter(one.get("id") for one in page.select("[id]"))
    yield from (f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1)
    yield from (f"empty id on {one!r}" for one in page.select("[id='']"))
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        for one in page.select(f"[{attribute}]"):
            missing = [name for name in one.get(attribute).split() if name not in ids]
            if missing:
                yield f"{attribute} names {missing}, which the page does not hold"


def nothing_leaks(page):
    """No trace of the machinery is read by people."""
    for found in LEAKS.finditer(page.text):
        yield f"{found[0]!r} in {page.text[max(0, found.start() - 40) : found.end() + 40]!r}"


def one_heading(page):
    """One h1, and the title begins with it."""
    headings = page.select("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1 elements: {[one.text for one in headings]}"
    elif not headings[0].text:
        yield "the h1 is empty"
    elif not page.title.startswith(headings[0].text):
        yield f"the title {page.title!r} does not begin with the h1 {headings[0].text!r}"


def told_language(page):
    """The page says its language."""
    if not page.one("html").get("lang"):
        yield "html has no lang"


RULES = (valid_html, nothing_inline, forms_are_guarded, unique_ids, nothing_leaks)
WHOLE_PAGE_RULES = (one_heading, told_language)
