"""A portal on disk, served by a gunicorn of its own that may be killed as by a power cut."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta

import requests

from p4comp.config import ROOT, from_environment
from p4comp.core import clock, db
from p4comp.core.db import Base
from p4comp.factory import create_app
from tests import factories, held_clock
from tests.browsers import Browser


def free_port():
    """A port of the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def open_now():
    """An edition whose registration is open while the tests run."""
    windows = factories.document()["jadwal"]
    for window in windows:
        if window["kode"] == "pendaftaran":
            window |= {"buka": clock.real() - timedelta(days=1), "tutup": clock.real() + timedelta(days=1)}
    return factories.edition(jadwal=windows)


class Site:
    """A portal in the folder `instance`; its own process serves it, `app` is this process's way to its database."""

    def __init__(self, instance, database_url=""):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {"P4COMP_INSTANCE": str(instance), "P4COMP_BASE_URL": self.url, "DATABASE_URL": database_url}
        self.app = held_clock.held(create_app(from_environment(self.environment), testing=True))
        self.running = None
        with self.app.app_context():
            Base.metadata.create_all(db.db.engine)

    def start(self, workers=1):
        """Serve with so many processes, and wait until somebody is there."""
        words = [sys.executable, "-m", "gunicorn", "tests.held_clock:served()", "--chdir", str(ROOT), "--bind", f"127.0.0.1:{self.port}"]
        words += ["--worker-class", "gthread", "--workers", str(workers), "--threads", "8", "--log-level", "error"]
        self.running = subprocess.Popen(words, env=self.environment, start_new_session=True)
        for _try in range(600):
            try:
                return requests.get(f"{self.url}/robots.txt", timeout=30)
            except requests.RequestException:
                time.sleep(0.05)
        raise AssertionError("gunicorn did not start")

    def kill(self):
        """As a power cut would: nobody is asked."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait(10)

    def at(self, moment):
        """Let competition time go on from this moment, here and in what is served."""
        held_clock.set_to(self.app, moment)

    def heads(self, person):
        """What a signed-in person's browser sends with every request."""
        browser = Browser(self.app, person)
        token = browser.token()
        return {"Cookie": f"p4={browser.client.get_cookie('p4').value}", "X-CSRFToken": token}

    def close(self):
        """Stop serving and let the database go."""
        if self.running.poll() is None:
            self.kill()
        with self.app.app_context():
            db.db.engine.dispose()
