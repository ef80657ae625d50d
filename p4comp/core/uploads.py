"""Uploaded files: their type is read from their content, never from their name."""

import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

from flask import current_app, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from p4comp.core import storage
from p4comp.core.errors import Invalid
from p4comp.core.storage import Received

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EVIDENCE = frozenset({PDF, JPEG, PNG, XLSX, DOCX})
INSPECTION = Path(__file__).with_name("pdf_inspection.py")
INSPECTION_SECONDS = 30
MAX_NAME = 180


@dataclass(frozen=True)
class Accepted:
    """A received file that may be kept: what it is called, what it is."""

    received: Received
    name: str
    media_type: str


def clean_name(name: str) -> str:
    """The file's name without folders, control signs and surplus length; its ending stays."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    kept = "".join(sign for sign in base if unicodedata.category(sign)[0] != "C").strip() or "berkas"
    if len(kept) <= MAX_NAME:
        return kept
    stem, dot, ending = kept.rpartition(".")
    return stem[: MAX_NAME - len(ending) - 1] + dot + ending if dot and len(ending) <= 10 else kept[:MAX_NAME]


def take_in() -> None:
    """Receive, hash and look into the request's files, before any transaction is begun."""
    g.received, g.inspected = {}, {}
    for upload in request.files.values():
        if upload.filename:
            g.received[id(upload)] = received = storage.store().receive(upload.stream)
            upload.stream.seek(0)
            if received.size <= current_app.config["MAX_UPLOAD"] and detect(received.path) == PDF:
                g.inspected[received.path] = inspect_pdf(received.path)


def let_go() -> None:
    """Throw away received files that nobody accepted."""
    for received in g.pop("received", {}).values():
        storage.store().drop(received)


def received(upload: FileStorage | None, *, field: str = "file") -> Received:
    """The bytes of an upload, to be read in this request and thrown away with it; Invalid when there is none."""
    if upload is None or not upload.filename:
        raise Invalid(_("Pilih berkas yang akan diunggah."), field)
    found: Received = g.received[id(upload)]
    return found


def accept(upload: FileStorage | None, *, types: frozenset[str] = EVIDENCE, field: str = "file") -> Accepted:
    """Take an uploaded file in; Invalid, worded for the form, when it is missing, empty, too big, broken or not of `types`."""
    if upload is None or not upload.filename:
        raise Invalid(_("Pilih berkas yang akan diunggah."), field)
    received = g.get("received", {}).pop(id(upload), None) or storage.store().receive(upload.stream)
    try:
        return Accepted(received, clean_name(upload.filename), _checked(received, types, field))
    except Invalid:
        storage.store().drop(received)
        raise


def _checked(received: Received, types: frozenset[str], field: str) -> str:
    limit = current_app.config["MAX_UPLOAD"]
    if received.size == 0:
        raise Invalid(_("Berkas ini kosong (0 byte). Periksa berkas di komputer Anda, lalu unggah lagi."), field)
    if received.size > limit:
        raise Invalid(_("Berkas ini lebih besar dari %(limit)d MB. Kecilkan atau bagi menjadi beberapa berkas.", limit=limit >> 20), field)
    media_type = detect(received.path)
    if media_type == "application/zip":
        raise Invalid(_("Arsip (ZIP) tidak diterima. Keluarkan isinya dan unggah satu per satu."), field)
    if media_type not in types:
        raise Invalid(
            _("Isi berkas ini bukan %(types)s, apa pun namanya. Simpan ulang dalam format itu, lalu unggah lagi.", types=type_names(types)),
            field,
        )
    if media_type == PDF:
        check_pdf(received.path, field)
    return media_type


def type_names(types: frozenset[str]) -> str:
    """The types as people call them."""
    names = {PDF: "PDF", JPEG: "JPG", PNG: "PNG", XLSX: "XLSX", DOCX: "DOCX"}
    return ", ".join(names[key] for key in names if key in types)


def detect(path: Path) -> str:
    """The media type by content; `application/octet-stream` for what the portal does not know."""
    with path.open("rb") as file:
        head = file.read(1024)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"PK\x03\x04"):
        return _detect_zip(path)
    return "application/octet-stream"


def _detect_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return "application/octet-stream"
    if "[Content_Types].xml" in names:
        if "xl/workbook.xml" in names:
            return XLSX
        if "word/document.xml" in names:
            return DOCX
    return "application/zip"


def check_pdf(path: Path, field: str) -> None:
    """Refuse a PDF that is broken, locked by a password, or carries a script; Invalid says which."""
    faults = {
        "locked": _("PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi."),
        "empty": _("PDF ini tidak berisi halaman."),
        "script": _("PDF ini memuat skrip. Cetak ke PDF baru tanpa skrip, lalu unggah lagi."),
    }
    found = g.get("inspected", {}).get(path) or inspect_pdf(path)
    if found != "good":
        raise Invalid(faults.get(found, _("PDF ini rusak dan tidak dapat dibuka. Buat ulang PDF-nya, lalu unggah lagi.")), field)


def inspect_pdf(path: Path) -> str:
    """The verdict of `pdf_inspection` on a file, from a process of its own; empty when the file was too much for it."""
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            [sys.executable, "-I", str(INSPECTION), str(path)], capture_output=True, timeout=INSPECTION_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("ascii", "replace") if done.returncode == 0 else ""
