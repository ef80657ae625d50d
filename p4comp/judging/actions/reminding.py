"""Reminding an evaluator of the sheets that wait."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select

from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import held, session
from p4comp.core.errors import Refused
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.judging import policy, queries
from p4comp.judging.models import Assignment, Evaluator
from p4comp.judging.policy import Lot
from p4comp.judging.queries.board import REMINDER
from p4comp.judging.rules.moves import LIVE, SheetState

PAUSE = timedelta(hours=20)


def remind(lot: Lot, *, by: Actor, at: datetime) -> None:
    """Mail the evaluator how many sheets wait and until when; once a day is enough."""
    demand(policy.may_remind(by, lot, at))
    session().execute(held(select(Evaluator), Evaluator).where(Evaluator.id == lot.evaluator.id))
    left = _left(lot.evaluator)
    if not left:
        raise Refused(_("Semua lembar evaluator ini sudah terkunci, jadi tidak ada yang perlu diingatkan."))
    last = queries.last_reminder(lot.evaluator)
    if last is not None and at - last < PAUSE:
        raise Refused(_("Evaluator ini sudah diingatkan kurang dari sehari yang lalu. Hubungi lewat telepon bila mendesak."))
    mail.to_person(REMINDER, lot.evaluator.person, at=at, number=left, edition=lot.office.edition, window=lot.office.window)
    audit.record("evaluator.reminded", lot.evaluator, by=by, at=at, left=left)


def _left(evaluator: Evaluator) -> int:
    query = select(func.count()).select_from(Assignment).join(Entry, Entry.id == Assignment.entry_id)
    waiting = Assignment.state.in_(LIVE - {SheetState.LOCKED})
    return session().execute(query.where(Assignment.evaluator_id == evaluator.id, waiting, Entry.state == EntryState.VERIFIED)).scalar_one()
