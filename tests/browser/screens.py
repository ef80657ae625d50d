"""A screen in front of a person: a Chromium page that notes every trouble and can be checked and photographed."""

from pathlib import Path
from urllib.parse import urlsplit

from p4comp.core import db

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
]
HEIGHTS = {360: 740, 768: 1024, 1440: 900}
AXE = next((Path(__file__).parent / "vendor").glob("axe-core-*/axe.min.js"))
RUN_AXE = "async () => (await axe.run()).violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))])"


class Screen:
    """A browser window of one person; `page` is Playwright's."""

    def __init__(self, chromium, live, person, *, width, shots):
        self.live, self.shots = live, shots
        self.context = chromium.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            reduced_motion="reduce",
            base_url=live.url,
        )
        if person is not None:
            self.context.add_cookies([{"name": "p4", "value": live.cookie(person), "url": live.url}])
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.troubles = []
        self._listen()

    def _listen(self):
        self.page.on("console", lambda message: self._note("console", message.text) if message.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self._note("script", str(error)))
        self.page.on("request", self._look_outside)

    def _look_outside(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.hostname != "127.0.0.1":
            self._note("outside", request.url)

    def _note(self, kind, words):
        if kind != "console" or "Failed to load resource" not in words:
            self.troubles.append(f"{self.page.url}: {kind}: {words}")

    def open(self, path, *, status=200):
        """Go to a page; what the test has made so far is committed before."""
        db.commit()
        response = self.page.goto(path)
        assert response is not None
        assert response.status == status, f"{path}: {response.status}, not {status}: {self.text[:300]}"
        return self

    @property
    def text(self):
        """What a person reads in the page's main part."""
        return self.page.locator("main").inner_text()

    @property
    def path(self):
        """Where the person is."""
        return urlsplit(self.page.url).path

    def fill(self, **fields):
        """Fill fields in by their name."""
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']:visible").fill(str(value))
        return self

    def press(self, words):
        """Press the button with these words in the page's main part, and wait for what follows."""
        self.page.locator("main").get_by_role("button", name=words, exact=True).click()
        self.page.wait_for_load_state()
        return self

    def follow(self, words):
        """Follow the link with these words."""
        self.page.get_by_role("link", name=words, exact=True).first.click()
        self.page.wait_for_load_state()
        return self

    def widen(self, width):
        """Another width of the same window."""
        self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        return self

    def check(self, *, widths=()):
        """No fault for axe, no sideways scroll, here and at other widths; what is wrong is named."""
        self.page.evaluate(AXE.read_text("utf-8"))
        faults = [f"axe {name}: {help_text}: {nodes}" for name, help_text, nodes in self.page.evaluate(RUN_AXE)]
        before = self.page.viewport_size["width"]
        for width in (before, *widths):
            self.widen(width)
            faults += self._sideways(width)
        self.widen(before)
        assert faults == [], f"{self.path}: {faults}"
        return self

    def _sideways(self, width):
        found = self.page.evaluate("document.documentElement.scrollWidth")
        return [f"{found} px wide on {width} px"] if found > width else []

    def shot(self, name, *, whole=False):
        """Photograph the page into .cache/shots."""
        self.shots.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(self.shots / f"{name}-{self.page.viewport_size['width']}.png"), full_page=whole)
        return self

    def close(self):
        """Leave; what went wrong on the way."""
        self.context.close()
        return self.troubles
