"""The blueprint, and what templates may ask about an entry."""

from datetime import datetime

from flask import Blueprint

from p4comp.competition.rules.wording import until
from p4comp.core.errors import state_word
from p4comp.entries.models import Entry, State
from p4comp.entries.policy import both_zones

bp = Blueprint("entries", __name__)

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
