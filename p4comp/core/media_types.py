"""What a file is, read from its content; its name says nothing."""

import re
import zipfile
from pathlib import Path

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
HEIC = "image/heic"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ARCHIVE = "application/zip"
OLD_OFFICE = "application/x-ole-storage"
LINK = "text/uri-list"
UNKNOWN = "application/octet-stream"
EVIDENCE = frozenset({PDF, JPEG, PNG, HEIC, XLSX, DOCX})
NAMES = {PDF: "PDF", JPEG: "JPG", PNG: "PNG", HEIC: "HEIC", XLSX: "XLSX", DOCX: "DOCX", PPTX: "PPTX"}
ENDINGS = {PDF: ".pdf", JPEG: ".jpg,.jpeg", PNG: ".png", HEIC: ".heic,.heif", XLSX: ".xlsx", DOCX: ".docx", PPTX: ".pptx"}

HEAD = 4096
BEGINNINGS = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"Rar!\x1a\x07": ARCHIVE,
    b"7z\xbc\xaf\x27\x1c": ARCHIVE,
    b"\x1f\x8b": ARCHIVE,
    b"PK\x05\x06": ARCHIVE,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": OLD_OFFICE,
}
HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
ONLY_A_LINK = re.compile(rb"\s*(?:\[InternetShortcut\]\s*(?:.*\s+)*?URL=)?https?://\S+\s*", re.DOTALL)


def detect(path: Path) -> str:
    """The media type by content; `application/octet-stream` for what the portal does not know."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF-"):
        return PDF
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return HEIC
    if head.startswith(b"PK\x03\x04"):
        return _detect_zip(path)
    if head[257:262] == b"ustar":
        return ARCHIVE
    if len(head) < HEAD and ONLY_A_LINK.fullmatch(head[:2000]):
        return LINK
    return next((found for beginning, found in BEGINNINGS.items() if head.startswith(beginning)), UNKNOWN)


def _detect_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return UNKNOWN
    if "[Content_Types].xml" in names:
        if "xl/workbook.xml" in names:
            return XLSX
        if "word/document.xml" in names:
            return DOCX
        if "ppt/presentation.xml" in names:
            return PPTX
    return ARCHIVE


def named(types: frozenset[str]) -> str:
    """The types as people call them."""
    return ", ".join(NAMES[key] for key in NAMES if key in types)


def endings(types: frozenset[str]) -> str:
    """The usual endings of such files, for a browser's choice of files."""
    return ",".join(ENDINGS[key] for key in ENDINGS if key in types)
