"""A document whose shape was checked, asked by the rules in which several values meet."""

from collections.abc import Callable, Iterator
from typing import Any

from p4comp.competition.files.faults import Fault, Path
from p4comp.competition.files.shape import EDITION

Document = dict[str, Any]


class Checked:
    """A document whose shape was checked: rules ask it for the parts that are sound, and stay silent about the others."""

    def __init__(self, document: Document):
        self.document = document
        self.faults = list(EDITION.faults(document, ()))
        self._broken = {fault.path for fault in self.faults}

    def get(self, *path: str | int) -> Any:
        """The value at `path`, or None if it is missing or anything at, above or below it is broken."""
        if any(one[: len(path)] == path or path[: len(one)] == one for one in self._broken):
            return None
        value: Any = self.document
        for part in path:
            if value is not None:
                value = _step(value, part)
        return value

    def items(self, *path: str | int) -> Iterator[tuple[Path, Any]]:
        """The items of a list, each with its path; broken ones too."""
        value: Any = self.document
        for part in path:
            value = _step(value, part)
        for index, item in enumerate(value if isinstance(value, list) else []):
            yield (*path, index), item


def _step(value: Any, part: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(part)
    return value[part] if isinstance(value, list) and isinstance(part, int) else None


Rule = Callable[[Checked], Iterator[Fault]]
