"""A package of decisions, made again from what is in it alone: the auditor's bundle, or as much of it as the plan opened to everybody.

`keputusan/keputusan.csv` names the decisions; each stands in `keputusan/KODE.json` where it is open. The auditor's has the sheets of the
desk evaluation as well: `peringkat/peringkat.csv` names the computed rankings, each with its snapshot and its order.
"""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from p4comp.core import canonical
from p4comp.decisions import rules as decisions
from p4comp.judging.rules import computing, snapshots

DECISIONS, RANKINGS = "keputusan/keputusan.csv", "peringkat/peringkat.csv"
NEEDED = ("purpose", "category", "edition", "inputs", "ranking")
ORDER = ("urutan", "kepesertaan", "nama", "nilai", "mentah", "adil")
Read = Callable[[str], bytes | None]
Row = dict[str, str]


@dataclass(frozen=True)
class Told:
    """What was found of one part of a package; `holds` is None where it is not open and so cannot be made again."""

    name: str
    words: str
    holds: bool | None


class NoPackage(Exception):
    """The folder is no package: what is missing."""


def check(read: Read) -> Iterator[Told]:
    """Make every ranking and every list of a package again, one after another."""
    index = read(DECISIONS)
    if index is None:
        raise NoPackage(DECISIONS)
    for row in _table(read(RANKINGS) or b""):
        yield _desk(row, read)
    found: dict[str, Any] = {}
    for row in _table(index):
        told, found[row["kode"]] = _decision(row, read, found)
        yield told


def _table(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _desk(row: Row, read: Read) -> Told:
    """The order of a desk evaluation, from its sheets."""
    name = f"peringkat/{row['edisi']}-{row['kategori']}"
    content, order = read(f"{name}.json"), read(f"{name}-urutan.csv")
    if content is None or order is None:
        return Told(name, "berkas ini tidak ada dalam paket", False)
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        return Told(name, "SHA-256 cuplikan tidak sama dengan peringkat.csv", False)
    snapshot = _json(content)
    if snapshots.faults(snapshot):
        return Told(name, "bukan cuplikan peringkat", False)
    again = [list(map(_cell, line)) for line in order_of(computing.rank_both(snapshot, computing.model_of(snapshot)))]
    kept = [[_without_mark(line[key]) for key in ORDER] for line in _table(order)]
    for mine, theirs in zip(again, kept, strict=False):
        if mine != theirs:
            return Told(name, f"urutan {mine[0]} seharusnya {mine[1]} {mine[3]}, tertulis {theirs[1]} {theirs[3]}", False)
    if len(again) != len(kept):
        return Told(name, f"lembar-lembarnya memberi {len(again)} peserta, tertulis {len(kept)}", False)
    return Told(name, f"evaluasi dokumen, {len(again)} peserta dari lembar evaluator, {snapshot['algorithm']}", True)


def order_of(rows: list[dict[str, Any]]) -> list[list[Any]]:
    """The lines of a computed ranking as its table keeps them."""
    return [[row["place"], row["subject_id"], row["name"], row["score"], row["raw"], row["fair"]] for row in rows]


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _without_mark(text: str) -> str:
    """A cell as it was before it was made harmless to spreadsheets."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "@", "\t", "\r", "-") else text


def _decision(row: Row, read: Read, earlier: dict[str, Any]) -> tuple[Told, Any]:
    """One decision with its snapshot: its ranking from its inputs, its list from its ranking, its rows under their root."""
    name, content = row["kode"], read(f"keputusan/{row['kode']}.json")
    stated = row.get("sha256_berkas", row["sha256"])
    if content is None and not stated:
        return Told(name, "hanya daftar nama dan SHA-256 yang dibuka rencana penilaian", None), None
    if content is None:
        return Told(name, "cuplikannya tidak ada dalam paket", False), None
    if hashlib.sha256(content).hexdigest() != stated:
        return Told(name, "SHA-256 cuplikan tidak sama dengan keputusan.csv", False), None
    snapshot = _json(content)
    if not isinstance(snapshot, dict) or any(key not in snapshot for key in NEEDED):
        return Told(name, "bukan cuplikan keputusan", False), None
    return Told(name, *_judged(snapshot, earlier)), snapshot


def _judged(snapshot: dict[str, Any], earlier: dict[str, Any]) -> tuple[str, bool]:
    algorithm = decisions.algorithm_of(snapshot["purpose"], snapshot["inputs"])
    try:
        again = decisions.ranking_again(snapshot["purpose"], snapshot["inputs"])
    except KeyError:
        return f"algoritma {algorithm} tidak dikenal rilis ini, atau masukannya tidak lengkap", False
    if canonical.text(again) != canonical.text(snapshot["ranking"]):
        return f"urutan yang dihitung ulang tidak sama: {_first_other(again, snapshot['ranking'])}", False
    if faults := _list_faults(snapshot, earlier):
        return "; ".join(faults), False
    words = "daftar finalis" if snapshot["purpose"] == "finalists" else "daftar pemenang"
    return f"{words} {snapshot['category']}, urutan {len(again)} peserta, {algorithm}", True


def _list_faults(snapshot: dict[str, Any], earlier: dict[str, Any]) -> list[str]:
    """What is wrong with the list and the root of its rows, where they are open."""
    if "list" not in snapshot:
        return []
    found = decisions.list_faults(snapshot) + decisions.row_faults(snapshot)
    if (replaced := snapshot.get("replaces")) is not None:
        found += decisions.correction_faults(snapshot, earlier.get(replaced["code"]))
    return found


def _first_other(again: list[dict[str, Any]], kept: list[dict[str, Any]]) -> str:
    for place, (mine, theirs) in enumerate(zip(again, kept, strict=False), 1):
        if canonical.text(mine) != canonical.text(theirs):
            return (
                f"tempat {place} seharusnya {mine['subject_id']} {mine['score']}, tertulis {theirs.get('subject_id')} {theirs.get('score')}"
            )
    return f"seharusnya {len(again)} peserta, tertulis {len(kept)}"


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None
