"""The form in which a hand-in is kept and proven."""

import hashlib
import json
from typing import Any


def canonical(snapshot: dict[str, Any]) -> bytes:
    """The snapshot as the bytes its SHA-256 is taken over: JSON, keys sorted, no spaces, UTF-8."""
    return json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def fingerprint(snapshot: dict[str, Any]) -> str:
    """The SHA-256 of a snapshot."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()


def code_of(series: str, number: int, revision: int = 1) -> str:
    """The portal's own number of a hand-in: `P4-2022/UMUM/0001`, and `….2` for the same entry handed in again."""
    code = f"{series}/{number:04d}"
    return code if revision == 1 else f"{code}.{revision}"
