"""Pictures and documents of a practice."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.storage import StoredFile
from p4comp.practices import policy, rules
from p4comp.practices.models import Practice, PracticeFile


def attach(practice: Practice, file: StoredFile, name: str, caption: str, *, by: Actor, at: datetime) -> PracticeFile:
    """Add a stored file with the words that say what is to be seen on it."""
    demand(policy.may_write(by, practice, at))
    caption = " ".join(caption.split())
    rules.check_text(caption, "caption")
    if len(practice.attached) >= rules.MOST_FILES:
        raise Invalid(_("Satu praktik memuat paling banyak %(n)s berkas. Hapus salah satunya dahulu.", n=rules.MOST_FILES), "file")
    if any(one.sha256 == file.sha256 for one in practice.attached):
        raise Invalid(_("Berkas dengan isi yang sama sudah dilampirkan."), "file")
    made = PracticeFile(practice_id=practice.id, sha256=file.sha256, name=name[:200], caption=caption, added_at=at, added_by=by.id)
    session().add(made)
    audit.record("practice.attached", practice, by=by, at=at, sha256=file.sha256)
    return made


def detach(practice: Practice, file_id: str, *, by: Actor, at: datetime) -> None:
    """Take a file out; versions that were published with it keep it."""
    demand(policy.may_write(by, practice, at))
    for one in practice.attached:
        if one.id == file_id:
            one.removed_at, one.removed_by = at, by.id
            audit.record("practice.detached", practice, by=by, at=at, sha256=one.sha256)
