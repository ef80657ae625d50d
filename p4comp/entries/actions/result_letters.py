"""Asking for the result letters of verification."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from p4comp.competition.actions import next_number
from p4comp.competition.models import Edition
from p4comp.core import audit, jobs
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.core.letterheads import Capacity
from p4comp.entries import queries
from p4comp.entries.models import LetterRun


@dataclass(frozen=True)
class LetterHead:
    """What is typed in: number, day and place, who signs and as what; empty while it is not known."""

    number: str = ""
    signed_on: date | None = None
    place: str = ""
    capacity: Capacity = Capacity.OWN
    office: str = ""
    signatory: str = ""
    staff_number: str = ""


def make_letters(edition: Edition, head: LetterHead, *, by: Actor, at: datetime) -> LetterRun:
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
