"""What results add to every page: the public place, the secretariat's, and the last winners for the start page."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.showcase import Group, Showcase
from p4comp.competition.spec import Stage
from p4comp.core import page_cache, web
from p4comp.core.access import Actor
from p4comp.results import queries
from p4comp.results.queries.shown import Group as Awarded
from p4comp.results.rules import publication


@web.contribute("public_nav")
def public_place(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Results, for everybody."""
    yield web.NavItem(_("Hasil"), url_for("results.index"), "trophy", 20)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The final ranking of the running edition, for staff."""
    edition = competition.current() if is_staff(actor) else None
    if edition is not None:
        is_of_week = competition.is_stage(at, Stage.FINAL, Stage.AWARD)
        yield web.NavItem(_("Hasil akhir"), url_for("results.final", slug=edition.slug), "trophy", 56, is_of_week=is_of_week)


@web.contribute("showcase")
def last_winners(actor: Actor, at: datetime) -> Iterator[Showcase]:
    """The winners announced last; the page that shows them ends at the next mark, so that it turns in time."""
    page_cache.fresh_until(publication.next_mark(at))
    result = queries.latest(at)
    if result is None:
        return
    groups = tuple(
        Group(f"{part.name}: {group.label}" if group.is_ranked else group.label, _names(group))
        for part in result.parts
        for group in part.awards
    )
    yield Showcase(
        _("Pemenang %(edition)s", edition=result.overview.spec.short_name),
        url_for("results.show", slug=result.edition.slug),
        _("Penghargaan bernomor diberikan menurut peringkat.") if _is_ranked(result) else _("Disusun menurut abjad, bukan peringkat."),
        groups,
        result.edition.slug,
    )


def _names(group: Awarded) -> tuple[str, ...]:
    return tuple(sorted((one.name for one in group.members), key=str.casefold))


def _is_ranked(result: queries.Published) -> bool:
    return any(group.is_ranked for part in result.parts for group in part.awards)
