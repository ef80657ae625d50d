"""Journeys borrow the screens of the browser tests."""

from tests.browser.conftest import chromium, live, screen, served

__all__ = ["chromium", "live", "screen", "served"]
