"""What a PDF that somebody shows says of itself: read in a process of its own, compared with ours, and forgotten."""

import hashlib
import json
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from p4comp.certificates.models import Certificate, CertificateFile
from p4comp.certificates.queries import files
from p4comp.certificates.queries.checking import Finding, by_code, ended_by, of_file
from p4comp.certificates.rules.verifying import Answer, answer
from p4comp.core import inspection, sealing
from p4comp.core.db import session
from p4comp.core.storage import Received, StoredFile


@dataclass(frozen=True)
class Mark:
    """An electronic signature in a file. `is_seal` is made with the portal's own key, `is_last` reaches to the file's end, `is_kept` says that
    nothing but other signatures came after it."""

    name: str
    issuer: str
    is_intact: bool
    is_last: bool
    is_trusted: bool
    is_seal: bool
    is_kept: bool


@dataclass(frozen=True)
class Reading:
    """What is inside a file; `is_read` is false when it was too much for the reader or no PDF."""

    code: str = ""
    marks: tuple[Mark, ...] = ()
    is_read: bool = False

    @property
    def has_broken_seal(self) -> bool:
        """Whether the portal's own key sealed something else than what is there now."""
        return any(one.is_seal and not one.is_intact for one in self.marks)


def read(path: Path) -> Reading:
    """Have a file read by our own program."""
    roots = current_app.extensions["settings"].trust_roots
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as job:
        json.dump({"file": str(path), "seal": sealing.current().fingerprint, "roots": str(roots) if roots else None}, job)
        job.flush()
        said = inspection.in_turn("certificate_reading.py", job.name)
    return _reading(json.loads(said)) if said else Reading()


def _reading(said: dict[str, object]) -> Reading:
    found = said["signatures"]
    assert isinstance(found, list)
    marks = (Mark(one["name"], one["issuer"], one["intact"], one["whole"], one["trusted"], one["is_seal"], one["kept"]) for one in found)
    return Reading(str(said["code"]), tuple(marks), is_read=True)


def of_reading(received: Received, reading: Reading, at: datetime) -> tuple[Finding, bool]:
    """What is to be said of a file that was sent, and whether it begins with one of ours and something was added to that."""
    found = of_file(received.sha256, at)
    if found.certificate is not None:
        return found, False
    named = by_code(reading.code, at)
    if named is None:
        return (Finding(Answer.ALTERED), False) if reading.has_broken_seal else (found, False)
    ours, ended = _ours(received, named), ended_by(named, at)
    said = Answer.ALTERED
    if ours and _is_cosigned(received, ours):
        said = answer(named.state, is_ended=ended is not None)
        said = Answer.COSIGNED if said is Answer.VALID else said
    shown = replace(found, answer=said, certificate=named, ended=ended, file=files.current(named))
    return shown, bool(ours) and said is Answer.ALTERED


def _ours(received: Received, certificate: Certificate) -> dict[str, dict[str, object]]:
    """The files of a certificate that the received one begins with, as our program reads them."""
    query = select(StoredFile.sha256, StoredFile.size).join(CertificateFile, CertificateFile.sha256 == StoredFile.sha256)
    kept = session().execute(query.where(CertificateFile.certificate_id == certificate.id, StoredFile.size < received.size)).all()
    with received.path.open("rb") as file:
        return {
            sha256: {"sha256": sha256, "size": size} for sha256, size in kept if file.seek(0) == 0 and _digest(file.read(size)) == sha256
        }


def _is_cosigned(received: Received, ours: dict[str, dict[str, object]]) -> bool:
    """Whether nothing but signatures was added to one of ours: what it covers is untouched, and its seal allows them."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as job:
        json.dump({"files": [str(received.path)], "known": ours, "roots": None}, job)
        job.flush()
        said = inspection.in_turn("signed_copy_checking.py", job.name)
    return bool(said) and json.loads(said)[0]["outcome"] == "accepted"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
