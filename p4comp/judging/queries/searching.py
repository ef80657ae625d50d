"""Words found on the pages of a dossier's evidence."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from p4comp.core import inspection, texts
from p4comp.entries.models import Evidence
from p4comp.entries.queries import dossier
from p4comp.judging.policy import Desk
from p4comp.judging.rules import searching
from p4comp.judging.rules.searching import Hit

SECONDS = 3.0


@dataclass
class Searched:
    """What a search through a dossier found: pages with the words; pages that are pictures; files nobody can search; files not read yet."""

    hits: list[tuple[Evidence, Hit]] = field(default_factory=list)
    pictures: list[tuple[Evidence, str]] = field(default_factory=list)
    closed: list[Evidence] = field(default_factory=list)
    unread: list[Evidence] = field(default_factory=list)


def searched(desk: Desk, words: str) -> Searched:
    """Search the dossier's evidence in its order; hidden files are left out. Two queries.

    Files whose words were thrown away are read again, as many as a reader can be kept waiting for.
    """
    found, until, known = Searched(), time.monotonic() + SECONDS, dict[str, list[str] | None]()
    for one in _evidence(desk):
        if not one.file.is_open or not texts.can_read(one.file):
            found.closed.append(one)
            continue
        if one.sha256 not in known:
            known[one.sha256] = _pages(one, until)
        _look(found, one, known[one.sha256], words)
    return found


def _evidence(desk: Desk) -> Iterator[Evidence]:
    files = dossier(desk.entry).evidence
    for indicator in desk.instrument.indicators:
        yield from (one for one in files.get(indicator.code, []) if one.hidden_at is None)


def _pages(one: Evidence, until: float) -> list[str] | None:
    """The words on its pages; none where nobody has read them and nobody can now."""
    kept = texts.known(one.file)
    if kept is not None or time.monotonic() >= until:
        return kept
    try:
        return texts.read(one.sha256)
    except inspection.Busy:
        return None


def _look(found: Searched, one: Evidence, pages: list[str] | None, words: str) -> None:
    if pages is None:
        found.unread.append(one)
        return
    found.hits += [(one, hit) for hit in searching.hits(pages, words)]
    blank = [number for number, text in enumerate(pages, 1) if not text]
    if not pages:
        found.closed.append(one)
    elif blank:
        found.pictures.append((one, searching.ranges(blank)))
