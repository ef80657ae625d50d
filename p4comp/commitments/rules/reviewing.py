"""What a yearly review counts, as plain values that stay as they were when it was closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from p4comp.commitments.rules.states import State, is_late


@dataclass(frozen=True)
class Line:
    """A commitment as a review looks at it."""

    signatory_id: str
    scope: int
    title: str
    due_on: date
    state: State
    shown_on: date | None
    accepted_on: date | None
    opinion: str
    words: str


def belongs(line: Line, year: int) -> bool:
    """Whether a commitment is the year's: due in it, or due earlier and not accepted before it began."""
    if line.due_on.year == year:
        return True
    return line.due_on.year < year and (line.accepted_on is None or line.accepted_on.year >= year)


def content(names: dict[str, str], scopes: dict[int, str], lines: Iterable[Line], *, year: int, day: date) -> dict[str, Any]:
    """The review: totals, each signatory's numbers, what is late, what the partner said; `names` by signatory in their order."""
    own = [line for line in lines if belongs(line, year)]
    until = min(day, date(year, 12, 31))
    return {
        "year": year,
        "until": until.isoformat(),
        "totals": _counts(own, until),
        "signatories": [
            {"id": key, "name": name, **_counts([one for one in own if one.signatory_id == key], until)} for key, name in names.items()
        ],
        "scopes": [
            {"number": number, "title": title, **_counts([one for one in own if one.scope == number], until)}
            for number, title in scopes.items()
        ],
        "late": [_told(one, names) for one in own if is_late(one.state, one.due_on, until)],
        "views": [{**_told(one, names), "opinion": one.opinion, "words": one.words} for one in own if one.opinion],
    }


def _counts(lines: list[Line], until: date) -> dict[str, int]:
    counts = {state.value: sum(one.state is state for one in lines) for state in State}
    tardy = sum(one.shown_on is not None and one.shown_on > one.due_on for one in lines)
    return {"all": len(lines), **counts, "late": sum(is_late(one.state, one.due_on, until) for one in lines), "tardy": tardy}


def _told(line: Line, names: dict[str, str]) -> dict[str, str]:
    return {"signatory": names[line.signatory_id], "title": line.title, "due_on": line.due_on.isoformat()}
