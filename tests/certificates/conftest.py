import pytest
from flask import Flask
from flask_babel import Babel

from p4comp.core import clock
from tests import factories

AFTER = factories.during("penganugerahan")


@pytest.fixture
def app_words():
    """Indonesian words without the rest of the portal."""
    app = Flask(__name__)
    Babel(app, default_locale="id")
    with app.app_context():
        yield app


@pytest.fixture
def announced(cast):
    """The cast's two entries, announced as winners; competition time is the award."""
    with clock.at(AFTER):
        yield factories.decision(
            cast.edition,
            [cast.entry, cast.stranger_entry],
            purpose="winners",
            awards={cast.entry.id: "APP", cast.stranger_entry.id: "AKD"},
            announced_at=factories.opening("penganugerahan"),
        )
