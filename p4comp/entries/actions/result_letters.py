"""Asking for the result letters of verification."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.competition.actions import next_number
from p4comp.competition.models import Edition
from p4comp.core import audit, jobs
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.core.letterheads import TypedHead
from p4comp.entries import queries
from p4comp.entries.models import LetterRun


def make_letters(edition: Edition, head: TypedHead, *, by: Actor, at: datetime) -> LetterRun:
    """Ask for the result letter and every institution's own; earlier runs stay as they are."""
    facts = queries.letter_facts(edition)
    if not facts["letters"]:
        raise Refused(_("Belum ada berkas yang diterima atau ditolak, jadi belum ada surat yang dapat dibuat."))
    series = f"HASIL-VERIFIKASI/{edition.slug.upper()}"
    run = LetterRun(
        edition_id=edition.id,
        version=queries.next_version(edition.id),
        code=f"{series}/{next_number(series):02d}",
        **vars(head),
        facts=facts,
        total=len(facts["letters"]),
        asked_at=at,
        asked_by=by.id,
    )
    session().add(run)
    session().flush()
    run.job_id = jobs.later("entries.letters", run.id).id
    audit.record("letters.asked", run, by=by, at=at, code=run.code, number=head.number, letters=run.total)
    return run
