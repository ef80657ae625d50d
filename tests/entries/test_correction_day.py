"""The day of a correction: it is told only where it also holds."""

from tests import factories
from tests.factories import LATER, MINUTE


def test_a_correction_asked_for_during_registration_ends_no_earlier_than_it(app, at, browse):
    pass
