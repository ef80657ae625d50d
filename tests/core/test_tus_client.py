"""The server's side of tus, spoken to by a foreign client over a real gunicorn that is killed in the middle."""

import hashlib
import io
import random
import socket
import threading
import time
from contextlib import contextmanager

import pikepdf
import pytest
import requests
from sqlalchemy import select
from tusclient import client as tus

from p4comp.core import db
from p4comp.core.resumable import Upload
from p4comp.entries.models import Evidence
from tests import factories
from tests.sites import Site, open_now

pytestmark = pytest.mark.sqlite
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A served portal with an open registration: the site, a member's heads, the entry's id."""
    made = Site(tmp_path_factory.mktemp("tus"))
    with made.app.app_context():
        who = factories.person()
        entry = factories.entry(open_now(), contact=who, evidence=False)
        factories.member(who, entry.institution)
        db.commit()
        made.entry_id, made.member = entry.id, made.heads(who)
        db.rollback()
    made.start()
    yield made
    made.close()


def scan(seed, size):
    """A PDF of some size that no packing makes smaller."""
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Isi = made.make_stream(random.Random(seed).randbytes(size))
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def uploader(site, content, indicator, **options):
    told = {"filename": "pindaian, hasil.pdf", "purpose": "bukti", "target": f"{site.entry_id}/{indicator}"}
    made = tus.TusClient(f"{site.url}/unggahan", headers=site.member)
    return made.uploader(file_stream=io.BytesIO(content), metadata=told, **options)


def hashes(site):
    with site.app.app_context():
        found = db.everything(select(Evidence.sha256))
        db.rollback()
    return found


def test_a_foreign_client_sends_a_file_with_checksums(site):
    content = scan(1, 5 * MEGABYTE)
    uploader(site, content, "A1", chunk_size=MEGABYTE).upload()
    assert hashlib.sha256(content).hexdigest() in hashes(site)


def test_a_cut_line_loses_only_what_was_not_taken(site):
    content = scan(2, 4 * MEGABYTE)
    sending = uploader(site, content, "A1", chunk_size=MEGABYTE)
    sending.upload_chunk()
    host, port = "127.0.0.1", site.port
    path = sending.url.removeprefix(site.url)
    heads = site.member | {"Tus-Resumable": "1.0.0", "Upload-Offset": str(sending.offset), "Host": f"{host}:{port}"}
    heads |= {"Content-Type": "application/offset+octet-stream", "Content-Length": str(MEGABYTE)}
    with socket.create_connection((host, port)) as line:
        line.sendall(f"PATCH {path} HTTP/1.1\r\n".encode() + "".join(f"{k}: {v}\r\n" for k, v in heads.items()).encode() + b"\r\n")
        line.sendall(content[sending.offset : sending.offset + 600_000])
    for _try in range(100):
        if sending.get_offset() > MEGABYTE:
            break
        time.sleep(0.1)
    assert MEGABYTE + 500_000 < sending.get_offset() <= MEGABYTE + 600_000
    again = uploader(site, content, "A1", chunk_size=MEGABYTE, url=sending.url)
    again.upload()
    assert hashlib.sha256(content).hexdigest() in hashes(site)


def test_a_server_killed_at_any_moment_keeps_what_it_acknowledged(site):
    content = scan(3, 6 * MEGABYTE)
    dice = random.Random(7)
    sending = uploader(site, content, "A2", chunk_size=MEGABYTE // 2)
    sending.upload_chunk()
    for _kill in range(4):
        acknowledged = sending.offset
        with _in_the_middle_of(site, sending, content, dice.uniform(0, 0.05)):
            site.kill()
        site.start()
        assert acknowledged <= sending.get_offset() <= len(content)
        sending = uploader(site, content, "A2", chunk_size=MEGABYTE // 2, url=sending.url)
        sending.upload_chunk()
    sending.upload()
    assert hashlib.sha256(content).hexdigest() in hashes(site)
    with site.app.app_context():
        store = site.app.extensions["store"]
        wanted = db.everything(select(Evidence.sha256))
        assert all(hashlib.sha256(store.path(one).read_bytes()).hexdigest() == one for one in wanted)
        assert [one.state for one in db.everything(select(Upload).where(Upload.state == "open"))] == []
        db.rollback()


@contextmanager
def _in_the_middle_of(site, sending, content, seconds):
    """A piece is under way while the block runs."""
    path = sending.url.removeprefix(site.url)
    heads = site.member | {"Tus-Resumable": "1.0.0", "Upload-Offset": str(sending.offset), "Host": "x"}
    heads |= {"Content-Type": "application/offset+octet-stream", "Content-Length": str(MEGABYTE)}
    with socket.create_connection(("127.0.0.1", site.port)) as line:
        line.sendall(f"PATCH {path} HTTP/1.1\r\n".encode() + "".join(f"{k}: {v}\r\n" for k, v in heads.items()).encode() + b"\r\n")
        line.sendall(content[sending.offset : sending.offset + MEGABYTE])
        time.sleep(seconds)
        yield


def test_of_two_pieces_for_one_place_one_is_taken(site):
    content = scan(4, MEGABYTE)
    sending = uploader(site, content, "A1", chunk_size=MEGABYTE * 2)
    url = sending.create_url()
    heads = site.member | {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    found = []
    both = [
        threading.Thread(target=lambda: found.append(requests.patch(url, data=content, headers=heads, timeout=30).status_code))
        for _ in "ab"
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert found.count(204) == 1
    assert set(found) <= {204, 409, 423}
    assert hashes(site).count(hashlib.sha256(content).hexdigest()) == 1
