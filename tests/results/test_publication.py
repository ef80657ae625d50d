"""When a result turns public."""

from datetime import UTC, datetime, timedelta

import pytest

from p4comp.core.errors import Invalid
from p4comp.results.rules.publication import moment_for, next_mark

NOW = datetime(2022, 6, 16, 11, 59, 3, 500, tzinfo=UTC)
SEVEN = datetime(2022, 6, 16, 12, tzinfo=UTC)


def test_now_is_now_and_a_whole_minute_is_kept():
    assert moment_for(NOW, NOW) == NOW
    assert moment_for(SEVEN, NOW) == SEVEN


@pytest.mark.parametrize("wanted", [NOW - timedelta(microseconds=1), SEVEN + timedelta(seconds=1), SEVEN + timedelta(microseconds=1)])
def test_the_past_and_broken_minutes_are_refused(app, wanted):
    with pytest.raises(Invalid) as refused:
        moment_for(wanted, NOW)
    assert refused.value.field == "moment"


@pytest.mark.parametrize(("at", "mark"), [(0, 10), (0.5, 10), (9.999999, 10), (10, 20), (59.9, 60)])
def test_every_whole_minute_is_a_mark(at, mark):
    assert next_mark(SEVEN + timedelta(seconds=at)) == SEVEN + timedelta(seconds=mark)
