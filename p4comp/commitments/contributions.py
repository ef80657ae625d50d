"""What agreements add to every page: their place, what waits for whom, the words of the log."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.commitments import queries
from p4comp.commitments.policy import DUTIES
from p4comp.commitments.rules.states import SOON
from p4comp.core import audit, clock, tallies, web
from p4comp.core.access import Actor, homes
from p4comp.core.words import number
from p4comp.institutions.queries import day

audit.name(
    nouns={"accord": _l("Perjanjian"), "commitment": _l("Komitmen")},
    verbs={
        "accord.drawn_up": _l("Perjanjian mulai disusun"),
        "accord.rewritten": _l("Naskah perjanjian diubah"),
        "accord.signed": _l("Penanda tangan perjanjian dicatat"),
        "accord.unsigned": _l("Penanda tangan perjanjian dihapus"),
        "accord.opened": _l("Keterbukaan perjanjian ditetapkan"),
        "accord.enforced": _l("Perjanjian diberlakukan"),
        "accord.ended": _l("Perjanjian diakhiri"),
        "accord.reviewed": _l("Tinjauan tahunan perjanjian ditutup"),
        "commitment.added": _l("Komitmen dicatat"),
        "commitment.changed": _l("Komitmen diubah"),
        "commitment.dropped": _l("Komitmen dihapus"),
        "commitment.begun": _l("Komitmen mulai dikerjakan"),
        "commitment.proven": _l("Bukti komitmen dilampirkan"),
        "commitment.unproven": _l("Bukti komitmen dikeluarkan"),
        "commitment.shown": _l("Komitmen ditunjukkan"),
        "commitment.accepted": _l("Komitmen diterima"),
        "commitment.given_back": _l("Komitmen dikembalikan"),
        "commitment.viewed": _l("Pandangan mitra atas komitmen ditulis"),
    },
)


def _soon(actor: Actor) -> tuple[object, ...] | None:
    own = homes(actor, *DUTIES) if actor.institutions else []
    return (own, day(clock.arrived()) + SOON) if own else None


def _own(actor: Actor) -> tuple[object, ...] | None:
    own = homes(actor, *DUTIES) if actor.institutions else []
    return (own,) if own else None


TO_DO = tallies.on_start_page(queries.to_do, _soon)
TO_VIEW = tallies.on_start_page(queries.to_view, _own)
TO_CHECK = tallies.on_start_page(queries.to_check, tallies.whoever_is("secretariat"))


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Institutions have the agreements that concern them, those inside all."""
    if actor.institutions or is_staff(actor):
        yield web.NavItem(_l("Komitmen"), url_for("commitments.index"), "file-text", 62)


@web.contribute("todo")
def waiting(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Signatories are told what is due, the partner and the secretariat what was shown."""
    if count := TO_DO.of(actor):
        note = _("Tenggatnya dalam 30 hari, atau sudah lewat.")
        yield web.Todo(_("%(n)s komitmen perlu ditunjukkan", n=number(count)), url_for("commitments.index"), _("Buka"), note=note)
    if count := TO_VIEW.of(actor):
        yield web.Todo(
            _("%(n)s komitmen menunggu pandangan Anda", n=number(count)), url_for("commitments.index", keadaan="pandangan"), _("Baca")
        )
    if count := TO_CHECK.of(actor):
        yield web.Todo(_("%(n)s komitmen menunggu diperiksa", n=number(count)), url_for("commitments.index", keadaan="shown"), _("Periksa"))
