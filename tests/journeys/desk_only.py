"""A season without interviews: an edition from its shipped file with dates of its own, dossiers read and locked, two secretaries at their pages."""

from datetime import datetime, timedelta

from p4comp.competition import files
from p4comp.competition.queries import spec_of
from p4comp.core import db
from p4comp.judging.models import Finding
from tests import factories
from tests.journeys import office
from tests.results import figures_scene

TOP = 5


class DeskOnly:
    """The edition, its two secretaries' browsers, anybody's, and what is moved: the clock, the queue."""

    def __init__(self, app, browse, at, work, slug, opens, people=dict):
        self.app, self.browse, self.pin, self.work, self.slug = app, browse, at, work, slug
        self.opens = datetime.fromisoformat(opens)
        self.stages = {}
        self.at(self.opens)
        self.homes = people()
        self.edition = figures_scene.load(self._dated(), at=self.opens)
        self.spec = spec_of(self.edition)
        self.first, self.second = (browse(factories.secretariat(f"Sekretaris {name}")) for name in ("Satu", "Dua"))
        self.people, self.readers = {}, [factories.evaluator(self.edition) for _number in range(self.spec.plan.readings)]

    def _dated(self):
        """The file with a fortnight for every step of which nobody knows when it was."""
        content, begins = files.read(self.slug), self.opens
        for window in content["jadwal"]:
            if "buka" not in window:
                window |= {"buka": begins, "tutup": begins + timedelta(days=14)}
            self.stages[window["kode"]] = window["buka"]
            begins = window["tutup"]
        return content

    def at(self, moment):
        """The clock jumps, kept pages have grown old."""
        self.app.extensions["page_cache"].clear()
        self.now = self.pin(moment)

    def enter(self, category, home, level):
        """An institution's verified dossier, read by everybody who must, each indicator at this level."""
        codes = {one.code: one.weight for aspect in self.spec.instrument_of(category).aspects for one in aspect.indicators}
        contact = factories.member(institution=home)
        entry = factories.entry(
            self.edition, home, state="verified", category=category, levels=None, evidence=False, contact=contact, began_at=self.opens
        )
        factories.answers(entry, dict.fromkeys(codes, TOP))
        levels = level if isinstance(level, dict) else dict.fromkeys(codes, level)
        total = sum(weight * levels[code] for code, weight in codes.items()) / TOP
        for reader in self.readers:
            sheet = factories.assignment(
                entry, reader, state="locked", levels={}, total=total, declared_at=self.now, locked_at=self.now, assigned_at=self.now
            )
            for code, own in levels.items():
                factories.keep(Finding(assignment_id=sheet.id, indicator=code, level=own, note="Sesuai bukti.", saved_at=self.now))
        self.people[home.name] = self.browse(contact)
        db.commit()
        return entry

    def shortlist(self, category):
        """The plenary names who stays."""
        return office.decide(self.first, self.second, self.first.get(f"/peringkat/{category}").submit("Usulkan ke rapat pleno").follow())

    def announce(self, link):
        """Announce a list at once, before the day of the timetable as well."""
        form = self.first.get(self.first.get(f"/hasil-akhir/{self.slug}").links[link])
        meant = {"knowingly": "y"} if form.select("input[name=knowingly]") else {}
        form.submit("Simpan waktu pengumuman", when="now", **meant)
        self.app.extensions["page_cache"].clear()

    def crown(self, category):
        """The plenary decides on the winners of a category."""
        way = f"/hasil-akhir/{self.slug}/{category}/usulkan"
        return office.decide(self.first, self.second, self.first.post(way).follow())

    def certify(self):
        """Every list gets its certificates; they are drawn."""
        place = f"/edisi/{self.slug}/piagam"
        while ways := [form.action for form in self.first.get(place).forms if form.buttons and form.buttons[0].startswith("Terbitkan")]:
            self.first.post(ways[0])
        self.work()
