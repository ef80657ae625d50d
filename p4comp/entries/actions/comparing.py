"""Comparing a handed-in dossier with all others: the same file, nearly the same words. Only the secretariat is told."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, or_, select, tuple_

from p4comp.core.db import everything, session
from p4comp.core.storage import Scan, StoredFile
from p4comp.entries.models import Answer, Entry, Evidence, Likeness, NarrativePrint
from p4comp.entries.rules import likeness
from p4comp.entries.rules.likeness import Kind


def compare(entry_id: str, *, at: datetime) -> None:
    """Find out anew what an entry's dossier has in common with those handed in before it."""
    entry = session().get(Entry, entry_id)
    if entry is None:
        return
    session().execute(delete(Likeness).where(or_(Likeness.entry_id == entry.id, Likeness.other_id == entry.id)))
    session().add_all([*_files(entry, at), *_narratives(entry, at)])


def _files(entry: Entry, at: datetime) -> list[Likeness]:
    """Files that stand in few other dossiers as well; what stands in many is a common document, as a regulation is."""
    own = {
        one.sha256: one for one in everything(_living(Evidence.entry_id == entry.id).join(StoredFile).where(StoredFile.scan != Scan.OWN))
    }
    elsewhere = _living(Evidence.sha256.in_(own), Evidence.entry_id != entry.id, *_handed_in(entry)).join(Entry)
    found: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for one in everything(elsewhere.order_by(Evidence.id)):
        found[one.sha256].setdefault(one.entry_id, one)
    return [
        _likeness(Kind.FILE, entry, own[sha256].indicator, other.entry_id, other.indicator, 1.0, at, sha256=sha256, what=own[sha256].name)
        for sha256, others in found.items()
        if len(others) < likeness.COMMON_FROM
        for other in others.values()
    ]


def _living(*conditions: ColumnElement[bool]) -> Select[Evidence]:
    return select(Evidence).where(Evidence.removed_at.is_(None), *conditions)


def _handed_in(entry: Entry) -> tuple[ColumnElement[bool], ...]:
    return Entry.edition_id == entry.edition_id, Entry.first_submitted_at.is_not(None)


def _narratives(entry: Entry, at: datetime) -> list[Likeness]:
    texts = {one.indicator: one.narrative for one in everything(select(Answer).where(Answer.entry_id == entry.id))}
    prints = {code: made for code, text in texts.items() if (made := likeness.fingerprint(text))}
    candidates = {code: _candidates(entry, code, made) for code, made in prints.items()}
    _keep_prints(entry, prints)
    wanted = {(other, code) for code, others in candidates.items() for other in others}
    query = select(Answer).where(tuple_(Answer.entry_id, Answer.indicator).in_(wanted)) if wanted else None
    found = []
    for other in everything(query) if query is not None else []:
        share = likeness.share(texts[other.indicator], other.narrative)
        if share >= likeness.ALIKE_FROM:
            found.append(_likeness(Kind.NARRATIVE, entry, other.indicator, other.entry_id, other.indicator, round(share, 3), at))
    return found


def _candidates(entry: Entry, indicator: str, own: bytes) -> list[str]:
    """The entries whose fingerprint for an indicator is near one's own, the nearest first."""
    same = (NarrativePrint.edition_id == entry.edition_id, NarrativePrint.indicator == indicator, NarrativePrint.entry_id != entry.id)
    rows = session().execute(select(NarrativePrint.entry_id, NarrativePrint.sketch).where(*same)).all()
    shares = likeness.guesses(own, [row[1] for row in rows])
    near = sorted(((share, row[0]) for share, row in zip(shares, rows, strict=True) if share >= likeness.GUESS_FROM), reverse=True)
    return [other for _share, other in near[: likeness.MOST_COMPARED]]


def _keep_prints(entry: Entry, prints: dict[str, bytes]) -> None:
    session().execute(delete(NarrativePrint).where(NarrativePrint.entry_id == entry.id))
    for code, made in prints.items():
        session().add(NarrativePrint(entry_id=entry.id, indicator=code, edition_id=entry.edition_id, sketch=made))


def _likeness(
    kind: Kind, entry: Entry, indicator: str, other_id: str, other_indicator: str, share: float, at: datetime, **more: str
) -> Likeness:
    return Likeness(
        kind=kind,
        entry_id=entry.id,
        indicator=indicator,
        other_id=other_id,
        other_indicator=other_indicator,
        share=share,
        found_at=at,
        **more,
    )
