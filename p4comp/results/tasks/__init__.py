"""What results do later."""

from p4comp.results.tasks import feedback, photos, telling
from p4comp.results.tasks.telling import CORRECTED, LETTER

__all__ = ["CORRECTED", "LETTER", "feedback", "photos", "telling"]
