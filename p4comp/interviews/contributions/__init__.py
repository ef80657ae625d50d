"""What interviews add to every page: places, what waits for whom, the next own interview."""

from p4comp.interviews.contributions import (
    audit_words,
    availability,
    deadlines,
    finalists,
    invitations,
    jurors,
    observations,
    people,
    places,
    secretariat,
    today,
)
from p4comp.interviews.queries import audiences

__all__ = [
    "audit_words",
    "availability",
    "deadlines",
    "finalists",
    "invitations",
    "jurors",
    "observations",
    "people",
    "places",
    "secretariat",
    "today",
]

audiences.register()
