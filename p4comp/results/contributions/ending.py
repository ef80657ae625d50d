"""What the secretariat has to do at the end of an edition: announce what is decided, take in figures, propose winners. One query in all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.competition.final_terms import FinalStage
from p4comp.competition.models import Edition
from p4comp.competition.rules import Calendar
from p4comp.competition.spec import Stage
from p4comp.core import web
from p4comp.core.access import Actor
from p4comp.results import queries
from p4comp.results.queries import Remaining


@dataclass(frozen=True)
class Ending:
    """The edition that is run, its calendar, and how far its lists are."""

    edition: Edition
    calendar: Calendar
    left: Remaining
    at: datetime

    @property
    def categories(self) -> int:
        """How many categories it has."""
        return len(self.calendar.spec.categories)

    @property
    def tabled(self) -> int:
        """How many of them go by figures without dossiers."""
        return sum(1 for one in self.calendar.spec.categories if one.scoring is not None)

    @property
    def is_final(self) -> bool:
        """Whether the final stage has begun."""
        opens = self.calendar.window(Stage.FINAL).opens
        return opens is not None and opens <= self.at

    @property
    def is_heard(self) -> bool:
        """Whether there is what winners are proposed from."""
        return self.left.is_heard or self.calendar.spec.plan.final_stage in (FinalStage.DESK, FinalStage.FIGURES)

    def todo(self, title: str, label: str, note: str, endpoint: str = "results.final") -> web.Todo:
        """Something to do on a page of the edition."""
        return web.Todo(title, url_for(endpoint, slug=self.edition.slug), label, note)


@web.contribute("todo")
def to_end(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """What waits for the secretariat at the end of the edition."""
    found = competition.current_calendar() if actor.has("secretariat") else None
    if found is None:
        return
    ending = Ending(*found, queries.remaining(found[0].id), at)
    for ask in (_finalists, _corrections, _figures, _proposals, _winners):
        yield from ask(ending)


def _finalists(one: Ending) -> Iterator[web.Todo]:
    if one.left.finalists >= one.categories - one.tabled and one.left.finalists_unset:
        note = _("Daftar finalis semua kategori sudah disahkan.")
        yield one.todo(_("Umumkan finalis"), _("Tetapkan waktu"), note, "results.announce_finalists")


def _corrections(one: Ending) -> Iterator[web.Todo]:
    if one.left.corrections:
        title = _("Umumkan koreksi %(n)d keputusan", n=one.left.corrections)
        yield one.todo(title, _("Tetapkan waktu"), _("Koreksi sudah disahkan; umum masih melihat daftar yang lama."))


def _figures(one: Ending) -> Iterator[web.Todo]:
    if one.is_final and one.left.tabled < one.tabled:
        title = _("Masukkan angka penilaian %(n)d kategori", n=one.tabled - one.left.tabled)
        yield one.todo(title, _("Buka hasil akhir"), _("Kategori tanpa berkas dinilai dengan angka yang dimasukkan sekretariat."))


def _proposals(one: Ending) -> Iterator[web.Todo]:
    if one.is_final and one.is_heard and one.left.proposed < one.left.finalists + one.left.tabled:
        note = _("Semua lembar juri sudah terkunci.") if one.left.is_heard else _("Nilainya sudah ada.")
        yield one.todo(_("Usulkan pemenang"), _("Buka hasil akhir"), note)


def _winners(one: Ending) -> Iterator[web.Todo]:
    if one.left.winners >= one.categories and one.left.winners_unset:
        note = _("Daftar pemenang semua kategori sudah disahkan.")
        yield one.todo(_("Tetapkan waktu pengumuman"), _("Tetapkan waktu"), note, "results.publish")
