"""What judging adds to every page and to the log."""

from p4comp.judging.contributions import audit_words, pages

__all__ = ["audit_words", "pages"]
