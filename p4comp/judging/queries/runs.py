"""Rankings that were computed, as pages show them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, undefer

from p4comp.competition.bounds import Group
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.core.jobs import Job
from p4comp.institutions.models import Institution, Region
from p4comp.judging.models import RankedEntry, RankingRun
from p4comp.judging.policy import Ranked
from p4comp.judging.queries.office import office
from p4comp.judging.queries.snapshots import mark
from p4comp.judging.rules.uncertainty import Band
from p4comp.partners.queries import bound

PER_PAGE = 50


@dataclass(frozen=True)
class Computed:
    """A category's last computed ranking, whether the sheets have changed since, and the one that is being computed, if any."""

    run: RankingRun | None
    is_stale: bool
    waiting: RankingRun | None
    job: Job | None


def _runs(edition_id: str, category: str) -> Select[RankingRun]:
    return select(RankingRun).where(RankingRun.edition_id == edition_id, RankingRun.category == category)


def last_run(edition_id: str, category: str) -> RankingRun | None:
    """The newest ranking of a category that was computed."""
    query = _runs(edition_id, category).where(RankingRun.made_at.is_not(None))
    return db.first(query.order_by(RankingRun.made_at.desc(), RankingRun.id).limit(1))


def last_runs() -> list[RankingRun]:
    """The newest computed ranking of every category of every edition, in their order; without figures."""
    query = select(RankingRun).where(RankingRun.made_at.is_not(None)).options(joinedload(RankingRun.edition))
    newest = {(run.edition.slug, run.category): run for run in db.everything(query.order_by(RankingRun.made_at, RankingRun.id.desc()))}
    return [newest[key] for key in sorted(newest)]


def computed(edition_id: str, category: str) -> Computed:
    """The newest computed ranking and the newest asked for; three queries at most."""
    newest = db.first(_runs(edition_id, category).order_by(RankingRun.asked_at.desc(), RankingRun.id).limit(1))
    waiting = newest if newest is not None and newest.made_at is None else None
    run = last_run(edition_id, category) if waiting else newest
    job = db.session().get(Job, waiting.job_id) if waiting else None
    return Computed(run, run is not None and run.mark != mark(edition_id, category), waiting, job)


def chances(edition_id: str, category: str) -> dict[str, Any]:
    """The entries too close to call, with their chances, as the last computed ranking has them; nothing of one that sheets have left behind."""
    known = computed(edition_id, category)
    if known.run is None or known.is_stale or not known.run.summary.get("bands"):
        return {}
    rows = db.session().execute(select(RankedEntry.row).where(RankedEntry.run_id == known.run.id).order_by(RankedEntry.place)).scalars()
    return {row["subject_id"]: {key: row[key] for key in ("chance", "low", "high")} for row in rows if row.get("band") == Band.CLOSE}


def ranked(actor: Actor, category: str) -> Ranked | None:
    """A category's last computed ranking with all its figures, for those inside; None where none was computed."""
    place = office(actor, category)
    found = with_figures(place.edition.id, category) if place else None
    return Ranked(place, found, ranks_bound(actor, found)) if place and found else None


def ranks_bound(actor: Actor, run: RankingRun) -> bool:
    """Whether a computed ranking holds an entry that the person is bound to; no query for whoever works for no institution."""
    entries = bound(actor.institutions, run.edition_id)
    query = select(RankedEntry.entry_id).where(RankedEntry.run_id == run.id, RankedEntry.entry_id.in_(entries))
    return bool(entries) and db.first(query.limit(1)) is not None


def with_figures(edition_id: str, category: str) -> RankingRun | None:
    """The newest computed ranking with all its figures."""
    query = (
        _runs(edition_id, category).where(RankingRun.made_at.is_not(None)).options(undefer(RankingRun.figures), joinedload(RankingRun.file))
    )
    return db.first(query.order_by(RankingRun.made_at.desc(), RankingRun.id).limit(1))


def fair_scores(edition_id: str, entry_ids: Collection[str]) -> dict[str, float]:
    """What these entries scored in the last computed ranking of their category; two queries."""
    runs = select(RankingRun.category, RankingRun.id).where(RankingRun.edition_id == edition_id, RankingRun.made_at.is_not(None))
    last = {row[0]: row[1] for row in db.session().execute(runs.order_by(RankingRun.made_at, RankingRun.id))}
    query = select(RankedEntry.entry_id, RankedEntry.row).where(RankedEntry.run_id.in_(last.values()), RankedEntry.entry_id.in_(entry_ids))
    return {entry_id: row["score"] for entry_id, row in db.session().execute(query)}


@dataclass(frozen=True)
class Shown:
    """A page of a computed ranking."""

    rows: list[dict[str, Any]]
    page: int
    pages: int


def ranked_page(run: RankingRun, page: int) -> Shown:
    """Fifty lines of a computed ranking; one query."""
    pages = max(1, ceil(run.ranked / PER_PAGE))
    page = min(max(1, page), pages)
    first = (page - 1) * PER_PAGE
    query = select(RankedEntry.row).where(RankedEntry.run_id == run.id, RankedEntry.place > first, RankedEntry.place <= first + PER_PAGE)
    return Shown(list(db.session().execute(query.order_by(RankedEntry.place)).scalars()), page, pages)


def group_names(groups: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The names of provinces and institutions among values of groups; two queries at most."""
    wanted: dict[str, set[str]] = {}
    for group, value in groups:
        wanted.setdefault(group, set()).add(value)
    found: dict[str, str] = {}
    if codes := wanted.get(Group.PROVINCE):
        found |= _names(select(Region.code, Region.name).where(Region.code.in_(codes)))
    if ids := wanted.get(Group.PARENT):
        found |= _names(select(Institution.id, Institution.name).where(Institution.id.in_(ids)))
    return found


def _names(query: Select[str, str]) -> Mapping[str, str]:
    return {row[0]: row[1] for row in db.session().execute(query)}
