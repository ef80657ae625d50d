"""A report as page and paper show it: its facts, the notes that go out, and where the lines of its pictures run. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from p4comp.results.rules.feedback import drawing, report, spread
from p4comp.results.rules.feedback.notes import NoteState


class Note(Protocol):
    """A note on an indicator as it goes out."""

    @property
    def indicator(self) -> str: ...

    @property
    def words(self) -> str: ...

    @property
    def state(self) -> NoteState: ...


@dataclass(frozen=True)
class Shown:
    """All that a report says, without anything that is not for its reader."""

    facts: Mapping[str, Any]
    notes: Mapping[str, list[str]]

    @cached_property
    def lines(self) -> dict[str, Mapping[str, Any]]:
        """Its indicators by code."""
        return {line["code"]: line for aspect in self.facts["aspects"] for line in aspect["indicators"]}

    @cached_property
    def differences(self) -> tuple[list[str], list[str]]:
        """The indicators claimed well above what was found, and those found well above what was claimed."""
        return report.differences(self.facts)

    @cached_property
    def has_field(self) -> bool:
        """Whether the category is large enough to show how it lies."""
        return any(aspect["field"] for aspect in self.facts["aspects"])

    @cached_property
    def radar(self) -> dict[str, Any] | None:
        """The lines of the radar, from the back to the front; None of fewer than three aspects."""
        aspects, top = self.facts["aspects"], self.facts["top"]
        if len(aspects) < drawing.FEWEST_AXES:
            return None
        lines = [("claimed", [one["claimed"] for one in aspects]), ("found", [one["found"] for one in aspects])]
        if self.has_field:
            lines.insert(0, ("field", [one["field"]["middle"] for one in aspects]))
        signs = zip(drawing.labels(len(aspects)), [one["code"] for one in aspects], strict=True)
        return {
            "rings": drawing.rings(len(aspects), top),
            "lines": [(kind, drawing.polygon(values, top)) for kind, values in lines],
            "labels": [(*place, code) for place, code in signs],
        }

    @cached_property
    def below(self) -> int:
        """On how many aspects less was found than claimed, by more than a quarter of a level."""
        return sum(spread.beside(one["found"], one["claimed"]) == spread.BELOW for one in self.facts["aspects"])

    @cached_property
    def places(self) -> dict[str, list[str]]:
        """The aspects that lie above, among and below the middle of their category; nothing where that is not shown."""
        found: dict[str, list[str]] = {}
        for one in self.facts["aspects"]:
            if one["field"]:
                found.setdefault(spread.beside(one["found"], one["field"]["middle"]), []).append(f"{one['code']} {one['name']}")
        return found

    def of_radar(self, rows: Iterable[list[str]]) -> list[list[str]]:
        """The table behind the radar: name, claimed and found alone."""
        return [row[:3] for row in rows]


def shown(facts: Mapping[str, Any], notes: Iterable[Note]) -> Shown:
    """The report with the notes that go out, in their order."""
    found: dict[str, list[str]] = {}
    for one in notes:
        if one.state is not NoteState.LEFT_OUT:
            found.setdefault(one.indicator, []).append(one.words)
    return Shown(facts, found)
