"""One look on the spot: asked for by the chair, ordered, reported with drawn photos, signed; another one is declined."""

import io
from datetime import datetime, timedelta

from sqlalchemy import select

from p4comp.accounts.identity import Someone, someone
from p4comp.accounts.models import Person
from p4comp.core import clock, db, photos, storage
from p4comp.core.db import session
from p4comp.core.media_types import JPEG
from p4comp.demo.actions.setting import Season
from p4comp.demo.rules import visit as script
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.interviews.actions import observations as actions
from p4comp.interviews.actions.observations import Order, Seen
from p4comp.interviews.models import Interview, InterviewState, Observation
from p4comp.interviews.policy.observations import Visit
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.rules.observations import VisitState

CHAIR = "juri2@peraga.invalid"
INVENTED = "sim-%"


def begin(season: Season) -> None:
    """By the middle of the week: a team is to go to an invented finalist that was heard."""
    heard = _heard()
    if not heard:
        return
    _ask(heard[0], script.REASON, script.ASKED_AT)
    with clock.at(script.ORDERED_AT):
        visit = _visit(season.secretaries[0])
        team = [_person(email).id for email in script.TEAM]
        order = Order(script.STARTS_AT, script.PLACE, team, team[0])
        actions.order(visit, order, by=season.secretaries[0], at=script.ORDERED_AT)
        db.commit()


def finish(season: Season) -> None:
    """The chair's wish for one more is declined; the team reports, both sign."""
    for interview in _heard()[1:2]:
        row = _ask(interview, script.SECOND_REASON, script.SECOND_ASKED_AT)
        with clock.at(script.REFUSED_AT):
            visit = queries.visit(season.secretaries[0], row.id)
            assert visit is not None
            actions.refuse(visit, reason=script.REFUSAL, by=season.secretaries[0], at=script.REFUSED_AT)
            db.commit()
    if session().execute(select(Observation.id).where(Observation.state == VisitState.ORDERED)).first() is not None:
        with clock.at(script.THERE_AT):
            _report(script.THERE_AT)
            db.commit()
        with clock.at(script.SIGNED_AT):
            for email in script.TEAM:
                who = someone(_person(email))
                actions.sign(_visit(who), by=who, at=script.SIGNED_AT)
            db.commit()


def _heard() -> list[Interview]:
    """The interviews of invented finalists that were held and that neither team nor chair is bound to."""
    query = select(Interview).join(Interview.entry).join(Institution, Institution.id == Entry.institution_id)
    query = query.where(Institution.code.like(INVENTED), Interview.state == InterviewState.HELD)
    goers = [_person(email).id for email in (*script.TEAM, CHAIR)]
    return [one for one in session().execute(query.order_by(Interview.starts_at)).scalars() if not queries.barred(one.entry, goers)]


def _ask(row: Interview, reason: str, at: datetime) -> Observation:
    with clock.at(at):
        chair = someone(_person(CHAIR))
        asking = queries.asking(chair, row.id)
        assert asking is not None
        made = actions.ask(asking, reason=reason, by=chair, at=at)
        db.commit()
    return made


def _report(at: datetime) -> None:
    by = someone(_person(script.TEAM[0]))
    visit = _visit(by)
    for item in visit.terms.items:
        found, note = script.SEEN.get(item.code, ("seen", ""))
        actions.save(visit, f"{item.code}.seen", found, seen=0, by=by, at=at)
        if note:
            actions.save(visit, f"{item.code}.note", note, seen=0, by=by, at=at)
    actions.save(visit, "findings", script.FINDINGS, seen=0, by=by, at=at)
    for number, caption in enumerate(script.CAPTIONS):
        kept = storage.keep(storage.store().receive(io.BytesIO(script.photo(number))), JPEG)
        sent_at = at + timedelta(minutes=number)
        made = actions.add_photo(visit, kept, f"foto-simulasi-{number + 1}.jpg", caption=caption, by=by, at=sent_at)
        actions.read_camera(made, photos.read(kept.sha256), visit.zone, at=sent_at)
        shot = queries.shot(by, visit.observation.id, made.id)
        if shot is not None and not made.place and made.taken_at is not None:
            actions.type_facts(shot, Seen(made.taken_at, script.PLACE, caption), by=by, at=at)


def _visit(who: Someone) -> Visit:
    """The visit that is on, as somebody finds it."""
    state = (VisitState.ORDERED, VisitState.ASKED)
    row = session().execute(select(Observation.id).where(Observation.state.in_(state)).order_by(Observation.asked_at)).scalars().first()
    found = queries.visit(who, row or "")
    assert found is not None
    return found


def _person(email: str) -> Person:
    return session().execute(select(Person).where(Person.email == email)).scalar_one()
