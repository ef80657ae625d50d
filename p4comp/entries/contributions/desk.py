"""What the secretariat and the auditor find on every page."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.competition.queries import current_calendar, traits
from p4comp.core import tallies, web
from p4comp.core.access import Actor
from p4comp.core.words import number
from p4comp.entries import queries
from p4comp.entries.models import State


@web.contribute("nav")
def nav(actor: Actor, at: datetime) -> Iterable[web.NavItem]:
    """The secretariat and the auditor have the verification desk, and who has not entered yet."""
    if is_staff(actor) and traits().has_dossiers:
        yield web.NavItem(_("Verifikasi"), url_for("entries.queue"), "clipboard-check", 45)
        yield web.NavItem(_("Belum mendaftar"), url_for("entries.not_yet"), "map", 59)


@web.contribute("todo")
def to_verify(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """How many entries wait for the secretariat."""
    running = current_calendar() if actor.has("secretariat") else None
    waiting = queries.states(running[0].id).get(State.SUBMITTED, 0) if running else 0
    if waiting:
        yield web.Todo(
            _("%(n)s berkas menunggu verifikasi", n=number(waiting)),
            url_for("entries.queue"),
            _("Buka verifikasi"),
            note=_("Terima, kembalikan untuk diperbaiki, atau tolak dengan alasan."),
        )


CLAIMS = tallies.on_start_page(queries.waiting_claims, tallies.whoever_is("secretariat"))


@web.contribute("todo")
def claims_to_decide(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """How many claims to honours wait for the secretariat."""
    if waiting := CLAIMS.of(actor):
        yield web.Todo(
            _("%(n)s klaim penghargaan menunggu diperiksa", n=number(waiting)),
            url_for("entries.claims"),
            _("Periksa klaim"),
            note=_("Bandingkan dokumen dengan arsip, lalu konfirmasi atau tolak dengan alasan."),
        )


@web.contribute("numbers")
def numbers(actor: Actor, at: datetime) -> Iterable[web.Stat]:
    """The secretariat sees how many entered and how many are verified."""
    found = current_calendar() if is_staff(actor) else None
    if found is None or not traits().has_dossiers:
        return
    states = queries.states(found[0].id)
    handed_in = sum(states.get(one, 0) for one in (State.SUBMITTED, State.RETURNED, State.VERIFIED, State.REFUSED))
    yield web.Stat(_("Berkas masuk"), number(handed_in), note=_("%(n)s masih diisi", n=number(states.get(State.DRAFT, 0))))
    yield web.Stat(_("Terverifikasi"), number(states.get(State.VERIFIED, 0)))
