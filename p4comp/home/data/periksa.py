#!/usr/bin/env python3
"""Checks an auditor's bundle without the portal: every hash, the chain, and the ranking of every decision made again.

Bahasa Indonesia: jalankan `python3 periksa.py` di dalam folder bundel. Hanya memerlukan Python 3.9 atau yang lebih baru.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from itertools import groupby
from math import floor, fsum
from pathlib import Path
from statistics import median
from typing import Any

START = "0" * 64
HASHED = ("number", "at", "verb", "subject_kind", "subject_id", "person_id", "details", "before")
ERASABLE = "orang.csv"
ALGORITHM = "mean-then-ladder/1"
TOTALS: dict[str, Any] = {"median": median, "terendah_tertinggi": min}
STAGES = {"evaluasi_dokumen": "desk", "wawancara": "interview"}
MOST_TOLD = 20
Row = dict[str, Any]


class Findings:
    """What was found, told as it is found; `faults` counts what is wrong."""

    def __init__(self) -> None:
        self.faults = 0

    def wrong(self, where: str, what: str) -> None:
        """Something does not agree."""
        self.faults += 1
        if self.faults <= MOST_TOLD:
            print(f"SALAH  {where}: {what}")

    def well(self, what: str) -> None:
        """Something was proven."""
        print(f"benar  {what}")

    def note(self, what: str) -> None:
        """Something could not be proven here."""
        print(f"catat  {what}")


def sha256(content: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def canonical(content: Any) -> str:
    """JSON in the one way it is written before it is hashed."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def table(root: Any, path: str) -> Iterator[Row]:
    """The rows of a CSV."""
    with (root / path).open("rb") as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", newline=""))


class Chain:
    """The chain as it follows from the records themselves."""

    def __init__(self, root: Any, found: Findings):
        self.hashes: list[str] = [START]
        self.last = 0
        self.told: dict[tuple[str, str], str] = {}
        self.places: dict[str, int] = {START: 0}
        with (root / "catatan.jsonl").open("rb") as file:
            for line, text in enumerate(io.TextIOWrapper(file, "utf-8"), 1):
                self._add(line, text, found)

    def _add(self, line: int, text: str, found: Findings) -> None:
        where = f"catatan.jsonl baris {line}"
        try:
            record = json.loads(text)
            content = json.dumps([record[key] for key in HASHED], sort_keys=True, ensure_ascii=False)
        except (ValueError, KeyError):
            found.wrong(where, "bukan catatan yang dapat dibaca")
            return
        if record["number"] != self.last + 1:
            found.wrong(where, f"bernomor {record['number']}; ada catatan yang hilang atau disisipkan")
        if record["before"] != self.hashes[-1]:
            found.wrong(where, f"catatan {record['number']} tidak tersambung pada catatan sebelumnya")
        if sha256(content.encode()) != record["hash"]:
            found.wrong(where, f"catatan {record['number']} diubah: hash tidak sama dengan isinya")
        self.hashes.append(record["hash"])
        self.last = self.places[record["hash"]] = record["number"]
        details = record["details"]
        key = details.get("code") or details.get("slug")
        if key:
            self.told[record["verb"], key] = details.get("sha256") or details.get("plan_sha256", "")
            self.told[record["verb"] + "/document", key] = details.get("document_sha256", "")

    def holds(self, last: str, count: int = 0) -> bool:
        """Whether a head is that of a record; of record `count` if one is named."""
        return last in self.places and count in (0, self.places[last])


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


def check_head(root: Any, chain: Chain, found: Findings) -> None:
    """The chain ends where the bundle says, and holds every head that was printed or mailed."""
    head, count, wrong = json.loads((root / "kepala.json").read_text("utf-8")), len(chain.hashes) - 1, found.faults
    if count != head["jumlah"]:
        found.wrong("catatan.jsonl", f"berisi {count} catatan, seharusnya {head['jumlah']}; ekornya dipotong atau ditambah")
    elif chain.hashes[-1] != head["ujung"]:
        found.wrong("kepala.json", f"ujung rantai seharusnya {chain.hashes[-1]}")
    for row in table(root, "saksi.csv"):
        if not chain.holds(row["ujung"], int(row["jumlah"])):
            found.wrong("saksi.csv", f"ujung hari {row['hari']} tidak ada pada catatan {row['jumlah']}")
    for line, row in enumerate(table(root, "catatan.csv"), 1):
        if line >= len(chain.hashes) or row["hash"] != chain.hashes[line]:
            found.wrong("catatan.csv", f"catatan {row['nomor']} tidak sama dengan catatan.jsonl")
            break
    if found.faults == wrong:
        found.well(f"rantai {count} catatan utuh, ujungnya {head['ujung']}")


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


def recompute(path: str, snapshot: Row, found: Findings) -> None:
    """The ranking made again from the raw inputs agrees with the snapshot's to the last digit."""
    algorithm = (inputs := snapshot.get("inputs", {})).get("algorithm", ALGORITHM)
    if algorithm.split("+")[0] != ALGORITHM or "entries" not in inputs:
        found.note(f"{path}: urutannya dibuat dengan {algorithm}, yang tidak dihitung ulang di sini")
        return
    if unknown := sorted({*inputs["tie_breaks"]} - {"aspek_terberat", "undian", *TOTALS, *STAGES}):
        found.wrong(path, f"langkah pemecah seri tidak dikenal: {', '.join(unknown)}")
        return
    again, kept = rank(inputs), snapshot["ranking"]
    for place, (mine, theirs) in enumerate(zip(again, kept), 1):  # noqa: B905  # lengths are compared below; Python 3.9 has no strict
        for key in ("subject_id", "place", "score", "tie"):
            if canonical(mine[key]) != canonical(theirs.get(key)):
                found.wrong(path, f"urutan {place}: {key} seharusnya {canonical(mine[key])}, tertulis {canonical(theirs.get(key))}")
                return
    if len(again) != len(kept):
        found.wrong(path, f"urutan memuat {len(kept)} peserta, masukannya {len(again)}")
        return
    found.well(f"{path}: urutan dan nilai {len(again)} peserta sama setelah dihitung ulang")
    first = {row["subject_id"] for row in again[: len(snapshot["list"])]}
    if moved := [line["name"] for line in snapshot["list"] if line["subject_id"] not in first]:
        found.note(f"{path}: bukan urutan teratas, lihat alasannya dalam cuplikan: {', '.join(moved)}")


