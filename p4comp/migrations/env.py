"""Runs the steps on the connection the caller hands over (`core.doctor.prepare`, the tests, `.ci/migration`)."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from p4comp.core.db import Base, Choice, Moment, is_model


def plain(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column types as what they are in the database, so that a released step does not change with them."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Choice):
        return "sa.String(length=40)"
    return False


def upgrade(connection: Connection) -> None:
    """Run what is asked for; on SQLite a table is altered by making it anew."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=plain,
        compare_type=True,
        include_name=is_model,
    )
    with context.begin_transaction():
        context.run_migrations()


upgrade(context.config.attributes["connection"])
