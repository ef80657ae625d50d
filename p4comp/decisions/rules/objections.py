"""Objections: how they move, until when one may be filed, whom a list concerns, and the facts one is answered from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from p4comp.core import clock, errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class ObjectionKind(StrEnum):
    """What an objection is about: a refusal of an entry, or an announced list; its subject is found by kind and id."""

    ENTRY = "entry"
    FINALISTS = "finalists"
    WINNERS = "winners"


class ObjectionState(StrEnum):
    """States of an objection. Whoever objected knows of `PROPOSED` as waiting: nothing is decided yet."""

    WAITING = "waiting"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


ANSWERED = frozenset({ObjectionState.ACCEPTED, ObjectionState.REJECTED})
OBJECTION_MOVES: Moves[ObjectionState] = Moves(
    "objection",
    {
        "accept": ({ObjectionState.WAITING}, ObjectionState.ACCEPTED),
        "reject": ({ObjectionState.WAITING}, ObjectionState.REJECTED),
        "propose": ({ObjectionState.WAITING}, ObjectionState.PROPOSED),
        "agree": ({ObjectionState.PROPOSED}, ObjectionState.ACCEPTED),
        "send_back": ({ObjectionState.PROPOSED}, ObjectionState.WAITING),
    },
)

errors.name(
    "objection",
    Words(
        noun=_l("Sanggah"),
        states={
            "waiting": _l("Menunggu jawaban"),
            "proposed": _l("Menunggu orang kedua"),
            "accepted": _l("Dikabulkan"),
            "rejected": _l("Tidak dikabulkan"),
        },
        verbs={
            "accept": _l("dikabulkan"),
            "reject": _l("tidak dikabulkan"),
            "propose": _l("diusulkan dikabulkan"),
            "agree": _l("disetujui orang kedua"),
            "send_back": _l("dikembalikan kepada pengusul jawaban"),
        },
    ),
)


def verb_of(kind: ObjectionKind, *, accepts: bool) -> str:
    """What an answer does: a no counts at once, a yes to an objection against a list only with a second person."""
    if not accepts:
        return "reject"
    return "accept" if kind is ObjectionKind.ENTRY else "propose"


def objection_closes(decided_at: datetime, days: int, zone: str) -> datetime | None:
    """The first moment too late: the day of the decision does not count, the last day counts whole; None where nobody may object."""
    if days == 0:
        return None
    day = clock.local(decided_at, zone) + timedelta(days=days + 1)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


Worth = tuple[str, ...] | None


def concerns(*, ranked: bool, corrects: bool, before: Worth, after: Worth) -> bool:
    """Whether somebody may object to an announced list: whoever was assessed.

    To the correction of an announced list only those object whom it brought in, took out or gave another award (`before` and
    `after` are their awards, None off the list): else one objection could be filed again with every correction.
    """
    return before != after if corrects else ranked


@dataclass(frozen=True)
class CaseFile:
    """What an objection to a list is answered from: the objector's own row, the cut line, and the rules that moved it."""

    place: int
    of: int
    score: float | None
    listed: bool
    award: str
    on_list: int
    last_score: float | None
    displaced_by: tuple[str, ...] = ()
    tie: tuple[Mapping[str, Any], ...] = ()


def case_file(snapshot: Mapping[str, Any], subject_id: str) -> CaseFile | None:
    """The facts of one subject in a decision's snapshot; None if it was not ranked."""
    row = next((one for one in snapshot["ranking"] if one["subject_id"] == subject_id), None)
    if row is None:
        return None
    lines = snapshot["list"]
    own = next((one for one in lines if one["subject_id"] == subject_id), None)
    scores = [float(one["score"]) for one in lines if one["score"] is not None]
    moved = snapshot.get("composition", {}).get("displaced", [])
    return CaseFile(
        place=row["place"],
        of=len(snapshot["ranking"]),
        score=row["score"],
        listed=own is not None,
        award=own["award"] if own else "",
        on_list=len(lines),
        last_score=min(scores, default=None),
        displaced_by=next((tuple(one["by"]) for one in moved if one["subject_id"] == subject_id), ()),
        tie=tuple(row.get("tie") or ()),
    )
