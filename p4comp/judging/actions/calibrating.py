"""A category's calibration round: what was discussed is written down, then the rest opens."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, autosave, mail
from p4comp.core.access import Actor, demand
from p4comp.core.autosave import Outcome
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.judging import policy, queries
from p4comp.judging.models import CalibrationRound
from p4comp.judging.policy import Calibrating

LONGEST = 20_000


def note_calibration(found: Calibrating, notes: str, *, seen: int, by: Actor, at: datetime) -> Outcome:
    """Write down what was discussed, if nobody else did since version `seen`."""
    demand(policy.may_note_calibration(by, found, at))
    notes = notes.replace("\r\n", "\n").strip()
    if len(notes) > LONGEST:
        raise Invalid(_("Catatan paling panjang %(limit)d huruf. Ringkaskan catatan ini.", limit=LONGEST), "notes")
    return autosave.swap(_kept(found), "notes", notes, seen=seen)


def end_calibration(found: Calibrating, *, by: Actor, at: datetime) -> None:
    """End the round: the other dossiers of the category open, and those who are to read them are told."""
    demand(policy.may_end_calibration(by, found, at))
    kept, edition = _kept(found), found.office.edition
    kept.ended_at, kept.ended_by = at, by.id
    session().flush()
    audit.record("calibration.ended", kept, by=by, at=at, category=kept.category, dossiers=sorted(found.names), sheets=found.locked)
    for person in queries.waiting_readers(edition, kept.category):
        mail.to_person(
            "judging/mail/calibrated.txt", person, at=at, category=found.office.category, edition=edition, window=found.office.window
        )


def _kept(found: Calibrating) -> CalibrationRound:
    if found.round is not None:
        return found.round
    assert found.office.category is not None
    made = CalibrationRound(edition_id=found.office.edition.id, category=found.office.category.code, notes="", notes_version=0)
    session().add(made)
    return made
