"""What results add to every page: the public place, the secretariat's, and the last winners for the start page."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.final_terms import FinalStage
from p4comp.competition.showcase import Group, Showcase
from p4comp.competition.spec import Stage
from p4comp.core import page_cache, web
from p4comp.core.access import Actor
from p4comp.results import queries
from p4comp.results.queries.public import Group as Awarded
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


@web.contribute("todo")
def to_announce(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat sets the moments of decided lists, and proposes winners when all are heard."""
    found = competition.current_calendar() if actor.has("secretariat") else None
    if found is None:
        return
    edition, calendar = found
    left, categories = queries.remaining(edition.id), len(calendar.spec.categories)
    tabled = [one.code for one in calendar.spec.categories if one.scoring is not None]
    if left.finalists >= categories - len(tabled) and left.finalists_unset:
        url = url_for("results.announce_finalists", slug=edition.slug)
        yield web.Todo(_("Umumkan finalis"), url, _("Tetapkan waktu"), _("Daftar finalis semua kategori sudah disahkan."))
    if left.corrections:
        url = url_for("results.final", slug=edition.slug)
        title = _("Umumkan koreksi %(n)d keputusan", n=left.corrections)
        yield web.Todo(title, url, _("Tetapkan waktu"), _("Koreksi sudah disahkan; umum masih melihat daftar yang lama."))
    opens = calendar.window(Stage.FINAL).opens
    if opens is not None and opens <= at and left.tabled < len(tabled):
        url = url_for("results.final", slug=edition.slug)
        title = _("Masukkan angka penilaian %(n)d kategori", n=len(tabled) - left.tabled)
        yield web.Todo(title, url, _("Buka hasil akhir"), _("Kategori tanpa berkas dinilai dengan angka yang dimasukkan sekretariat."))
    is_ready = left.is_heard or calendar.spec.plan.final_stage in (FinalStage.DESK, FinalStage.FIGURES)
    if opens is not None and opens <= at and is_ready and left.proposed < left.finalists + left.tabled:
        words = _("Semua lembar juri sudah terkunci.") if left.is_heard else _("Nilainya sudah ada.")
        yield web.Todo(_("Usulkan pemenang"), url_for("results.final", slug=edition.slug), _("Buka hasil akhir"), words)
    if left.winners >= categories and left.winners_unset:
        url = url_for("results.publish", slug=edition.slug)
        yield web.Todo(_("Tetapkan waktu pengumuman"), url, _("Tetapkan waktu"), _("Daftar pemenang semua kategori sudah disahkan."))


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
    )


def _names(group: Awarded) -> tuple[str, ...]:
    return tuple(sorted((one.name for one in group.members), key=str.casefold))


def _is_ranked(result: queries.Published) -> bool:
    return any(group.is_ranked for part in result.parts for group in part.awards)
