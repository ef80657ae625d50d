"""Versions of topics: they rise in the transaction that changes what a topic is about."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, String, event, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from p4comp.core.db import Base, session

MARK = "pulse"
RISE = text("INSERT INTO pulse (topic, version) VALUES (:topic, 1) ON CONFLICT (topic) DO UPDATE SET version = pulse.version + 1")
_topics: dict[type[Base], str] = {}


class Pulse(Base):
    """How often what a topic is about has changed."""

    __tablename__ = "pulse"

    topic: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int]


def follow(model: type[Base], topic: str) -> None:
    """From now on every row of `model` that is added, changed or deleted is news of `topic`."""
    _topics[model] = topic


def beat(topic: str) -> None:
    """There is news of `topic` once this transaction is durable."""
    session().info.setdefault(MARK, set()).add(topic)


def versions(connection: Connection) -> Mapping[str, int]:
    """The version of every topic; one query."""
    return dict(connection.execute(select(Pulse.topic, Pulse.version)).tuples().all())


@event.listens_for(Session, "before_flush")
def _notice(current: Session, _context: object, _instances: object) -> None:
    changed: list[Any] = [*current.new, *current.deleted, *(one for one in current.dirty if current.is_modified(one))]
    topics = {_topics[type(one)] for one in changed if type(one) in _topics}
    if topics:
        current.info.setdefault(MARK, set()).update(topics)


@event.listens_for(Session, "before_commit")
def _rise(current: Session) -> None:
    """As late as may be: other writers wait for a topic's row until this transaction ends."""
    current.flush()
    for topic in sorted(current.info.pop(MARK, ())):
        current.execute(RISE, {"topic": topic})
