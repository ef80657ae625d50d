"""Saving one field at a time: compare-and-swap, so that two people or two tabs never overwrite each other silently."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, jsonify

from p4comp.core.errors import Invalid


@dataclass(frozen=True)
class Saved:
    """The field holds what was sent; `version` is its new number."""

    version: int


@dataclass(frozen=True)
class Clash:
    """Somebody saved in between: their value, its version, and what was sent; `who` and `when` in words where they are known."""

    mine: Any
    theirs: Any
    version: int
    who: str = ""
    when: str = ""


Outcome = Saved | Clash


def swap(row: Any, field: str, value: Any, *, seen: int) -> Outcome:
    """Put `value` into `row.field` if `row.field_version` is still the one the writer saw.

    The same value again is no clash: a repeated request answers as the first did.
    """
    column = f"{field}_version"
    version, current = getattr(row, column), getattr(row, field)
    if current == value:
        return Saved(version)
    if version != seen:
        return Clash(value, current, version)
    setattr(row, field, value)
    setattr(row, column, version + 1)
    return Saved(version + 1)


def seen(text: str) -> int:
    """The version a page says it showed; 0 where it says nothing sensible."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def fault(error: Invalid, field: str) -> Response:
    """A refused field for `autosave.js`: 422 with what to do."""
    response = jsonify(error=error.message, field=error.field or field)
    response.status_code = error.status
    return response


def answer(outcome: Outcome, *, at: datetime, **more: Any) -> Response:
    """The outcome for `autosave.js`: 200 with the moment it was saved, or 409 with both versions."""
    if isinstance(outcome, Clash):
        named = {"who": outcome.who, "when": outcome.when} if outcome.who else {}
        response = jsonify(mine=outcome.mine, theirs=outcome.theirs, version=outcome.version, **named)
        response.status_code = 409
        return response
    return jsonify(saved_at=at.isoformat(), version=outcome.version, **more)
