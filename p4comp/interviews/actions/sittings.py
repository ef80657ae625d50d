"""The steps of an interview on its day: called in, begun, to the questions, ended; late or not there at all."""

from datetime import datetime, timedelta
from types import MappingProxyType

from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.core import audit, db
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Refused
from p4comp.interviews.models import Interview, Sitting
from p4comp.interviews.policy import day as policy
from p4comp.interviews.queries import day as days
from p4comp.interviews.rules.day import CALL_BEFORE, SITTINGS
from p4comp.interviews.rules.states import INTERVIEWS


def step(row: Interview, verb: str, *, by: Actor, at: datetime) -> Sitting:
    """Take an interview one step further; a panel hears one finalist at a time, with as many jurors as its quorum asks."""
    demand(policy.may_step(by, row, at))
    sitting = _sitting(row)
    after = SITTINGS.after(sitting.stage, verb)
    if verb == "begin":
        _refuse_early(row, at)
        _refuse_crowded(row)
        _refuse_few(row)
    sitting.stage = after
    NOTES[verb](row, sitting, by, at)
    db.session().flush()
    return sitting


def _sitting(row: Interview) -> Sitting:
    """How far the interview is; held, so that of two who press a button at once the second is told."""
    db.first(db.held(days.only(row.id), Interview))
    found = db.session().get(Sitting, row.id, populate_existing=True)
    if found is None:
        found = Sitting(interview_id=row.id)
        db.session().add(found)
    return found


def _called(row: Interview, sitting: Sitting, by: Actor, at: datetime) -> None:
    sitting.called_at, sitting.absent_at = at, None
    audit.record("interview.called", row, by=by, at=at)


def _delayed(row: Interview, sitting: Sitting, by: Actor, at: datetime) -> None:
    sitting.late_at = at
    audit.record("interview.delayed", row, by=by, at=at)


def _begun(row: Interview, sitting: Sitting, by: Actor, at: datetime) -> None:
    sitting.begun_at = at
    audit.record("interview.begun", row, by=by, at=at)


def _questioned(row: Interview, sitting: Sitting, by: Actor, at: datetime) -> None:
    sitting.questions_at = at
    audit.record("interview.questioned", row, by=by, at=at)


def _ended(row: Interview, sitting: Sitting, by: Actor, at: datetime) -> None:
    sitting.ended_at = at
    row.state = INTERVIEWS.after(row.state, "hold")
    audit.record("interview.held", row, by=by, at=at)


def _missed(row: Interview, sitting: Sitting, by: Actor, at: datetime) -> None:
    sitting.absent_at = at
    audit.record("interview.missed", row, by=by, at=at)


def _hushed(row: Interview, sitting: Sitting, by: Actor, at: datetime) -> None:
    sitting.begun_at = None
    audit.record("interview.hushed", row, by=by, at=at)


def _resumed(row: Interview, sitting: Sitting, by: Actor, at: datetime) -> None:
    sitting.questions_at = None
    audit.record("interview.resumed", row, by=by, at=at)


NOTES = MappingProxyType(
    {
        "call": _called,
        "delay": _delayed,
        "begin": _begun,
        "question": _questioned,
        "end": _ended,
        "miss": _missed,
        "hush": _hushed,
        "resume": _resumed,
    }
)


def _refuse_early(row: Interview, at: datetime) -> None:
    """Jurors score from the seat's own moment on, so a panel that is early moves the seat first."""
    if at < row.starts_at - CALL_BEFORE:
        minutes = CALL_BEFORE // timedelta(minutes=1)
        raise Refused(_("Wawancara dimulai paling awal %(n)s menit sebelum jadwalnya. Pindahkan dahulu waktunya.", n=minutes))


def _refuse_crowded(row: Interview) -> None:
    other = days.heard_now(row.panel_id)
    if other is not None and other.id != row.id:
        raise Refused(_("Panel ini masih mendengar %(name)s. Akhiri dahulu wawancaranya.", name=other.entry.institution_name))


def _refuse_few(row: Interview) -> None:
    quorum = max(1, competition.spec_of(row.entry.edition).hearings.planning.quorum)
    present = days.hearing_count(row.id)
    if present < quorum:
        raise Refused(_("Juri yang hadir %(n)s orang, kuorumnya %(quorum)s. Catat juri pengganti, lalu mulai.", n=present, quorum=quorum))


def reseat(row: Interview, *, by: Actor | None, at: datetime) -> None:
    """An interview that is moved begins its day anew; one that runs or is over cannot be moved."""
    sitting = db.session().get(Sitting, row.id)
    if sitting is None:
        return
    was, sitting.stage = sitting.stage, SITTINGS.after(sitting.stage, "reseat")
    for name in ("called_at", "late_at", "begun_at", "questions_at", "ended_at", "absent_at"):
        setattr(sitting, name, None)
    audit.record("interview.reseated", row, by=by, at=at, was=was.value)
