"""A demo shows one copy of its database at a time; a real portal knows nothing of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from p4comp.config import from_environment
from p4comp.core import clock, db
from p4comp.core.copies import NAME, Copies
from p4comp.core.db import Base, session
from p4comp.core.storage import StoredFile
from p4comp.factory import create_app

BASE = datetime(2022, 5, 24, 3, tzinfo=UTC)


def test_without_its_file_nothing_is_shifted_or_swapped(tmp_path):
    copies = Copies(tmp_path)
    assert copies.look()
    assert copies.shift() is None
    assert copies.path() == tmp_path / "p4.sqlite"
    assert not copies.look()


def test_a_shown_copy_has_its_own_file_and_time(tmp_path):
    copies = Copies(tmp_path)
    copies.show("wawancara", BASE)
    assert copies.path() == tmp_path / "demo" / "wawancara" / "p4.sqlite"
    assert copies.path("penganugerahan") == tmp_path / "demo" / "penganugerahan" / "p4.sqlite"
    assert abs(datetime.now(UTC) + copies.shift() - BASE) < timedelta(seconds=5)


def test_another_process_follows_when_the_file_is_rewritten(tmp_path):
    mine, theirs = Copies(tmp_path), Copies(tmp_path)
    theirs.look()
    mine.show("wawancara", BASE)
    assert theirs.look()
    assert theirs.active.stage == "wawancara"
    assert not theirs.look()
    assert sorted(path.name for path in tmp_path.iterdir()) == [NAME]


@pytest.fixture
def portal(tmp_path):
    """A demo with two copies, each with a file of its own name."""
    app = create_app(from_environment({"P4COMP_INSTANCE": str(tmp_path)}), testing=True)
    copies = app.extensions["copies"]
    with app.app_context():
        for stage in ("wawancara", "penganugerahan"):
            copies.path(stage).parent.mkdir(parents=True)
            copies.show(stage, BASE)
            db.db.engine.dispose()
            Base.metadata.create_all(db.db.engine)
            session().add(StoredFile(sha256=stage, size=1, media_type="x", stored_at=BASE))
            db.commit()
        yield app
        db.rollback()
        db.db.engine.dispose()


def on_show(app):
    with app.app_context():
        return db.everything(select(StoredFile.sha256)), abs(clock.now() - BASE) < timedelta(minutes=1)


def test_a_request_sees_the_copy_on_show_and_its_time(portal):
    assert on_show(portal) == (["penganugerahan"], True)
    portal.extensions["copies"].show("wawancara", BASE)
    with portal.app_context():
        db.db.engine.dispose()
    assert on_show(portal) == (["wawancara"], True)


def test_the_application_lets_go_of_a_copy_that_is_no_longer_on_show(portal):
    Copies(portal.extensions["copies"].instance).show("wawancara", BASE)
    with portal.app_context():
        portal.test_client().get("/tiada")
    assert on_show(portal) == (["wawancara"], True)
