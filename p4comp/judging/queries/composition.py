"""What bounds did to a list, in words that a plenary reads and a snapshot keeps."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from p4comp.competition.bounds import Bound
from p4comp.competition.rules import wording
from p4comp.competition.spec import Category
from p4comp.judging.queries.runs import group_names

Limit = Sequence[str]


def composition(category: Category, rows: Iterable[Mapping[str, Any]], choices: Mapping[str, Any]) -> dict[str, Any]:
    """The bounds, whom the binding ones displace and bring in, which of them cannot be met; the same of the advice beside it."""
    by_id = {row["subject_id"]: row for row in rows}
    words = limit_words(category, choices)
    found = {"bounds": [{"text": wording.bound(one), "binding": one.is_binding} for one in category.bounds]}
    advised = choices["advised"]
    return found | _told(choices["binding"], by_id, words) | {"advice": _told(advised, by_id, words) if advised else None}


def _told(choice: Mapping[str, Any], by_id: Mapping[str, Any], words: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    return {
        "displaced": [_line(by_id[one["id"]]) | {"by": [words[limit[0], limit[1]] for limit in one["by"]]} for one in choice["displaced"]],
        "comes": [_line(by_id[key]) for key in choice["comes"]],
        "conflict": [words[limit[0], limit[1]] for limit in choice["conflict"]],
    }


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("subject_id", "name", "place", "score")}


def limit_words(category: Category, choices: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Every limit that the choices name, in words; a group that stands for itself is named."""
    bounds = {one.code: one for one in category.bounds}
    limits = {(limit[0], limit[1]) for choice in choices.values() if choice for limit in _limits(choice)}
    names = group_names((bounds[code].group.value, value) for code, value in limits if not bounds[code].values)
    return {(code, value): _words(bounds[code], value, names) for code, value in sorted(limits)}


def _limits(choice: Mapping[str, Any]) -> list[Limit]:
    return [*choice["conflict"], *(limit for one in choice["displaced"] for limit in one["by"])]


def _words(bound: Bound, value: str, names: Mapping[str, str]) -> str:
    text = wording.bound(bound)
    return text if bound.values else f"{text} ({names.get(value) or wording.group_value(bound.group, value)})"
