"""p4comp/core/resumable: files that come piece by piece, over HTTP."""

import hashlib
import os
from base64 import b64encode
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from p4comp.core import clock, db, jobs, resumable, storage
from p4comp.core.resumable import Upload, UploadState
from p4comp.entries.models import Evidence
from tests import factories

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {"Content-Type": "application/offset+octet-stream"}


@pytest.fixture(autouse=True)
def registration(at, app, monkeypatch, tmp_path):
    """Registration is open, and the store is empty."""
    monkeypatch.setitem(app.extensions, "store", storage.FolderStore(tmp_path / "files"))
    at(factories.during("pendaftaran"))


@pytest.fixture
def mine(app, browse):
    """A draft without evidence: its member's browser, and what files are sent for."""
    who = factories.person()
    entry = factories.entry(contact=who, evidence=False)
    factories.member(who, entry.institution)
    return browse(who), f"{entry.id}/A1"


def metadata(target, name="surat.pdf", purpose="bukti"):
    told = {"filename": name, "purpose": purpose, "target": target}
    return ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in told.items())


def begin(me, target, length, status=201, token=True, **told):
    """Open an upload; its address."""
    heads = TUS | {"Upload-Length": str(length), "Upload-Metadata": metadata(target, **told)}
    answer = me.send("POST", "/unggahan", status=status, headers=heads | ({"X-CSRFToken": me.token()} if token else {}))
    return answer.headers.get("Location") if status == 201 else answer


def send(me, url, offset, content, status=204, **heads):
    wanted = TUS | PIECE | {"Upload-Offset": str(offset), "X-CSRFToken": me.token()} | heads
    return me.send("PATCH", url, status=status, data=content, headers=wanted)


def come(me, url, status=200):
    return me.send("HEAD", url, status=status, headers=TUS).headers.get("Upload-Offset")


def files():
    return [(one.indicator, one.name, one.sha256) for one in db.everything(select(Evidence))]


def left(app):
    return sorted(path.name for path in app.extensions["store"].folder.glob("*-*"))


def upload_of(url):
    db.session().expire_all()
    return db.session().get(Upload, url.rpartition("/")[2])


def test_a_file_in_three_pieces_becomes_evidence(mine, app):
    me, target = mine
    content = factories.pdf("tiga")
    url = begin(me, target, len(content))
    for first, last in ((0, 100), (100, 300), (300, len(content))):
        assert come(me, url) == str(first)
        assert send(me, url, first, content[first:last]).headers["Upload-Offset"] == str(last)
    assert files() == [("A1", "surat.pdf", hashlib.sha256(content).hexdigest())]
    assert come(me, url) == str(len(content))
    assert left(app) == []


def test_the_moment_is_that_of_the_first_request(mine, at):
    me, target = mine
    content = factories.pdf("lama")
    closes = factories.closing("pendaftaran")
    at(closes - timedelta(seconds=1))
    url = begin(me, target, len(content))
    at(closes + timedelta(minutes=29))
    send(me, url, 0, content)
    assert upload_of(url).began_at == closes - timedelta(seconds=1)
    assert len(files()) == 1


@pytest.mark.parametrize(("began", "came"), [(-1, 31 * 60), (0, 60)])
def test_what_began_late_or_comes_after_the_grace_is_refused(mine, at, began, came):
    me, target = mine
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


def test_only_who_began_goes_on(mine, browse):
    me, target = mine
    url = begin(me, target, 500)
    send(me, url, 0, b"x" * 100)
    other = browse(factories.person())
    come(other, url, status=404)
    send(other, url, 100, b"y" * 400, status=404)
    other.send("DELETE", url, status=404, headers=TUS | {"X-CSRFToken": other.token()})
    assert come(me, url) == "100"


def test_nobody_sends_for_an_entry_that_they_cannot_see(mine, browse):
    _me, target = mine
    begin(browse(factories.person()), target, 500, status=404)
    begin(browse(), target, 500, status=401, token=False)
    assert db.count(select(Upload)) == 0


@pytest.mark.parametrize("wanted", [{"purpose": "lain"}, {"purpose": "versi"}, {"purpose": "samaran"}])
def test_an_unknown_purpose_or_target_is_not_found(mine, wanted):
    me, target = mine
    begin(me, target, 500, status=404, **wanted)
    begin(me, target.replace("/A1", "/Z9"), 500, status=404)
    begin(me, "x" * 100, 500, status=404)


