"""Every rule that holds for all pages."""

import hashlib
import re
from collections import Counter

from tests.pages.elements import BadPage, Form

LEAKS = re.compile(r"\{\{|\}\}|\{%|\bNone\b|&lt;\w|<built-in|object at 0x|Undefined|LazyString")
TOKEN = re.compile(rb"[\w-]{20,}\.[\w-]{6}\.[\w-]{20,}")
HARMLESS_SCRIPTS = frozenset({"application/json", "application/ld+json"})

_inspected = set()


def inspect(page):
    """Every rule that holds for all pages; the same page, but for its token, is inspected once."""
    mark = hashlib.sha256(TOKEN.sub(b"token", page.body)).digest()
    if mark in _inspected:
        return
    faults = [fault for rule in RULES for fault in rule(page)]
    if page.is_whole:
        faults += [fault for rule in WHOLE_PAGE_RULES for fault in rule(page)]
    if faults:
        raise BadPage(f"{page.path} ({page.status}):\n  " + "\n  ".join(faults[:20]))
    _inspected.add(mark)


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
