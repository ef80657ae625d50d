"""The installation the hosting tests look at: made once a database and worker, emptied before each test."""

import pytest

from p4comp.core import clock
from tests.hosting.handing import DURING, settle
from tests.hosting.worlds import World


@pytest.fixture(scope="session")
def worlds(workshop):
    """The installations of this worker by their database."""
    made = {}
    yield made
    for world in made.values():
        world.close()


@pytest.fixture
def world(workshop, worlds, database):
    """Two provinces beside the root, all of them empty."""
    if database not in worlds:
        worlds[database] = World(workshop.settings(database, "hosting"))
    worlds[database].clean()
    return worlds[database]


@pytest.fixture
def both(world):
    """Siti's dossier in the root with files, and her empty one in Kalimantan Selatan; her two browsers."""
    here, there = settle(world, "", evidence=True), settle(world, "kalsel", levels=None)
    with clock.at(DURING):
        yield (world.visitor("", here[0]), here[1]), (world.visitor("kalsel", there[0]), there[1])