LENGTHS = {"-5": 400, "": 400, "1e3": 400, "٣": 400, "0": 422, str(50 * 1024**2 + 1): 413, "9" * 15: 413, "9" * 400: 400}


@pytest.mark.parametrize("length", LENGTHS)
def test_a_strange_length_opens_nothing(mine, length):
    me, target = mine
    heads = TUS | {"Upload-Length": length.encode().decode("latin-1"), "Upload-Metadata": metadata(target), "X-CSRFToken": me.token()}
    me.send("POST", "/unggahan", status=LENGTHS[length], headers=heads)
    assert db.count(select(Upload)) == 0


@pytest.mark.parametrize("told", ["filename !!!", "filename /w==", "purpose YnVrdGk"])
def test_unreadable_metadata_opens_nothing(mine, told):
    me, _target = mine
    me.send("POST", "/unggahan", status=400, headers=TUS | {"Upload-Length": "5", "Upload-Metadata": told, "X-CSRFToken": me.token()})


def test_without_the_token_nothing_is_taken(mine):
    me, target = mine
    begin(me, target, 500, status=400, token=False)
    url = begin(me, target, 500)
    me.send("PATCH", url, status=400, data=b"x", headers=TUS | PIECE | {"Upload-Offset": "0"})
    me.send("DELETE", url, status=400, headers=TUS)
    assert come(me, url) == "0"


def test_another_version_of_the_protocol_is_told_ours(mine):
    me, target = mine
    url = begin(me, target, 500)
    for method, path in (("POST", "/unggahan"), ("PATCH", url), ("HEAD", url)):
        answer = me.send(method, path, status=412, headers={"Tus-Resumable": "0.2.2", "X-CSRFToken": me.token()})
        assert (answer.headers["Tus-Version"], answer.headers["Tus-Resumable"]) == ("1.0.0", "1.0.0")


def test_what_is_spoken_is_told(mine):
    me, _target = mine
    heads = me.send("OPTIONS", "/unggahan", status=200).headers
    assert heads["Tus-Version"] == "1.0.0"
    assert set(heads["Tus-Extension"].split(",")) == {"creation", "expiration", "termination", "checksum"}
    assert heads["Tus-Max-Size"] == str(50 * 1024**2)


OFFSETS = {"1": 409, "501": 409, "-1": 400, "": 400, "0x0": 400, "9" * 30: 400}


@pytest.mark.parametrize("offset", OFFSETS)
def test_a_piece_in_the_wrong_place_is_refused(mine, offset):
    me, target = mine
    url = begin(me, target, 500)
    send(me, url, offset, b"x" * 10, status=OFFSETS[offset])
    assert come(me, url) == "0"


def test_a_piece_of_another_type_is_refused(mine):
    me, target = mine
    url = begin(me, target, 500)
    send(me, url, 0, b"x", status=415, **{"Content-Type": "application/octet-stream"})


def test_more_than_was_announced_is_not_taken(mine, app):
    me, target = mine
    content = factories.pdf("lebih")
    url = begin(me, target, len(content))
    send(me, url, 0, content + b"\0" * 5000)
    assert files() == [("A1", "surat.pdf", hashlib.sha256(content).hexdigest())]


def test_a_piece_that_changed_on_its_way_is_thrown_away(mine, app):
    me, target = mine
    url = begin(me, target, 500)
    good = "sha256 " + b64encode(hashlib.sha256(b"x" * 50).digest()).decode()
    send(me, url, 0, b"y" * 50, status=460, **{"Upload-Checksum": good})
    send(me, url, 0, b"x" * 50, status=400, **{"Upload-Checksum": "md5 abc"})
    send(me, url, 0, b"x" * 50, **{"Upload-Checksum": good})
    assert come(me, url) == "50"
    assert [name.partition("-")[0] for name in left(app)] == ["partial"]


