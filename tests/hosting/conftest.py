"""The installation the hosting tests look at: made once a database and worker, emptied before each test."""

import pytest

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
