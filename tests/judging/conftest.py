"""Fixtures of judging's tests."""

import pytest

from p4comp.accounts.identity import someone
from tests import factories
from tests.judging.scene import desk_of


@pytest.fixture
def edition(app):
    """The small edition, running."""
    return factories.edition()


@pytest.fixture
def by(app):
    """Somebody of the secretariat, as an actor."""
    return someone(factories.secretariat())


@pytest.fixture
def desk(edition):
    """An evaluator's open desk, and who they are."""
    return desk_of(edition, "open")
