"""What entries add to everybody's pages, and to an edition's counts."""

from flask import Flask

from p4comp.competition import counts, participants
from p4comp.entries import queries
from p4comp.entries.contributions import audit_words, deadlines, desk, entrant
from p4comp.entries.queries import audiences

__all__ = ["audit_words", "deadlines", "desk", "entrant", "init_app"]


def init_app(app: Flask) -> None:
    """Let an edition count its entries, and mass mail reach their owners."""
    counts.contribute("entered", queries.entered)
    counts.contribute("verified", queries.accepted)
    participants.contribute(queries.participants, queries.participants_called)
    audiences.register()
