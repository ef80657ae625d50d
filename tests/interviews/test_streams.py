"""The stream of the day on a real server: held without a thread each, over processes, ended with the sign-in."""

import http.client
import socket
import time

import pytest
import requests
from sqlalchemy import update

from p4comp.accounts.models import SignIn
from p4comp.core import clock, db, pulse
from tests import factories
from tests.sites import Site

PATH = "/hari-wawancara/kabar"
THREADS = 8


SITES = {}


@pytest.fixture
def site(workshop, database):
    """One served portal a database for all tests of this file; each brings people of its own."""
    if database not in SITES:
        SITES[database] = made = Site(workshop.folder / f"streams-{database}", workshop.url(database, "streams"))
        made.start()
        workshop.stack.callback(made.close)
    found = SITES[database]
    found.streams = []
    yield found
    for one in found.streams:
        one.close()


class Stream:
    """A browser's event stream."""

    def __init__(self, site, heads, version=11):
        self.line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=15)
        self.line._http_vsn, self.line._http_vsn_str = version, f"HTTP/1.{version - 10}"
        self.line.request("GET", PATH, headers=heads)
        self.answer = self.line.getresponse()
        self.status = self.answer.status
        site.streams.append(self)

    def until(self, word):
        """Read up to an event; whether it came before the stream ended."""
        while line := self.answer.readline():
            if line.strip() == word:
                return True
        return False

    def close(self):
        self.line.close()
        self.answer.close()


def people(site, number):
    """So many members' browsers, and their sign-ins."""
    with site.app.app_context():
        institution = factories.institution("pemkab")
        persons = [factories.member(factories.person(f"Orang {one}"), institution) for one in range(number)]
        db.commit()
        return [site.heads(person) for person in persons]


def change(site):
    with site.app.app_context():
        pulse.beat("interviews")
        db.commit()


def page_seconds(site, heads):
    answer = requests.get(f"{site.url}/jadwal-wawancara/saya/giliran", headers=heads, timeout=15)
    assert answer.status_code == 200
    return answer.elapsed.total_seconds()


def test_three_times_as_many_streams_as_threads_hear_of_a_change_and_pages_go_on(site):
    heads = people(site, 4)
    streams = [Stream(site, heads[number % 4]) for number in range(THREADS * 3)]
    assert all(one.until(b"event: hello") and one.until(b"event: changed") for one in streams)
    assert page_seconds(site, heads[0]) < 5
    change(site)
    assert all(one.until(b"event: changed") for one in streams)


def test_a_stream_ends_with_its_sign_in_and_the_others_go_on(site):
    heads = people(site, 2)
    ended, living = Stream(site, heads[0]), Stream(site, heads[1])
    assert ended.until(b"event: hello")
    assert living.until(b"event: hello")
    assert requests.post(f"{site.url}/keluar", headers=heads[0], timeout=15, allow_redirects=False).status_code == 303
    assert not ended.until(b"event: never")
    assert Stream(site, heads[0]).status == 401
    change(site)
    assert living.until(b"event: changed")


def test_a_sign_in_that_runs_out_ends_its_stream(site):
    heads = people(site, 1)
    stream = Stream(site, heads[0])
    assert stream.until(b"event: hello")
    with site.app.app_context():
        db.session().execute(update(SignIn).values(ends_at=clock.real()))
        db.commit()
    assert not stream.until(b"event: never")


def test_a_person_s_ninth_stream_is_told_to_ask_from_time_to_time_until_one_is_closed(site):
    heads = people(site, 1)[0]
    streams = [Stream(site, heads) for _ in range(8)]
    assert [one.status for one in streams] == [200] * 8
    assert Stream(site, heads).status == 204
    for one in streams:
        assert one.until(b"event: hello")
        one.close()
    limit = time.monotonic() + 10
    while (again := Stream(site, heads)).status != 200 and time.monotonic() < limit:
        time.sleep(0.2)
    assert again.until(b"event: hello")


def test_a_proxy_that_speaks_http_1_0_reads_the_stream_unframed(site):
    heads = people(site, 1)[0]
    with socket.create_connection(("127.0.0.1", site.port), timeout=15) as line:
        line.sendall(f"GET {PATH} HTTP/1.0\r\nCookie: {heads['Cookie']}\r\n\r\n".encode())
        said = b""
        while said.count(b"event: changed\ndata: 300\n\n") < 1:
            said += line.recv(4096)
    head, _, body = said.partition(b"\r\n\r\n")
    assert b"Transfer-Encoding" not in head
    assert {b"X-Accel-Buffering: no", b"Cache-Control: no-store"} <= set(head.split(b"\r\n"))
    assert body.startswith(b"retry: ")
    assert body.endswith(b"event: hello\ndata:\n\nevent: changed\ndata: 300\n\n")


def test_who_is_not_signed_in_has_no_stream(site):
    assert Stream(site, {}).status == 401
