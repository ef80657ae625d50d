"""An answer of the portal as a person, or a test, looks at it."""

import warnings
from functools import cached_property
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import cssselect2
import html5lib

from tests.pages.elements import BadPage, Form, Found, squeeze, text_of


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
        return squeeze(self.one("head > title").text)

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

    def submit(self, words="", /, *, status=303, **changes):
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
