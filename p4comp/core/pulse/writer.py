"""One thread a process holds every open stream; it asks the database once a second while somebody listens, and ends when nobody does."""

import random
import resource
import selectors
import socket
import threading
import time
import weakref
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from flask import Flask

from p4comp.core import db
from p4comp.core.pulse.models import versions

LOOK_EVERY = 1.0
CHECK_EVERY = 5.0
BEAT_EVERY = 15.0
LONGEST = 600.0
COMING_FOR = 30.0
MOST, MOST_A_PERSON = 1000, 8
OTHER_FILES = 256
BEAT = b":\n\n"
EACH, LEAST, LATEST = 20, 300, 10_000


def news(count: int) -> bytes:
    """That something changed, and within how many milliseconds to look: where many are told at once, each at a moment of its own."""
    return b"event: changed\ndata: %d\n\n" % min(max(count * EACH, LEAST), LATEST)


@dataclass(eq=False)
class Listener:
    """An open stream: its connection, what it is about, whose it is, and until when it may go on before the gate is asked again."""

    line: socket.socket
    topic: str
    person: str
    ticket: str
    is_chunked: bool
    is_new: bool = field(default=True, kw_only=True)
    until: float = field(default_factory=lambda: time.monotonic() + LONGEST * random.uniform(0.8, 1.0))  # noqa: S311  # spreads reconnections, guards nothing

    def say(self, words: bytes) -> bool:
        """Send the words at once; a line that cannot take them is as good as dead."""
        framed = b"%X\r\n%b\r\n" % (len(words), words) if self.is_chunked else words
        try:
            return self.line.send(framed) == len(framed)
        except OSError:
            return False

    def end(self) -> None:
        """Say goodbye properly, if the line still stands."""
        with suppress(OSError):
            if self.is_chunked:
                self.line.send(b"0\r\n\r\n")
        self.line.close()


_writers: "weakref.WeakSet[Writer]" = weakref.WeakSet()
_places = threading.Lock()  # one for all writers: the files of a process are shared by its spaces


def held(now: float) -> int:
    """How many streams this process holds or waits for, those of all spaces together."""
    return sum(len(one.listeners) + sum(until > now for _person, until in one.coming) for one in _writers)


class Writer:
    """Holds the open streams of one application; those of a process share its files."""

    def __init__(self, versions_now: Callable[[], Mapping[str, int]], living: Callable[[Collection[str]], Collection[str]]):
        self.versions_now, self.living = versions_now, living
        self.listeners: set[Listener] = set()
        self.persons: Counter[str] = Counter()
        self.coming: list[tuple[str, float]] = []
        self.lock = _places
        self.thread: threading.Thread | None = None
        self.known: Mapping[str, int] = {}
        self.selector = selectors.DefaultSelector()
        with _places:
            _writers.add(self)

    def admit(self, person: str) -> bool:
        """Keep a place for a stream that begins, if one more may be held, of this person and by this process; one that never comes gives it back in time."""
        most, now = min(MOST, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - OTHER_FILES), time.monotonic()
        with self.lock:
            self.coming = [(one, until) for one, until in self.coming if until > now]
            own = self.persons[person] + sum(one == person for one, _until in self.coming)
            has_room = held(now) < most and own < MOST_A_PERSON
            if has_room:
                self.coming.append((person, now + COMING_FOR))
            return has_room

    def greeting(self) -> bytes:
        """How a stream begins: when to come back should it break, each browser at its own moment."""
        return b"retry: %d\nevent: hello\ndata:\n\n" % random.randint(2000, 6000)  # noqa: S311  # as above

    def take(self, listener: Listener) -> None:
        """Hold one more stream; the place kept for it is now its own."""
        with self.lock:
            kept = next((one for one in self.coming if one[0] == listener.person), None)
            if kept is not None:
                self.coming.remove(kept)
            self.listeners.add(listener)
            self.persons[listener.person] += 1
            self.selector.register(listener.line, selectors.EVENT_READ, listener)
            if self.thread is None:
                self.thread = threading.Thread(target=self._run, name="pulse", daemon=True)
                self.thread.start()

    def _run(self) -> None:
        looked = checked = beaten = time.monotonic()
        while self._has_work():
            self._hear(LOOK_EVERY)
            now = time.monotonic()
            if now - looked >= LOOK_EVERY:
                looked = now
                self._guarded(self._look)
            if now - checked >= CHECK_EVERY:
                checked = now
                self._guarded(self._check)
            if now - beaten >= BEAT_EVERY:
                beaten = now
                self._tell(BEAT, list(self.listeners))

    def _has_work(self) -> bool:
        with self.lock:
            if not self.listeners:
                self.thread = None
            return bool(self.listeners)

    def _guarded(self, act: Callable[[], None]) -> None:
        """A database that is away for a moment must not end every stream."""
        try:
            act()
        except Exception:
            structlog.get_logger().warning("pulse.unreachable", exc_info=True)

    def _hear(self, seconds: float) -> None:
        """Whoever listens says nothing: a line that can be read was closed, or speaks out of turn."""
        for key, _events in self.selector.select(seconds):
            self._let_go(key.data)

    def _look(self) -> None:
        """Tell those whose topic has news, and once whoever came since the last look: nobody knows what they missed on the way."""
        known, self.known = self.known, self.versions_now()
        told = [one for one in list(self.listeners) if one.is_new or known.get(one.topic) != self.known.get(one.topic)]
        for one in told:
            one.is_new = False
        self._tell(news(len(told)), told)

    def _check(self) -> None:
        """End the streams of sign-ins that ended, and those whose right to listen was asked long ago."""
        now, found = time.monotonic(), list(self.listeners)
        living = self.living({one.ticket for one in found})
        for one in found:
            if one.ticket not in living or one.until < now:
                self._let_go(one)

    def _tell(self, words: bytes, listeners: Iterable[Listener]) -> None:
        for one in listeners:
            if not one.say(words):
                self._let_go(one)

    def _let_go(self, listener: Listener) -> None:
        with self.lock:
            self.listeners.discard(listener)
            self.persons[listener.person] -= 1
            if not self.persons[listener.person]:
                del self.persons[listener.person]
            self.selector.unregister(listener.line)
        listener.end()


def init_app(app: Flask) -> None:
    """Give the application its writer; the floor above says which sign-ins live."""

    def versions_now() -> Mapping[str, int]:
        with app.app_context(), db.transactions(writing=False), db.db.engine.connect() as connection:
            return versions(connection)

    def living(tickets: Collection[str]) -> Collection[str]:
        with app.app_context(), db.transactions(writing=False):
            found: Collection[str] = app.extensions["living_sign_ins"](tickets)
            return found

    app.extensions["pulse"] = Writer(versions_now, living)
