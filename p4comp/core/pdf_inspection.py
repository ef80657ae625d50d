"""Looks into one uploaded PDF, as a program of its own: `python pdf_inspection.py FILE` prints a verdict.

A kilobyte of PDF can unpack to gigabytes. Memory and time are limited for this process alone, so whoever sends such a file
ends nothing but the look at it.
"""

import resource
import sys
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

GOOD, BROKEN, LOCKED, EMPTY, SCRIPT = "good", "broken", "locked", "empty", "script"
MOST_MEMORY = 768 * 1024**2
MOST_SECONDS = 10
MOST_ACTIONS = 50
SCRIPT_KEYS = frozenset({"/JavaScript", "/JS", "/Launch"})


def verdict(path: str) -> str:
    """What is to be said of the PDF."""
    try:
        with pikepdf.open(path) as document:
            if len(document.pages) == 0:
                return EMPTY
            return SCRIPT if has_script(document.Root) else GOOD
    except pikepdf.PasswordError:
        return LOCKED
    except Exception:  # whatever a crafted file makes the library raise, MemoryError among it
        return BROKEN


def has_script(root: Any) -> bool:
    """Whether the document runs something by itself: named scripts, at opening, at closing or printing."""
    names, more = root.get("/Names"), root.get("/AA")
    if isinstance(names, Dictionary) and "/JavaScript" in names:
        return True
    actions = [root.get("/OpenAction"), *(more.values() if isinstance(more, Dictionary) else ())]
    for _number in range(MOST_ACTIONS):
        if not actions:
            return False
        action = actions.pop()
        if isinstance(action, Dictionary):
            if action.get("/S") in SCRIPT_KEYS:
                return True
            following = action.get("/Next")
            actions.extend(list(following) if isinstance(following, Array) else [following])
    return bool(actions)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.write(verdict(sys.argv[1]))
