"""Versions rise with what is committed; one thread tells all open streams, and lets go of those that ended."""

import socket
import threading
import time

import pytest
from sqlalchemy import select

from p4comp.core import db, pulse
from p4comp.core.db import first, session
from p4comp.core.pulse import writer as writers
from p4comp.core.pulse.models import Pulse
from p4comp.core.pulse.writer import Listener, Writer


def version(topic="uji"):
    return first(select(Pulse.version).where(Pulse.topic == topic))


class TestVersions:
    def test_a_version_rises_once_a_transaction(self, app):
        pulse.beat("uji")
        pulse.beat("uji")
        db.commit()
        assert version() == 1
        pulse.beat("uji")
        db.commit()
        assert version() == 2

    def test_what_is_rolled_back_is_no_news(self, app):
        pulse.beat("uji")
        db.rollback()
        db.commit()
        assert version() is None

    def test_rows_that_are_followed_are_news_when_added_changed_and_deleted_and_not_when_read(self, app, monkeypatch):
        monkeypatch.setitem(pulse.models._topics, Pulse, "uji")
        session().add(row := Pulse(topic="lain", version=0))
        db.commit()
        row.version = 5
        db.commit()
        assert (row.version, version()) == (5, 2)
        db.commit()
        session().delete(row)
        db.commit()
        assert version() == 3


ONE = writers.news(1)


class Room:
    """A writer whose versions and living sign-ins the test decides."""

    def __init__(self):
        self.versions, self.living, self.looks, self.ends = {"uji": 1}, {"masuk"}, 0, []
        self.writer = Writer(self._versions, lambda tickets: self.living & set(tickets))

    def _versions(self):
        self.looks += 1
        return dict(self.versions)

    def open(self, *, topic="uji", person="p", ticket="masuk", chunked=False, **values):
        near, far = socket.socketpair()
        near.setblocking(False)
        far.settimeout(5)
        self.ends.append(far)
        self.writer.take(Listener(near, topic, person, ticket, chunked, **values))
        return far


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setattr(writers, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(writers, "CHECK_EVERY", 0.05)
    found = Room()
    yield found
    for one in found.ends:
        one.close()
    assert until(lambda: found.writer.thread is None)
    found.writer.selector.close()


def until(told):
    """Wait for something that a thread will do."""
    limit = time.monotonic() + 5
    while not told() and time.monotonic() < limit:
        time.sleep(0.01)
    return told()


class TestWriter:
    def test_all_who_listen_hear_of_their_topic_only(self, room):
        mine, others = [room.open() for _ in range(3)], room.open(topic="lain")
        for line in (*mine, others):
            assert line.recv(100).startswith(b"event: changed")  # whoever came is told once
        room.versions = {"uji": 2}
        assert [line.recv(100) for line in mine] == [ONE] * 3
        others.settimeout(0.2)
        with pytest.raises(TimeoutError):
            others.recv(100)

    def test_a_chunked_line_is_framed_and_ended_properly(self, room):
        line = room.open(chunked=True)
        assert line.recv(100) == b"%X\r\n%b\r\n" % (len(ONE), ONE)
        room.living = set()
        assert (line.recv(100), line.recv(100)) == (b"0\r\n\r\n", b"")

    def test_a_sign_in_that_ended_ends_its_streams(self, room):
        ended, living = room.open(ticket="habis"), room.open()
        while ended.recv(100):
            pass
        assert until(lambda: len(room.writer.listeners) == 1)
        assert {one.ticket for one in room.writer.listeners} == {"masuk"}
        living.close()

    def test_nobody_listens_longer_than_the_gate_s_word_holds(self, room):
        line = room.open(until=time.monotonic())
        while line.recv(100):
            pass
        assert until(lambda: not room.writer.listeners)

    def test_a_heartbeat_keeps_proxies_patient(self, room, monkeypatch):
        monkeypatch.setattr(writers, "BEAT_EVERY", 0.05)
        line = room.open()
        assert line.recv(100) == ONE
        assert line.recv(100)[: len(writers.BEAT)] == writers.BEAT

    def test_a_line_that_was_closed_or_speaks_is_let_go_and_the_thread_ends(self, room):
        gone, loud = room.open(), room.open()
        gone.close()
        loud.send(b"GET / HTTP/1.1\r\n")
        assert until(lambda: room.writer.thread is None)
        assert (room.writer.listeners, room.writer.persons) == (set(), {})
        looks = room.looks
        time.sleep(0.1)
        assert room.looks == looks

    def test_a_person_holds_so_many_lines_and_a_process_so_many(self, room, monkeypatch):
        for _ in range(writers.MOST_A_PERSON):
            assert room.writer.admit("p")
            room.open()
        assert not room.writer.admit("p")
        assert room.writer.admit("q")
        room.open(person="q")
        monkeypatch.setattr(writers, "MOST", writers.MOST_A_PERSON + 1)
        assert not room.writer.admit("q")

    def test_the_streams_of_all_spaces_count_together(self, room, monkeypatch):
        """A process has so many files, whichever of its spaces its streams belong to."""
        other = Writer(dict, lambda _tickets: set())
        began = writers.held(time.monotonic())
        monkeypatch.setattr(writers, "MOST", began + 3)
        room.open()
        assert [one.admit(f"p{number}") for number, one in enumerate((other, room.writer, other, room.writer))] == [
            True,
            True,
            False,
            False,
        ]
        steady = time.monotonic
        monkeypatch.setattr(writers.time, "monotonic", lambda: steady() + writers.COMING_FOR + 1)
        assert writers.held(writers.time.monotonic()) == began + 1
        other.selector.close()

    def test_a_stream_that_begins_counts_before_its_line_is_held_and_one_that_never_comes_for_a_while_only(self, room, monkeypatch):
        assert [room.writer.admit("p") for _ in range(writers.MOST_A_PERSON + 1)] == [True] * writers.MOST_A_PERSON + [False]
        room.open(person="p")
        assert not room.writer.admit("p")
        steady = time.monotonic
        monkeypatch.setattr(writers.time, "monotonic", lambda: steady() + writers.COMING_FOR + 1)
        assert [room.writer.admit("p") for _ in range(writers.MOST_A_PERSON)] == [True] * (writers.MOST_A_PERSON - 1) + [False]

    def test_a_database_that_is_away_ends_no_stream(self, room, monkeypatch):
        line = room.open()
        assert line.recv(100) == ONE
        steady, room.writer.versions_now = room.writer.versions_now, lambda: 1 / 0
        time.sleep(0.1)
        room.versions, room.writer.versions_now = {"uji": 2}, steady
        assert line.recv(100) == ONE

    def test_a_hundred_lines_cost_one_thread(self, room):
        before = threading.active_count()
        lines = [room.open(person=f"p{number}") for number in range(100)]
        assert all(line.recv(100).startswith(b"event: changed") for line in lines)
        assert threading.active_count() == before + 1


@pytest.mark.parametrize(("count", "milliseconds"), [(1, 300), (15, 300), (16, 320), (250, 5000), (500, 10_000), (5000, 10_000)])
def test_the_more_are_told_the_wider_they_spread_their_looks(count, milliseconds):
    assert writers.news(count) == b"event: changed\ndata: %d\n\n" % milliseconds
