"""Countdown and banner of an entrant's own deadlines."""

from collections.abc import Iterable
from datetime import datetime

from flask import g, url_for
from flask_babel import gettext as _

from p4comp.competition.queries import current_calendar
from p4comp.competition.spec import Stage
from p4comp.core import clock, tallies, web
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.entries import queries
from p4comp.entries.models import Entry, State
from p4comp.entries.policy import Case, Contest, may_contest, writes_for
from p4comp.entries.queries import contesting
from p4comp.entries.rules import EDITABLE


def own_cases(actor: Actor) -> list[Case]:
    """The cases of a person's own institutions in the running edition; one query a request."""
    found = current_calendar() if actor.has("member") else None
    if found is None:
        return []
    edition, calendar = found
    known: dict[str, list[Entry]] = g.setdefault("own_entries", {})
    if actor.id not in known:
        known[actor.id] = queries.unfinished(actor, edition.id)
    return [Case(one, calendar.window(Stage.REGISTRATION, one.category, one.id)) for one in known[actor.id]]


@web.contribute("countdown")
def closing(actor: Actor, at: datetime) -> Iterable[web.Deadline]:
    """Members see when the next of their own deadlines comes, the ledger applied; without an entry when registration closes."""
    found = current_calendar() if actor.has("member") else None
    if found is None:
        return
    cases = [one for one in own_cases(actor) if one.entry.state is not State.WITHDRAWN]
    open_cases = [one for one in cases if one.entry.state in EDITABLE and one.is_open(at)]
    for case in open_cases:
        if case.closes is not None:
            yield web.Deadline(_("Perbaikan ditunggu") if case.entry.state is State.RETURNED else _("Berkas ditutup"), case.closes)
    window = found[1].window(Stage.REGISTRATION)
    if not open_cases and window.holds(at) and window.closes is not None:
        yield web.Deadline(_("Pendaftaran ditutup"), window.closes)


@web.contribute("banner")
def moved(actor: Actor, at: datetime) -> Iterable[web.Banner]:
    """A moved deadline stands above every page of those it concerns, until it has come."""
    found = current_calendar() if actor.has("member") else None
    if found is None or not any(one.stage == Stage.REGISTRATION and one.until > at for one in found[1].ledger):
        return
    edition, calendar = found
    planned = calendar.spec.window(Stage.REGISTRATION)
    cases = [one for one in own_cases(actor) if one.entry.state is not State.WITHDRAWN]
    windows = [one.window for one in cases] or [calendar.window(Stage.REGISTRATION)]
    for until in sorted({one.closes for one in windows if one.closes is not None and one.closes > at}):
        if planned is None or until != planned.closes:
            url = url_for("competition.edition_terms", slug=edition.slug, _anchor="jadwal")
            yield web.Banner(_("Batas pengiriman berkas Anda diundur"), url, _("Alasan dan nomor surat"), until)


@web.contribute("countdown")
def objecting(actor: Actor, at: datetime) -> Iterable[web.Deadline]:
    """Until when those who may object to a refusal of their entry can do so."""
    for _case, closes in open_to_objection(actor, at):
        yield web.Deadline(_("Masa sanggah berakhir"), closes)


def _fresh_lists(actor: Actor) -> tuple[str, datetime, datetime] | None:
    """Lists announced so lately that they may still be objected to."""
    found = current_calendar() if actor.has("drafter") or actor.has("approver") else None
    at, longest = clock.arrived(), found[1].spec.objecting.longest if found else 0
    return (found[0].id, contesting.earliest(longest, at), at) if found and longest else None


FRESH = tallies.on_every_page(decisions.fresh, _fresh_lists)


@web.contribute("countdown")
def objecting_to_lists(actor: Actor, at: datetime) -> Iterable[web.Deadline]:
    """Until when those who may object to an announced list can do so."""
    for one in open_contests(actor, at):
        if one.closes is not None:
            yield web.Deadline(_("Masa sanggah berakhir"), one.closes)


def open_contests(actor: Actor, at: datetime) -> list[Contest]:
    """The announced lists to which a person may object now, those apart that made them a finalist; asked only while any list is that fresh."""
    if not FRESH.of(actor):
        return []
    found = [one for one in contesting.open_contests(own_cases(actor), at) if may_contest(actor, one, at)]
    return [one for one in found if not (one.is_listed and one.decision.purpose.value == "finalists")]


def open_to_objection(actor: Actor, at: datetime) -> list[tuple[Case, datetime]]:
    """A person's refused entries to which nobody has objected yet and whose days of objection run, with their end."""
    refused = [one for one in own_cases(actor) if one.entry.state is State.REFUSED and writes_for(actor, one.entry.institution_id)]
    ends = [(one, queries.appeal_term(one.entry)[0]) for one in refused]
    running = [(one, closes) for one, closes in ends if closes is not None and at < closes]
    known = _objected([one.entry.id for one, _closes in running]) if running else set()
    return [(one, closes) for one, closes in running if one.entry.id not in known]


def _objected(entry_ids: list[str]) -> set[str]:
    """Which of them were objected about; one query a request."""
    if "objected" not in g:
        g.objected = queries.objected(entry_ids)
    found: set[str] = g.objected
    return found
