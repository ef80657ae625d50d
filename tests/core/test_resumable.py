"""p4comp/core/resumable: files that come piece by piece, over HTTP."""

import hashlib
import os
from base64 import b64encode
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from p4comp.core import clock, db, jobs, resumable, storage
from p4comp.core.resumable import Upload, UploadState
from tests import factories
from tests.core.pieces import PIECE, TUS, begin, come, files, left, send, upload_of


def test_a_file_in_three_pieces_becomes_evidence(sender, app):
    me, target = sender
    content = factories.pdf("tiga")
    url = begin(me, target, len(content))
    for first, last in ((0, 100), (100, 300), (300, len(content))):
        assert come(me, url) == str(first)
        assert send(me, url, first, content[first:last]).headers["Upload-Offset"] == str(last)
    assert files() == [("A1", "surat.pdf", hashlib.sha256(content).hexdigest())]
    assert come(me, url) == str(len(content))
    assert left(app) == []


def test_the_moment_is_that_of_the_first_request(sender, at):
    me, target = sender
    content = factories.pdf("lama")
    closes = factories.closing("pendaftaran")
    at(closes - timedelta(seconds=1))
    url = begin(me, target, len(content))
    at(closes + timedelta(minutes=29))
    send(me, url, 0, content)
    assert upload_of(url).began_at == closes - timedelta(seconds=1)
    assert len(files()) == 1


@pytest.mark.parametrize(("began", "came"), [(-1, 31 * 60), (0, 60)])
def test_what_began_late_or_comes_after_the_grace_is_refused(sender, at, began, came):
    me, target = sender
    content = factories.pdf("telat")
    closes = factories.closing("pendaftaran")
    at(closes + timedelta(seconds=began))
    if began >= 0:
        begin(me, target, len(content), status=409)
        return
    url = begin(me, target, len(content))
    at(closes + timedelta(seconds=came))
    assert "Batas waktu sudah lewat" in send(me, url, 0, content, status=422).json["error"]
    assert files() == []


def test_only_who_began_goes_on(sender, browse):
    me, target = sender
    url = begin(me, target, 500)
    send(me, url, 0, b"x" * 100)
    other = browse(factories.person())
    come(other, url, status=404)
    send(other, url, 100, b"y" * 400, status=404)
    other.send("DELETE", url, status=404, headers=TUS | {"X-CSRFToken": other.token()})
    assert come(me, url) == "100"


def test_nobody_sends_for_an_entry_that_they_cannot_see(sender, browse):
    _me, target = sender
    begin(browse(factories.person()), target, 500, status=404)
    begin(browse(), target, 500, status=401, token=False)
    assert db.count(select(Upload)) == 0


@pytest.mark.parametrize("wanted", [{"purpose": "lain"}, {"purpose": "versi"}, {"purpose": "samaran"}])
def test_an_unknown_purpose_or_target_is_not_found(sender, wanted):
    me, target = sender
    begin(me, target, 500, status=404, **wanted)
    begin(me, target.replace("/A1", "/Z9"), 500, status=404)
    begin(me, "x" * 100, 500, status=404)


def test_without_the_token_nothing_is_taken(sender):
    me, target = sender
    begin(me, target, 500, status=400, token=False)
    url = begin(me, target, 500)
    me.send("PATCH", url, status=400, data=b"x", headers=TUS | PIECE | {"Upload-Offset": "0"})
    me.send("DELETE", url, status=400, headers=TUS)
    assert come(me, url) == "0"


def test_another_version_of_the_protocol_is_told_ours(sender):
    me, target = sender
    url = begin(me, target, 500)
    for method, path in (("POST", "/unggahan"), ("PATCH", url), ("HEAD", url)):
        answer = me.send(method, path, status=412, headers={"Tus-Resumable": "0.2.2", "X-CSRFToken": me.token()})
        assert (answer.headers["Tus-Version"], answer.headers["Tus-Resumable"]) == ("1.0.0", "1.0.0")


def test_what_is_spoken_is_told(sender):
    me, _target = sender
    heads = me.send("OPTIONS", "/unggahan", status=200).headers
    assert heads["Tus-Version"] == "1.0.0"
    assert set(heads["Tus-Extension"].split(",")) == {"creation", "expiration", "termination", "checksum"}
    assert heads["Tus-Max-Size"] == str(50 * 1024**2)