def rounded(value: float, decimals: int) -> float:
    """Half up, after what binary arithmetic adds far behind the comma is taken off."""
    return floor(round(value * 10**decimals, 6) + 0.5) / 10**decimals  # type: ignore[no-any-return]  # a power of ints is typed Any


def mean(values: list[float], decimals: int) -> float:
    """The mean at published precision."""
    return rounded(fsum(values) / len(values), decimals)


def value_of(one: Row, inputs: Row) -> float:
    """An entrant's sheets as one value, by the plan's rule; with the points of a look on the spot, if there was one."""
    values, how, decimals = sorted(one["totals"]), inputs.get("pooling"), inputs["decimals"]
    cut = max(1, len(values) // 5) if how == "rata_rata_terpangkas" and len(values) > 2 else 0
    value = rounded(median(values), decimals) if how == "median" else mean(values[cut : len(values) - cut], decimals)
    return value if one.get("correction") is None else rounded(min(100.0, max(0.0, value + one["correction"])), decimals)


def key_of(step: str, one: Row, inputs: Row) -> tuple[Any, ...]:
    """The value of one step of the ladder for equal scores."""
    decimals = inputs["decimals"]
    if step == "aspek_terberat":
        order = sorted(inputs["aspects"], key=lambda aspect: -aspect["weight"])
        return tuple(mean(one["aspects"][aspect["code"]], decimals) for aspect in order)
    if step in TOTALS:
        return (rounded(TOTALS[step](one["totals"]), decimals),)
    if step in STAGES:
        return () if one.get(STAGES[step]) is None else (rounded(one[STAGES[step]], decimals),)
    return (one.get("lot") or sha256(f"{inputs['seed']}{one['id']}".encode()),)


def untie(equals: list[Row], steps: list[str], inputs: Row, trail: dict[str, list[Row]]) -> list[Row]:
    """Entries of one score in their order; `trail` keeps the steps that placed them, values cut after the first that decide."""
    if len(equals) == 1 or not steps:
        return equals
    keys = {one["id"]: key_of(steps[0], one, inputs) for one in equals}
    different, length = len(set(keys.values())), 0
    while len({key[:length] for key in keys.values()}) < different:
        length += 1
    keys = {one: key[: max(1, length)] for one, key in keys.items()}
    for one in equals:
        trail[one["id"]].append({"step": steps[0], "values": list(keys[one["id"]])})
    groups = groupby(sorted(equals, key=lambda one: keys[one["id"]], reverse=steps[0] != "undian"), key=lambda one: keys[one["id"]])
    return [one for _key, group in groups for one in untie(list(group), steps[1:], inputs, trail)]


def rank(inputs: Row) -> list[Row]:
    """The value of the sheets, rounded, then the plan's ladder, the lot last."""
    steps = [*(step for step in inputs["tie_breaks"] if step != "undian"), "undian"]
    scored = sorted(((value_of(one, inputs), one) for one in inputs["entries"]), key=lambda pair: (-pair[0], pair[1]["id"]))
    rows: list[Row] = []
    for score, group in groupby(scored, key=lambda pair: pair[0]):
        equals = [one for _score, one in group]
        trail: dict[str, list[Row]] = {one["id"]: [] for one in equals}
        for one in untie(equals, steps, inputs, trail):
            rows.append({"subject_id": one["id"], "place": len(rows) + 1, "score": score, "tie": trail[one["id"]]})
    return rows


def main() -> int:
    """Check all, say what was found; 0 when nothing is wrong."""
    parser = argparse.ArgumentParser(description="Memeriksa bundel auditor tanpa portal.")
    parser.add_argument("bundel", nargs="?", default=str(Path(__file__).parent), help="folder atau ZIP; bawaan: folder periksa.py ini")
    parser.add_argument("--ujung", default="", help="ujung rantai dari surat saksi, tanda terima, atau berita acara")
    parser.add_argument("--catatan", type=int, default=0, help="jumlah catatan pada ujung itu")
    asked = parser.parse_args()
    root: Any = zipfile.Path(asked.bundel) if zipfile.is_zipfile(asked.bundel) else Path(asked.bundel)
    found = Findings()
    check_manifest(root, found)
    chain = Chain(root, found)
    for check in (check_head, check_editions, check_hand_ins, check_decisions):
        check(root, chain, found)
    if not asked.ujung:
        found.note("belum dicocokkan dengan ujung rantai dari luar portal; pakai --ujung dan --catatan")
    elif chain.holds(asked.ujung.strip().lower(), asked.catatan):
        found.well("ujung yang Anda pegang ada dalam rantai ini: cocok")
    else:
        found.wrong("--ujung", "ujung yang Anda pegang tidak ada dalam rantai ini: tidak cocok")
    if found.faults > MOST_TOLD:
        print(f"...dan {found.faults - MOST_TOLD} kesalahan lain")
    print("HASIL: tidak ada yang salah." if not found.faults else f"HASIL: {found.faults} kesalahan.")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
