"""An institution falls behind: a flag, notes of both sides, a plan, and its end.

The log is read by people who may not know that there is a flag. It keeps that something was done and a SHA-256 of what, to
whom and by whom; the rows themselves keep who wrote them, and their ids, which no log bears, are the salt. The id of a new row comes
with the form of whoever writes it: they alone could choose one that is easily guessed, and they know, and could tell, what the hash hides.
"""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts import queries as accounts
from p4comp.accounts.identity import someone
from p4comp.core import audit, canonical, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import new_id, session
from p4comp.core.errors import Invalid
from p4comp.core.resending import made_before
from p4comp.monitoring import policy
from p4comp.monitoring.models import FlagNote, MonitoringFlag, PlanStep
from p4comp.monitoring.policy import Flagged, Unit
from p4comp.monitoring.rules.flags import FLAG_MOVES, Progress

LETTER = "monitoring/mail/flag.txt"
mail.confidential(LETTER)


def raise_flag(unit: Unit, words: str, *, by: Actor, at: datetime, key: str = "") -> MonitoringFlag:
    """Tell an institution, and nobody else, that it falls behind; the mail says where to read it and nothing more."""
    demand(policy.may_flag(by, unit, at))
    if sent := made_before(MonitoringFlag, key, institution_id=unit.institution.id, opened_by=by.id):
        return sent
    made = MonitoringFlag(id=key or new_id(), institution_id=unit.institution.id, words=words.strip(), opened_at=at, opened_by=by.id)
    made.institution = unit.institution
    session().add(made)
    session().flush()
    audit.record(
        "monitoring_flag.raised", None, by=None, at=at, sealed=_sealed(made, by, at, institution=unit.institution.code, words=made.words)
    )
    for person in accounts.members(unit.institution.id):
        if policy.sees_flags(someone(person), unit):
            mail.to_person(LETTER, person, at=at, flag=made, unit=unit.institution, province=unit.area.province)
    return made


def add_note(found: Flagged, words: str, *, by: Actor, at: datetime, key: str = "") -> FlagNote:
    """A word of coaching, or the institution's answer."""
    demand(policy.may_follow(by, found, at))
    if sent := made_before(FlagNote, key, flag_id=found.flag.id, written_by=by.id):
        return sent
    is_own = by.has("member", found.unit.institution.id)
    made = FlagNote(id=key or new_id(), flag_id=found.flag.id, words=words.strip(), is_own=is_own, written_at=at, written_by=by.id)
    session().add(made)
    session().flush()
    audit.record(
        "monitoring_note.written", None, by=None, at=at, sealed=_sealed(made, by, at, flag=found.flag.id, is_own=is_own, words=made.words)
    )
    return made


def add_step(found: Flagged, words: str, responsible: str, due_on: date, *, by: Actor, at: datetime, key: str = "") -> PlanStep:
    """A step of the plan: what, by whom, until when."""
    demand(policy.may_follow(by, found, at))
    if sent := made_before(PlanStep, key, flag_id=found.flag.id):
        return sent
    made = PlanStep(id=key or new_id(), flag_id=found.flag.id, words=words.strip(), responsible=responsible.strip(), due_on=due_on)
    made.changed_at = at
    made.progress, made.told, made.changed_by = Progress.PLANNED, "", by.id
    session().add(made)
    session().flush()
    audit.record(
        "monitoring_step.planned",
        None,
        by=None,
        at=at,
        sealed=_sealed(made, by, at, flag=found.flag.id, words=made.words, due_on=due_on.isoformat()),
    )
    return made


def change_step(found: Flagged, progress: Progress, told: str, due_on: date, *, by: Actor, at: datetime) -> None:
    """How far a step is, what is to be said of it, and until when it is to be done."""
    demand(policy.may_follow(by, found, at))
    step = found.step
    assert step is not None
    if (step.progress, step.told, step.due_on) == (progress, told.strip(), due_on):
        return
    if due_on != step.due_on and not told.strip():
        raise Invalid(_("Tulis mengapa tanggalnya digeser."), "told")
    before = {"progress": step.progress.value, "due_on": step.due_on.isoformat()}
    step.progress, step.told, step.due_on, step.changed_at, step.changed_by = progress, told.strip(), due_on, at, by.id
    after = {"progress": progress.value, "due_on": due_on.isoformat()}
    audit.record(
        "monitoring_step.changed",
        None,
        by=None,
        at=at,
        sealed=_sealed(step, by, at, flag=found.flag.id, was=before, now=after, told=step.told),
    )


def close(found: Flagged, reason: str, *, by: Actor, at: datetime) -> None:
    """End it with the reason; its notes and plan stay."""
    demand(policy.may_close(by, found, at))
    if not reason.strip():
        raise Invalid(_("Tulis mengapa pembinaan ini ditutup."), "reason")
    found.flag.state = FLAG_MOVES.after(found.flag.state, "close")
    found.flag.closed_at, found.flag.closing = at, reason.strip()
    audit.record(
        "monitoring_flag.closed",
        None,
        by=None,
        at=at,
        sealed=_sealed(found.flag, by, at, institution=found.unit.institution.code, reason=reason.strip()),
    )


def reopen(found: Flagged, *, by: Actor, at: datetime) -> None:
    """Take it up again; why it was closed stays among its notes."""
    demand(policy.may_reopen(by, found, at))
    words = _("Dibuka lagi. Alasan penutupan sebelumnya: %(reason)s", reason=found.flag.closing)
    session().add(FlagNote(flag_id=found.flag.id, words=words, is_own=False, written_at=at, written_by=by.id))
    found.flag.state = FLAG_MOVES.after(found.flag.state, "reopen")
    found.flag.closed_at, found.flag.closing = None, ""
    audit.record(
        "monitoring_flag.reopened", None, by=None, at=at, sealed=_sealed(found.flag, by, at, institution=found.unit.institution.code)
    )


def _sealed(row: MonitoringFlag | FlagNote | PlanStep, by: Actor, at: datetime, **facts: Any) -> str:
    """What the log keeps of what was done: whoever sees the row can prove it by this hash, everybody else learns nothing of it."""
    return canonical.sha256({"id": row.id, "by": by.id, "at": at.isoformat(), **facts})
