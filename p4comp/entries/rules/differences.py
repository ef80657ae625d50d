"""What changed between two hand-ins of an entry, answer by answer and file by file. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Snapshot = Mapping[str, Any]


class What(StrEnum):
    """What kind of thing changed."""

    SYSTEM = "system"
    LETTER = "letter"
    LEVEL = "level"
    NARRATIVE = "narrative"
    ADDED = "added"
    REMOVED = "removed"
    FIGURES = "figures"
    CHANNELS = "channels"


@dataclass(frozen=True)
class Change:
    """One difference: in which indicator (empty outside the self-assessment), what, and both sides in plain words."""

    indicator: str
    what: What
    before: str
    after: str


def changes(before: Snapshot, after: Snapshot) -> list[Change]:
    """All differences, in the dossier's order; two equal hand-ins have none."""
    return [*_outside(before, after), *_inside(before, after), *_figures(before, after), *_channels(before, after)]


def _outside(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for what, keys in ((What.SYSTEM, ("name", "since")), (What.LETTER, ("number", "name", "sha256"))):
        old, new = before.get(what.value) or {}, after.get(what.value) or {}
        if any(old.get(key) != new.get(key) for key in keys):
            yield Change("", what, _told(old, keys), _told(new, keys))


def _told(part: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return ", ".join((part[key][:12] if key == "sha256" else str(part[key])) for key in keys if part.get(key))


def _inside(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = _answers(before), _answers(after)
    files_before, files_after = _files(before), _files(after)
    for code in dict.fromkeys((*old, *new, *files_before, *files_after)):
        yield from _answer(code, old.get(code, {}), new.get(code, {}))
        was, now = files_before.get(code, {}), files_after.get(code, {})
        for sha256, name in was.items():
            if sha256 not in now:
                yield Change(code, What.REMOVED, name, "")
        for sha256, name in now.items():
            if sha256 not in was:
                yield Change(code, What.ADDED, "", name)


def _answer(code: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for what, nothing in ((What.LEVEL, None), (What.NARRATIVE, "")):
        was, now = old.get(what.value, nothing), new.get(what.value, nothing)
        if was != now:
            yield Change(code, what, "" if was is None else str(was), "" if now is None else str(now))


def _answers(snapshot: Snapshot) -> dict[str, Mapping[str, Any]]:
    return {one["indicator"]: one for one in snapshot.get("answers", ())}


def _files(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for one in snapshot.get("evidence", ()):
        found.setdefault(one["indicator"], {})[one["sha256"]] = one["name"]
    return found


def _figures(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = (part.get("figures") or {} for part in (before, after))
    if old.get("lines") != new.get("lines"):
        yield Change("", What.FIGURES, _rows(old), _rows(new))


def _rows(figures: Mapping[str, Any]) -> str:
    return "\n".join(
        " ".join((one["months"][0], str(one.get("received", "–")), str(one.get("done", "–")))) for one in figures.get("lines", ())
    )


def _channels(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = (part.get("channels") or [] for part in (before, after))
    if old != new:
        yield Change("", What.CHANNELS, *("\n".join(one["name"] for one in side) for side in (old, new)))
