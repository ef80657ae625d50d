"""What tests of invitations begin with: three finalists placed in three zones."""

import pytest

from p4comp.core import db
from p4comp.interviews import actions as rooms
from tests import factories
from tests.interviews.stage import PLACED_AT, stage


@pytest.fixture
def placed(app, at):
    """Three finalists in three zones, placed, each with a member who can sign in."""
    at(PLACED_AT)
    found = stage()
    rows = rooms.place_all(found.edition, by=found.secretary, at=PLACED_AT)
    db.commit()
    people = {row.entry.institution.region_code: row for row in rows}
    return found, people


@pytest.fixture
def east(placed):
    """The finalist in Jayapura: its interview, and a member of it."""
    row = placed[1]["91"]
    return row, factories.member(factories.person("Yohana"), row.entry.institution)
