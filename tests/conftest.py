"""What every test may ask for; see each fixture. `pytest --db sqlite` runs one database only."""

import os
import socket
import tempfile
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright
from sqlalchemy import event, text

from p4comp.config import from_environment
from p4comp.core import clock, db, jobs
from p4comp.core.db import Base
from p4comp.factory import create_app
from tests import factories, paces, servers
from tests.browser.screens import CHROMIUM, FLAGS
from tests.browsers import Browser, Watch

settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")
DATABASES = ("sqlite", "postgresql")
LOOPBACK = ("127.", "::1", "localhost")


def pytest_addoption(parser):
    """`--db` picks databases while one works; the whole suite runs on both."""
    parser.addoption("--db", choices=DATABASES, default=None, help="run tests on this database only")


def pytest_generate_tests(metafunc):
    """A test that uses `app` runs on each database; one marked `sqlite` or `postgresql` on that one only."""
    if "database" in metafunc.fixturenames:
        wanted = metafunc.config.getoption("--db")
        marked = [name for name in DATABASES if metafunc.definition.get_closest_marker(name)]
        metafunc.parametrize("database", [name for name in marked or DATABASES if wanted in (None, name)])


class OutsideWorld(RuntimeError):
    """A test tried to reach something beyond this machine."""


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests of this worker, wherever they lie: a thread bears one driver; it speaks to this machine only."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True, scope="session")
def loopback_only():
    """Sockets reach this machine only."""
    reach = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def guard(name):
        def connect(self, address):
            if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):
                raise OutsideWorld(address)
            return reach[name](self, address)

        return connect

    with pytest.MonkeyPatch.context() as patch:
        for name in reach:
            patch.setattr(socket.socket, name, guard(name))
        yield


@pytest.fixture(autouse=True, scope="session")
def nothing_need_last():
    """What a test writes need not outlive the machine: no waiting for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _file: None)
        yield


@pytest.fixture(scope="session")
def workshop():
    """Makes and keeps one application per database for this worker; starts PostgreSQL when first asked for."""
    with ExitStack() as stack:
        yield Workshop(stack)


class Workshop:
    """The applications of one test worker."""

    def __init__(self, stack):
        self.stack = stack
        self.worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="p4comp-tests-")))
        self._server = None
        self.apps = {}

    @property
    def server(self):
        """The PostgreSQL of this run."""
        if self._server is None:
            self._server = self.stack.enter_context(servers.postgresql(Path(tempfile.gettempdir()) / f"p4comp-pg-{self.run}"))
        return self._server

    def url(self, database, name):
        """The address of a fresh empty database; empty for SQLite, whose file lies in the instance."""
        return servers.fresh_database(self.server, f"p4_{self.worker}_{name}") if database == "postgresql" else ""

    def settings(self, database, name):
        """Settings of an instance of its own."""
        instance = self.folder / f"{name}-{database}"
        return from_environment(
            {"P4COMP_INSTANCE": str(instance), "DATABASE_URL": self.url(database, name), "P4COMP_BASE_URL": "http://localhost"}
        )

    def app(self, database):
        """The application on `database`, its tables made once."""
        if database not in self.apps:
            app = create_app(self.settings(database, "suite"), testing=True)
            with app.app_context():
                if database == "sqlite":
                    event.listen(db.db.engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
                Base.metadata.create_all(db.db.engine)
                app.extensions["test_watch"] = Watch(db.db.engine)
                self.stack.callback(let_go, app)
            self.apps[database] = app
        return self.apps[database]


def let_go(app):
    with app.app_context():
        db.db.engine.dispose()


@pytest.fixture(autouse=True)
def unhurried():
    """Nobody has asked for anything yet."""
    paces.forget()


@pytest.fixture
def app(workshop, database):
    """The portal on empty tables, in an application context; `session()` is the test's own session."""
    portal = workshop.app(database)
    with portal.app_context():
        empty(db.db.engine)
        portal.extensions["page_cache"].clear()
        yield portal
        db.rollback()
        assert not half_received(portal.extensions["store"].folder)


def half_received(folder):
    """What was received and neither kept nor thrown away; it is thrown away here, so that only the test that left it fails."""
    left = sorted(folder.glob("incoming-*"))
    for one in left:
        one.unlink()
    return left


def empty(engine):
    """Take every row out of every table."""
    statements = [text(f'DELETE FROM "{table.name}"') for table in reversed(Base.metadata.sorted_tables)]
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("; ".join(str(one) for one in statements))
        else:
            for one in statements:
                connection.execute(one)


@pytest.fixture
def session(app):
    """The test's session."""
    return db.session()


@pytest.fixture
def browse(app):
    """`browse(person)` is that person's browser, signed in; `browse()` is anyone's."""
    return lambda person=None: Browser(app, person)


@pytest.fixture
def at():
    """`at(moment)` sets competition time from here to the end of the test, or to the next `at`; a text is read as ISO 8601."""
    with ExitStack() as pins:

        def pin(moment):
            moment = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
            pins.enter_context(clock.at(moment))
            return moment

        yield pin


@pytest.fixture
def queries(app):
    """`with queries() as taken:` notes every statement on the database; a page's own are in `page.queries`."""
    return app.extensions["test_watch"]


@pytest.fixture
def work(app):
    """`work()` commits what the test made, then runs every job that waits; it gives their number."""

    def run():
        db.commit()
        return jobs.run_waiting()

    return run


@pytest.fixture
def cast(app):
    """The standing cast around one verified entry."""
    return factories.cast()
