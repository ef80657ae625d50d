"""The agenda of a plenary: its items in their order, who steps out of which, what was decided, what partners noted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import load_only

from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions import rules, signals
from p4comp.decisions.models import Plenary, PlenaryState
from p4comp.decisions.policy import Matter
from p4comp.decisions.queries.lists import plenary as visible
from p4comp.decisions.rules import Ruling, Seat
from p4comp.decisions.signals import Remark
from p4comp.institutions import queries as registry
from p4comp.institutions.rules import conflicts
from p4comp.institutions.rules.conflicts import WORDS, Party, Relation


@dataclass(frozen=True)
class Item:
    """One entry that the meeting talks about, with the members who step out meanwhile and what binds each of them to it."""

    subject_id: str
    name: str
    place: int
    score: float | None
    is_listed: bool
    is_close: bool
    chance: float | None = None
    low: int | None = None
    high: int | None = None
    institution_id: str = ""
    out: tuple[tuple[Seat, Relation], ...] = ()
    remarks: tuple[Remark, ...] = ()
    ruling: Ruling | None = None


@dataclass(frozen=True)
class Agenda:
    """The items in their order, the members, and what is kept from whoever asks: entries they are bound to."""

    items: list[Item]
    seats: list[Seat]
    barred: frozenset[str] = frozenset()

    @property
    def open(self) -> int:
        """How many close calls are not decided."""
        return sum(1 for item in self.items if item.is_close and item.ruling is None)

    @property
    def unplaced(self) -> int:
        """How many came of whom no institution is known: what binds them nobody can tell."""
        return sum(1 for seat in self.seats if seat.is_unplaced)

    @property
    def has_close(self) -> bool:
        """Whether anything is too close to call."""
        return any(item.is_close for item in self.items)


@dataclass(frozen=True)
class Subject:
    """An item of a plenary's agenda, to be decided."""

    matter: Matter
    item: Item
    agenda: Agenda

    @property
    def plenary(self) -> Plenary:
        """The plenary."""
        return self.matter.plenary


def agenda(plenary: Plenary, actor: Actor) -> Agenda:
    """Close calls first, then entries with notes, then those a member is bound to; at most three queries."""
    seats, rulings = rules.seats_of(plenary.meeting), rules.rulings_of(plenary.meeting)
    rows = _rows(plenary)
    remarks = _remarks(plenary, [row["subject_id"] for row in rows])
    wanted = {row["institution_id"] for row in rows if row.get("institution_id")}
    sides = {one.institution_id for one in seats if one.institution_id}
    known = registry.parties(wanted | sides | actor.institutions) if sides or actor.institutions else {}
    barred = frozenset(row["subject_id"] for row in rows if _binds(actor.institutions, row, known))
    close, listed = _close_and_listed(plenary)
    items = [
        _item(row, close, listed, seats, known) | {"remarks": remarks.get(row["subject_id"], ()), "ruling": rulings.get(row["subject_id"])}
        for row in rows
        if row["subject_id"] not in barred
    ]
    kept = [
        Item(**one) for one in items if one["is_close"] or any(remark.words for remark in one["remarks"]) or one["ruling"] or one["out"]
    ]
    return Agenda(sorted(kept, key=_order), seats, barred)


def _order(item: Item) -> int:
    """Close calls before notes before bonds; the sort keeps the order of rows inside each."""
    return 0 if item.is_close else 1 if any(remark.words for remark in item.remarks) else 2


def _rows(plenary: Plenary) -> list[dict[str, Any]]:
    """The close calls, then the list, then those next to it, each once."""
    bound = {line["subject_id"]: line["institution_id"] for line in plenary.proposal["list"]}
    found: dict[str, dict[str, Any]] = {}
    for row in [*plenary.proposal.get("close", []), *plenary.shown["rows"], *plenary.proposal["list"]]:
        found.setdefault(row["subject_id"], {"institution_id": bound.get(row["subject_id"]), **row})
    return list(found.values())


