"""What results do later."""

from p4comp.results.tasks import feedback, telling
from p4comp.results.tasks.telling import CORRECTED, LETTER

__all__ = ["CORRECTED", "LETTER", "feedback", "telling"]
