"""Journeys borrow the screens of the browser tests."""

from tests.browser.conftest import live, screen, served

__all__ = ["live", "screen", "served"]
