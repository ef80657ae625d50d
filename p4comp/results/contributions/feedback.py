"""What feedback adds to other pages: what waits, where it is, the words of the log. Nothing tells of it before it is out."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.core import audit, clock, tallies, web
from p4comp.core.access import Actor, homes
from p4comp.core.words import number
from p4comp.results.queries import feedback as queries

audit.name(
    nouns={"feedback": _l("Umpan balik"), "feedback_note": _l("Catatan dalam umpan balik")},
    verbs={
        "feedback.asked": _l("Umpan balik disusun"),
        "feedback.read": _l("Umpan balik dibaca sekretariat"),
        "feedback.read_many": _l("Banyak umpan balik dibaca sekretariat tanpa perubahan"),
        "feedback.released": _l("Waktu rilis umpan balik ditetapkan"),
        "feedback.renewed": _l("Versi baru umpan balik dibuat"),
        "feedback.acknowledged": _l("Umpan balik ditandai sudah dibaca peserta"),
        "feedback.printing": _l("PDF umpan balik diminta"),
        "feedback_note.reworded": _l("Catatan evaluator disunting sebelum dikirim"),
        "feedback_note.left_out": _l("Catatan evaluator tidak disertakan"),
        "feedback_note.restored": _l("Catatan evaluator dikembalikan seperti semula"),
    },
)

TO_READ = tallies.on_start_page(queries.count_waiting, tallies.whoever_is("secretariat"))
UNSEEN = tallies.on_start_page(
    queries.count_unseen, lambda actor: (homes(actor, "member"), clock.arrived()) if actor.has("member") else None
)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The desk, for those inside."""
    edition = competition.current() if is_staff(actor) else None
    if edition is not None and competition.traits().has_dossiers:
        yield web.NavItem(_l("Umpan balik"), url_for("results.feedback_desk", slug=edition.slug), "message", 57)


@web.contribute("todo")
def to_read(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat reads what evaluators wrote before it goes out."""
    count = TO_READ.of(actor)
    edition = competition.current() if count else None
    if edition is not None:
        url = url_for("results.feedback_desk", slug=edition.slug, keadaan="menunggu")
        note = _("Catatan evaluator dibaca sekretariat sebelum dikirim kepada peserta.")
        yield web.Todo(_("Baca %(n)s umpan balik", n=number(count)), url, _("Baca"), note=note)


@web.contribute("todo")
def of_institutions(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """An institution reads what its assessment found."""
    for one in queries.unseen(homes(actor, "member"), at) if UNSEEN.of(actor) else ():
        url = url_for("results.feedback", entry_id=one.entry_id)
        yield web.Todo(_("Umpan balik penilaian sudah terbit"), url, _("Baca"), note=one.entry.institution_name)
