"""Files shown to the public check: not too many from one address, one program each, and never in the way of those who signed in."""

import io

from werkzeug.formparser import FormDataParser

from p4comp.certificates.routes import checking
from p4comp.core import clock, inspection, storage
from tests import factories

SENT = "/periksa/berkas"


def test_who_sends_too_many_files_waits_and_what_they_send_runs_out_unread(app, browse, monkeypatch):
    def never(*_words, **_more):
        raise AssertionError("the body was taken in")

    monkeypatch.setattr(FormDataParser, "parse", never)
    monkeypatch.setattr(storage.FolderStore, "receive", never)
    now = clock.real()
    for _one in range(checking.BY_FILE.burst):
        checking.BY_FILE.demand("127.0.0.1", now)
    values = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": "5000000"}
    body = io.BytesIO(bytes(5_000_000))
    answer = app.test_client().post(SENT, input_stream=body, environ_overrides=values)
    assert body.tell() == 5_000_000
    assert (answer.status_code, "Banyak permintaan dari jaringan ini. Tunggu " in answer.text) == (429, True)
    browse().get("/periksa")


def test_a_file_that_is_shown_is_read_by_one_program_only(browse, cast, announced, monkeypatch):
    asked = []
    genuine = inspection.run
    monkeypatch.setattr(inspection, "run", lambda program, *words, **more: asked.append(program) or genuine(program, *words, **more))
    browse().post(SENT, {"berkas": factories.upload("lain.pdf", factories.pdf("lain"))}, status=None)
    assert asked == ["certificate_reading.py"]


def test_when_the_public_fills_its_turns_it_is_told_to_come_again(browse, announced):
    turns = inspection.ANYBODY
    for _one in range(turns.at_once + turns.most_waiting):
        assert turns._places.acquire(blocking=False)
    try:
        page = browse().post(SENT, {"berkas": factories.upload()}, status=503)
    finally:
        for _one in range(turns.at_once + turns.most_waiting):
            turns._places.release()
    assert (page.h1, "Tunggu sebentar, lalu kirim sekali lagi." in page.main) == ("Portal sedang sibuk", True)
