"""Temporary."""
from tests.house.test_access_matrix import Theatre, rows, subjects_of
from p4comp.interviews.routes import availability, people, panels, waivers
MINE = {n for m in (availability, people, panels, waivers) for n in dir(m)}
def test_mine(app):
    theatre = Theatre(app, subjects_of("interviews"))
    assert [f for row in rows("interviews") if row.endpoint.split(".")[1] in MINE for f in theatre.faults(row)] == []
