"""Whole seasons, played by the pages only, the clock moved from day to day."""

import pytest

pytest.register_assert_rewrite("tests.journeys.season", "tests.journeys.entrants", "tests.journeys.judges", "tests.journeys.office")
