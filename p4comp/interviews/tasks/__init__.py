"""What interviews do later, and what they know of a person."""

from p4comp.interviews.tasks import availability, closing, following, inviting, observations, planning, privacy

__all__ = ["availability", "closing", "following", "inviting", "observations", "planning", "privacy"]
