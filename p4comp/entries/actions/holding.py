"""Holding an entry while something is done to it."""

from p4comp.core.db import session
from p4comp.entries.models import Entry


def hold(entry: Entry) -> None:
    """Let no other transaction move or change the entry before this one ends; SQLite has one writer anyway."""
    if session().get_bind().dialect.name == "postgresql" and entry not in session().new:
        session().refresh(entry, ["state", "correct_until"], with_for_update=True)
