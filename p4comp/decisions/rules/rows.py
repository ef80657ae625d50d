"""How a decision commits to every row it ranks, so that each entrant can prove its own and nobody can guess another's.

The rows are the leaves of a Merkle tree as RFC 6962 builds it, put in the order of the subjects' ids, which tells no rank:

    leaf = SHA-256(00 || salt of 32 bytes || the row as canonical JSON)        node = SHA-256(01 || left || right)

The salts come from one secret in the snapshot (HMAC-SHA-256 over the subject's id). The snapshot holds the root as well, and so
the decision's own hash covers it. Decisions made before format 2 have no root; they stay as valid as they were.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from p4comp.core import canonical

TREE = "rfc6962-sha256-salted/1"
PROOF = "p4comp-baris/1"
SINCE = 2
LEFT, RIGHT = "kiri", "kanan"
CODE_LENGTH = 10
Snapshot = Mapping[str, Any]
Row = dict[str, Any]
Step = dict[str, str]


def rows_of(snapshot: Snapshot) -> dict[str, Row]:
    """What a decision says of each subject it ranked, in the order of their ids: place and score, and its line if it is on the list."""
    about = {"edition": snapshot["edition"]["slug"], "purpose": snapshot["purpose"], "category": snapshot["category"]}
    listed = {line["subject_id"]: line for line in snapshot["list"]}
    ranked = {row["subject_id"]: (place, row) for place, row in enumerate(snapshot["ranking"], 1)}
    rows = {}
    for key in sorted({*ranked, *listed}):
        place, row = ranked.get(key, (None, listed.get(key, {})))
        rows[key] = about | {
            "subject_id": key,
            "name": row["name"],
            "ranked": place,
            "score": row["score"],
            "listed": _line(listed.get(key)),
        }
    return rows


def _line(line: Mapping[str, Any] | None) -> Row | None:
    return {key: line[key] for key in ("place", "award")} if line else None


def salt_of(secret: str, subject_id: str) -> bytes:
    """The salt of one subject's row."""
    return hmac.digest(bytes.fromhex(secret), subject_id.encode(), "sha256")


def code_of(salt: bytes) -> str:
    """The code under which a row may be opened to everybody: whoever holds the row's salt knows it, nobody else."""
    return hashlib.sha256(b"\x02" + salt).hexdigest()[:CODE_LENGTH]


def leaf(text: str, salt: bytes) -> bytes:
    """The hash of one row, as canonical text, with its salt."""
    return hashlib.sha256(b"\x00" + salt + text.encode()).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaves; over none it is the hash of nothing."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    half = _half(len(leaves))
    return node(root(leaves[:half]), root(leaves[half:]))


def path(leaves: Sequence[bytes], index: int) -> list[Step]:
    """The neighbours that lead from a leaf up to the root, each with the side it stands on."""
    if len(leaves) < 2:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*path(leaves[:half], index), {"sisi": RIGHT, "sha256": root(leaves[half:]).hex()}]
    return [*path(leaves[half:], index - half), {"sisi": LEFT, "sha256": root(leaves[:half]).hex()}]


def _half(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def committed(snapshot: Snapshot, secret: str) -> dict[str, Any]:
    """What a snapshot keeps of its rows: how the tree is built, how many leaves it has, the secret of the salts, the root."""
    leaves = _leaves(rows_of(snapshot), secret)
    return {"tree": TREE, "rows": len(leaves), "secret": secret, "root": root(leaves).hex()}


def proof(snapshot: Snapshot, subject_id: str) -> dict[str, Any] | None:
    """A subject's row with its salt and path; None for a subject not ranked, or a decision from before there were roots."""
    kept, rows = snapshot.get("rows"), rows_of(snapshot) if "rows" in snapshot else {}
    if not kept or subject_id not in rows:
        return None
    leaves, place = _leaves(rows, kept["secret"]), list(rows).index(subject_id)
    return {
        "format": PROOF,
        "pohon": TREE,
        "baris": canonical.text(rows[subject_id]),
        "garam": salt_of(kept["secret"], subject_id).hex(),
        "kode": code_of(salt_of(kept["secret"], subject_id)),
        "jalur": path(leaves, place),
        "akar": kept["root"],
    }


def _leaves(rows: Mapping[str, Row], secret: str) -> list[bytes]:
    return [leaf(canonical.text(row), salt_of(secret, key)) for key, row in rows.items()]


def row_faults(snapshot: Snapshot) -> list[str]:
    """Whether the root a snapshot states is that of its rows; older snapshots state none."""
    kept = snapshot.get("rows")
    if kept is None:
        return [_("Cuplikan tidak memuat akar barisnya.")] if snapshot.get("format", 1) >= SINCE else []
    if committed(snapshot, kept["secret"]) != kept:
        return [_("Akar baris tidak sama dengan baris-baris dalam cuplikan.")]
    return []
