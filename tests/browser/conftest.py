"""The portal in a real Chromium: `live` is the portal on a port of its own, `screen(person, width=360)` looks at it."""

import socket
import threading
from datetime import timedelta

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from p4comp.config import ROOT, from_environment
from p4comp.core import clock, db, jobs
from p4comp.core.db import Base
from p4comp.factory import create_app
from tests import conftest
from tests.browser.screens import Screen
from tests.browsers import Browser, Watch

SHOTS = ROOT / ".cache" / "shots"


def pytest_collection_modifyitems(items):
    """All that lies here drives a browser."""
    here = ROOT / "tests" / "browser"
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


class Quiet(WSGIRequestHandler):
    """Says nothing about each request."""

    def log_request(self, *_):
        """Stay silent."""


class Live:
    """A served portal whose clock, queue and tables the test holds in its hand."""

    def __init__(self, instance, database_url="", make=create_app):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        settings = {"P4COMP_INSTANCE": str(instance), "P4COMP_BASE_URL": self.url, "DATABASE_URL": database_url}
        self.app = make(from_environment(settings), testing=True)
        self.own_shift = self.app.extensions["clock_shift"]
        with self.app.app_context():
            Base.metadata.create_all(db.db.engine)
            self.app.extensions["test_watch"] = Watch(db.db.engine)
        self.server = make_server("127.0.0.1", 0, self.app, threaded=True, request_handler=Quiet, fd=self.listener.fileno())
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def at(self, moment):
        """Let competition time go on from this moment, for every visitor."""
        shift = moment - clock.real()
        self.app.extensions["clock_shift"] = lambda: shift

    def later(self, **time):
        """Let time pass: `live.later(days=1)`."""
        shift = (self.app.extensions["clock_shift"]() or timedelta(0)) + timedelta(**time)
        self.app.extensions["clock_shift"] = lambda: shift

    def work(self):
        """Run every job that waits; how many that were."""
        db.commit()
        return jobs.run_waiting()

    def cookie(self, person):
        """The cookie of a browser signed in as a person."""
        return Browser(self.app, person).client.get_cookie("p4").value

    def reset(self):
        """Empty tables, real time."""
        self.app.extensions["clock_shift"] = self.own_shift
        self.app.extensions["page_cache"].clear()
        conftest.empty(db.db.engine)

    def close(self):
        """Stop serving."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        self.listener.close()
        conftest.let_go(self.app)


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The served portal of this worker."""
    live = Live(tmp_path_factory.mktemp("live"))
    yield live
    live.close()


@pytest.fixture
def live(served):
    """The served portal on empty tables, in an application context."""
    with served.app.app_context():
        served.reset()
        yield served
        db.rollback()


@pytest.fixture
def screen(chromium, live):
    """`screen(person, width=360)` is a screen in front of that person; `screen()` anyone's. What it met is checked at the end."""
    opened = []

    def open_screen(person=None, *, width=1440):
        db.commit()
        opened.append(Screen(chromium, live, person, width=width, shots=SHOTS))
        return opened[-1]

    yield open_screen
    troubles = [trouble for one in opened for trouble in one.close()]
    assert troubles == []