def _close_and_listed(plenary: Plenary) -> tuple[set[str], set[str]]:
    close = {one["subject_id"] for one in plenary.proposal.get("close", [])}
    return close, {line["subject_id"] for line in plenary.proposal["list"]}


def _item(row: dict[str, Any], close: set[str], listed: set[str], seats: list[Seat], known: dict[str, Party]) -> dict[str, Any]:
    return {
        **{key: row[key] for key in ("subject_id", "name", "place", "score")},
        **{key: row.get(key) for key in ("chance", "low", "high")},
        "institution_id": row.get("institution_id") or "",
        "is_close": row["subject_id"] in close,
        "is_listed": row["subject_id"] in listed,
        "out": tuple((seat, bond) for seat in seats if seat.is_present and (bond := _binds({seat.institution_id}, row, known)) is not None),
    }


def _binds(employers: Iterable[str], row: dict[str, Any], known: dict[str, Party]) -> Relation | None:
    entrant = known.get(row.get("institution_id") or "")
    return conflicts.first([known[one] for one in sorted(employers) if one in known], entrant) if entrant else None


def _remarks(plenary: Plenary, subjects: list[str]) -> dict[str, tuple[Remark, ...]]:
    found: dict[str, tuple[Remark, ...]] = {}
    for _receiver, remarks in signals.remarking.send(plenary, subjects=subjects):
        for remark in remarks:
            found[remark.subject_id] = (*found.get(remark.subject_id, ()), remark)
    return found


def item(actor: Actor, plenary_id: str, subject_id: str) -> Subject | None:
    """An entry of the list or next to it, as the meeting decides it; nothing for whoever is bound to it."""
    matter = visible(actor, plenary_id)
    if matter is None:
        return None
    whole, plenary = agenda(matter.plenary, actor), matter.plenary
    found = next((one for one in whole.items if one.subject_id == subject_id), None)
    if found is None:
        row = next((one for one in _rows(plenary) if one["subject_id"] == subject_id), None)
        if row is None or subject_id in whole.barred:
            return None
        found = Item(**_item(row, *_close_and_listed(plenary), [], {}))
    return Subject(matter, found, whole)


def steps_out(found: Item) -> tuple[tuple[str, str, str], ...]:
    """Who steps out of an item and why, in plain values."""
    return tuple((seat.id, seat.name, str(WORDS[bond])) for seat, bond in found.out)


def seat(actor: Actor, plenary_id: str, seat_id: str) -> tuple[Matter, Seat] | None:
    """A member of a meeting, for those inside."""
    matter = visible(actor, plenary_id)
    found = next((one for one in rules.seats_of(matter.plenary.meeting) if one.id == seat_id), None) if matter else None
    return (matter, found) if matter and found else None


def seated_elsewhere(found: Plenary) -> list[Plenary]:
    """The other lists of the same purpose whose members are written down: one meeting often talks about several."""
    columns = load_only(Plenary.purpose, Plenary.category, Plenary.held_on, Plenary.meeting, Plenary.replaces_id)
    query = select(Plenary).options(columns).where(Plenary.edition_id == found.edition_id, Plenary.purpose == found.purpose)
    query = query.where(Plenary.id != found.id, Plenary.state != PlenaryState.WITHDRAWN).order_by(Plenary.proposed_at, Plenary.category)
    return [one for one in db.everything(query) if one.meeting.get(rules.SEATS)]


def source_of_seats(actor: Actor, plenary_id: str, other_id: str) -> tuple[Matter, Plenary] | None:
    """A list with another one whose members it may take over, for those inside."""
    matter = visible(actor, plenary_id)
    other = next((one for one in seated_elsewhere(matter.plenary) if one.id == other_id), None) if matter else None
    return (matter, other) if matter and other else None


def award(actor: Actor, plenary_id: str, subject_id: str) -> Subject | None:
    """A winner whose award the plenary gives; nothing for whoever is bound to it, or where awards follow from the computation."""
    found = item(actor, plenary_id, subject_id)
    return found if found is not None and found.item.is_listed and rules.is_by_plenary(found.plenary.proposal) else None
