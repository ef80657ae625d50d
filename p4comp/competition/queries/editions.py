"""What can be asked about editions."""

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime
from functools import cache
from threading import Lock
from typing import Any

from flask import g, has_request_context
from flask_babel import gettext as _
from sqlalchemy import Select, select

from p4comp.competition import counts, files, rules
from p4comp.competition.models import Edition, Extension
from p4comp.competition.policy import Overview
from p4comp.competition.rules import Calendar, Moved, Sources, Traits, traits_of
from p4comp.competition.spec import EditionSpec, Stage
from p4comp.core import clock, spaces
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session

MOST_SPECS = 50
_specs: OrderedDict[str, EditionSpec] = OrderedDict()
_lock = Lock()


def current() -> Edition | None:
    """The edition that is run: of those started, the one with the highest number."""
    found = _running()
    return found[0] if found else None


def current_calendar() -> tuple[Edition, Calendar] | None:
    """The edition that is run and its calendar, by one query a request: every workspace page shows them."""
    found = _running()
    return (found[0], Calendar(spec_of(found[0]), found[1])) if found else None


def traits() -> Traits:
    """What the edition that is run has and has not; all of it while none runs."""
    found = current_calendar()
    return traits_of(found[1].spec) if found else Traits()


def is_stage(at: datetime, *stages: Stage) -> bool:
    """Whether the edition that is run is in one of these stages; after its last stage it stays in that one."""
    found = current_calendar()
    if found is None:
        return False
    now = found[1].stage_at(at)
    return (now.stage or (None if now.coming else found[1].windows()[-1].stage)) in stages


def _running() -> tuple[Edition, tuple[Moved, ...]] | None:
    if not has_request_context():
        return _find_running()
    if "running_edition" not in g:
        g.running_edition = _find_running()
    found: tuple[Edition, tuple[Moved, ...]] | None = g.running_edition
    return found


def _find_running() -> tuple[Edition, tuple[Moved, ...]] | None:
    rows = session().execute(_newest_running()).all()
    return (rows[0][0], tuple(_moved(row[1]) for row in rows if row[1] is not None)) if rows else None


@cache
def _newest_running() -> Select[Edition, Extension]:
    """The edition that is run, with its ledger; made once, as nearly every request asks it."""
    newest = select(Edition.id).where(Edition.is_running).order_by(Edition.number.desc(), Edition.slug.desc()).limit(1).scalar_subquery()
    return select(Edition, Extension).outerjoin(Extension, Extension.edition_id == Edition.id).where(Edition.id == newest)


def forget_current() -> None:
    """Ask again which edition is run: something about it was changed in this request."""
    if has_request_context():
        g.pop("running_edition", None)


def by_slug(slug: str) -> Edition | None:
    """The edition with this slug."""
    return first(select(Edition).where(Edition.slug == slug))


def editions() -> list[Edition]:
    """All editions, the newest first."""
    return everything(select(Edition).order_by(Edition.number.desc(), Edition.slug))


def document_of(edition: Edition) -> dict[str, Any]:
    """What the edition's file states."""
    return files.from_kept(edition.document)


def spec_of(edition: Edition) -> EditionSpec:
    """The spec of an edition; made once per document, by its hash."""
    found = _specs.get(edition.document_sha256)
    if found is None:
        found = files.spec_from(document_of(edition))
        with _lock:
            _specs[edition.document_sha256] = found
            while len(_specs) > MOST_SPECS:
                _specs.popitem(last=False)
    return found


def authority(spec: EditionSpec) -> str:
    """Who signs the decree, as the edition's file says; where it is silent the minister, in a space whoever may."""
    return spec.authority or (_("pejabat yang berwenang") if spaces.current() else _("Menteri"))


def ledger(edition: Edition) -> list[Extension]:
    """The rows of the deadline ledger, the latest first."""
    return everything(select(Extension).where(Extension.edition_id == edition.id).order_by(Extension.made_at.desc(), Extension.id))


def calendar(edition: Edition) -> Calendar:
    """The edition's timetable with the ledger applied."""
    return Calendar(spec_of(edition), tuple(_moved(row) for row in ledger(edition)))


def _moved(row: Extension) -> Moved:
    return Moved(row.stage, row.until, row.category, row.entry_id)


def plan_of(edition: Edition) -> dict[str, Any]:
    """The edition's scoring plan."""
    return rules.plan_of(document_of(edition))


def is_frozen(edition: Edition, at: datetime) -> bool:
    """Whether the scoring plan may no longer change: frozen by an act, or because registration has opened."""
    return edition.plan_frozen_at is not None or rules.registration_began(spec_of(edition), at)


def overview(edition: Edition, at: datetime) -> Overview:
    """All there is to show of an edition."""
    spec = spec_of(edition)
    return Overview(edition, spec, calendar(edition), Sources(spec.provenance), at, is_frozen(edition, at))


def for_staff(actor: Actor, slug: str) -> Overview | None:
    """An edition as staff see it."""
    edition, at = by_slug(slug), clock.arrived()
    return replace(overview(edition, at), displaces=_displaced(edition, at)) if edition else None


def _displaced(edition: Edition, at: datetime) -> str:
    """The name of the edition in whose place this one would come, as long as that is not over."""
    found = current_calendar()
    if found is None or (edition.number, edition.slug) <= (found[0].number, found[0].slug):
        return ""
    now = found[1].stage_at(at)
    return found[1].spec.short_name if now.stage or now.coming else ""


def published(actor: Actor, slug: str = "") -> Overview | None:
    """An edition as everybody sees it: one that is run or was, or whose scoring plan was frozen; without a slug the one that is run."""
    edition = by_slug(slug) if slug else current()
    if edition is None:
        return None
    return overview(edition, clock.arrived()) if edition.is_running or edition.plan_frozen_at is not None else None


def numbers(edition: Edition, at: datetime) -> dict[str, dict[str, int]]:
    """Per category how many entered, were verified, are finalists and winners, as of `at`."""
    return counts.per_category(edition.id, [category.code for category in spec_of(edition).categories], at)
