"""Filing an objection, and answering it."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.queries import members, secretariat
from p4comp.competition.actions import next_number
from p4comp.competition.models import Edition
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Refused
from p4comp.core.storage import StoredFile
from p4comp.decisions import policy, queries
from p4comp.decisions.models import Objection
from p4comp.decisions.rules import OBJECTION_MOVES, ObjectionKind, ObjectionState, verb_of
from p4comp.decisions.signals import objection_answered


@dataclass(frozen=True)
class Ground:
    """What is objected to: the subject, by kind and id, whose it is, what was decided about it and by whom; for a list, its decision."""

    kind: ObjectionKind
    subject_id: str
    subject_name: str
    institution_id: str
    edition: Edition
    against: str
    against_by: str
    decision_id: str = ""


@dataclass(frozen=True)
class Plea:
    """The words of an objection, and the file that comes with it, if any."""

    words: str
    file: StoredFile | None = None
    file_name: str = ""


def file_objection(ground: Ground, plea: Plea, *, by: Actor, at: datetime) -> Objection:
    """Object, once; the institution has it in writing, and the secretariat is told."""
    if first(queries.objections_about(ground.kind, ground.subject_id, ground.decision_id)) is not None:
        raise Refused(_("Sanggah sudah diajukan; sanggah hanya dapat diajukan satu kali."))
    objection = Objection(
        kind=ground.kind,
        subject_id=ground.subject_id,
        subject_name=ground.subject_name,
        institution_id=ground.institution_id,
        edition_id=ground.edition.id,
        code=f"SANGGAH/{ground.edition.slug.upper()}/{next_number(f'SANGGAH/{ground.edition.slug.upper()}'):04d}",
        against=ground.against,
        against_by=ground.against_by,
        decision_id=ground.decision_id,
        words=plea.words,
        sha256=plea.file.sha256 if plea.file else None,
        file_name=plea.file_name,
        filed_at=at,
        filed_by=by.id,
    )
    session().add(objection)
    audit.record("objection.filed", objection, by=by, at=at, code=objection.code, about=ground.subject_id, against=ground.decision_id)
    _tell_institution(objection, "objection_filed", at)
    for person in secretariat():
        mail.to_person("decisions/mail/objection_waits.txt", person, at=at, objection=objection)
    return objection


def answer_objection(objection: Objection, *, accepts: bool, words: str, number: str = "", by: Actor, at: datetime) -> None:
    """Answer an objection with reasons. That one against a list is accepted counts once a second person agrees; nobody is told before.

    What follows from an accepted one is done by the room of its subject, or by a correction of the list.
    """
    objection.state = OBJECTION_MOVES.after(objection.state, verb_of(objection.kind, accepts=accepts))
    objection.answer, objection.answered_at, objection.answered_by = words, at, by.id
    objection.letter_number = number.strip()
    if objection.state is ObjectionState.PROPOSED:
        audit.record("objection.proposed", objection, by=by, at=at, code=objection.code)
        _ask_for_second(objection, by=by, at=at)
        return
    audit.record("objection.answered", objection, by=by, at=at, accepted=accepts)
    _answered(objection, by=by, at=at)


def agree_objection(objection: Objection, *, by: Actor, at: datetime) -> None:
    """Agree, as the second person, that an objection to a list is accepted."""
    demand(policy.may_agree_objection(by, queries.objected(objection, by), at))
    objection.state = OBJECTION_MOVES.after(objection.state, "agree")
    objection.agreed_by, objection.agreed_at = by.id, at
    audit.record("objection.agreed", objection, by=by, at=at, code=objection.code, answered_by=objection.answered_by)
    _answered(objection, by=by, at=at)


def send_back_objection(objection: Objection, *, reason: str, by: Actor, at: datetime) -> None:
    """Do not agree: the objection waits again, the answer stays as a draft, and who wrote it is told why."""
    demand(policy.may_agree_objection(by, queries.objected(objection, by), at))
    objection.state = OBJECTION_MOVES.after(objection.state, "send_back")
    audit.record("objection.sent_back", objection, by=by, at=at, code=objection.code, reason=reason)
    for person in secretariat():
        if person.id == objection.answered_by:
            mail.to_person("decisions/mail/objection_sent_back.txt", person, at=at, objection=objection, reason=reason, second=by.name)


def _ask_for_second(objection: Objection, *, by: Actor, at: datetime) -> None:
    for person in secretariat():
        if person.id != by.id:
            mail.to_person("decisions/mail/objection_second.txt", person, at=at, objection=objection, first=by.name)


def _answered(objection: Objection, *, by: Actor, at: datetime) -> None:
    objection_answered.send(objection, by=by, at=at)
    _tell_institution(objection, "objection_answered", at, is_accepted=objection.state is ObjectionState.ACCEPTED)


def _tell_institution(objection: Objection, what: str, at: datetime, **values: bool) -> None:
    about_list = objection.kind is not ObjectionKind.ENTRY
    for person in members(objection.institution_id):
        mail.to_person(f"decisions/mail/{what}.txt", person, at=at, objection=objection, about_list=about_list, **values)
