"""A look on the spot at the cast's entrant, step by step, through the actions the pages call."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from p4comp.core import db
from p4comp.interviews.actions import observations as actions
from p4comp.interviews.actions.observations import Order
from p4comp.interviews.models import Observation, Panel
from p4comp.interviews.queries import observations as queries
from tests import factories
from tests.interviews.stage import actor

ASKED = datetime(2022, 5, 23, 6, tzinfo=UTC)
ORDERED = ASKED + timedelta(hours=2)
VISIT = datetime(2022, 5, 27, 2, tzinfo=UTC)
THERE = VISIT + timedelta(hours=1)
REASON, PLACE = "Loket yang disebut dalam berkas perlu dilihat.", "Kantor Bupati, Jalan Uji 1"
CORRECTS = {"pengaruh": "koreksi", "koreksi_paling_besar": 2}


def correcting():
    """An edition whose plan lets findings correct by at most two points."""
    return factories.edition(wawancara=factories.document()["wawancara"] | {"pengamatan": CORRECTS})


def chair_of(cast):
    """A juror with the panel's chair."""
    panel = db.first(select(Panel).where(Panel.edition_id == cast.edition.id))
    found = factories.juror(panel, factories.person("Ketua Panel"), is_chair=True)
    factories.juror_sheet(cast.interview, found, state="open")
    return found.person


def seen(who, observation_id):
    """The look on the spot as somebody finds it, read anew."""
    db.session().flush()
    db.session().expire_all()
    return queries.visit(actor(who), observation_id)


def asked(cast, chair=None):
    """The chair asks."""
    by = actor(chair or chair_of(cast))
    return actions.ask(queries.asking(by, cast.interview.id), reason=REASON, by=by, at=ASKED).id


def plan(*team, starts_at=VISIT, leader=None, reason=""):
    """An order for these people."""
    return Order(starts_at, PLACE, [one.id for one in team], (leader or team[0]).id, reason)


def ordered(cast, chair=None, team=None):
    """The secretariat sends the cast's juror and evaluator, the juror in the lead."""
    found = asked(cast, chair)
    actions.order(seen(cast.secretary, found), plan(*(team or (cast.juror, cast.evaluator))), by=actor(cast.secretary), at=ORDERED)
    return found


def filled(cast, chair=None):
    """The juror fills the report in on the spot."""
    found = ordered(cast, chair)
    visit, by = seen(cast.juror, found), actor(cast.juror)
    for item in visit.terms.items:
        actions.save(visit, f"{item.code}.seen", "seen", seen=0, by=by, at=THERE)
    actions.save(visit, "findings", "Loket ada dan melayani.", seen=0, by=by, at=THERE)
    return found


def locked(cast, chair=None):
    """Both agree."""
    found = filled(cast, chair)
    for who in (cast.juror, cast.evaluator):
        actions.sign(seen(who, found), by=actor(who), at=THERE)
    return found


def row(observation_id):
    """The row itself, read anew."""
    db.session().flush()
    db.session().expire_all()
    return db.session().get_one(Observation, observation_id)
