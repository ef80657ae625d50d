"""An edition's document as the database keeps it: JSON, moments with the offset they were written with."""

from typing import Any

from p4comp.competition.files.shape import EDITION


def to_kept(document: dict[str, Any]) -> dict[str, Any]:
    """A sound document as JSON."""
    return EDITION.keep(document)


def from_kept(kept: dict[str, Any]) -> dict[str, Any]:
    """The document as it was read from its file."""
    return EDITION.restore(kept)
