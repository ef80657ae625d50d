"""An empty database upgraded step by step equals the models, and every step can be taken back."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from p4comp.core import db, doctor
from p4comp.core.db import Base
from p4comp.factory import create_app

OWN = {"alembic_version"}


@pytest.fixture
def empty_portal(workshop, database):
    """A portal whose database holds nothing yet."""
    app = create_app(workshop.settings(database, "migrations"), testing=True)
    with app.app_context():
        yield app
        db.rollback()
        Base.metadata.drop_all(db.db.engine)
        with db.db.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
        db.db.engine.dispose()


def differences():
    with db.db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "include_name": db.is_model}
        )
        return compare_metadata(context, Base.metadata)


def test_an_upgraded_empty_database_equals_the_models(empty_portal):
    doctor.prepare()
    assert differences() == []
    assert doctor.is_current()


def test_preparing_twice_changes_nothing(empty_portal):
    doctor.prepare()
    doctor.prepare()
    assert differences() == []


def test_every_step_can_be_taken_back(empty_portal):
    doctor.prepare()
    with db.db.engine.begin() as connection:
        config = doctor.migrations()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(db.db.engine).get_table_names()) == OWN


def test_steps_are_numbered_without_a_gap():
    steps = list(ScriptDirectory.from_config(doctor.migrations()).walk_revisions())
    assert [step.revision for step in reversed(steps)] == [f"{number:04d}" for number in range(1, len(steps) + 1)]
    assert steps
