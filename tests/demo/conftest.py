"""One played demo for all tests that look at it."""

import pytest

from p4comp.config import from_environment
from p4comp.core import db
from p4comp.core.db import Base
from p4comp.demo import rules
from p4comp.demo.actions import season
from p4comp.factory import create_app


@pytest.fixture(scope="package")
def _season(tmp_path_factory):
    folder = tmp_path_factory.mktemp("season")
    app = create_app(from_environment({"P4COMP_INSTANCE": str(folder), "P4COMP_BASE_URL": "http://localhost"}), testing=True)
    with app.app_context():
        Base.metadata.create_all(db.db.engine)
        season.play(rules.STOPS[-1], lambda _line: None)
        db.db.session.remove()
        db.db.engine.dispose()
    return app


@pytest.fixture(scope="module")
def played(_season):
    """The award copy of a played demo."""
    with _season.app_context():
        yield _season
        db.db.session.remove()
        db.db.engine.dispose()
