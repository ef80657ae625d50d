"""The blueprint."""

from flask import Blueprint

from p4comp.certificates.rules import SEALING_WORDS, Sealing

bp = Blueprint("certificates", __name__)


@bp.app_template_global()
def sealing_word(sealing: Sealing) -> str:
    """How a file is closed."""
    return str(SEALING_WORDS[sealing])
