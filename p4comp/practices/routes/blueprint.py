"""The blueprint, and what templates may ask about practices."""

from flask import Blueprint

from p4comp.core.errors import state_word
from p4comp.practices.models import Adoption, Practice
from p4comp.practices.rules import FIELDS, AdoptionState, Field, State

bp = Blueprint("practices", __name__)
TONES = {
    State.DRAFT: "draft",
    State.READY: "waiting",
    State.CONSENTED: "waiting",
    State.PROPOSED: "yours",
    State.PUBLISHED: "done",
    State.WITHDRAWN: "draft",
    State.REMOVED: "refused",
}
ADOPTION_TONES = {
    AdoptionState.NOTED: "waiting",
    AdoptionState.CONFIRMED: "done",
    AdoptionState.WITHDRAWN: "draft",
    AdoptionState.REMOVED: "refused",
}


@bp.app_template_global()
def practice_status(practice: Practice) -> tuple[str, str]:
    """The state of a practice as word and tone."""
    return state_word("practice", practice.state), TONES[practice.state]


@bp.app_template_global()
def adoption_status(adoption: Adoption) -> tuple[str, str]:
    """The state of a record as word and tone."""
    return state_word("practice_adoption", adoption.state), ADOPTION_TONES[adoption.state]


@bp.app_template_global()
def practice_fields() -> dict[str, Field]:
    """The parts of a practice by name."""
    return FIELDS
