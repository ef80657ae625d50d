"""What the secretariat still has to do about interviews, and how far they are."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.core import web
from p4comp.core.access import Actor
from p4comp.interviews.queries import start


@web.contribute("todo")
def to_place(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat places announced finalists."""
    edition = competition.current() if actor.has("secretariat") else None
    number = start.counts(edition.id, at).unplaced if edition else 0
    if number:
        yield web.Todo(_("Jadwalkan wawancara %(n)d finalis", n=number), url_for("interviews.timetable"), _("Buka jadwal"))


@web.contribute("todo")
def to_follow(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat follows sheets that are not locked."""
    edition = competition.current() if actor.has("secretariat") else None
    number = start.counts(edition.id, at).missing if edition else 0
    if number:
        yield web.Todo(_("%(n)d lembar juri belum dikunci", n=number), url_for("interviews.timetable"), _("Lihat jadwal"), tone="waiting")


@web.contribute("numbers")
def held(actor: Actor, at: datetime) -> Iterator[web.Stat]:
    """How far the interviews are, for the secretariat."""
    edition = competition.current() if actor.has("secretariat") else None
    found = start.counts(edition.id, at) if edition else None
    if found and found.placed:
        yield web.Stat(_("Wawancara selesai"), found.held, _("dari %(n)d", n=found.placed))
