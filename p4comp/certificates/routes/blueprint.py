"""The blueprint."""

from flask import Blueprint

from p4comp.certificates.rules import SEALING_WORDS, Sealing, State
from p4comp.certificates.rules.batches import OUTCOME_TONES, OUTCOME_WORDS, Outcome
from p4comp.certificates.rules.verifying import WORDING, Answer, Wording

bp = Blueprint("certificates", __name__)


@bp.app_template_global()
def certificate_tone(state: State) -> str:
    """The tone of a certificate's state."""
    return {State.ISSUED: "done", State.SUSPENDED: "yours"}.get(state, "refused")


@bp.app_template_global()
def outcome_status(outcome: Outcome) -> tuple[str, str]:
    """What a file that came back is, and its tone."""
    return str(OUTCOME_WORDS[outcome]), OUTCOME_TONES.get(outcome, "refused")


@bp.app_template_global()
def certificate_answer(answer: Answer) -> Wording:
    """The words for what the check found."""
    return WORDING[answer]


@bp.app_template_global()
def sealing_word(sealing: Sealing) -> str:
    """How a file is closed."""
    return str(SEALING_WORDS[sealing])
