"""Sealing a PDF while it is saved: it is written once, and what is signed is what was written."""

import hashlib
import io
import re
from datetime import UTC, datetime

import pikepdf

from p4comp.core.sealing.keys import Key
from p4comp.core.sealing.messages import ALGORITHM
from p4comp.core.sealing.placing import UNKNOWN, Permission, place

CONTENTS = re.compile(rb"/Contents <(0{64,})>")
RANGE = re.compile(rb"/ByteRange \[ ?0 %d %d %d ?\]" % ((UNKNOWN,) * 3))


class NoPlace(RuntimeError):
    """The empty signature is not to be found in the written file."""


def seal(document: pikepdf.Pdf, key: Key, *, label: str, reason: str, permission: Permission, at: datetime) -> bytes:
    """The document, sealed with the key; `label` is read to those who listen to it."""
    at = at.astimezone(UTC)
    place(document, room=key.room, label=label, reason=reason, permission=permission, at=at)
    return _filled(plain(document), key)


def plain(document: pikepdf.Pdf) -> bytes:
    """The document as it is written; streams that are compressed already are left as they are."""
    out = io.BytesIO()
    document.save(
        out,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return out.getvalue()


def _filled(content: bytes, key: Key) -> bytes:
    """The written file with the signature in its place; the two ranges signed are all but the signature itself."""
    empty, ranges = CONTENTS.search(content), RANGE.search(content)
    if empty is None or ranges is None:
        raise NoPlace("signature not written as expected")
    start, end = empty.start(1) - 1, empty.end(1) + 1
    stated = f"/ByteRange [0 {start} {end} {len(content) - end}]".encode().ljust(ranges.end() - ranges.start())
    file = bytearray(content)
    file[ranges.start() : ranges.end()] = stated
    view = memoryview(file)
    hasher = hashlib.new(ALGORITHM, view[:start])
    hasher.update(view[end:])
    signature = key.messages.of(hasher.digest()).hex().encode()
    file[start + 1 : start + 1 + len(signature)] = signature
    return bytes(file)
