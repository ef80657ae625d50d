"""Uploaded files: their type is read from their content, never from their name."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from flask import current_app, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from p4comp.core import inspection, storage
from p4comp.core.errors import Invalid
from p4comp.core.media_types import ARCHIVE, DOCX, EVIDENCE, HEIC, JPEG, LINK, OLD_OFFICE, PDF, PNG, XLSX, detect, endings, named
from p4comp.core.storage import Received

MAX_NAME = 180
MOST_FIELDS = 3  # no form has more files than that in fields of their own


@dataclass(frozen=True)
class Accepted:
    """A received file that may be kept: what it is called, what it is."""

    received: Received
    name: str
    media_type: str


def clean_name(name: str, most: int = MAX_NAME) -> str:
    """The file's name without folders, control signs (those that turn the reading direction among them) and surplus length."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    kept = "".join(sign for sign in base if unicodedata.category(sign)[0] != "C").strip() or "berkas"
    if len(kept) <= most:
        return kept
    stem, dot, ending = kept.rpartition(".")
    return stem[: most - len(ending) - 1] + dot + ending if dot and len(ending) <= 10 else kept[:most]


def take_in(*, looks: bool = True) -> None:
    """Receive, hash and look into the request's files, before any transaction is begun; of a thousand that no form asked for only the first."""
    g.received, g.inspected = {}, {}
    for upload in islice((one for one in request.files.values() if one.filename), MOST_FIELDS):
        g.received[id(upload)] = received = storage.store().receive(upload.stream)
        upload.stream.seek(0)
        if looks:
            look_into(received)


def look_into(received: Received) -> str:
    """Look into received bytes, which takes its time, before any transaction is begun; what was found waits for `check`, too."""
    if received.size > current_app.config["MAX_UPLOAD"]:
        return ""
    found = inspection.verdict(received.path, detect(received.path))
    g.setdefault("inspected", {})[received.path] = found
    return found


def at_end(action: Callable[[], None]) -> None:
    """Do something when the request is over, whether its work was committed or not."""
    g.setdefault("at_end", []).append(action)


def let_go() -> None:
    """Throw away received files that nobody accepted, and end what waited for the request's end."""
    for action in g.pop("at_end", []):
        action()
    for received in g.pop("received", {}).values():
        storage.store().drop(received)


def received(upload: FileStorage | None, *, field: str = "file") -> Received:
    """The bytes of an upload, to be read in this request and thrown away with it; Invalid when there is none."""
    if upload is None or not upload.filename:
        raise Invalid(_("Pilih berkas yang akan diunggah."), field)
    return taken(upload)


def taken(upload: FileStorage) -> Received:
    """The bytes of one of many files of a field, to be kept or thrown away with the request; only the first was received before it."""
    received = g.get("received", {}).get(id(upload)) or storage.store().receive(upload.stream)
    g.setdefault("received", {})[id(upload)] = received
    return received


def accept(
    upload: FileStorage | None, *, types: frozenset[str] = EVIDENCE, field: str = "file", most: int = MAX_NAME, largest: int = 0
) -> Accepted:
    """Take an uploaded file in; Invalid, worded for the form, when it is missing, empty, too big, broken or not of `types`."""
    if upload is None or not upload.filename:
        raise Invalid(_("Pilih berkas yang akan diunggah."), field)
    return check(taken(upload), upload.filename, types=types, field=field, most=most, largest=largest)


def check(
    received: Received, name: str, *, types: frozenset[str] = EVIDENCE, field: str = "file", most: int = MAX_NAME, largest: int = 0
) -> Accepted:
    """Received bytes that may be kept; Invalid, and they are thrown away, when they are empty, too big, broken or not of `types`."""
    try:
        return Accepted(received, clean_name(name, most), _checked(received, types, field, largest))
    except Invalid:
        storage.store().drop(received)
        raise


def _checked(received: Received, types: frozenset[str], field: str, largest: int) -> str:
    limit = min(largest or current_app.config["MAX_UPLOAD"], current_app.config["MAX_UPLOAD"])
    if received.size == 0:
        raise Invalid(_("Berkas ini kosong (0 byte). Periksa berkas di komputer Anda, lalu unggah lagi."), field)
    if received.size > limit:
        raise Invalid(_("Berkas ini lebih besar dari %(limit)d MB. Kecilkan atau bagi menjadi beberapa berkas.", limit=limit >> 20), field)
    media_type = detect(received.path)
    if media_type not in types:
        raise Invalid(_not_wanted(media_type, types), field)
    found = g.get("inspected", {}).get(received.path)
    inspection.demand(inspection.verdict(received.path, media_type) if found is None else found, media_type, field)
    return media_type


def _not_wanted(media_type: str, types: frozenset[str]) -> str:
    if media_type == ARCHIVE:
        return _("Arsip (ZIP, RAR, 7Z) tidak diterima. Keluarkan isinya dan unggah satu per satu.")
    if media_type == LINK:
        return _("Tautan bukan bukti, karena isinya dapat berubah. Unduh berkasnya, lalu unggah berkas itu ke sini.")
    if media_type == OLD_OFFICE:
        return _("Berkas ini format Office lama atau terkunci kata sandi. Simpan sebagai XLSX, DOCX, atau PDF tanpa kata sandi.")
    return _("Isi berkas ini bukan %(types)s, apa pun namanya. Simpan ulang dalam format itu, lalu unggah lagi.", types=named(types))


def check_pdf(path: Path, field: str) -> None:
    """Refuse a PDF that is broken, locked by a password, or carries what runs; Invalid says which."""
    inspection.demand(inspection.verdict(path, PDF), PDF, field)


__all__ = [
    "DOCX",
    "EVIDENCE",
    "HEIC",
    "JPEG",
    "PDF",
    "PNG",
    "XLSX",
    "Accepted",
    "accept",
    "at_end",
    "check",
    "check_pdf",
    "clean_name",
    "detect",
    "endings",
    "let_go",
    "look_into",
    "named",
    "received",
    "take_in",
    "taken",
]
