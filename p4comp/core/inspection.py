"""Looks into uploaded files, each in a process of its own whose memory and time are limited, and words for what is wrong."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from flask import Flask
from flask_babel import gettext as _

from p4comp.core.errors import Invalid, Refused
from p4comp.core.media_types import DOCX, HEIC, JPEG, PDF, PNG, PPTX, XLSX
from p4comp.core.words import number

PROGRAMS = Path(__file__).parent / "programs"
SECONDS = 40
GOOD, BUSY = "good", "busy"
PROGRAM_OF = {
    PDF: "pdf_inspection.py",
    JPEG: "image_inspection.py",
    PNG: "image_inspection.py",
    HEIC: "image_inspection.py",
    XLSX: "office_inspection.py",
    DOCX: "office_inspection.py",
    PPTX: "office_inspection.py",
}


class Busy(Refused):
    """Too many files are looked into; whoever comes now comes again later. The file itself may be in order."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            _(
                "Portal sedang memeriksa banyak berkas. Berkas Anda belum diperiksa. Tunggu sebentar, lalu kirim sekali lagi. "
                "Bila terulang, simpan ulang berkasnya atau bagi menjadi beberapa berkas."
            )
        )


class Turns:
    """So many at once, so many more who wait, and those no longer than `patience`: Busy for all others."""

    def __init__(self, at_once: int, most_waiting: int, patience: float):
        self.at_once, self.most_waiting, self.patience = at_once, most_waiting, patience
        self._places, self._turns = threading.BoundedSemaphore(at_once + most_waiting), threading.BoundedSemaphore(at_once)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """While it is one's turn."""
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            if not self._turns.acquire(timeout=self.patience):
                raise Busy
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._places.release()


KNOWN = Turns(at_once=3, most_waiting=20, patience=120)  # together with the others fewer than a process has threads
ANYBODY = Turns(at_once=1, most_waiting=5, patience=20)  # what nobody signs in for never takes the turns of those who did
_is_anybodys = ContextVar("is_anybodys", default=False)  # of the request, also while it asks in other spaces


def serve_anybody() -> None:
    """What the current request looks into was sent by somebody who is not signed in."""
    _is_anybodys.set(True)


def init_app(app: Flask) -> None:
    """Let the next request of the same thread begin as that of somebody known."""

    @app.teardown_request
    def forget(_error: BaseException | None) -> None:
        _is_anybodys.set(False)


def _own() -> Turns:
    return ANYBODY if _is_anybodys.get() else KNOWN


def run(program: str, *arguments: str, seconds: float = SECONDS, is_told_apart: bool = False) -> bytes:
    """What one of our own programs prints; nothing when the file was too much for it.

    Each limits its own computing time. Where `is_told_apart`, one that was not even given that much in `seconds` is Busy.
    """
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            [sys.executable, "-I", str(PROGRAMS / program), *arguments], capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        if is_told_apart:
            raise Busy from None
        return b""
    if is_told_apart and done.returncode == -signal.SIGALRM:  # it looked at the clock itself
        raise Busy
    return done.stdout if done.returncode == 0 else b""


def in_turn(program: str, *arguments: str) -> bytes:
    """The same for files that have just come, a few at once: a flood of them waits instead of filling the memory."""
    with _own().taken():
        return run(program, *arguments, is_told_apart=True)


def verdict(path: Path, media_type: str) -> str:
    """`good`, what is wrong, nothing when the look at it had to be ended, or `busy` when it could not be looked at now."""
    program = PROGRAM_OF.get(media_type)
    try:
        return in_turn(program, str(path)).decode("ascii", "replace") if program else GOOD
    except Busy:
        return BUSY


def demand(found: str, media_type: str, field: str) -> None:
    """Go on with a good file only; Invalid tells what is wrong with it and how to mend it."""
    if found == BUSY:
        raise Invalid(Busy().message, field)
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
