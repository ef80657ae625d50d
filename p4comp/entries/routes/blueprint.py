"""The blueprint, and what templates may ask about an entry."""

from datetime import datetime

from flask import Blueprint

from p4comp.competition.rules.wording import until
from p4comp.core import media_types
from p4comp.core.access import actor
from p4comp.core.errors import state_word
from p4comp.entries.models import Entry, Evidence, State
from p4comp.entries.policy import both_zones, sees_hidden
from p4comp.entries.rules import MOST_BYTES, REMOVAL_WORDS, Removal

bp = Blueprint("entries", __name__)

LONGEST_SHOWN = 90

TONES = {
    State.DRAFT: "draft",
    State.SUBMITTED: "waiting",
    State.RETURNED: "yours",
    State.VERIFIED: "done",
    State.REFUSED: "refused",
    State.WITHDRAWN: "draft",
}


@bp.app_template_global()
def entry_status(entry: Entry) -> tuple[str, str]:
    """The word for an entry's state, and its tone."""
    return state_word("entry", entry.state), TONES[entry.state]


@bp.app_template_global()
def entry_moment(entry: Entry, at: datetime) -> str:
    """A moment in the edition's zone and, where it differs, in the institution's."""
    return both_zones(at, entry.edition.zone, entry.institution.zone)


@bp.app_template_global()
def entry_limit(entry: Entry, closes: datetime | None) -> str:
    """The end of an entry's time in the edition's zone and, where it differs, in the institution's."""
    return until(closes, entry.edition.zone, entry.institution.zone)


@bp.app_template_global()
def evidence_endings() -> str:
    """The endings of files that may prove something, for a browser's choice of files."""
    return media_types.endings(media_types.EVIDENCE)


@bp.app_template_global()
def evidence_limit() -> int:
    """How many bytes the evidence of one entry may take."""
    return MOST_BYTES


@bp.app_template_global()
def sees_hidden_files(entry: Entry) -> bool:
    """Whether whoever asks still sees files that show personal data."""
    return sees_hidden(actor(), entry)


@bp.app_template_global()
def removal_word(evidence: Evidence) -> str:
    """Why a piece of evidence is out of the dossier."""
    return str(REMOVAL_WORDS[evidence.removed_why or Removal.REMOVED])


@bp.app_template_filter()
def short_name(name: str) -> str:
    """A file's name cut for display; its beginning and its ending stay."""
    return name if len(name) <= LONGEST_SHOWN else name[: LONGEST_SHOWN - 16] + "…" + name[-15:]
