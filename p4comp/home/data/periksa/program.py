"""Checks an auditor's bundle without the portal: every hash, the chain, and the ranking of every decision made again.

Bahasa Indonesia: jalankan `python3 periksa.py` di dalam folder bundel. Hanya memerlukan Python 3.9 atau yang lebih baru.
"""

import argparse
import sys
import zipfile
from pathlib import Path
from typing import Any

from p4comp.home.data.periksa.basics import MOST_TOLD, Findings
from p4comp.home.data.periksa.chain import Chain, check_head
from p4comp.home.data.periksa.tables import check_decisions, check_editions, check_hand_ins, check_manifest


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
