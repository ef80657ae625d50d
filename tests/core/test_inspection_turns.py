"""Files are looked into by turns: those of the public apart, nobody waits without end, a busy machine is no fault of a file."""

import subprocess
import threading

import pytest

from p4comp.core import inspection, media_types
from p4comp.core.commands import THREADS
from p4comp.core.errors import Invalid
from tests import factories


def test_whoever_finds_too_many_waiting_or_waits_too_long_comes_again_later():
    turns, taken, go = inspection.Turns(1, 1, 0.2), threading.Event(), threading.Event()

    def hold():
        with turns.taken():
            taken.set()
            go.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(10)
    impatient = []

    def wait():
        try:
            with turns.taken():
                impatient.append("in turn")
        except inspection.Busy as error:
            impatient.append(error.message)

    waiter = threading.Thread(target=wait)
    waiter.start()
    while turns._places.acquire(blocking=False):  # until the waiter has its place
        turns._places.release()
    with pytest.raises(inspection.Busy), turns.taken():
        pass
    waiter.join()
    go.set()
    holder.join()
    wait()
    assert (impatient[0].startswith("Portal sedang memeriksa banyak berkas."), impatient[1:]) == (True, ["in turn"])


def test_what_anybody_sends_never_takes_the_turns_of_those_who_signed_in(app):
    """All turns of the public are taken: a file of somebody who signed in is looked into at once, and the other way round."""
    known, anybody = inspection.KNOWN, inspection.ANYBODY
    assert known.at_once + known.most_waiting + anybody.at_once + anybody.most_waiting < THREADS
    with app.test_request_context(), anybody.taken():
        assert inspection._own() is known
        inspection.serve_anybody()
        assert inspection._own() is anybody
        with app.app_context():  # as another space is asked
            assert inspection._own() is anybody
        assert inspection._own() is anybody
    assert inspection._own() is known


def test_a_machine_that_has_no_time_is_no_fault_of_the_file(app, monkeypatch, tmp_path):
    path = tmp_path / "surat.pdf"
    path.write_bytes(factories.pdf())

    def no_time(*words, **_more):
        raise subprocess.TimeoutExpired(words, 1)

    monkeypatch.setattr(inspection.subprocess, "run", no_time)
    found = inspection.verdict(path, media_types.PDF)
    with pytest.raises(Invalid, match=r"Berkas Anda belum diperiksa.*Bila terulang, simpan ulang berkasnya atau bagi"):
        inspection.demand(found, media_types.PDF, "file")
    with pytest.raises(inspection.Busy):
        inspection.in_turn("certificate_reading.py", str(path))
    assert inspection.run("page_drawing.py", str(path)) == b""
