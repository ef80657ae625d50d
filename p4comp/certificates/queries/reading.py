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
from p4comp.certificates.rules.verifying import Answer
from p4comp.core import inspection, sealing
from p4comp.core.db import session
from p4comp.core.storage import Received, StoredFile


@dataclass(frozen=True)
class Mark:
    """An electronic signature in a file. `is_seal` is made with the portal's own key, `is_last` reaches to the file's end."""

    name: str
    issuer: str
    is_intact: bool
    is_last: bool
    is_trusted: bool
    is_seal: bool


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
    marks = (Mark(one["name"], one["issuer"], one["intact"], one["whole"], one["trusted"], one["is_seal"]) for one in found)
    return Reading(str(said["code"]), tuple(marks), is_read=True)


def of_reading(received: Received, reading: Reading, at: datetime) -> tuple[Finding, bool]:
    """What is to be said of a file that was sent, and whether it begins with one of ours and something was added to that."""
    found = of_file(received.sha256, at)
    if found.certificate is not None:
        return found, False
    named = by_code(reading.code, at)
    if named is not None:
        altered = replace(found, answer=Answer.ALTERED, certificate=named, ended=ended_by(named, at), file=files.current(named))
        return altered, _begins_with_ours(received, named)
    return (Finding(Answer.ALTERED), False) if reading.has_broken_seal else (found, False)


def _begins_with_ours(received: Received, certificate: Certificate) -> bool:
    query = select(StoredFile.sha256, StoredFile.size).join(CertificateFile, CertificateFile.sha256 == StoredFile.sha256)
    ours = session().execute(query.where(CertificateFile.certificate_id == certificate.id, StoredFile.size < received.size)).all()
    with received.path.open("rb") as file:
        return any(_digest(file.read(size)) == sha256 for sha256, size in ours if file.seek(0) == 0)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
