"""Looks into one uploaded PDF, as a program of its own: `python pdf_inspection.py FILE` prints a verdict.

A kilobyte of PDF can unpack to gigabytes. Memory and time are limited for this process alone, so whoever sends such a file
ends nothing but the look at it.
"""

import resource
import sys
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

GOOD, BROKEN, LOCKED, EMPTY, PAGES = "good", "broken", "locked", "empty", "pages"
SCRIPT, LAUNCH, ATTACHMENT, DYNAMIC = "script", "launch", "attachment", "dynamic"
MOST_MEMORY = 768 * 1024**2
MOST_SECONDS = 15
MOST_PAGES = 2000
DEEPEST = 100
ACTIONS = {"/JavaScript": SCRIPT, "/Launch": LAUNCH, "/ImportData": SCRIPT}


def verdict(path: str) -> str:
    """What is to be said of the PDF; `pages 5000 2000` for one that is too long."""
    try:
        with pikepdf.open(path) as document:
            count = len(document.pages)
            if count == 0:
                return EMPTY
            if count > MOST_PAGES:
                return f"{PAGES} {count} {MOST_PAGES}"
            return danger(document) or GOOD
    except pikepdf.PasswordError:
        return LOCKED
    except Exception:  # whatever a crafted file makes the library raise, MemoryError among it
        return BROKEN


def danger(document: pikepdf.Pdf) -> str:
    """What in the document runs, starts a program, or carries another file along, wherever it hangs; empty for nothing.

    Every object is looked at, whether something leads to it or not: pages, notes, form fields and name trees alike.
    """
    names, form = document.Root.get("/Names"), document.Root.get("/AcroForm")
    if isinstance(names, Dictionary) and "/JavaScript" in names:
        return SCRIPT
    if isinstance(form, Dictionary) and "/XFA" in form:
        return DYNAMIC
    return next((found for thing in document.objects if (found := _danger_in(thing))), "")


def _danger_in(thing: Any) -> str:
    waiting = [(thing, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, Stream):
            one = one.stream_dict
        if isinstance(one, Dictionary):
            if found := _danger_of(one):
                return found
            parts = [value for _key, value in one.items()]
        else:
            parts = list(one) if isinstance(one, Array) else []
        if depth < DEEPEST:  # what stands in a place of its own is an object of the list, and looked at there
            waiting += [(part, depth + 1) for part in parts if isinstance(part, Array | Dictionary) and not part.is_indirect]
    return ""


def _danger_of(one: Dictionary) -> str:
    if "/JS" in one:
        return SCRIPT
    if "/EF" in one:
        return ATTACHMENT
    return ACTIONS.get(str(one.get("/S")), "") if "/S" in one else ""


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.write(verdict(sys.argv[1]))
