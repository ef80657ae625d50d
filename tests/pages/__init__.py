"""Reads what the portal answered and inspects every page on the way; see `read`.

A `Page` knows `.h1 .title .text .links .forms .select(css) .json .body .location .queries`; a `Form` of it can be filled
in and sent with `page.submit(...)`, as a browser would send it.
"""

from tests.pages.elements import BadPage, Form, Found
from tests.pages.page import Page
from tests.pages.rules import inspect

__all__ = ["BadPage", "Form", "Found", "Page", "inspect", "read"]


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
