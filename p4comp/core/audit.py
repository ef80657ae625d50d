"""The audit log: append-only, hash-chained, with a sealed head.

Each record carries the SHA-256 of the one before it; the head carries the count, the last hash and an HMAC under the
instance's key, so that a changed record, a cut tail and a rewritten log all show.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import current_app
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Integer, String, event, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from p4comp.core.access import Actor
from p4comp.core.db import Base, Moment, session

START = "0" * 64
LOCK = 1_340_051
HASHED = ("number", "at", "verb", "subject_kind", "subject_id", "person_id", "details", "before")


class AuditRecord(Base):
    """One thing that was done: what, to what, by whom, when."""

    __tablename__ = "audit_record"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    verb: Mapped[str] = mapped_column(String(80), index=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(64), index=True)
    person_id: Mapped[str] = mapped_column(String(12))
    details: Mapped[dict[str, Any]]
    before: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), index=True)


class AuditHead(Base):
    """The end of the chain: how many records, the last hash, and the seal on both."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))


_nouns: "dict[str, str | LazyString]" = {}
_verbs: "dict[str, str | LazyString]" = {}


def name(*, verbs: "Mapping[str, str | LazyString]", nouns: "Mapping[str, str | LazyString] | None" = None) -> None:
    """Register how people call what a room records: `verbs` as they are recorded, `nouns` by the table of the subject."""
    _verbs.update(verbs)
    _nouns.update(nouns or {})


def word(verb: str) -> str:
    """What was done, as people call it; the recorded verb where no room has words for it."""
    return str(_verbs.get(verb, verb))


def noun(kind: str) -> str:
    """The kind of thing it was done to, as people call it; the table's name where no room has words for it."""
    return str(_nouns.get(kind, kind))


def has_word(verb: str) -> bool:
    """Whether some room has words for the verb."""
    return verb in _verbs


def verbs_called(words: str) -> list[str]:
    """The verbs whose words hold `words`, whatever the case of its letters."""
    return [verb for verb, called in _verbs.items() if words.casefold() in str(called).casefold()]


name(
    verbs={},
    nouns={"portal": _l("Portal"), "stored_file": _l("Berkas tersimpan"), "job": _l("Pekerjaan antrean"), "mail": _l("Surat")},
)


@dataclass(frozen=True)
class Fault:
    """Where the log does not agree with itself."""

    number: int
    what: str


def record(verb: str, subject: Any, *, by: Actor | None, at: datetime, **details: Any) -> None:
    """Note that `by` (None: the portal itself) did `verb` to `subject` at `at`; chained when the transaction commits."""
    session().info.setdefault("audit", []).append((verb, subject, by.id if by else "", at.astimezone(UTC), details))


def plain(record: AuditRecord) -> dict[str, Any]:
    """A record as plain values: those its hash is over, in their order, and the hash."""
    values = {name: getattr(record, name) for name in (*HASHED, "hash")}
    return values | {"at": record.at.isoformat(timespec="microseconds")}


def fingerprint(values: Mapping[str, Any]) -> str:
    """SHA-256 over a record's content and the hash before it, as JSON with sorted keys."""
    content = [values[name].isoformat(timespec="microseconds") if name == "at" else values[name] for name in HASHED]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def digest(record: AuditRecord) -> str:
    """The hash a kept record should have."""
    return fingerprint({name: getattr(record, name) for name in HASHED})


def records() -> Iterator[AuditRecord]:
    """All records in their order, read a thousand at a time."""
    query = select(AuditRecord).order_by(AuditRecord.number).execution_options(yield_per=1000)
    yield from session().execute(query).scalars()


def seal(count: int, last: str) -> str:
    """HMAC-SHA256 of the head under the instance's audit key."""
    key: bytes = current_app.extensions["audit_key"]
    return hmac.new(key, f"{count}:{last}".encode(), "sha256").hexdigest()


def head() -> AuditHead | None:
    """The chain's end, as it is printed on receipts, minutes and decisions."""
    return session().get(AuditHead, 1)


def holds(last: str, number: int | None = None) -> bool:
    """Whether a head, as it was printed or mailed, is the hash of a record of the chain as it is now: of record `number` if one is given."""
    found = session().execute(select(AuditRecord).where(AuditRecord.hash == last)).scalars().first()
    return found is not None and number in (None, found.number) and digest(found) == last


@event.listens_for(Session, "before_commit")
def _chain(current: Session) -> None:
    waiting = current.info.pop("audit", [])
    if not waiting:
        return
    current.flush()
    if current.get_bind().dialect.name == "postgresql":
        current.execute(text(f"SELECT pg_advisory_xact_lock({LOCK}, hashtext(current_schema()))"))
    end = current.get(AuditHead, 1, populate_existing=True) or AuditHead(id=1, count=0, hash=START, seal="")
    rows = []
    for verb, subject, person_id, at, details in waiting:
        row = {
            "number": end.count + 1,
            "at": at,
            "verb": verb,
            "subject_kind": getattr(subject, "__tablename__", "portal"),
            "subject_id": str(getattr(subject, "id", "")),
            "person_id": person_id,
            "details": json.loads(json.dumps(details, default=str)),
            "before": end.hash,
        }
        row["hash"] = fingerprint(row)
        end.count, end.hash = row["number"], row["hash"]
        rows.append(row)
    current.execute(insert(AuditRecord), rows)
    end.seal = seal(end.count, end.hash)
    current.add(end)
    current.flush()


def faults() -> Iterator[Fault]:
    """Every disagreement between the log and its chain; none means that nothing was changed, cut or rewritten."""
    number, last = 0, START
    for entry in records():
        number += 1
        if entry.number != number:
            yield Fault(number, _("tidak ada"))
            number = entry.number
        if entry.before != last:
            yield Fault(entry.number, _("tidak tersambung pada catatan sebelumnya"))
        if digest(entry) != entry.hash:
            yield Fault(entry.number, _("diubah"))
        last = entry.hash
    yield from _head_faults(number, last)


def _head_faults(number: int, last: str) -> Iterator[Fault]:
    end = head()
    if end is None:
        if number:
            yield Fault(number, _("ujung rantai tidak ada"))
    elif (end.count, end.hash) != (number, last):
        yield Fault(number, _("ujung rantai menghitung %(n)s catatan", n=end.count))
    elif not hmac.compare_digest(end.seal, seal(end.count, end.hash)):
        yield Fault(number, _("segel ujung rantai tidak cocok dengan kunci instalasi ini"))
