"""WebKit without a screen, spoken to by the W3C WebDriver protocol: WPE's engine, the one of tablets and phones from Cupertino."""

import os
import shutil
import socket
import subprocess
import time

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
COG = "/usr/bin/cog"
MIDDLE = """(selector => {
    const found = document.querySelector(selector);
    found.scrollIntoView({ block: "center", behavior: "instant" });
    const box = found.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
})(arguments[0])"""
SCREEN = 800  # the screen that WPE has without a display; narrower ones are this one, zoomed


class WebKit:
    """The driver's process; `window(width=320)` is a browser of its own, with no memory of others."""

    def __init__(self, folder):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        env = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "WEBKIT_FORCE_SANDBOX": "0", "LANG": "id_ID.UTF-8"}
        self.log = (folder / "webkit.log").open("wb")
        driver = shutil.which("WPEWebDriver") or "WPEWebDriver"
        self.process = subprocess.Popen([driver, f"--port={port}"], env=env, stdout=self.log, stderr=self.log)
        self.url = f"http://127.0.0.1:{port}"
        self.http = requests.Session()
        self.http.mount("http://", HTTPAdapter(max_retries=Retry(connect=8, read=0, backoff_factor=0.05)))

    def ask(self, method, path, body=None):
        """One command; what the browser answers."""
        answer = self.http.request(method, self.url + path, json=body if body is not None or method != "POST" else {}, timeout=60).json()
        if isinstance(answer["value"], dict) and "error" in answer["value"]:
            raise RuntimeError(f"{path}: {answer['value']['error']}: {answer['value']['message'][:300]}")
        return answer["value"]

    def window(self, *, width=SCREEN, text=1.0):
        """A browser so wide, its text so large."""
        zoom = SCREEN / width
        args = ["--automation", "--platform=headless", f"--scale={zoom}", f"--default-font-size={round(16 * text)}"]
        wanted = {"wpe:browserOptions": {"binary": COG, "args": args}, "unhandledPromptBehavior": "ignore"}
        return Window(self, self.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"], zoom)

    def close(self):
        """End the driver."""
        self.http.close()
        self.process.terminate()
        self.process.wait(timeout=20)
        self.log.close()


class Window:
    """One browser window."""

    def __init__(self, webkit, session, zoom):
        self.webkit, self.path, self.zoom = webkit, f"/session/{session}", zoom

    def ask(self, method, what, body=None):
        """A command to this window."""
        return self.webkit.ask(method, self.path + what, body)

    def open(self, url):
        """Go to an address."""
        self.ask("POST", "/url", {"url": url})
        return self

    def fits(self):
        """Nothing lies beside the screen; zoomed widths are rounded."""
        here, beside = self.js("[location.pathname, document.documentElement.scrollWidth - innerWidth]")
        assert beside <= 1, f"{here}: {beside} px too wide"
        return self

    def js(self, script, *values):
        """What a script returns."""
        return self.ask("POST", "/execute/sync", {"script": f"return {script}", "args": values})

    def until(self, script, *values, seconds=10):
        """Wait until a script returns something true."""
        ends = time.monotonic() + seconds
        while not (found := self.js(script, *values)):
            assert time.monotonic() < ends, f"never so on {self.js('location.href')}: {script}: {self.js('document.body.innerText')[:600]}"
            time.sleep(0.05)
        return found

    def _find(self, selector):
        return self.ask("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def tap(self, selector):
        """Press where it is, whatever lies there; the driver's own click misses on a zoomed screen."""
        x, y = self.js(MIDDLE, selector)
        point = {"x": round(x * self.zoom), "y": round(y * self.zoom)}
        steps = [{"type": "pointerMove", "duration": 0, **point}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.ask("POST", "/actions", {"actions": [{"type": "pointer", "id": "finger", "actions": steps}]})

    def type(self, selector, words):
        """Type into a field by keyboard, after what stands there."""
        self.ask("POST", f"/element/{self._find(selector)}/value", {"text": words})

    def accept(self):
        """Say yes to a question of the browser."""
        self.ask("POST", "/alert/accept")

    def leave(self):
        """Close the page; the window goes on with an empty one."""
        self.open("about:blank")

    def close(self):
        """Close the window and all it remembers."""
        self.ask("DELETE", "")
