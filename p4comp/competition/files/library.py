"""The table of an edition file about the knowledge library: its shape and the terms it states."""

from typing import Any

from p4comp.competition.files.kinds import Table, Text
from p4comp.competition.library_terms import LibraryTerms

LIBRARY = "perpustakaan"
SHAPES = {LIBRARY: Table({"lisensi": Text(most=300)}, {})}


def library_from(document: dict[str, Any]) -> LibraryTerms:
    """Under which licence practices are published."""
    return LibraryTerms(document.get(LIBRARY, {}).get("lisensi", ""))
