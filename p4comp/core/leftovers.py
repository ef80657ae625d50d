"""Stored files that nothing names any more, as those of forgotten uploads: two days after they came they are thrown away."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Column, Select, delete, except_, select, union_all

from p4comp.core import clock, jobs, storage
from p4comp.core.db import Base, everything, session
from p4comp.core.storage import StoredFile

KEPT = timedelta(hours=48)
AT_ONCE = 500

_named: list[Select[Any]] = []


def also_named(hashes: "Select[Any]") -> None:
    """Spare the files whose hashes this query finds: documents that name a file without a foreign key, as snapshots do."""
    _named.append(hashes)


def references() -> list[Column[Any]]:
    """Every column that refers to a stored file, as the tables themselves say."""
    target = Base.metadata.tables[StoredFile.__tablename__].c.sha256
    return [column for table in Base.metadata.sorted_tables for column in table.columns if column.references(target)]


def _names() -> list[Select[Any]]:
    return [*(select(column) for column in references()), *_named]


@jobs.hourly
def throw_away() -> None:
    """Throw away old files that no row names. In a demo none: its copies share the files, and each names others."""
    if clock.is_demo():
        return
    before = clock.real() - KEPT
    storage.store().sweep(before)
    old = select(StoredFile.sha256).where(StoredFile.stored_at < before)
    candidates = session().execute(except_(old, *_names()).limit(AT_ONCE)).scalars().all()
    held = select(StoredFile.sha256).where(StoredFile.sha256.in_(candidates)).with_for_update(skip_locked=True)
    _remove(set(everything(held)))


def drop(sha256: str) -> None:
    """Throw a file away at once, if no row names it any more."""
    held = select(StoredFile.sha256).where(StoredFile.sha256 == sha256).with_for_update(skip_locked=True)
    if not clock.is_demo():
        _remove(set(everything(held)))


def _remove(hashes: set[str]) -> None:
    """Whoever keeps one of these files again waits for the row; the bytes go while it is held, so that none go that come later."""
    named = union_all(*_names()).subquery()
    gone = hashes - set(everything(select(named.c[0]).where(named.c[0].in_(hashes))))
    session().execute(delete(StoredFile).where(StoredFile.sha256.in_(gone)))
    for sha256 in gone:
        storage.store().remove(sha256)
