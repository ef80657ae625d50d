"""Whoever agrees holds the sheets: nobody opens or sets one aside meanwhile."""

import threading

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.errors import Refused
from p4comp.judging import actions, queries
from p4comp.judging.actions import Proposed
from p4comp.judging.models import Assignment, ReasonCode
from tests.judging.scene import DURING
from tests.judging.test_reconciling import Scene

UNSEEN = {"synchronize_session": False}


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


def test_nobody_agrees_on_sheets_that_have_changed_since_they_were_looked_at(app):
    scene = Scene().lock()
    who = someone(scene.people[0])
    case = queries.case(who, scene.entry.id)
    db.session().execute(update(Assignment).where(Assignment.id == case.sheets[0].id).values(state="open"), execution_options=UNSEEN)
    with pytest.raises(Refused, match="baru saja berubah"):
        actions.propose_agreement(case, Proposed("A1", 3, ReasonCode.RUBRIC, "Rubrik."), by=who, at=DURING)


@pytest.mark.postgresql
def test_whoever_agrees_keeps_the_sheets_from_being_opened_meanwhile(app):
    scene = Scene().lock()
    who, other = (someone(one) for one in scene.people[:2])
    entry_id, late = scene.entry.id, []
    made = actions.propose_agreement(queries.case(who, entry_id), Proposed("A1", 3, ReasonCode.RUBRIC, "Rubrik."), by=who, at=DURING)
    sheet_id, made_id = queries.case(who, entry_id).sheets[0].id, made.id
    db.commit()

    def unlock():
        with app.app_context():
            db.session().execute(text("SET LOCAL lock_timeout = '200ms'"))
            with pytest.raises(OperationalError) as refused:
                db.session().execute(select(Assignment.id).where(Assignment.id == sheet_id).with_for_update())
            late.append(refused.value.orig.sqlstate)
            db.rollback()

    actions.say(queries.voice(other, entry_id, made_id), agrees=False, note="Bukan begitu.", by=other, at=DURING)
    db.session().flush()
    rival = threading.Thread(target=unlock)
    rival.start()
    rival.join()
    assert late == ["55P03"]
