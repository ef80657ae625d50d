import pytest
from flask import g
from sqlalchemy import literal, select

from p4comp.core import tallies
from p4comp.core.tallies import Tally
from tests.factories.people import Actor
from tests.queries import counted_queries


@pytest.fixture
def board():
    return []


def test_x(board):
    pass
