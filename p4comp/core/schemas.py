"""On PostgreSQL a connection sees the schema of its own place and no other: asked when it is made and each time it is taken from the pool.

The question takes the place of the pool's own sign of life, so that it costs no way to the database more.
"""

from typing import Any

import structlog
from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError, InvalidatePoolError, OperationalError

PREFIX = "penyelenggara_"
SEEN = "SELECT current_schemas(false)"
ASKED = "schema_asked"
log = structlog.get_logger(__name__)


class WrongSchema(OperationalError):
    """A connection leads into the tables of another place, or into none: nothing is asked of it."""

    def __init__(self, wanted: str, seen: list[str]):
        told = f"connection sees schemas {seen}, not {wanted or 'those of the root'}: check options= of DATABASE_URL and any pooler between"
        super().__init__(SEEN, None, RuntimeError(told))


def is_own(wanted: str, seen: list[str]) -> bool:
    """Whether a connection that sees these schemas is one of the space with the schema `wanted`, or of the root where that is empty."""
    return seen == [wanted] if wanted else not any(one.startswith(PREFIX) for one in seen)


def guard(engine: Engine, wanted: str) -> None:
    """Let no connection of the engine be used that sees anything but the schema `wanted`; empty for the root, which sees no space."""

    def connected(connection: Any, record: Any) -> None:
        seen = _seen(connection)
        if not is_own(wanted, seen):
            connection.close()
            raise WrongSchema(wanted, seen)
        record.info[ASKED] = True

    def checked_out(connection: Any, record: Any, _fairy: Any) -> None:
        if record.info.pop(ASKED, False):
            return  # it was made this moment
        try:
            seen = _seen(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error
        if not is_own(wanted, seen):
            log.error("connection left its schema", wanted=wanted, seen=seen)
            raise DisconnectionError(str(WrongSchema(wanted, seen)))  # the pool throws it away; the new one is asked as it is made

    event.listen(engine, "connect", connected)
    event.listen(engine, "checkout", checked_out)


def _seen(connection: Any) -> list[str]:
    """The schemas a connection finds tables in, asked outside of any transaction."""
    before, connection.autocommit = connection.autocommit, True
    try:
        return list(connection.execute(SEEN).fetchone()[0])
    finally:
        if not connection.closed:
            connection.autocommit = before
