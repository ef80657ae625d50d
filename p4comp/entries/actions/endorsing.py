"""A parent's recommendation: asked for, given by one or for many, declined; an uploaded letter taken without it."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.queries import members
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.entries import policy, queries
from p4comp.entries.actions.filling import must_be_editable
from p4comp.entries.models import Endorsement, Entry, LetterStanding
from p4comp.entries.policy import EndorsementCase, UploadAlone
from p4comp.entries.rules.endorsing import ENDORSEMENT_MOVES, EndorsementState
from p4comp.institutions.models import Institution


def ask_endorsement(entry: Entry, *, by: Actor, at: datetime) -> Endorsement:
    """Ask those above the unit for their recommendation: a task and a mail for the local admins of the nearest that has any."""
    must_be_editable(entry)
    known = queries.endorsement_of(entry)
    if known is not None and known.state in (EndorsementState.WAITING, EndorsementState.GIVEN):
        raise Refused(_("Rekomendasi sudah diminta. Muat ulang halaman untuk melihat keadaan terbaru."))
    admins = queries.admins_above(entry.institution_id)
    if not admins:
        raise Refused(_("Instansi induk belum mempunyai admin di portal. Sampaikan surat permohonan, lalu unggah surat rekomendasinya."))
    request = Endorsement(
        entry_id=entry.id,
        state=EndorsementState.WAITING,
        asked_at=at,
        asked_by=by.id,
        number="",
        reason="",
        answered_name="",
        answered_for="",
    )
    session().add(request)
    session().flush()
    audit.record("endorsement.asked", entry, by=by, at=at)
    for person in admins:
        mail.to_person("entries/mail/endorsement_asked.txt", person, at=at, entry=entry, endorsement=request, asked_by=by.name)
    return request


def endorse(found: EndorsementCase, *, number: str = "", by: Actor, at: datetime) -> None:
    """Recommend the unit; the number of an official letter is as typed, and may be missing."""
    demand(policy.may_answer_endorsement(by, found, at))
    request = _answered(found, "give", by, at)
    request.number = number.strip()
    audit.record("endorsement.given", request.entry, by=by, at=at, number=request.number, institution=request.answered_for)
    _tell(request, "endorsement_given", at)


def endorse_many(cases: Collection[EndorsementCase], *, number: str = "", by: Actor, at: datetime) -> int:
    """Recommend several units with one act; those that were answered meanwhile are left as they are."""
    waiting = [one for one in cases if policy.may_answer_endorsement(by, one, at)]
    for one in waiting:
        endorse(one, number=number, by=by, at=at)
    return len(waiting)


def decline(found: EndorsementCase, *, reason: str, by: Actor, at: datetime) -> None:
    """Do not recommend the unit, for a reason; it may ask again, or upload its letter."""
    demand(policy.may_answer_endorsement(by, found, at))
    request = _answered(found, "decline", by, at)
    request.reason = reason
    audit.record("endorsement.declined", request.entry, by=by, at=at, reason=reason, institution=request.answered_for)
    _tell(request, "endorsement_declined", at)


def _answered(found: EndorsementCase, verb: str, by: Actor, at: datetime) -> Endorsement:
    request = found.endorsement
    request.state = ENDORSEMENT_MOVES.after(request.state, verb)
    institution = session().get(Institution, policy.answers_for(by, found.above))
    request.answered_at, request.answered_by, request.answered_name = at, by.id, by.name
    request.answered_for = institution.name if institution else ""
    return request


def _tell(request: Endorsement, what: str, at: datetime) -> None:
    for person in members(request.entry.institution_id):
        mail.to_person(f"entries/mail/{what}.txt", person, at=at, entry=request.entry, endorsement=request)


def drop_endorsement(entry: Entry, *, by: Actor, at: datetime) -> None:
    """An entry that leaves no longer asks for anything."""
    request = queries.endorsement_of(entry) if queries.needs_endorsement(entry) else None
    if request is not None and request.state is EndorsementState.WAITING:
        request.state = ENDORSEMENT_MOVES.after(request.state, "take_back")
        request.answered_at, request.answered_by = at, by.id


def note_letter(entry: Entry, *, at: datetime) -> None:
    """From now on the uploaded letter lies there; those above are told, for they may know nothing of it."""
    if not queries.needs_endorsement(entry):
        return
    standing = session().get(LetterStanding, entry.id) or LetterStanding(entry_id=entry.id)
    admins = queries.admins_above(entry.institution_id)
    standing.put_at, standing.told, standing.accepted_at, standing.accepted_by = at, len(admins), None, ""
    session().add(standing)
    for person in admins:
        mail.to_person("entries/mail/letter_put.txt", person, at=at, entry=entry)


def accept_letter(found: UploadAlone, *, by: Actor, at: datetime) -> None:
    """Take the uploaded letter without the parent's word: its silence must not stop a unit."""
    demand(policy.may_accept_letter(by, found, at))
    entry = found.case.entry
    standing = session().get(LetterStanding, entry.id)
    if standing is None:
        standing = LetterStanding(entry_id=entry.id, put_at=entry.first_submitted_at or entry.began_at, told=0)
        session().add(standing)
    standing.accepted_at, standing.accepted_by = at, by.id
    audit.record("letter.accepted_alone", entry, by=by, at=at, sha256=entry.recommendation_sha256)
