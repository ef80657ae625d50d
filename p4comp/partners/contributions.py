"""What partners add to every page: places, what waits for whom."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.competition.queries import traits
from p4comp.core import audit, db, web
from p4comp.core.access import Actor
from p4comp.core.words import number
from p4comp.partners import queries

audit.name(
    nouns={"partner": _l("Mitra penyelenggara"), "partner_note": _l("Catatan mitra")},
    verbs={
        "partner.invited": _l("Mitra diundang"),
        "partner.dismissed": _l("Hak mitra diakhiri"),
        "partner_note.written": _l("Catatan mitra ditulis"),
        "partner_note.answered": _l("Catatan mitra dijawab instansi"),
    },
)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Partners have the list of entrants; those inside the partners and their notes, where there are dossiers to speak of."""
    if actor.has("partner"):
        yield web.NavItem(_("Catatan mitra"), url_for("partners.entrants"), "flag", 24)
    if is_staff(actor) and traits().has_dossiers:
        yield web.NavItem(_("Mitra"), url_for("partners.partners"), "users", 58)


@web.contribute("todo")
def to_note(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A partner is told of how many entrants nothing is said yet, while it may be."""
    place = queries.place(actor)
    if place is None or not place.bench.times.is_open(at):
        return
    if left := queries.left(place):
        title = _("Isi catatan mitra untuk %(n)s peserta", n=number(left))
        note = _("“Tidak ada catatan” juga jawaban.")
        yield web.Todo(title, url_for("partners.entrants", status="belum"), _("Buka daftar"), note=note, due=place.bench.times.closes)


@web.contribute("todo")
def to_answer(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """An institution is told of notes it may answer before the plenary sees them."""
    found = queries.bench() if actor.has("drafter") or actor.has("approver") else None
    if found is None or not found.times.is_answerable(at) or found.times.opens is None or at < found.times.opens:
        return
    if waiting := db.first(queries.unanswered(actor, found.edition.id)):
        title = _("Jawab %(n)s catatan mitra", n=number(waiting))
        note = _("Rapat pleno membaca catatan bersama jawaban Anda.")
        yield web.Todo(title, url_for("partners.notes"), _("Baca"), note=note, due=found.times.answered_by)
