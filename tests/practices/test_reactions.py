"""A merged institution takes its practices and records along, unless both have the same"""

import pytest

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.errors import Refused
from p4comp.institutions import actions as registry
from p4comp.practices import actions, queries
from tests import factories
from tests.practices import scene
from tests.practices.scene import SOON


@pytest.fixture
def record(app, at):
    """A published practice that two institutions' drafters could note."""
    at(SOON)
    edition, entry, _who = scene.stage()
    scene.announce(edition, [entry], [entry])
    _secretary, actor = scene.secretary()
    homes = [factories.institution("pemkot", name=f"Kota {number}") for number in (1, 2)]
    people = [someone(factories.member(None, home)) for home in homes]
    return {"practice": scene.published(entry, actor), "actor": actor, "homes": homes, "people": people, "source": entry.institution}


def note(record, number):
    who = record["people"][number]
    found = queries.adopting(who, record["practice"].code)
    made = actions.adopt(found, found.institutions[0], scene.noted(), by=who, at=SOON)
    db.session().flush()
    return made


def merge(kept, gone, actor):
    registry.merge(kept, gone, reason="ganda", by=actor, at=SOON)
    db.session().flush()


def test_records_go_with_a_merged_institution(record):
    made = note(record, 0)
    merge(record["homes"][1], record["homes"][0], record["actor"])
    assert made.institution_id == record["homes"][1].id


def test_two_records_of_one_practice_stand_against_a_merger(record):
    note(record, 0)
    note(record, 1)
    with pytest.raises(Refused, match="Keduanya mencatat penerapan praktik yang sama"):
        merge(record["homes"][1], record["homes"][0], record["actor"])


def test_whoever_applies_a_practice_is_not_merged_with_its_owner(record):
    twin = factories.institution("pemkab", name="Kabupaten Kembar")
    who = someone(factories.member(None, twin))
    found = queries.adopting(who, record["practice"].code)
    actions.adopt(found, found.institutions[0], scene.noted(), by=who, at=SOON)
    db.session().flush()
    with pytest.raises(Refused, match="milik yang lain"):
        merge(record["source"], twin, record["actor"])
