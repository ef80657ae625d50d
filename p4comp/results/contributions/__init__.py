"""What results add to every page."""

from p4comp.results.contributions import ceremony, ending, feedback, guests, own, pages, press, score_tables

__all__ = ["ceremony", "ending", "feedback", "guests", "own", "pages", "press", "score_tables"]
