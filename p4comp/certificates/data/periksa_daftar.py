#!/usr/bin/env python3
"""Checks the signed list of certificates without the portal, and looks a certificate up in it.

Bahasa Indonesia: jalankan `python3 periksa_daftar.py` di folder daftar ini, atau tambahkan kode, nomor, atau berkas PDF piagam.
Hanya memerlukan Python 3.9 atau yang lebih baru dan program `openssl`.
"""

import argparse
import base64
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

LIST, SIGNATURE, CERTIFICATE = "daftar.jsonl", "daftar.p7s", "sertifikat.pem"
Row = dict[str, Any]
CODE_OF = str.maketrans("oilu", "011v")


def fingerprint(path: Path) -> str:
    """The SHA-256 of a certificate."""
    body = re.search(r"-----BEGIN CERTIFICATE-----(.*?)-----END", path.read_text("ascii"), re.DOTALL)
    return hashlib.sha256(base64.b64decode(body[1] if body else "")).hexdigest()


def is_signed(folder: Path) -> bool:
    """Whether the key of the certificate beside it signed the list."""
    words = ["openssl", "cms", "-verify", "-binary", "-noverify", "-nointern", "-inform", "PEM", "-in", str(folder / SIGNATURE)]
    words += ["-certfile", str(folder / CERTIFICATE), "-content", str(folder / LIST)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0  # noqa: S603  # fixed words, own files


def rows_of(folder: Path) -> list[Row]:
    """The rows after the head."""
    head, *rows = [json.loads(line) for line in (folder / LIST).read_text("utf-8").splitlines()]
    if len(rows) != head["jumlah"]:
        raise SystemExit("SALAH  jumlah baris tidak sama dengan yang tertulis di kepala daftar")
    return rows


def is_meant(row: Row, asked: str) -> bool:
    """Whether a row is that of a code, a number, or a file."""
    if Path(asked).is_file():
        digest = hashlib.sha256(Path(asked).read_bytes()).hexdigest()
        return any(file["sha256"] == digest for file in row["berkas"])
    code = "".join(sign for sign in asked.lower() if sign.isalnum()).translate(CODE_OF)
    return hashlib.sha256(code.encode()).hexdigest() == row["kode_sha256"] or asked in (row.get("kode_portal"), row.get("nomor"))


def main() -> int:
    """Check the signature, then look up what was asked for; 0 only if everything agrees."""
    parser = argparse.ArgumentParser(description="Periksa daftar piagam tanpa portal.")
    parser.add_argument("dicari", nargs="*", help="kode, nomor, atau berkas PDF piagam")
    parser.add_argument("--sidik", help="sidik SHA-256 sertifikat segel, dari sumber lain (misalnya halaman portal atau berita acara)")
    asked, folder = parser.parse_args(), Path(__file__).parent
    known = fingerprint(folder / CERTIFICATE)
    if not is_signed(folder) or (asked.sidik and asked.sidik.lower().replace(":", "") != known):
        print("SALAH  tanda tangan daftar tidak cocok")
        return 1
    print(f"benar  daftar ditandatangani sertifikat dengan sidik {known}")
    rows, missing = rows_of(folder), 0
    for one in asked.dicari:
        hits = [row for row in rows if is_meant(row, one)]
        missing += not hits
        print(*(json.dumps(row, ensure_ascii=False, indent=1) for row in hits) if hits else [f"tidak ada  {one}"], sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
