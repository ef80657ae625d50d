"""What results add to every page."""

from p4comp.results.contributions import pages

__all__ = ["pages"]
