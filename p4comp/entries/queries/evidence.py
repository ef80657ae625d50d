"""Files of dossiers: their versions, how much room they take, what became of them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Person
from p4comp.core.access import Actor, homes
from p4comp.core.db import everything, first, session
from p4comp.core.storage import StoredFile
from p4comp.entries.models import Entry, Evidence, Submission
from p4comp.entries.policy import Case, FileOf
from p4comp.entries.queries.sight import case, handed_in_instead
from p4comp.entries.rules import VERSIONS, State


def _living(entry: Entry) -> Select[Evidence]:
    return select(Evidence).where(Evidence.entry_id == entry.id, Evidence.removed_at.is_(None))


def evidence_of(entry: Entry, indicator: str = "") -> list[Evidence]:
    """The files of an entry, or of one of its indicators, in the order they were added."""
    query = _living(entry).options(joinedload(Evidence.file)).order_by(Evidence.added_at, Evidence.id)
    return everything(query.where(Evidence.indicator == indicator) if indicator else query)


def bytes_used(entry: Entry, but: str = "") -> int:
    """How many bytes an entry's files take; the same content counts once, that with the hash `but` not at all."""
    used = _living(entry).with_only_columns(Evidence.sha256).distinct()
    query = select(func.coalesce(func.sum(StoredFile.size), 0)).where(StoredFile.sha256.in_(used), StoredFile.sha256 != but)
    return int(session().execute(query).scalar_one())


def version(actor: Actor, entry_id: str, evidence_id: str, **_more: str) -> FileOf | None:
    """A piece of evidence of a visible entry, or an earlier version of one; of removed ones only the log knows.

    While its people correct the entry everybody else knows what was handed in, what came before, and masked copies.
    """
    found = case(actor, entry_id)
    return _version(found, evidence_id, handed_in_instead(actor, found.entry)) if found else None


def version_now(actor: Actor, entry_id: str, evidence_id: str) -> FileOf | None:
    """The same as its entrant sees it, also while it is being corrected."""
    found = case(actor, entry_id)
    return _version(found, evidence_id, None) if found else None


def _version(found: Case, evidence_id: str, handed_in: Submission | None) -> FileOf | None:
    query = select(Evidence).options(joinedload(Evidence.file)).where(Evidence.id == evidence_id, Evidence.entry_id == found.entry.id)
    file = first(query.where(_shown(handed_in)))
    return FileOf(found, file, handed_in) if file else None


def _shown(handed_in: Submission | None) -> ColumnElement[bool]:
    kept = or_(Evidence.removed_at.is_(None), Evidence.removed_why.in_(VERSIONS))
    if handed_in is None:
        return kept
    ids = [one["id"] for one in handed_in.snapshot["evidence"]]
    return or_(Evidence.id.in_(ids), and_(kept, or_(Evidence.added_at <= handed_in.submitted_at, Evidence.is_masked)))


@dataclass(frozen=True)
class Version:
    """One version of a piece of evidence, with the name of who added it."""

    evidence: Evidence
    added_by: str


def versions(evidence: Evidence, handed_in: Submission | None = None) -> list[Version]:
    """All versions of a piece, the newest first; only those known beside the hand-in that is shown instead of a correction."""
    same = or_(Evidence.id == evidence.root, Evidence.origin_id == evidence.root)
    query = select(Evidence, Person.name).outerjoin(Person, Person.id == Evidence.added_by).options(joinedload(Evidence.file)).where(same)
    query = query.where(_shown(handed_in)) if handed_in else query
    found = session().execute(query.order_by(Evidence.added_at.desc(), Evidence.id))
    return [Version(row[0], row[1] or "") for row in found]


def of_content(entry: Entry, sha256: str) -> list[Evidence]:
    """Every piece of an entry with some content, those taken out as well."""
    return everything(
        select(Evidence).where(Evidence.entry_id == entry.id, Evidence.sha256 == sha256).order_by(Evidence.added_at, Evidence.id)
    )


def hidden_twin(entry: Entry, sha256: str) -> Evidence | None:
    """A hidden piece of an entry with some content, in the dossier or taken out of it."""
    return next((one for one in of_content(entry, sha256) if one.hidden_at is not None), None)


def hidden_ids(entry: Entry | None = None) -> frozenset[str]:
    """The ids of hidden files, masked ones as well: their names may show what they show. Of one entry, or of all."""
    query = select(Evidence.id).where(Evidence.hidden_at.is_not(None))
    return frozenset(everything(query.where(Evidence.entry_id == entry.id) if entry else query))


def with_content(sha256: str) -> list[tuple[Evidence, Entry]]:
    """Every living piece of evidence with some content, with its entry."""
    query = select(Evidence, Entry).join(Entry, Entry.id == Evidence.entry_id)
    found = session().execute(query.where(Evidence.sha256 == sha256, Evidence.removed_at.is_(None)).order_by(Evidence.id))
    return [(row[0], row[1]) for row in found]


def to_mask(actor: Actor) -> list[tuple[Evidence, Entry]]:
    """The hidden files of a person's own institutions that wait for a masked copy; one query."""
    query = select(Evidence, Entry).join(Entry, Entry.id == Evidence.entry_id)
    found = session().execute(query.where(*_to_mask(homes(actor, "member"))).order_by(Evidence.hidden_at))
    return [(row[0], row[1]) for row in found]


def count_to_mask(institution_ids: Collection[str]) -> Select[int]:
    """How many of these institutions' hidden files wait for one."""
    return select(func.count(Evidence.id)).join(Entry, Entry.id == Evidence.entry_id).where(*_to_mask(institution_ids))


def _to_mask(institution_ids: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    theirs = (Entry.institution_id.in_(institution_ids), Entry.state.not_in((State.WITHDRAWN, State.REFUSED)))
    return *theirs, Evidence.hidden_at.is_not(None), Evidence.removed_at.is_(None)
