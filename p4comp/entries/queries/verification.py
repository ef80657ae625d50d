"""What the desk knows of an entry: its checklist, its place, what it was given back for, who looked at its pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Person
from p4comp.accounts.queries import secretariat
from p4comp.competition.queries import spec_of
from p4comp.competition.verification import CheckItem
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.entries.models import Check, Correction, DeskPlace, Entry, Likeness, Submission, Visit
from p4comp.entries.policy import Case, Visiting
from p4comp.entries.queries.dossier import AspectCase, dossier
from p4comp.entries.queries.evidence import version_now
from p4comp.entries.queries.figures import figures_now
from p4comp.entries.queries.sight import case
from p4comp.entries.rules.verification import Checked, Readiness, is_stale, readiness


@dataclass(frozen=True)
class CheckLine:
    """A line of the checklist as the desk shows it."""

    checked: Checked
    check: Check | None = None

    def version(self, field: str) -> int:
        """The version of a field that the page shows."""
        return getattr(self.check, f"{field}_version") if self.check else 0


@dataclass(frozen=True)
class Desk:
    """An entry on the desk: the checklist's lines, its place (who has it open, who is to verify it), and whether there are corrections
    and likenesses to be asked for."""

    lines: tuple[CheckLine, ...]
    place: DeskPlace | None
    was_returned: bool
    is_alike: bool

    @property
    def readiness(self) -> Readiness:
        """Which decisions the checklist allows."""
        return readiness(one.checked for one in self.lines)


def desk(entry: Entry) -> Desk:
    """What the desk shows first of an entry, by one query."""
    was_returned = exists().where(Correction.entry_id == entry.id)
    is_alike = exists().where(or_(Likeness.entry_id == entry.id, Likeness.other_id == entry.id))
    query = select(Check, DeskPlace, was_returned, is_alike).select_from(Entry).outerjoin(Check, Check.entry_id == Entry.id)
    query = query.outerjoin(DeskPlace, DeskPlace.entry_id == Entry.id).where(Entry.id == entry.id)
    query = query.options(joinedload(DeskPlace.opener), joinedload(DeskPlace.assignee))
    rows = session().execute(query).unique().all()
    known = {row[0].item: row[0] for row in rows if row[0] is not None}
    items = spec_of(entry.edition).checklist_of(entry.category)
    lines = tuple(CheckLine(_checked(entry, item, known.get(item.code)), known.get(item.code)) for item in items)
    _check, place, returned, alike = rows[0] if rows else (None, None, False, False)
    return Desk(lines, place, bool(returned), bool(alike))


def _checked(entry: Entry, item: CheckItem, check: Check | None) -> Checked:
    if check is None:
        return Checked(item)
    return Checked(item, check.reply, check.note, is_stale(check.reply, check.saved_at, entry.submitted_at))


def places_of(entry_ids: Iterable[str]) -> dict[str, DeskPlace]:
    """Where entries of a list lie on the desk, by one query."""
    query = select(DeskPlace).where(DeskPlace.entry_id.in_(list(entry_ids)))
    query = query.options(joinedload(DeskPlace.opener), joinedload(DeskPlace.assignee))
    return {one.entry_id: one for one in everything(query)}


def visits(entry: Entry) -> list[Visit]:
    """When the secretariat looked at the entrant's pages as the entrant sees them, the newest first."""
    query = select(Visit).where(Visit.entry_id == entry.id).options(joinedload(Visit.person))
    return everything(query.order_by(Visit.began_at.desc(), Visit.id))


def visit(entry: Entry, actor: Actor) -> Visit | None:
    """A person's newest look at an entrant's pages."""
    query = select(Visit).where(Visit.entry_id == entry.id, Visit.person_id == actor.id)
    return first(query.order_by(Visit.began_at.desc()).limit(1))


@dataclass(frozen=True)
class HandIn:
    """One hand-in of a visible entry, and the one before it."""

    case: Case
    submission: Submission
    earlier: Submission | None


def hand_in(actor: Actor, entry_id: str, submission_id: str) -> HandIn | None:
    """A hand-in of a visible entry with the one before it."""
    found = case(actor, entry_id)
    if found is None:
        return None
    rows = everything(select(Submission).where(Submission.entry_id == entry_id).order_by(Submission.submitted_at, Submission.code))
    place = next((number for number, one in enumerate(rows) if one.id == submission_id), None)
    return None if place is None else HandIn(found, rows[place], rows[place - 1] if place else None)


def desk_people() -> list[Person]:
    """Who may be given entries to verify: the people of the secretariat, by name."""
    return sorted(secretariat(), key=lambda one: (one.name, one.id))


def visiting(actor: Actor, entry_id: str) -> Visiting | None:
    """A visible entry, with the look that a person began at it."""
    found = case(actor, entry_id)
    return _visiting(actor, found) if found else None


def _visiting(actor: Actor, found: Case, part: object = None) -> Visiting:
    return Visiting(found, visit(found.entry, actor), part)


def visited_aspect(actor: Actor, entry_id: str, aspect: str) -> Visiting | None:
    """An aspect as the entrant sees it now, also while it is being corrected."""
    found = case(actor, entry_id)
    whole = dossier(found.entry) if found else None
    wanted = whole.aspect(aspect) if whole else None
    return _visiting(actor, found, AspectCase(found, whole, wanted)) if found and whole and wanted else None


def visited_figures(actor: Actor, entry_id: str) -> Visiting | None:
    """The complaint figures of an entry, if its edition asks for any."""
    found = figures_now(actor, entry_id)
    return _visiting(actor, found.case, found) if found else None


def visited_evidence(actor: Actor, entry_id: str, evidence_id: str) -> Visiting | None:
    """A piece of evidence, or an earlier version of one."""
    found = version_now(actor, entry_id, evidence_id)
    return _visiting(actor, found.case, found) if found else None
