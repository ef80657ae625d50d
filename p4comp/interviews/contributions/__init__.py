"""What interviews add to every page: places, what waits for whom, the next own interview."""

from p4comp.interviews.contributions import audit_words, deadlines, finalists, jurors, places, secretariat
from p4comp.interviews.queries import audiences

__all__ = ["audit_words", "deadlines", "finalists", "jurors", "places", "secretariat"]

audiences.register()
