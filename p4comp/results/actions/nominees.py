"""Consents of persons who take part in their own name, given and taken back; the chain of the log holds no name."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.core import audit, db
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid
from p4comp.results import signals
from p4comp.results.models import Nominee, PressPhoto, PressRelease, ScoreTable
from p4comp.results.policy import score_tables as policy
from p4comp.results.policy.score_tables import Naming
from p4comp.results.rules.nominees import Keeping, recalls, without


def agree(found: Naming, basis: str, *, by: Actor, at: datetime) -> None:
    """Write down that the person agreed to be named, and how."""
    demand(policy.may_name(by, found, at))
    if not basis.strip():
        raise Invalid(_("Isi dasarnya, misalnya “surat pernyataan 3 Maret 2024”."), "basis")
    one = found.nominee
    one.agreed_at, one.agreed_by, one.basis, one.withdrawn_at, one.withdrawn_by = at, by.id, basis.strip(), None, ""
    audit.record("nominee.agreed", one, by=by, at=at, code=one.code)


def withdraw(found: Naming, keeping: Keeping, *, by: Actor, at: datetime) -> None:
    """Write down that the person took the consent back: the name is gone from here, and with it from all that the portal writes itself.

    What people wrote, in a release or under a photo, is taken out of the press kit where it may name the person.
    """
    demand(policy.may_unname(by, found, at))
    one = found.nominee
    one.withdrawn_at, one.withdrawn_by, one.keeping = at, by.id, keeping
    _forget(one)
    _clean_press(one, by=by, at=at)
    one.name, one.position, one.basis = "", "", ""
    audit.record("nominee.withdrawn", one, by=by, at=at, code=one.code, keeping=keeping.value)
    signals.unnamed.send(one, keeping=keeping, by=by, at=at)


def _forget(one: Nominee) -> None:
    """Take the name out of the rows that tables were read as; the spreadsheet that was sent stays with the secretariat as it came."""
    for table in db.everything(select(ScoreTable).where(ScoreTable.edition_id == one.edition_id, ScoreTable.category == one.category)):
        table.rows = [row | {"person": "", "position": ""} if row["entry_id"] == one.entry_id else row for row in table.rows]


def _clean_press(one: Nominee, *, by: Actor, at: datetime) -> None:
    """Let no release go out that was written while the person was named, and no photo whose words may name the person.

    The code stands where the name was; a name of one word is left, for it may be somebody else's. Who is meant by what is left
    only a reader can tell: the secretariat reads versions again and lets one go out anew, and adds photos anew.
    """
    for release in db.everything(select(PressRelease).where(PressRelease.edition_id == one.edition_id)):
        may_name = _clean(one, release, "title", "body")
        if (release.is_final or may_name) and release.withdrawn_at is None:
            release.withdrawn_at, release.withdrawn_by = at, by.id
            audit.record("press_release.withdrawn", release, by=by, at=at, number=release.number)
    for photo in db.everything(select(PressPhoto).where(PressPhoto.edition_id == one.edition_id)):
        if _clean(one, photo, "caption", "alt", "name") and photo.removed_at is None:
            photo.removed_at, photo.removed_by = at, by.id
            audit.record("press_photo.removed", photo, by=by, at=at, sha256=photo.sha256)


def _clean(one: Nominee, written: PressRelease | PressPhoto, *fields: str) -> bool:
    """Put the person's code where the fields say the name; whether they said it, or may still name the person by a part of it."""
    before = [str(getattr(written, field)) for field in fields]
    after = [without(one.name, one.code, text) for text in before]
    for field, text in zip(fields, after, strict=True):
        setattr(written, field, text)
    return before != after or any(recalls(one.name, text) for text in after)
