"""Looks into uploaded files, each in a process of its own whose memory and time are limited, and words for what is wrong."""

import subprocess
import sys
import threading
from pathlib import Path

from flask_babel import gettext as _

from p4comp.core.errors import Invalid
from p4comp.core.media_types import DOCX, HEIC, JPEG, PDF, PNG, PPTX, XLSX
from p4comp.core.words import number

PROGRAMS = Path(__file__).parent / "programs"
SECONDS = 40
AT_ONCE = 4
GOOD = "good"
PROGRAM_OF = {
    PDF: "pdf_inspection.py",
    JPEG: "image_inspection.py",
    PNG: "image_inspection.py",
    HEIC: "image_inspection.py",
    XLSX: "office_inspection.py",
    DOCX: "office_inspection.py",
    PPTX: "office_inspection.py",
}


_turns = threading.BoundedSemaphore(AT_ONCE)


def run(program: str, *arguments: str, seconds: float = SECONDS) -> bytes:
    """What one of our own programs prints; nothing when the file was too much for it."""
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            [sys.executable, "-I", str(PROGRAMS / program), *arguments], capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""


def in_turn(program: str, *arguments: str) -> bytes:
    """The same for files that have just come, a few at once: a flood of them waits instead of filling the memory."""
    with _turns:
        return run(program, *arguments)


def verdict(path: Path, media_type: str) -> str:
    """`good`, what is wrong, or nothing when the look at it had to be ended."""
    program = PROGRAM_OF.get(media_type)
    return in_turn(program, str(path)).decode("ascii", "replace") if program else GOOD


def demand(found: str, media_type: str, field: str) -> None:
    """Go on with a good file only; Invalid tells what is wrong with it and how to mend it."""
    if found != GOOD:
        raise Invalid(_pdf_fault(found) if media_type == PDF else _other_fault(found), field)


def _pdf_fault(found: str) -> str:
    kind, *counts = found.split(" ")
    if kind == "pages":
        count, most = map(int, counts)
        return _(
            "PDF ini berisi %(n)s halaman; paling banyak %(most)s. Kirim hanya bagian yang membuktikan.",
            n=number(count),
            most=number(most),
        )
    faults = {
        "locked": _("PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi."),
        "empty": _("PDF ini tidak berisi halaman."),
        "script": _("PDF ini memuat skrip. Cetak ke PDF baru tanpa skrip, lalu unggah lagi."),
        "launch": _("PDF ini menjalankan program lain saat dibuka. Cetak ke PDF baru, lalu unggah lagi."),
        "attachment": _("PDF ini membawa berkas lain di dalamnya. Cetak ke PDF baru, dan unggah lampirannya sendiri-sendiri."),
        "dynamic": _("PDF ini formulir dinamis (XFA) yang isinya dapat berubah. Cetak ke PDF baru, lalu unggah lagi."),
        "": _("PDF ini terlalu rumit atau rusak, sehingga tidak dapat diperiksa. Cetak ke PDF baru, lalu unggah lagi."),
    }
    return faults.get(kind, _("PDF ini rusak dan tidak dapat dibuka. Buat ulang PDF-nya, lalu unggah lagi."))


def _other_fault(found: str) -> str:
    faults = {
        "huge": _("Gambar ini terlalu besar ukurannya dalam piksel. Kecilkan dahulu, lalu unggah lagi."),
        "bomb": _("Isi berkas ini jauh lebih besar daripada ukurannya, sehingga tidak diterima. Simpan ulang, lalu unggah lagi."),
        "macro": _("Berkas ini memuat makro. Simpan sebagai XLSX, DOCX, atau PPTX tanpa makro, lalu unggah lagi."),
    }
    return faults.get(found, _("Berkas ini rusak dan tidak dapat dibuka. Simpan ulang dengan aplikasi asalnya, lalu unggah lagi."))
