import gc
import multiprocessing
import os
import threading
import time
from contextlib import suppress

import pysqlite3.dbapi2
import pytest
from sqlalchemy import Engine, create_engine, event, text

from p4comp.core import write_queue

PATIENCE = 20.0


def portal_engine(path, *, seconds=PATIENCE, is_writing=lambda: True):
    """An engine with a line before it, as the portal has; its queue beside it."""
    engine = create_engine(f"sqlite:///{path}", module=pysqlite3.dbapi2, connect_args={"timeout": 0, "check_same_thread": False})
    queue = write_queue.form(engine, seconds=seconds, is_writing=is_writing)
    event.listen(engine, "connect", lambda connection, _record: setattr(connection, "isolation_level", None))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing() else "BEGIN"))
    return engine, queue


@pytest.fixture
def path(tmp_path):
    engine, _queue = portal_engine(tmp_path / "p4.db")
    with engine.begin() as connection:
        connection.execute(text("PRAGMA journal_mode=WAL"))
        connection.execute(text("CREATE TABLE line (number INTEGER)"))
    engine.dispose()
    return tmp_path / "p4.db"


def write(engine: Engine, number: int) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO line VALUES (:number)"), {"number": number})


def numbers(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT number FROM line ORDER BY rowid")).scalars())


def test_who_comes_second_waits_until_the_first_has_ended_although_sqlite_itself_would_refuse_at_once(path):
    engine, _queue = portal_engine(path)
    second = threading.Thread(target=write, args=(engine, 2))
    with engine.begin() as first:
        second.start()
        time.sleep(0.1)
        first.execute(text("INSERT INTO line VALUES (1)"))
        assert second.is_alive()
    second.join(PATIENCE)
    assert numbers(engine) == [1, 2]


def test_a_dozen_writers_at_once_all_write(path):
    engine, _queue = portal_engine(path)
    writers = [threading.Thread(target=write, args=(engine, number)) for number in range(12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(PATIENCE)
    assert sorted(numbers(engine)) == list(range(12))


@pytest.mark.parametrize("how", ["commit", "rollback", "invalidate", "leak"])
def test_a_turn_ends_however_its_connection_ends(path, how):
    engine, queue = portal_engine(path)
    connection = engine.connect()
    connection.begin()
    assert queue.turn.locked()
    if how == "leak":
        del connection
        gc.collect()
    else:
        getattr(connection, how)()
        connection.close()
    assert not queue.turn.locked()


def test_one_connection_that_writes_twice_waits_once(path):
    engine, queue = portal_engine(path)
    with engine.connect() as connection:
        for number in (1, 2):
            connection.execute(text("INSERT INTO line VALUES (:number)"), {"number": number})
            connection.commit()
            assert queue.turn.locked()
    assert (numbers(engine), queue.turn.locked()) == ([1, 2], False)


def test_who_only_reads_does_not_wait(path):
    reading, queue = portal_engine(path, is_writing=lambda: False)
    queue.turn.acquire()
    assert numbers(reading) == []


def test_who_waited_in_vain_goes_on_to_the_lock_of_sqlite(path):
    engine, queue = portal_engine(path, seconds=0.05)
    queue.turn.acquire()
    write(engine, 1)
    assert (numbers(engine), queue.turn.locked()) == ([1], True)


def hold(path, has_it, stays):
    engine, _queue = portal_engine(path)
    with suppress(KeyboardInterrupt), engine.begin() as connection:
        connection.execute(text("INSERT INTO line VALUES (1)"))
        has_it.set()
        stays.wait(PATIENCE)
        os._exit(1)


def test_a_process_that_dies_in_its_turn_keeps_nobody_waiting(path):
    made = multiprocessing.get_context("spawn")
    has_it, stays = made.Event(), made.Event()
    other = made.Process(target=hold, args=(path, has_it, stays))
    other.start()
    assert has_it.wait(PATIENCE)
    engine, _queue = portal_engine(path)
    writer = threading.Thread(target=write, args=(engine, 2))
    writer.start()
    time.sleep(0.1)
    assert writer.is_alive()
    stays.set()
    writer.join(PATIENCE)
    other.join(PATIENCE)
    assert numbers(engine) == [2]


def test_a_turn_whose_file_cannot_be_opened_is_given_back(path, tmp_path):
    engine, queue = portal_engine(path)
    queue.path = str(tmp_path / "tidak-ada" / "antre")
    with pytest.raises(FileNotFoundError):
        write(engine, 1)
    assert not queue.turn.locked()


def test_a_turn_interrupted_in_the_line_is_given_back_and_so_is_its_file(path, monkeypatch):
    engine, queue = portal_engine(path)
    opened, lock = [], write_queue._is_locked

    def interrupted(file):
        opened.append(file)
        raise KeyboardInterrupt

    monkeypatch.setattr(write_queue, "_is_locked", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(engine, 1)
    assert not queue.turn.locked()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(opened[0])
    monkeypatch.setattr(write_queue, "_is_locked", lock)
    write(engine, 2)
    assert numbers(engine) == [2]


def test_a_process_forked_in_a_turn_does_not_prolong_it(path):
    engine, queue = portal_engine(path)
    lives, ends = os.pipe()
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO line VALUES (1)"))
        child = os.fork()
        if child == 0:
            os.close(ends)
            os.read(lives, 1)
            os._exit(0)
    other = os.open(queue.path, os.O_RDWR)
    is_free = write_queue._is_locked(other)
    os.close(other)
    os.close(ends)
    os.waitpid(child, 0)
    os.close(lives)
    assert is_free
