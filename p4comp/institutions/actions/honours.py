"""Filling the archive from a file; names nobody bears stay in it, unmatched and listed."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import insert, select, update

from p4comp.core import audit, tables
from p4comp.core.access import Actor
from p4comp.core.db import everything, new_id, session
from p4comp.core.errors import Invalid
from p4comp.core.tables import CHANGED, NEW, SAME, BadFile, Outcome
from p4comp.institutions import queries
from p4comp.institutions.models import ArchiveTotal, Honour, Institution
from p4comp.institutions.rules import archive
from p4comp.institutions.rules.archive import Place


@dataclass(frozen=True)
class HonourOutcome(Outcome):
    """What became of a line, and whether its institution was found."""

    is_matched: bool


def import_honours(path: Path, *, by: Actor | None, at: datetime) -> list[HonourOutcome]:
    """Add and update honours; BadFile if a single line is wrong."""
    places, faults = archive.read(tables.read(path, names=archive.SPELLINGS))
    if faults:
        raise BadFile(faults)
    outcomes = apply(places)
    counts = Counter(one.what for one in outcomes)
    audit.record("honours.imported", None, by=by, at=at, **counts, unmatched=sum(not one.is_matched for one in outcomes))
    return outcomes


def apply(places: list[Place]) -> list[HonourOutcome]:
    """Match and write the places, in a few statements whatever their number."""
    names = queries.names()
    ids = {row.code: row.id for row in session().execute(select(Institution.code, Institution.id))}
    known = {_key(one): one for one in everything(select(Honour))}
    meant = {place.key: ids.get(place.institution_code) or names.find(place.institution_name) for place in places}
    fresh = {place.key: place for place in places if place.key not in known}
    touched = [place for place in places if place.key in known and _differs(known[place.key], place, meant[place.key])]
    if fresh:
        session().execute(insert(Honour), [{"id": new_id(), **_values(place, meant[key])} for key, place in fresh.items()])
    if touched:
        session().execute(update(Honour), [{"id": known[place.key].id, **_values(place, meant[place.key])} for place in touched])
    _count_known(list(fresh.values()))
    session().flush()
    session().expire_all()
    changed = {place.key for place in touched}
    return [
        HonourOutcome(
            one.number, one.institution_name, NEW if one.key in fresh else CHANGED if one.key in changed else SAME, bool(meant[one.key])
        )
        for one in places
    ]


def add_honour(honour: Honour, *, by: Actor, at: datetime) -> None:
    """Add one confirmed place; the count of what is known follows, except for a simulated one, which the archive never holds."""
    if not honour.is_simulated:
        _count_one(honour)
    session().add(honour)
    session().flush()
    audit.record(
        "honour.added",
        honour,
        by=by,
        at=at,
        edition=honour.edition_slug,
        category=honour.category,
        award=honour.award,
        institution_name=honour.institution_name,
        source=honour.source,
        is_simulated=honour.is_simulated,
    )


def _count_one(honour: Honour) -> None:
    total = session().get(ArchiveTotal, (honour.edition_slug, honour.category, honour.stage), with_for_update=True)
    if total is None:
        return
    if total.known >= total.total:
        raise Invalid(
            _(
                "Daftar pada arsip sudah lengkap: diketahui %(known)s dari %(total)s. Periksa arsip dahulu: salah satunya keliru, atau penghargaan ini sudah tercatat dengan nama lain.",
                known=total.known,
                total=total.total,
            )
        )
    total.known += 1


def _key(one: Honour) -> tuple[str, str, str, str, str]:
    return (one.edition_slug, one.category, one.stage, one.award, one.institution_name)


def _values(place: Place, institution_id: str | None) -> dict[str, object]:
    kept = ("edition_number", "edition_slug", "year", "category", "stage", "award", "institution_name", "source", "note")
    return {name: getattr(place, name) for name in kept} | {"institution_id": institution_id}


def _differs(known: Honour, place: Place, institution_id: str | None) -> bool:
    return (known.source, known.note or place.note, known.institution_id) != (place.source, place.note or known.note, institution_id)


def _count_known(fresh: list[Place]) -> None:
    """A list whose total is known counts the new rows, up to the total."""
    counts = Counter((one.edition_slug, one.category, one.stage) for one in fresh)
    for total in everything(select(ArchiveTotal)):
        more = counts[total.edition_slug, total.category, total.stage]
        total.known = min(total.total, total.known + more)