def test_a_bad_file_is_refused_when_it_is_whole_and_stays_refused(mine, app):
    me, target = mine
    content = b"<!doctype html><script>alert(1)</script>"
    url = begin(me, target, len(content))
    answer = send(me, url, 0, content, status=422)
    assert "apa pun namanya" in answer.json["error"]
    come(me, url, status=410)
    assert "apa pun namanya" in send(me, url, 0, content, status=410).json["error"]
    assert (files(), left(app), upload_of(url).state) == ([], [], UploadState.REFUSED)


def test_what_a_killed_process_left_behind_the_acknowledged_is_cut_off(mine):
    me, target = mine
    content = factories.pdf("putus")
    url = begin(me, target, len(content))
    send(me, url, 0, content[:100])
    with upload_of(url).path.open("ab") as file:
        file.write(b"tidak diakui")
    assert come(me, url) == "100"
    send(me, url, 100, content[100:])
    assert files()[0][2] == hashlib.sha256(content).hexdigest()


def test_bytes_that_are_gone_are_asked_for_again(mine):
    me, target = mine
    content = factories.pdf("hilang")
    url = begin(me, target, len(content))
    send(me, url, 0, content[:200])
    os.truncate(upload_of(url).path, 50)
    assert come(me, url) == "50"
    send(me, url, 200, content[200:], status=409)
    send(me, url, 50, content[50:])
    assert len(files()) == 1


def test_while_a_piece_is_laid_another_is_told_to_wait(mine):
    import fcntl

    me, target = mine
    url = begin(me, target, 500)
    send(me, url, 0, b"x" * 10)
    with upload_of(url).path.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        send(me, url, 10, b"y" * 10, status=423)
    send(me, url, 10, b"y" * 10)
    assert come(me, url) == "20"


def test_an_upload_can_be_given_up(mine, app):
    me, target = mine
    url = begin(me, target, 500)
    send(me, url, 0, b"x" * 10)
    me.send("DELETE", url, status=204, headers=TUS | {"X-CSRFToken": me.token()})
    come(me, url, status=404)
    assert left(app) == []


def test_an_upload_ends_after_a_day_and_its_bytes_with_it(mine, app):
    me, target = mine
    url = begin(me, target, 500)
    send(me, url, 0, b"x" * 10)
    db.session().execute(update(Upload).values(expires_at=clock.real()))
    db.commit()
    come(me, url, status=410)
    send(me, url, 10, b"x" * 10, status=410)
    jobs.tidy()
    come(me, url, status=404)
    assert left(app) == []


def test_a_person_has_forty_open_uploads_at_most(mine):
    me, target = mine
    for _number in range(resumable.protocol.MOST_OPEN):
        begin(me, target, 500)
    begin(me, target, 500, status=409)


def test_a_dossier_holds_half_a_gigabyte(mine, monkeypatch):
    me, target = mine
    first, second = factories.pdf("besar"), factories.pdf("lagii")
    monkeypatch.setattr("p4comp.entries.actions.evidence.MOST_BYTES", len(first) + len(second) - 1)
    urls = [begin(me, target, len(one)) for one in (first, second)]
    send(me, urls[0], 0, first)
    assert "terpakai" in send(me, urls[1], 0, second, status=422).json["error"]
    begin(me, target, len(second), status=422)
    assert len(files()) == 1


NAMES = {
    "bukti, halaman 1, 2, dan 3.pdf": "bukti, halaman 1, 2, dan 3.pdf",
    "بيان" * 100 + ".pdf": "بيان" * 100 + ".pdf",
    "fdp.\u202egnp.pdf": "fdp.gnp.pdf",
    "": "berkas",
    "x" * 3000 + ".pdf": "x" * 446 + ".pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_any_name_works_and_comes_back_with_the_file(mine, name):
    me, target = mine
    content = factories.pdf("nama")
    url = begin(me, target, len(content), name=name)
    send(me, url, 0, content)
    assert files()[0][1] == NAMES[name]
    evidence = db.first(select(Evidence))
    base = f"/kepesertaan/{evidence.entry_id}/bukti/{evidence.id}"
    assert me.get(base).body == content
    me.get(f"{base}/lihat")
    me.get(f"/kepesertaan/{evidence.entry_id}/aspek/A")


def test_the_bytes_are_hashed_and_looked_into_before_any_transaction(mine, monkeypatch):
    """Somebody else can write while a file is being looked into."""
    from p4comp.core import inspection

    me, target = mine
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
