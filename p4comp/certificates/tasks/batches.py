"""Looks into the files that came back signed, in the queue, each portion in a process of its own."""

import json
import tempfile
from typing import Any

from flask import current_app
from sqlalchemy import select

from p4comp.certificates.models import SignedCopy, SigningItem
from p4comp.certificates.queries import batches as queries
from p4comp.certificates.rules import STANDING
from p4comp.certificates.rules.batches import Outcome
from p4comp.core import db, inspection, jobs
from p4comp.core.db import session
from p4comp.core.storage import store

AT_ONCE = 20
SECONDS = 150
TAKEN = (Outcome.ACCEPTED, Outcome.RELEASED)


@jobs.task("certificates.check_signed")
def check_signed(batch_id: str) -> None:
    """Look into all files of a batch that nobody has looked into; no transaction is open meanwhile."""
    while portion := _portion(batch_id):
        items = {one.certificate.code: one for one in queries.items(batch_id)}
        known = {code: {"sha256": one.sha256, "size": one.file.size} for code, one in items.items()}
        paths = [str(store().path(sha256)) for _id, sha256 in portion]
        session().rollback()
        found = _looked_into(paths, known)
        for (copy_id, _sha256), one in zip(portion, found, strict=True):
            _note(copy_id, one, {code: item.id for code, item in _codes(batch_id).items()})
        db.commit()


def _portion(batch_id: str) -> list[tuple[str, str]]:
    query = select(SignedCopy.id, SignedCopy.sha256).where(SignedCopy.batch_id == batch_id, SignedCopy.outcome == Outcome.CHECKING)
    return [(one, sha256) for one, sha256 in session().execute(query.order_by(SignedCopy.received_at, SignedCopy.id).limit(AT_ONCE))]


def _looked_into(paths: list[str], known: dict[str, Any]) -> list[dict[str, Any]]:
    """What our own program says of each; all are unreadable when it had to be ended, unless one alone is to blame."""
    roots = current_app.extensions["settings"].trust_roots
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as job:
        json.dump({"files": paths, "known": known, "roots": str(roots) if roots else None}, job)
        job.flush()
        said = inspection.run("signed_copy_checking.py", job.name, seconds=SECONDS)
    if said:
        return list(json.loads(said))
    if len(paths) == 1:
        return [{"outcome": Outcome.UNREADABLE, "code": "", "signers": []}]
    return [one for path in paths for one in _looked_into([path], known)]


def _codes(batch_id: str) -> dict[str, SigningItem]:
    return {one.certificate.code: one for one in queries.items(batch_id)}


def _note(copy_id: str, found: dict[str, Any], item_ids: dict[str, str]) -> None:
    copy = session().get(SignedCopy, copy_id, with_for_update=True)
    if copy is None or copy.outcome is not Outcome.CHECKING:
        return
    copy.outcome, copy.item_id, copy.signers = Outcome(found["outcome"]), item_ids.get(found["code"]), found["signers"]
    session().flush()
    item = session().get(SigningItem, copy.item_id) if copy.item_id else None
    if copy.outcome is Outcome.ACCEPTED and item is not None:
        copy.outcome = _standing(copy, item)


def _standing(copy: SignedCopy, item: SigningItem) -> Outcome:
    """Whether a good file can be released: not beside another, not for a certificate that was printed anew since."""
    others = select(SignedCopy.id).where(SignedCopy.item_id == item.id, SignedCopy.id != copy.id, SignedCopy.outcome.in_(TAKEN))
    if db.first(others.limit(1)):
        return Outcome.TWICE
    is_current = item.certificate.pdf_sha256 == item.sha256 and item.certificate.state in STANDING
    return Outcome.ACCEPTED if is_current else Outcome.OUTDATED
