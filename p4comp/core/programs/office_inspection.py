"""Looks into one uploaded XLSX, DOCX or PPTX, as a program of its own: `python office_inspection.py FILE` prints a verdict.

Such a file is an archive, and a small one can unpack to gigabytes: it is unpacked here piece by piece, into nothing.
"""

import resource
import sys
import zipfile

GOOD, BROKEN, BOMB, MACRO = "good", "broken", "bomb", "macro"
MOST_MEMORY = 512 * 1024**2
MOST_SECONDS = 20
MOST_PARTS = 5000
MOST_UNPACKED = 400 * 1024**2
CHUNK = 256 * 1024
MACROS = ("vbaproject.bin", "/activex/", "/macrosheets/", "/dialogsheets/")


def verdict(path: str) -> str:
    """Whether the document opens, is not far larger than it looks, and carries no program."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                return BOMB
            if any(mark in f"/{part.filename.lower()}" for part in parts for mark in MACROS):
                return MACRO
            return _unpacked(archive, parts)
    except Exception:  # whatever a crafted file makes the library raise, MemoryError among it
        return BROKEN


def _unpacked(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> str:
    size = 0
    for part in parts:
        with archive.open(part) as inside:
            while chunk := inside.read(CHUNK):
                size += len(chunk)
                if size > MOST_UNPACKED:
                    return BOMB
    return GOOD


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.write(verdict(sys.argv[1]))
