"""An interview week of six finalists in three zones, three jurors and a secretariat, each before a screen of their own."""

import email
from dataclasses import dataclass
from datetime import datetime
from email import policy as mail_policy

from sqlalchemy import select

from p4comp.core import db, jobs
from p4comp.interviews.models import Interview
from tests import factories
from tests.browser.conftest import SHOTS
from tests.browser.screens import Screen
from tests.browsers import Browser
from tests.journeys.screens import Window

PHONE, DESK = 360, 1440
SECRETARY, CHAIR = "Ratna", "Ani"
JURORS = {"Ani": "31", "Budi": "64", "Citra": "36"}
PROVINCES = {
    "31": ("DKI Jakarta", "Asia/Jakarta"),
    "36": ("Banten", "Asia/Jakarta"),
    "63": ("Kalimantan Selatan", "Asia/Makassar"),
    "64": ("Kalimantan Timur", "Asia/Makassar"),
    "91": ("Papua", "Asia/Jayapura"),
    "81": ("Maluku", "Asia/Jayapura"),
}
FINALISTS = {
    "Pemerintah Kabupaten Lebak": "36",
    "Pemerintah Kabupaten Tangerang": "36",
    "Pemerintah Kabupaten Tapin": "63",
    "Pemerintah Kabupaten Berau": "64",
    "Pemerintah Kabupaten Jayapura": "91",
    "Pemerintah Kabupaten Buru": "81",
}
JAYAPURA = "Pemerintah Kabupaten Jayapura"


@dataclass(frozen=True)
class Taken:
    """A finalist's seat, and how far its invitation is."""

    entry_id: str
    panel_id: str
    starts_at: datetime
    state: str


def _taken(row):
    return Taken(row.entry_id, row.panel_id, row.starts_at, row.invitation.state.value)


class Week:
    """The house of that week; `windows` are people's by name, a finalist's by its institution."""

    def __init__(self, site, chromium):
        self.site, self.chromium = site, chromium
        self.app, self.url = site.app, site.url
        self.windows, self.seen = {}, set()

    def open(self, moment):
        """Announce the finalists, seat the jurors, serve it, and let everybody sit down."""
        self.site.at(moment)
        self.edition = factories.edition(wawancara=_format())
        self.people = {SECRETARY: factories.secretariat(SECRETARY)}
        entries = [self._finalist(name, code) for name, code in FINALISTS.items()]
        factories.decision(self.edition, entries, announced_at=factories.closing("pleno_finalis"))
        self.panel = factories.panel(self.edition)
        for name, code in JURORS.items():
            self._juror(name, code)
        self.addresses = {name: one.email for name, one in self.people.items()}
        db.commit()
        self.site.start()
        for name in self.people:
            self.window(name, PHONE if name in FINALISTS else DESK)

    def _finalist(self, name, code):
        place, zone = PROVINCES[code]
        own = factories.institution("pemkab", name=name, region=factories.region(code, name=place, zone=zone))
        self.people[name] = factories.member(factories.person(f"Peserta {name.split()[-1]}"), own)
        return factories.entry(self.edition, own, state="verified", contact=self.people[name])

    def _juror(self, name, code):
        place, zone = PROVINCES[code]
        own = factories.institution("ptn", name=f"Universitas {place}", region=factories.region(code, name=place, zone=zone))
        self.people[name] = factories.person(name)
        factories.juror(self.panel, self.people[name], employer=own, is_chair=name == CHAIR)

    def window(self, name, width, seat=""):
        """A window of somebody who has signed in; `seat` names a second one of the same person."""
        screen = Screen(self.chromium, self, self.people[name], width=width, shots=SHOTS)
        self.windows[seat or name] = Window(self, screen)
        return self.windows[seat or name]

    def cookie(self, person):
        """The cookie of a browser signed in as a person."""
        return Browser(self.app, person).client.get_cookie("p4").value

    def __getitem__(self, name):
        """Somebody's window."""
        return self.windows[name]

    def at(self, moment):
        """The clock jumps."""
        self.site.at(moment)

    def work(self):
        """The queue runs until nothing waits."""
        while jobs.run_waiting():
            db.rollback()

    def hour(self):
        """What runs every hour runs, and the letters leave."""
        jobs.tidy()
        self.work()

    def letters(self):
        """Every letter that lies in the outbox."""
        outbox = self.app.extensions["settings"].instance / "outbox"
        return [email.message_from_bytes(path.read_bytes(), policy=mail_policy.default) for path in sorted(outbox.glob("*.eml"))]

    def read(self, query, told):
        """What the database holds now, each row as `told` tells it; no transaction stays open in the portal's way."""
        db.rollback()
        db.session().expire_all()
        found = [told(one) for one in db.everything(query)]
        db.rollback()
        return found

    def timetable(self):
        """Where everybody sits, by the finalist's name, in the order of the seats."""
        rows = self.read(select(Interview).order_by(Interview.starts_at), lambda row: (row.entry.institution_name, _taken(row)))
        return dict(rows)

    def close(self):
        """Everybody leaves; nothing odd was met on the way."""
        troubles = [trouble for one in self.windows.values() for trouble in one.screen.close()]
        db.rollback()
        self.site.close()
        assert troubles == []


def _format():
    """Two days with at most two interviews in half a day, and all three jurors in every one."""
    content = factories.document()["wawancara"]
    return content | {"juri_per_panel": 3, "penjadwalan": {"paling_banyak_setengah_hari": 2, "kuorum": 3}}
