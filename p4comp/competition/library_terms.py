"""What an edition file states about the knowledge library."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LibraryTerms:
    """Under which licence practices are published; empty where the file says nothing, and so does the portal."""

    licence: str = ""
