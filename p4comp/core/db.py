"""Database: one session a request, one commit, and transactions that say whether they write.

SQLite takes its write lock when a writing transaction begins (BEGIN IMMEDIATE): a deferred one that reads first
loses updates or fails at once when another connection writes.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

import pysqlite3.dbapi2
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Connection, DateTime, Engine, MetaData, Select, String, TypeDecorator, event, func, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from p4comp.core import schemas, write_queue

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
BUSY_SECONDS = 15
POOL_SIZE = 32

_writing: ContextVar[bool] = ContextVar("writing", default=True)


def new_id(length: int = 12) -> str:
    """A random public id of 5 bits a sign: never a count, never guessable."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def is_id(text: str) -> bool:
    """Whether a text could be an id of ours."""
    return len(text) == 12 and set(text) <= set(ALPHABET)


class Base(DeclarativeBase):
    """The models' base; a keyed model has its id as soon as it is made."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, Any]: JSON, list[Any]: JSON}


BESIDE: set[str] = set()


def beside(name: str) -> str:
    """The name of an index or table that is no model, as one for full text; what its name begins is not compared with the models."""
    BESIDE.add(name)
    return name


def is_model(name: str | None, _kind: str = "", _parents: object = None) -> bool:
    """Whether something of the database belongs to a model, and not to an index beside them."""
    return not any((name or "").startswith(one) for one in BESIDE)


class Keyed(Base):
    """A model with a random public id."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(12), primary_key=True)

    def __init__(self, **values: Any):
        values.setdefault("id", new_id())
        super().__init__(**values)


class Moment(TypeDecorator[datetime]):
    """A point in time: stored in UTC, read back aware. A naive datetime is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps it naive."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


EnumType = TypeVar("EnumType", bound=StrEnum)


class Choice(TypeDecorator[EnumType]):
    """A StrEnum stored as its text."""

    impl = String(40)
    cache_ok = True

    def __init__(self, choices: type[EnumType]):
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: EnumType | str | None, dialect: Dialect) -> str | None:
        """The text; ValueError for a text the enumeration does not hold."""
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> EnumType | None:
        """The member of the enumeration."""
        return None if value is None else self.choices(value)


db = SQLAlchemy()
Found = TypeVar("Found")


def session() -> Session:
    """The session of the current request or command."""
    return db.session()


def first(query: Select[Found], values: Mapping[str, Any] | None = None) -> Found | None:
    """The only row's first column, or None. `values` are for the placeholders of a query made once."""
    return session().execute(query, values).scalars().first()


def everything(query: Select[Found], values: Mapping[str, Any] | None = None) -> list[Found]:
    """The first column of all rows. `values` are for the placeholders of a query made once."""
    return list(session().execute(query, values).scalars().unique())


def count(query: Select[Any]) -> int:
    """How many rows the query finds."""
    return session().execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()


def held(query: Select[Found], model: type[Base]) -> Select[Found]:
    """The query that, in a writing transaction, keeps `model`'s row from everybody else until its end, and reads it as it then is.

    What hangs on the row is to be read after it. SQLite has one writer anyway.
    """
    return query.with_for_update(of=model) if is_writing() else query


def is_writing() -> bool:
    """Whether transactions begun here may write."""
    return _writing.get()


@contextmanager
def transactions(*, writing: bool) -> Iterator[None]:
    """Transactions begun inside are for writing, or for reading only."""
    token = _writing.set(writing)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def aside() -> Iterator[Session]:
    """A short transaction of its own, apart from the request's: counters, last-seen, read logs."""
    with transactions(writing=True), Session(db.engine, expire_on_commit=False) as other, other.begin():
        yield other


def after_commit(action: Callable[[], None]) -> None:
    """Run `action` once the session's transaction is durable; forget it if it is rolled back."""
    session().info.setdefault("after_commit", []).append(action)


def commit() -> None:
    """Make the session's work durable, then run what waits for that."""
    current = session()
    current.commit()
    for action in current.info.pop("after_commit", []):
        action()


def rollback() -> None:
    """Forget the session's work and all that waited for its commit."""
    current = session()
    current.rollback()
    current.info.clear()


def init_app(app: Flask, url: str, connect: Callable[[], Any] | None = None, *, pool: int = POOL_SIZE, schema: str = "") -> None:
    """Bind the database at `url`; `connect` opens SQLite connections (a demo swaps the file under it), `pool` of them are kept.

    On PostgreSQL no connection is used that sees anything but `schema`.
    """
    options: dict[str, Any] = {"pool_size": pool, "max_overflow": POOL_SIZE + 4 - pool}
    options["pool_use_lifo"] = True  # a few connections stay warm, with their statements prepared, instead of all being half cold
    if url.startswith("sqlite"):
        options |= {"module": pysqlite3.dbapi2, "connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
        if connect is not None:
            options["creator"] = connect
    app.config |= {"SQLALCHEMY_DATABASE_URI": url, "SQLALCHEMY_ENGINE_OPTIONS": options}
    db.init_app(app)
    with app.app_context():
        _prepare(db.engine, schema)


def _prepare(engine: Engine, schema: str) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _settle)
        write_queue.form(engine, seconds=BUSY_SECONDS, is_writing=is_writing)
    else:
        schemas.guard(engine, schema)
    event.listen(engine, "begin", _begin)


def _settle(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "cache_size=-32000",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing() else "BEGIN")
    else:
        connection.connection.dbapi_connection.read_only = not is_writing()  # type: ignore[union-attr]  # psycopg's own


class WroteWhileReading(RuntimeError):
    """A request that only reads tried to write."""


@event.listens_for(Session, "before_flush")
def _guard(current: Session, _context: object, _instances: object) -> None:
    if not is_writing() and (current.new or current.dirty or current.deleted):
        raise WroteWhileReading(f"{[*current.new, *current.dirty, *current.deleted]!r}")
