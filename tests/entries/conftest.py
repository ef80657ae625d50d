"""What the tests of entries begin with."""

import pytest

from tests import factories


@pytest.fixture
def edition(app):
    return factories.edition()


@pytest.fixture
def unit(app):
    return factories.institution()


@pytest.fixture
def who(unit):
    return factories.member(institution=unit)


@pytest.fixture
def draft(app):
    """An entry without answers."""
    return factories.entry(levels=None)


@pytest.fixture
def own(app, browse):
    """`own(**values)` makes an entry and gives its id, its member's browser and its address."""

    def make(**values):
        who = factories.person()
        entry = factories.entry(contact=who, **values)
        factories.member(who, entry.institution)
        return entry.id, browse(who), f"/kepesertaan/{entry.id}"

    return make
