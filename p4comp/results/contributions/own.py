"""What an institution is told of its own result on its start page: how far it came, and where all that belongs to it is.

Before a list is announced there is nothing of it, and nothing more is asked than a number in the query of the start page.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.core import clock, tallies, web
from p4comp.core.access import Actor, homes
from p4comp.core.news import Link, News
from p4comp.entries import queries as entries
from p4comp.entries.contributions.deadlines import own_cases
from p4comp.entries.models import Entry
from p4comp.results.queries import own as queries


def _running(actor: Actor) -> Sequence[Any] | None:
    edition = competition.current() if actor.has("member") else None
    return (edition.id, clock.arrived()) if edition else None


ANNOUNCED = tallies.on_start_page(queries.count_announced, _running)
REPORTS = tallies.on_start_page(
    queries.count_reports, lambda actor: (homes(actor, "member"), clock.arrived()) if actor.has("member") else None
)


@web.contribute("news")
def own_results(actor: Actor, at: datetime) -> Iterator[News]:
    """How far each of the institution's entries came; at most two queries, none before anything is announced."""
    own = [case.entry for case in own_cases(actor)] if ANNOUNCED.of(actor) else []
    known = entries.outcomes(own, at)
    reported = queries.with_report(list(known), at) if known and REPORTS.of(actor) else set()
    for entry in own:
        if (outcome := known.get(entry.id)) is not None:
            links = tuple(_links(entry, has_report=entry.id in reported, is_final=outcome.is_final))
            yield News(outcome.headline(entry.institution_name), outcome.words, links, outcome.tone)


@web.contribute("news")
def own_figures(actor: Actor, at: datetime) -> Iterator[News]:
    """That an institution which handed nothing in, but was scored by figures, is on an announced list; two queries."""
    running = competition.current_calendar() if actor.has("member") else None
    scored = [one.code for one in running[1].spec.categories if one.scoring and not one.is_personal] if running else []
    if not running or not scored or not ANNOUNCED.of(actor):
        return
    found = queries.tabled(running[0].id, scored, homes(actor, "member"))
    known = entries.outcomes(found, at)
    for entry in found:
        if (outcome := known.get(entry.id)) is not None:
            link = Link(_("Daftar yang diumumkan"), url_for("results.show", slug=entry.edition.slug), "list-check")
            yield News(outcome.headline(entry.institution_name), outcome.words, (link,), outcome.tone)


def _links(entry: Entry, *, has_report: bool, is_final: bool) -> Iterator[Link]:
    if has_report:
        yield Link(_("Umpan balik penilaian"), url_for("results.feedback", entry_id=entry.id), "message")
    if is_final:
        yield Link(_("Bukti nilai dan tempat Anda"), url_for("results.own_rows", entry_id=entry.id), "shield-check")
    yield Link(_("Berkas, surat hasil, dan sanggah"), url_for("entries.show", entry_id=entry.id, _anchor="hasil"), "mail")
    yield Link(_("Daftar yang diumumkan"), url_for("results.show", slug=entry.edition.slug), "list-check")
