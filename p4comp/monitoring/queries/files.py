"""Spreadsheets that wait to be taken over, read against what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.core import canonical, clock
from p4comp.core.access import Actor
from p4comp.core.db import first, held
from p4comp.institutions.models import Institution, Kind
from p4comp.monitoring import policy
from p4comp.monitoring.models import FiguresFile, MonthlyFigures
from p4comp.monitoring.policy import Sent
from p4comp.monitoring.queries.figures import kept, stated_of
from p4comp.monitoring.queries.places import area, named, strangers, unit_of
from p4comp.monitoring.rules.monthly import Stated, month_at
from p4comp.monitoring.rules.reading import Named, Reading, Row, read


def sent(actor: Actor, file_id: str) -> Sent | None:
    """A spreadsheet for those who may take it over."""
    query = select(FiguresFile).options(joinedload(FiguresFile.owner).joinedload(Institution.parent))
    file = first(held(query.where(FiguresFile.id == file_id), FiguresFile))
    if file is None:
        return None
    if file.owner.kind is Kind.PROVINCE:
        found = area(actor, file.owner.code)
        return Sent(file, found) if found and policy.runs(actor, found) else None
    unit = unit_of(actor, file.owner)
    is_own = unit is not None and (actor.has("member", unit.institution.id) or policy.runs(actor, unit.area))
    return Sent(file, unit.area, unit) if unit and is_own else None


def waiting_file(owner_id: str, sha256: str, sent_by: str) -> FiguresFile | None:
    """The same content, sent by the same person and not yet taken over: a form that came twice."""
    query = select(FiguresFile).where(FiguresFile.owner_id == owner_id, FiguresFile.sha256 == sha256, FiguresFile.sent_by == sent_by)
    return first(query.where(FiguresFile.taken_at.is_(None)).order_by(FiguresFile.sent_at.desc()).limit(1))


@dataclass(frozen=True)
class Compared:
    """A file as it was read, beside what is kept of the same months."""

    reading: Reading
    kept: Mapping[tuple[str, str], MonthlyFigures]

    def before(self, row: Row) -> Stated | None:
        """What is kept of the row's month."""
        found = self.kept.get((row.unit.id, str(row.month))) if row.unit and row.month else None
        return stated_of(found) if found else None

    @cached_property
    def fresh(self) -> int:
        """How many rows are new."""
        return sum(self.before(row) is None for row in self.reading.rows if not row.is_grave)

    @cached_property
    def changed(self) -> int:
        """How many rows say something else than what is kept."""
        return sum(self.before(row) not in (None, row.stated) for row in self.reading.rows if not row.is_grave)

    @cached_property
    def mark(self) -> str:
        """The mark of what is kept while this is shown."""
        return canonical.sha256({"|".join(key): [row.id, row.version] for key, row in sorted(self.kept.items())})


def compared(found: Sent) -> Compared:
    """The file read against the registry and what is kept of today; three queries."""
    one = found.unit.institution if found.unit else None
    units = [Named(one.id, one.code, one.name, one.short_name)] if one else named(found.area)
    raw = [(number, cells) for number, cells in found.file.rows]
    known = {unit.code.lower() for unit in units}
    foreign = {cells.get("code", "").strip().lower() for _number, cells in raw} - known - {""}
    now = month_at(clock.arrived(), found.area.province.zone)
    reading = read(raw, units, _others(found, list(foreign)), now)
    months = {str(row.month) for row in reading.rows if row.month}
    return Compared(reading, kept({row.unit.id for row in reading.rows if row.unit}, months))


def _others(found: Sent, codes: list[str]) -> dict[str, str]:
    known = strangers(found.area, codes) if codes else {}
    if found.unit:
        known |= {one.code.lower(): one.name for one in named(found.area) if one.code.lower() in codes}
    return known
