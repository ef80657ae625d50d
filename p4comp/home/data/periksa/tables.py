"""The files of a bundle: whole, and what they state of editions, hand-ins and decisions stands in the chain."""

import hashlib
import json
from typing import Any

from p4comp.home.data.periksa.basics import Findings, sha256, table
from p4comp.home.data.periksa.chain import START, Chain
from p4comp.home.data.periksa.ranking import recompute

ERASABLE = "orang.csv"


def check_manifest(root: Any, found: Findings) -> None:
    """Every file has the hash the list states; names may be missing."""
    wrong, listed = found.faults, [line.split("  ", 1) for line in (root / "MANIFEST.sha256").read_text("utf-8").splitlines()]
    for stated, path in listed:
        if not (root / path).exists():
            found.note("orang.csv dihapus; kode orang tetap ada") if path == ERASABLE else found.wrong(path, "tidak ada")
            continue
        hasher = hashlib.sha256()
        with (root / path).open("rb") as file:
            for chunk in iter(lambda: file.read(1 << 20), b""):
                hasher.update(chunk)
        if hasher.hexdigest() != stated:
            found.wrong(path, "SHA-256 tidak sama dengan MANIFEST.sha256")
    if found.faults == wrong:
        found.well(f"{len(listed)} berkas sama dengan MANIFEST.sha256")


def check_stated(chain: Chain, found: Findings, where: str, verb: str, key: str, stated: str, head: str = START) -> None:
    """What a table states of a decision, a plan or a hand-in stands in the chain; the head printed on it too."""
    if chain.told.get((verb, key)) != stated:
        found.wrong(where, f"{key}: SHA-256 tidak sama dengan catatan {verb} dalam rantai")
    if not chain.holds(head):
        found.wrong(where, f"{key}: ujung catatan audit yang tercetak tidak ada dalam rantai")


def check_editions(root: Any, chain: Chain, found: Findings) -> None:
    """Documents and frozen plans are those that were recorded."""
    wrong, rows = found.faults, list(table(root, "edisi/edisi.csv"))
    for row in rows:
        path, slug = f"edisi/{row['edisi']}", row["edisi"]
        for name, column in ((f"{path}.json", "sha256_dokumen"), (f"{path}-rencana.json", "sha256_rencana")):
            if sha256((root / name).read_bytes()) != row[column]:
                found.wrong(name, "SHA-256 tidak sama dengan edisi/edisi.csv")
        check_stated(chain, found, "edisi/edisi.csv", "edition.loaded/document", slug, row["sha256_dokumen"])
        if row["rencana_dibekukan"]:
            check_stated(chain, found, "edisi/edisi.csv", "edition.plan_frozen", slug, row["sha256_rencana"])
    if found.faults == wrong:
        found.well(f"{len(rows)} edisi: dokumen dan rencana penilaian sama dengan yang dicatat")


def check_hand_ins(root: Any, chain: Chain, found: Findings) -> None:
    """Every receipt stands in the chain, with the head that was printed on it."""
    wrong, number = found.faults, 0
    for number, row in enumerate(table(root, "penyerahan/tanda-terima.csv"), 1):
        where = f"penyerahan/tanda-terima.csv baris {number + 1}"
        check_stated(chain, found, where, "entry.submitted", row["kode"], row["sha256"], row["ujung_catatan"])
    if found.faults == wrong:
        found.well(f"{number} tanda terima ada dalam rantai")


def check_decisions(root: Any, chain: Chain, found: Findings) -> None:
    """Every decision that was made is here, as it was hashed, and its ranking follows from its inputs."""
    rows = list(table(root, "keputusan/keputusan.csv"))
    for code in sorted({key for verb, key in chain.told if verb == "decision.made"} - {row["kode"] for row in rows}):
        found.wrong("keputusan/keputusan.csv", f"keputusan {code} ada dalam rantai tetapi tidak ada di sini")
    for row in rows:
        path, wrong = f"keputusan/{row['kode']}.json", found.faults
        content = (root / path).read_bytes() if (root / path).exists() else b"{}"
        if sha256(content) != row["sha256"]:
            found.wrong(path, "SHA-256 tidak sama dengan keputusan/keputusan.csv; cuplikan diubah")
        check_stated(chain, found, path, "decision.made", row["kode"], row["sha256"], row["ujung_catatan"])
        recompute(path, json.loads(content), found)
        if found.faults == wrong:
            found.well(f"{row['kode']}: cuplikan utuh")
