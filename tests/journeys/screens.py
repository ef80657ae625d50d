"""People at real screens: whatever they open is looked at, once for each page and width."""

from datetime import datetime
from urllib.parse import urlsplit

from tests import factories
from tests.journeys.season import LINK, PASSWORD, Season


class Screens(Season):
    """A season whose people sit before Chromium; `windows` are theirs by name."""

    def __init__(self, live, screen, folder):
        super().__init__(live.app, None, lambda moment: live.at(datetime.fromisoformat(moment)), live.work, folder)
        self.live, self.screen = live, screen
        self.windows, self.seen = {}, set()

    def window(self, name, width):
        """A new window for somebody who has not signed in."""
        self.windows[name] = Window(self, self.screen(width=width))
        return self.windows[name]

    def come(self, name, address, width, link=""):
        """Follow the invitation in the letter, or the link the operator was told, and choose a password."""
        link = link or LINK.search(self.letter(address, "/undangan/").get_content())[0]
        window = self.window(name, width).open(urlsplit(link).path)
        window.send("Simpan dan masuk", name=name, password=PASSWORD, password_again=PASSWORD)
        if window.path == "/masuk/langkah-kedua":
            secret = window.page.locator("code.setup-key").inner_text().replace(" ", "")
            window.send("Pasang dan masuk", code=factories.code_now(secret)).send("Sudah saya simpan, lanjutkan")
        assert window.path == "/ruang-kerja"
        return window


class Window:
    """One person's window."""

    def __init__(self, season, screen):
        self.season, self.screen, self.page = season, screen, screen.page
        self.page.on("dialog", lambda dialog: dialog.accept())

    @property
    def path(self):
        return self.screen.path

    @property
    def text(self):
        """What is read in the main part."""
        return self.screen.text

    def look(self):
        """Axe finds nothing, and nothing scrolls sideways."""
        endpoint, _values = self.season.app.url_map.bind("").match(self.path)
        mark = (endpoint, self.page.viewport_size["width"])
        if mark not in self.season.seen:
            self.screen.check()
            self.season.seen.add(mark)
        return self

    def shot(self, name):
        """Photograph the whole page into .cache/shots."""
        self.screen.shot(f"journey-{name}")
        return self

    def open(self, path, *, status=200):
        """Go to an address."""
        self.screen.open(path, status=status)
        return self.look()

    def unfold(self):
        """Open what is folded in the main part."""
        while (folded := self.page.locator("main details:not([open]) > summary")).count():
            folded.first.click()
        return self

    def follow(self, words, *, exact=True):
        """Follow the first link with these words in the main part."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words, exact=exact).first.click()
        return self.look()

    def fill(self, **fields):
        """Type into fields, choose in lists, tick what is to be ticked, choose files."""
        for name, value in fields.items():
            self._set(name.replace("__", "."), value)
        return self

    def _set(self, name, value):
        found = self.page.locator(f"main [name='{name}']")
        kind = found.first.evaluate("one => one.type")
        if kind in {"radio", "checkbox"}:
            found.locator(f"xpath=self::*[@value='{value}']").check() if kind == "radio" else found.check()
        elif kind.startswith("select"):
            found.select_option(value)
        elif kind == "file":
            found.set_input_files({"name": value, "mimeType": "application/pdf", "buffer": factories.pdf(value)})
        else:
            found.fill(value)

    def send(self, words, **fields):
        """Fill in and press the button with these words; the page that follows."""
        self.fill(**fields)
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=words, exact=True).first.click()
        return self.look()

    def saved(self):
        """Wait until the page says that what was typed is kept."""
        self.page.locator("[data-autosave-state][data-state='saved']").first.wait_for()
        return self
