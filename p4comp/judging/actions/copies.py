"""A dossier taken along: asked for by its reader, made by the queue with their name on each page, gone once they may not read it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.core import audit, clock, jobs, pdf, previews, stamping, storage
from p4comp.core.access import Actor, demand
from p4comp.core.db import everything, first, held, session
from p4comp.core.media_types import PDF
from p4comp.core.stamping import Part
from p4comp.core.storage import Received
from p4comp.core.words import short_day
from p4comp.entries.models import Evidence
from p4comp.entries.queries import dossier
from p4comp.judging import policy
from p4comp.judging.models import Assignment, ReadingCopy
from p4comp.judging.policy import Desk
from p4comp.judging.rules.moves import LIVE

MOST_PAGES = 2000
LONGEST_NAME = 70
Tell = Callable[[int, int], None]


@dataclass
class Piece:
    """A file of the dossier as the copy holds it: how many pages, and why none if there are none."""

    id: str
    sha256: str
    indicator: str
    name: str
    pages: int
    why: str = ""


@dataclass(frozen=True)
class Plan:
    """What stands across each page (who reads, the day, the copy's code), and the files in their order."""

    mark: str
    pieces: list[Piece]


def ask_copy(desk: Desk, *, by: Actor, at: datetime) -> ReadingCopy:
    """Let the queue make a marked copy for this reader; an earlier one is thrown away."""
    demand(policy.may_ask_copy(by, desk, at))
    forget_copies([desk.assignment.id])
    made = ReadingCopy(assignment_id=desk.assignment.id, asked_at=at, holds=[], pages=0)
    session().add(made)
    session().flush()
    made.job_id = jobs.later("judging.copy", made.id).id
    audit.record("copy.asked", made, by=by, at=at, sheet=desk.assignment.id, entry=desk.entry.id)
    return made


def forget_copies(assignment_ids: Collection[str]) -> None:
    """Throw away what readers of these sheets took along: the row at once, the bytes by the queue."""
    for one in everything(select(ReadingCopy).where(ReadingCopy.assignment_id.in_(list(assignment_ids)))):
        if one.sha256:
            jobs.later("judging.drop_copy", one.sha256)
        session().delete(one)
    session().flush()


def plan(copy_id: str) -> Plan:
    """What a copy will hold: the dossier's files that are not hidden, in the order of the instrument."""
    copy = session().get_one(ReadingCopy, copy_id)
    entry, reader = copy.assignment.entry, copy.assignment.evaluator.person.name
    words = _("%(reader)s · %(day)s · kode %(code)s", reader=reader, day=short_day(copy.asked_at, entry.edition.zone), code=copy.id)
    found = dossier(entry)
    files = [one for each in found.instrument.indicators for one in found.evidence.get(each.code, []) if one.hidden_at is None]
    return Plan(words, [_piece(one) for one in files])


def _piece(one: Evidence) -> Piece:
    given = (one.id, one.sha256, one.indicator, one.name)
    if not one.file.is_open:
        return Piece(*given, 0, _("masih diperiksa pemindai virus"))
    if not previews.can_draw(one.file):
        return Piece(*given, 0, _("bukan PDF atau gambar; baca di portal"))
    pages = previews.pages_of(one.file)
    return Piece(*given, pages, "" if pages else _("tidak dapat digambar; baca di portal"))


def cover(copy_id: str, made: Plan) -> bytes:
    """Cover, answers and the list of evidence, marked like the pages."""
    copy = session().get_one(ReadingCopy, copy_id)
    values = {"copy": copy, "dossier": dossier(copy.assignment.entry), "pieces": made.pieces, "mark": made.mark}
    return pdf.render("judging/copy_pdf.html", **values, simulated=clock.is_demo())


def draw(pieces: Collection[Piece], folder: Path, mark: str, tell: Tell) -> list[Part]:
    """Draw the pages of all pieces, in their order; a piece that cannot be drawn says why."""
    parts, done, total = list[Part](), 0, sum(one.pages for one in pieces)
    for one in pieces:
        if done + one.pages > MOST_PAGES:
            one.pages, one.why = 0, _("terlalu banyak halaman untuk salinan; baca di portal")
        if not one.pages:
            continue
        name = one.name if len(one.name) <= LONGEST_NAME else one.name[:LONGEST_NAME] + "…"
        title = f"{one.indicator} · {name}"
        head = title.replace("{", "(").replace("}", ")") + " · " + _("halaman {} dari %(of)s", of=one.pages)
        onward = partial(_tell, tell, done, total)
        drawn = stamping.stamp(one.sha256, one.pages, folder, title=title, head=head, mark=mark, tell=onward)
        if not drawn:
            one.pages, one.why = 0, _("tidak dapat digambar; baca di portal")
        parts, done = parts + drawn, done + one.pages
    return parts


def _tell(tell: Tell, before: int, total: int, done: int) -> None:
    tell(before + done, total)


def keep_copy(copy_id: str, made: Received, pages: int, pieces: Collection[Piece], *, at: datetime) -> None:
    """Keep a copy that was made, unless its reader lost sight of the dossier or asked anew meanwhile."""
    query = select(ReadingCopy).join(ReadingCopy.assignment).where(ReadingCopy.id == copy_id, Assignment.state.in_(LIVE))
    copy = first(held(query, ReadingCopy))
    if copy is None:
        return storage.store().drop(made)
    kept = storage.keep_own(made, PDF)
    copy.sha256, copy.pages, copy.made_at = kept.sha256, pages, at
    copy.holds = [one.id for one in pieces if one.pages]
    audit.record("copy.made", copy, by=None, at=at, sha256=kept.sha256, pages=pages)
    return None


def bind(cover: bytes, parts: list[Part], folder: Path) -> tuple[Received, int]:
    """The whole copy, taken into the store and not yet kept, and how many pages it has."""
    first_pages, target = folder / "cover.pdf", folder / "copy.pdf"
    first_pages.write_bytes(cover)
    pages = stamping.join(first_pages, parts, target)
    with target.open("rb") as file:
        return storage.store().receive(file), pages
