"""Whoever writes SQLite waits in line. Its own way of waiting is to look again after longer and longer naps, so that under load
the newest overtake the oldest and the lock lies free meanwhile; here the next one is woken as soon as the one before has ended.

A line is a lock among the threads of a process, and a locked file among processes. It is a courtesy, not the guard: that is
SQLite's own lock, and who waited here in vain goes on to it.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event

LOOK_AGAIN = 0.001
TURN = "turn_to_write"


class WriteQueue:
    """The line before one database file."""

    def __init__(self, path: str, seconds: float, is_writing: Callable[[], bool]):
        self.path, self.seconds, self.is_writing = path, seconds, is_writing
        self.turn = threading.Lock()

    def wait(self, connection: Connection) -> None:
        """Wait until it is this connection's turn to write; its turn ends when it is put back into its pool."""
        info = connection.info
        if self.is_writing() and TURN not in info and self.turn.acquire(timeout=self.seconds):
            try:
                info[TURN] = self._file()
            except BaseException:  # a turn that nobody has would keep all the others waiting for good
                self.turn.release()
                raise

    def _file(self) -> int:
        """The file that other processes wait for, locked; unlocked still when they took too long."""
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        until = time.monotonic() + self.seconds
        try:
            while not _is_locked(file) and time.monotonic() < until:
                time.sleep(LOOK_AGAIN)
        except BaseException:
            os.close(file)
            raise
        return file

    def end(self, _connection: Any, record: Any, _error: BaseException | None = None) -> None:
        """The turn of a connection ends."""
        file = record.info.pop(TURN, None)
        if file is not None:
            fcntl.flock(file, fcntl.LOCK_UN)  # closing alone would leave it locked while a process forked meanwhile lives
            os.close(file)
            self.turn.release()


def _is_locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def form(engine: Engine, *, seconds: float, is_writing: Callable[[], bool]) -> WriteQueue:
    """Form a line before an engine's file; nobody waits in it longer than `seconds`."""
    queue = WriteQueue(f"{engine.url.database}-queue", seconds, is_writing)
    event.listen(engine, "begin", queue.wait)
    event.listen(engine.pool, "checkin", queue.end)
    event.listen(engine.pool, "invalidate", queue.end)
    return queue
