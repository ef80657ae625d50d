"""What results add to every page."""

from p4comp.results.contributions import feedback, pages

__all__ = ["feedback", "pages"]
