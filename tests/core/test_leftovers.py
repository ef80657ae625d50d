"""p4comp/core/leftovers.py: files that nothing names go after two days; every other stays."""

import io
import os
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from p4comp.core import clock, db, jobs, leftovers, storage
from p4comp.core.db import session
from p4comp.core.staging import StagedFile
from p4comp.core.storage import StoredFile
from tests import factories


def kept(content, hours=49):
    """A stored file that came so many hours ago; its hash and its place."""
    file = storage.keep_bytes(content, "application/pdf")
    file.stored_at = clock.real() - timedelta(hours=hours)
    return file.sha256, storage.store().path(file.sha256)


def name(file):
    """Let a row name the file."""
    session().add(StagedFile(sha256=file.sha256, name="berkas.pdf", staged_at=clock.real()))


def known():
    return set(db.everything(select(StoredFile.sha256)))


@pytest.mark.parametrize(("hours", "is_kept"), [(47, True), (49, False)])
def test_a_file_that_nothing_names_goes_after_two_days_row_and_bytes(app, hours, is_kept):
    sha256, path = kept(b"tertinggal", hours)
    db.commit()
    jobs.tidy()
    assert (sha256 in known(), path.exists()) == (is_kept, is_kept)


def test_every_reference_of_any_table_spares_its_file(app):
    names = {f"{column.table.name}.{column.name}" for column in leftovers.references()}
    assert {
        "evidence.sha256",
        "entry.recommendation_sha256",
        "plenary.minutes_sha256",
        "certificate.pdf_sha256",
        "staged_file.sha256",
    } <= names
    factories.entry(state="submitted")
    named = set(db.everything(select(StoredFile.sha256)))
    session().execute(update(StoredFile).values(stored_at=clock.real() - timedelta(days=30)))
    db.commit()
    jobs.tidy()
    assert known() == named != set()


def test_a_letter_that_only_an_earlier_hand_in_names_stays(app):
    sha256, path = kept(b"surat lama")
    entry = factories.entry(state="submitted")
    factories.submission(entry).snapshot = {"letter": {"sha256": sha256}}
    db.commit()
    jobs.tidy()
    assert (sha256 in known(), path.exists()) == (True, True)


def test_files_of_a_demo_stay_because_its_copies_share_them(app, monkeypatch):
    sha256, path = kept(b"peraga")
    db.commit()
    monkeypatch.setitem(app.extensions, "playing", True)
    jobs.tidy()
    assert (sha256 in known(), path.exists()) == (True, True)


def test_what_a_dead_process_was_receiving_is_swept(app):
    stale, fresh = (storage.store().receive(io.BytesIO(content)).path for content in (b"a", b"b"))
    old = (clock.real() - timedelta(hours=49)).timestamp()
    os.utime(stale, (old, old))
    jobs.tidy()
    assert (stale.exists(), fresh.exists()) == (False, True)
    fresh.unlink()


def test_a_file_that_is_sent_again_while_it_is_thrown_away_is_there_afterwards(app):
    """The hourly run has taken the bytes and not yet committed; an upload of the same content waits, then keeps it anew."""
    sha256, path = kept(b"dikirim lagi")
    db.commit()
    outcome = []

    def send_again():
        with app.app_context(), db.transactions(writing=True):
            file = storage.keep_bytes(b"dikirim lagi", "application/pdf")
            name(file)
            db.commit()
            outcome.append(file.sha256)

    with db.transactions(writing=True):
        leftovers.throw_away()
        assert not path.exists()
        other = threading.Thread(target=send_again)
        other.start()
        other.join(0.3)
        assert outcome == []
        db.commit()
    other.join(20)
    assert outcome == [sha256]
    assert (sha256 in known(), path.read_bytes()) == (True, b"dikirim lagi")


def test_a_file_that_an_open_transaction_is_about_to_name_is_left_alone(app):
    sha256, path = kept(b"sedang dipakai")
    db.commit()
    begun, done = threading.Event(), threading.Event()

    def use():
        with app.app_context(), db.transactions(writing=True):
            name(storage.keep_bytes(b"sedang dipakai", "application/pdf"))
            begun.set()
            done.wait(0.5)
            db.commit()

    other = threading.Thread(target=use)
    other.start()
    begun.wait(20)
    jobs.tidy()
    done.set()
    other.join(20)
    assert (sha256 in known(), path.exists()) == (True, True)
