"""The file store: streamed, hashed, the same content once."""

import hashlib
import io
import tracemalloc

from sqlalchemy import select

from p4comp.core import db, storage
from p4comp.core.storage import FolderStore, StoredFile

MEGABYTE = 1024 * 1024


class Endless:
    """A stream of `size` bytes that are never in memory together."""

    def __init__(self, size):
        self.left = size

    def read(self, size):
        taken = min(size, self.left)
        self.left -= taken
        return b"x" * taken


def files(store):
    return sorted(path for path in store.folder.rglob("*") if path.is_file())


def test_a_file_lies_under_its_hash(tmp_path):
    store = FolderStore(tmp_path / "files")
    received = store.receive(io.BytesIO(b"isi"))
    store.keep(received)
    sha256 = hashlib.sha256(b"isi").hexdigest()
    assert (received.sha256, received.size) == (sha256, 3)
    assert store.path(sha256).read_bytes() == b"isi"
    assert files(store) == [tmp_path / "files" / sha256[:2] / sha256[2:]]


def test_the_same_content_is_one_file(tmp_path):
    store = FolderStore(tmp_path / "files")
    for _ in range(2):
        store.keep(store.receive(io.BytesIO(b"isi")))
    assert len(files(store)) == 1


def test_a_refused_file_leaves_nothing(tmp_path):
    store = FolderStore(tmp_path / "files")
    received = store.receive(io.BytesIO(b"isi"))
    store.drop(received)
    store.drop(received)
    assert files(store) == []


def test_memory_stays_flat_whatever_the_size(tmp_path):
    store = FolderStore(tmp_path / "files")
    tracemalloc.start()
    received = store.receive(Endless(48 * MEGABYTE))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert received.size == 48 * MEGABYTE
    assert peak < 6 * MEGABYTE


def test_the_row_of_a_known_file_is_used_again(app):
    first = storage.keep_bytes(b"isi", "text/plain")
    second = storage.keep_bytes(b"isi", "application/pdf")
    assert first is second
    assert db.count(select(StoredFile)) == 1
    assert (first.size, first.media_type, first.id) == (3, "text/plain", first.sha256)
    assert storage.store().path(first.sha256).read_bytes() == b"isi"
