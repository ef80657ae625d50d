"""What results add to every page."""

from p4comp.results.contributions import ceremony, feedback, pages

__all__ = ["ceremony", "feedback", "pages"]
