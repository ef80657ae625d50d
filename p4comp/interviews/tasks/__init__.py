"""What interviews do later, and what they know of a person."""

from p4comp.interviews.tasks import following, privacy

__all__ = ["following", "privacy"]
