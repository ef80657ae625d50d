"""Who may take the proof of a row; whose it is, its query knows."""

from dataclasses import dataclass
from typing import Any

from p4comp.accounts.policy import may_be_signed_in
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry

may_prove = may_be_signed_in


@dataclass(frozen=True)
class ProvenRow:
    """An entry's row in one announced decision, its proof as it is downloaded, and the code of the known correction that replaced it."""

    decision: Decision
    row: dict[str, Any]
    proof: dict[str, Any]
    replaced_by: str = ""


@dataclass(frozen=True)
class OwnRows:
    """An entry's rows in every announced decision that ranked it; `older` are decisions without roots."""

    entry: Entry
    rows: tuple[ProvenRow, ...]
    older: tuple[Decision, ...]
    openness: str
