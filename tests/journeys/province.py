"""A province's space beside the ministry's portal in one installation, people at screens in both, and the sheets its office fills in."""

import io
from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import xlsxwriter
from sqlalchemy import text

from p4comp.core import db, jobs
from p4comp.core.db import Base
from p4comp.core.media_types import XLSX
from p4comp.hosting import create_site
from p4comp.hosting.settings import schema
from tests import factories
from tests.browser.conftest import Live
from tests.hosting.worlds import sign_in, write_facts
from tests.journeys.screens import Screens, Window

SLUG = "kalsel"
MOUNT = f"/p/{SLUG}"
NATIONAL_LATER = timedelta(days=380)


class Installation(Live):
    """A served installation: `app` is the ministry's portal, `space` the province's."""

    def __init__(self, instance, database_url=""):
        super().__init__(instance, database_url, lambda settings, testing: create_site(settings, testing=testing).root)
        self.site = self.app.extensions["space_app"].__self__
        write_facts(self.site, SLUG)
        self.space = self.site.by_name(SLUG)
        if database_url:
            with self.app.app_context(), db.db.engine.begin() as connection:
                connection.execute(text(f'CREATE SCHEMA "{schema(SLUG)}"'))
        with self.space.app_context():
            Base.metadata.create_all(db.db.engine)

    @contextmanager
    def inside(self, app):
        """The context of the space or the root; what is made in it is kept."""
        with app.app_context():
            yield
            db.commit()

    def at(self, moment):
        """One clock for both."""
        super().at(moment)
        self.space.extensions["clock_shift"] = self.app.extensions["clock_shift"]

    def work(self):
        """Run what waits in the space and in the root."""
        with self.inside(self.space):
            done = jobs.run_waiting()
        return done + super().work()

    def close(self):
        """Stop serving, and let both databases go."""
        super().close()
        self.site.close()


class Neighbours(Screens):
    """People of the ministry's portal and of the province's space; whoever comes is somebody made before."""

    def at(self, moment):
        """The clock jumps in both, whose kept pages have grown old on the way."""
        self.live.space.extensions["page_cache"].clear()
        return super().at(moment)

    def national(self, name, person_id, width):
        """Somebody signed in at the ministry's portal; anybody where no person is named."""
        return self._come(name, self.live.app, "", person_id, width)

    def provincial(self, name, person_id, width):
        """Somebody signed in in the province's space; anybody where no person is named."""
        return self._come(name, self.live.space, MOUNT, person_id, width)

    def _come(self, name, app, mount, person_id, width):
        window = Neighbour(self, self.screen(width=width), mount)
        if person_id is not None:
            with self.live.inside(app):
                signer = app.session_interface.get_signing_serializer(app)
                cookie = {"name": app.config["SESSION_COOKIE_NAME"], "value": signer.dumps({"_user_id": sign_in(person_id)})}
            window.screen.context.add_cookies([cookie | {"domain": "127.0.0.1", "path": app.config["SESSION_COOKIE_PATH"]}])
        self.windows[name] = window
        return window


class Neighbour(Window):
    """A window whose addresses lie under the path of its place."""

    def __init__(self, season, screen, mount):
        super().__init__(season, screen)
        self.mount = mount

    @property
    def path(self):
        """Where the person is, within the place."""
        return urlsplit(self.page.url).path.removeprefix(self.mount) or "/"

    def open(self, path, *, status=200):
        """Go to an address of the place."""
        return super().open(self.mount + path, status=status)

    def choose(self, name, file, content):
        """Choose a spreadsheet to be sent."""
        self.page.locator(f"main [name='{name}']").set_input_files({"name": file, "mimeType": XLSX, "buffer": content})
        return self

    def body(self, path):
        """What an address of the place answers this person, as text."""
        db.commit()
        answer = self.page.context.request.get(self.mount + path)
        return answer.body().decode("utf-8", "replace")


def book(rows):
    """The bytes of a spreadsheet of these rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Angka")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def national_edition():
    """The ministry's edition, a year later, so that its registration is open while the province awards."""
    windows = factories.document()["jadwal"]
    moved = [one | {"buka": one["buka"] + NATIONAL_LATER, "tutup": one["tutup"] + NATIONAL_LATER} for one in windows]
    return factories.edition(jadwal=moved)


def moment(text):
    """A moment in the province's zone."""
    return datetime.fromisoformat(f"{text}+08:00")
