"""Transactions that say whether they write, ids that cannot be guessed, moments that know their zone."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.db import Choice, WroteWhileReading, new_id, session
from tests.core.conftest import Toy


@pytest.fixture
def toy(app):
    session().add(Toy(name="a"))
    db.commit()


def count(name="a"):
    found = session().execute(select(Toy.count).where(Toy.name == name)).scalar()
    db.rollback()
    return found


def together(app, work, *, workers=4):
    errors = []

    def run():
        try:
            with app.app_context():
                work()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(workers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []


@pytest.mark.sqlite
def test_writers_that_read_first_lose_no_update(app, toy):
    def add():
        for _ in range(20):
            found = db.first(select(Toy))
            found.count += 1
            db.commit()

    together(app, add)
    assert count() == 80


def test_a_reading_transaction_refuses_to_write(app, toy):
    with db.transactions(writing=False):
        db.first(select(Toy)).count = 5
        with pytest.raises(WroteWhileReading, match="Toy"):
            db.commit()
        db.rollback()
    assert count() == 0


def test_a_reader_does_not_wait_for_a_writer(app, toy):
    db.first(select(Toy)).count = 5
    session().flush()

    def read():
        with db.transactions(writing=False):
            assert db.first(select(Toy)).count == 0

    together(app, read, workers=1)
    db.rollback()


def test_what_is_done_aside_stays_when_the_request_is_rolled_back(app, toy):
    with db.transactions(writing=False):
        assert db.first(select(Toy)).count == 0
        with db.aside() as other:
            other.add(Toy(name="b"))
        db.rollback()
    assert count("b") == 0


def test_what_fails_aside_leaves_nothing(app):
    def fail():
        with db.aside() as other:
            other.add(Toy(name="b"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert count("b") is None


def test_what_waits_for_the_commit_runs_once_after_it(app):
    ran = []
    db.after_commit(lambda: ran.append("a"))
    assert ran == []
    db.commit()
    db.commit()
    assert ran == ["a"]


def test_what_waits_for_the_commit_is_forgotten_with_the_work(app):
    ran = []
    db.after_commit(lambda: ran.append("a"))
    db.rollback()
    db.commit()
    assert ran == []


def test_a_count_does_not_load_the_rows(app):
    session().add_all([Toy(name="a"), Toy(name="b")])
    session().flush()
    assert db.count(select(Toy)) == 2
    assert db.count(select(Toy).where(Toy.name == "a").order_by(Toy.name)) == 1
    assert db.first(select(Toy).where(Toy.name == "c")) is None


def record(moment):
    return AuditRecord(number=1, at=moment, verb="x", subject_kind="x", subject_id="", person_id="", details={}, before="", hash="")


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=9))])
def test_a_moment_comes_back_in_utc(app, zone):
    moment = datetime(2022, 4, 14, 16, 59, 0, 123456, tzinfo=UTC)
    session().add(record(moment.astimezone(zone)))
    db.commit()
    found = session().get(AuditRecord, 1).at
    assert found == moment
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(app):
    session().add(record(datetime.fromisoformat("2022-04-14")))
    with pytest.raises(StatementError, match="needs a time zone"):
        session().flush()


def test_a_choice_keeps_members_of_its_enumeration_only():
    class State(StrEnum):
        DRAFT = "draft"

    column = Choice(State)
    assert column.process_bind_param("draft", None) == "draft"
    assert column.process_result_value("draft", None) is State.DRAFT
    assert column.process_bind_param(None, None) is None
    with pytest.raises(ValueError, match="gone"):
        column.process_bind_param("gone", None)


def test_ids_are_random_and_free_of_doubtful_letters():
    made = {new_id() for _ in range(2000)}
    assert len(made) == 2000
    assert {len(one) for one in made} == {12}
    assert not set("".join(made)) & set("iloUILO")


@pytest.mark.sqlite
def test_sqlite_is_new_and_acknowledged_means_durable(workshop, app):
    with db.db.engine.connect() as connection:
        values = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        version = connection.execute(text("SELECT sqlite_version()")).scalar()
    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15000}
    assert tuple(int(part) for part in version.split(".")) >= (3, 51, 3)
