#!/usr/bin/env python3
"""Memeriksa bukti satu baris terhadap akar yang diumumkan, tanpa portal. Hanya memerlukan Python 3.9 atau yang lebih baru.

    python3 periksa_baris.py bukti.json --akar AKAR

AKAR disalin dari halaman keputusan yang diumumkan atau dari berita acara, bukan dari berkas bukti itu sendiri.
"""

import argparse
import hashlib
import json
import sys
from typing import Any

FORMAT = "p4comp-baris/1"


def root_of(proof: Any) -> str:
    """The root that the row, its salt and its path lead to."""
    found = hashlib.sha256(b"\x00" + bytes.fromhex(proof["garam"]) + proof["baris"].encode("utf-8")).digest()
    for step in proof["jalur"]:
        other = bytes.fromhex(step["sha256"])
        pair = other + found if step["sisi"] == "kiri" else found + other
        found = hashlib.sha256(b"\x01" + pair).digest()
    return found.hex()


def main() -> int:
    """0: the row belongs to the root; 1: it does not; 2: this is no proof."""
    parser = argparse.ArgumentParser(description="Memeriksa bukti satu baris terhadap akar yang diumumkan.")
    parser.add_argument("bukti", help="berkas bukti yang diunduh dari halaman Bukti baris Anda")
    parser.add_argument("--akar", default="", help="akar dari halaman keputusan yang diumumkan atau dari berita acara")
    asked = parser.parse_args()
    try:
        with open(asked.bukti, encoding="utf-8-sig") as file:
            proof = json.load(file)
        if proof["format"] != FORMAT:
            raise ValueError("format")
        found, row = root_of(proof), json.loads(proof["baris"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"Bukan bukti baris yang dapat dibaca: {error}")
        return 2
    for key in ("name", "ranked", "score", "listed"):
        print(f"{key:8} {row.get(key)}")
    print(f"akar     {found}")
    if found != (asked.akar.strip().lower() or proof["akar"]):
        print("SALAH: baris ini bukan bagian dari akar itu.")
        return 1
    print("BENAR: baris ini bagian dari akar itu." if asked.akar else "Sesuai dengan akar di dalam berkas; cocokkan juga dengan --akar.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