def test_a_piece_that_changed_on_its_way_is_thrown_away(sender, app):
    me, target = sender
    url = begin(me, target, 500)
    good = "sha256 " + b64encode(hashlib.sha256(b"x" * 50).digest()).decode()
    send(me, url, 0, b"y" * 50, status=460, **{"Upload-Checksum": good})
    send(me, url, 0, b"x" * 50, status=400, **{"Upload-Checksum": "md5 abc"})
    send(me, url, 0, b"x" * 50, **{"Upload-Checksum": good})
    assert come(me, url) == "50"
    assert [name.partition("-")[0] for name in left(app)] == ["partial"]


def test_a_bad_file_is_refused_when_it_is_whole_and_stays_refused(sender, app):
    me, target = sender
    content = b"<!doctype html><script>alert(1)</script>"
    url = begin(me, target, len(content))
    answer = send(me, url, 0, content, status=422)
    assert "apa pun namanya" in answer.json["error"]
    come(me, url, status=410)
    assert "apa pun namanya" in send(me, url, 0, content, status=410).json["error"]
    assert (files(), left(app), upload_of(url).state) == ([], [], UploadState.REFUSED)


def test_what_a_killed_process_left_behind_the_acknowledged_is_cut_off(sender):
    me, target = sender
    content = factories.pdf("putus")
    url = begin(me, target, len(content))
    send(me, url, 0, content[:100])
    with upload_of(url).path.open("ab") as file:
        file.write(b"tidak diakui")
    assert come(me, url) == "100"
    send(me, url, 100, content[100:])
    assert files()[0][2] == hashlib.sha256(content).hexdigest()


def test_bytes_that_are_gone_are_asked_for_again(sender):
    me, target = sender
    content = factories.pdf("hilang")
    url = begin(me, target, len(content))
    send(me, url, 0, content[:200])
    os.truncate(upload_of(url).path, 50)
    assert come(me, url) == "50"
    send(me, url, 200, content[200:], status=409)
    send(me, url, 50, content[50:])
    assert len(files()) == 1


def test_while_a_piece_is_laid_another_is_told_to_wait(sender):
    import fcntl

    me, target = sender
    url = begin(me, target, 500)
    send(me, url, 0, b"x" * 10)
    with upload_of(url).path.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        send(me, url, 10, b"y" * 10, status=423)
    send(me, url, 10, b"y" * 10)
    assert come(me, url) == "20"


def test_an_upload_can_be_given_up(sender, app):
    me, target = sender
    url = begin(me, target, 500)
    send(me, url, 0, b"x" * 10)
    me.send("DELETE", url, status=204, headers=TUS | {"X-CSRFToken": me.token()})
    come(me, url, status=404)
    assert left(app) == []


def test_an_upload_ends_after_a_day_and_its_bytes_with_it(sender, app):
    me, target = sender
    url = begin(me, target, 500)
    send(me, url, 0, b"x" * 10)
    db.session().execute(update(Upload).values(expires_at=clock.real()))
    db.commit()
    come(me, url, status=410)
    send(me, url, 10, b"x" * 10, status=410)
    jobs.tidy()
    come(me, url, status=404)
    assert left(app) == []


def test_a_person_has_forty_open_uploads_at_most(sender):
    me, target = sender
    for _number in range(resumable.protocol.MOST_OPEN):
        begin(me, target, 500)
    begin(me, target, 500, status=409)


def test_a_dossier_holds_half_a_gigabyte(sender, monkeypatch):
    me, target = sender
    first, second = factories.pdf("besar"), factories.pdf("lagii")
    monkeypatch.setattr("p4comp.entries.actions.evidence.MOST_BYTES", len(first) + len(second) - 1)
    urls = [begin(me, target, len(one)) for one in (first, second)]
    send(me, urls[0], 0, first)
    assert "terpakai" in send(me, urls[1], 0, second, status=422).json["error"]
    begin(me, target, len(second), status=422)
    assert len(files()) == 1


def test_the_bytes_are_hashed_and_looked_into_before_any_transaction(sender, monkeypatch):
    """Somebody else can write while a file is being looked into."""
    from p4comp.core import inspection

    me, target = sender
    content = factories.pdf("luar")
    seen = []

    def look(path, media_type):
        with db.aside() as other:
            other.execute(update(Upload).values(fault=""))
        seen.append(media_type)
        return "good"

    monkeypatch.setattr(inspection, "verdict", look)
    url = begin(me, target, len(content))
    send(me, url, 0, content)
    assert seen == ["application/pdf"]
    assert storage.store().path(files()[0][2]).read_bytes() == content
