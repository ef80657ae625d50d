"""Whole seasons, played by the pages only, the clock moved from day to day."""

import pytest

pytest.register_assert_rewrite(
    *(f"tests.journeys.{name}" for name in ("season", "entrants", "judges", "office", "registration", "evaluation", "award"))
)
