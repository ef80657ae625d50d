"""p4comp/core/resumable: strange lengths, places and names."""

import hashlib

import pytest
from sqlalchemy import select

from p4comp.core import db, inspection
from p4comp.core.resumable import Upload, UploadState
from p4comp.entries.models import Evidence
from tests import factories
from tests.core.pieces import TUS, begin, come, files, left, metadata, send, upload_of

LENGTHS = {"-5": 400, "": 400, "1e3": 400, "٣": 400, "0": 422, str(50 * 1024**2 + 1): 413, "9" * 15: 413, "9" * 400: 400}


@pytest.mark.parametrize("length", LENGTHS)
def test_a_strange_length_opens_nothing(sender, length):
    me, target = sender
    heads = TUS | {"Upload-Length": length.encode().decode("latin-1"), "Upload-Metadata": metadata(target), "X-CSRFToken": me.token()}
    me.send("POST", "/unggahan", status=LENGTHS[length], headers=heads)
    assert db.count(select(Upload)) == 0


@pytest.mark.parametrize("told", ["filename !!!", "filename /w==", "purpose YnVrdGk"])
def test_unreadable_metadata_opens_nothing(sender, told):
    me, _target = sender
    me.send("POST", "/unggahan", status=400, headers=TUS | {"Upload-Length": "5", "Upload-Metadata": told, "X-CSRFToken": me.token()})


OFFSETS = {"1": 409, "501": 409, "-1": 400, "": 400, "0x0": 400, "9" * 30: 400}


@pytest.mark.parametrize("offset", OFFSETS)
def test_a_piece_in_the_wrong_place_is_refused(sender, offset):
    me, target = sender
    url = begin(me, target, 500)
    send(me, url, offset, b"x" * 10, status=OFFSETS[offset])
    assert come(me, url) == "0"


def test_a_piece_of_another_type_is_refused(sender):
    me, target = sender
    url = begin(me, target, 500)
    send(me, url, 0, b"x", status=415, **{"Content-Type": "application/octet-stream"})


def test_more_than_was_announced_is_not_taken(sender, app):
    me, target = sender
    content = factories.pdf("lebih")
    url = begin(me, target, len(content))
    send(me, url, 0, content + b"\0" * 5000)
    assert files() == [("A1", "surat.pdf", hashlib.sha256(content).hexdigest())]


NAMES = {
    "bukti, halaman 1, 2, dan 3.pdf": "bukti, halaman 1, 2, dan 3.pdf",
    "بيان" * 100 + ".pdf": "بيان" * 100 + ".pdf",
    "fdp.\u202egnp.pdf": "fdp.gnp.pdf",
    "": "berkas",
    "x" * 3000 + ".pdf": "x" * 446 + ".pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_any_name_works_and_comes_back_with_the_file(sender, name):
    me, target = sender
    content = factories.pdf("nama")
    url = begin(me, target, len(content), name=name)
    send(me, url, 0, content)
    assert files()[0][1] == NAMES[name]
    evidence = db.first(select(Evidence))
    base = f"/kepesertaan/{evidence.entry_id}/bukti/{evidence.id}"
    assert me.get(base).body == content
    me.get(f"{base}/lihat")
    me.get(f"/kepesertaan/{evidence.entry_id}/aspek/A")


def test_while_the_portal_has_no_time_to_look_into_a_whole_file_its_last_piece_is_sent_again(sender, app, monkeypatch):
    """No bytes are lost, nothing is refused, and the lock is free."""
    me, target = sender
    content = factories.pdf("sibuk")
    url = begin(me, target, len(content))
    send(me, url, 0, content[:100])
    with monkeypatch.context() as patch:
        patch.setattr(inspection, "KNOWN", inspection.Turns(at_once=0, most_waiting=0, patience=0))
        for _again in range(2):
            answer = send(me, url, 100, content[100:], status=503)
            assert answer.json == {"error": inspection.Busy().message}
            assert (come(me, url), upload_of(url).state, upload_of(url).fault) == ("100", UploadState.OPEN, "")
    assert [name.partition("-")[0] for name in left(app)] == ["partial"]
    send(me, url, 100, content[100:])
    assert (files(), left(app)) == ([("A1", "surat.pdf", hashlib.sha256(content).hexdigest())], [])
