"""What waits for a second person: every room says what it has, one page gathers it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from p4comp.core import web


@dataclass(frozen=True)
class Approval:
    """An act that needs a second person: what it is, where it is decided, since when it waits, and why this person may not decide it."""

    title: Any
    url: str
    asked_at: datetime | None = None
    note: Any = ""
    reason: Any = ""


contribute = web.contribute("approval")
