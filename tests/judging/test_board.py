"""p4comp/judging/queries/board.py, actions/reminding.py, routes/figures.py: how far evaluators are, and reminding them"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.errors import Refused
from p4comp.core.mail import Mail
from p4comp.judging import actions, queries
from p4comp.judging.models import CalibrationRound
from p4comp.judging.policy import Lot
from p4comp.judging.queries.board import REMINDER
from tests import factories
from tests.judging import together
from tests.judging.scene import DURING, verbs

OPENING = factories.opening("evaluasi_dokumen")


def line_of(edition, evaluator, at=DURING):
    window = queries.office_of(edition).window
    return {one.evaluator_id: one for one in queries.board(edition.id, window, at)}[evaluator.id]


def lot_of(edition, evaluator):
    return Lot(evaluator, queries.office_of(edition))


def reading(edition, evaluator, state="assigned", **values):
    return factories.assignment(factories.entry(edition, state="verified", evidence=False), evaluator, state=state, **values)


def test_a_line_counts_sheets_and_days(edition):
    one = factories.evaluator(edition)
    reading(edition, one, assigned_at=OPENING + timedelta(days=2))
    reading(edition, one, "open", assigned_at=OPENING + timedelta(days=4))
    reading(edition, one, "locked", locked_at=OPENING + timedelta(days=5))
    reading(edition, one, "recused")
    found = line_of(edition, one, OPENING + timedelta(days=9, hours=23))
    assert (found.assigned, found.open, found.locked, found.total, found.left) == (1, 1, 1, 3, 2)
    assert (found.days, found.last_locked_at, found.reminded_at) == (7, OPENING + timedelta(days=5), None)


def test_days_count_from_the_opening_at_the_earliest_and_not_for_whoever_is_done(edition):
    early, done = factories.evaluator(edition), factories.evaluator(edition)
    reading(edition, early, assigned_at=OPENING - timedelta(days=30))
    reading(edition, done, "locked")
    assert line_of(edition, early, OPENING + timedelta(days=3)).days == 3
    assert line_of(edition, early, OPENING - timedelta(days=3)).days == 0
    assert line_of(edition, done).days is None


def test_what_a_calibration_round_holds_back_does_not_wait(app):
    edition = together.edition()
    one, other = factories.evaluator(edition), factories.evaluator(edition)
    together.shared(reading(edition, one, assigned_at=OPENING + timedelta(days=4)).entry)
    reading(edition, one, assigned_at=OPENING)
    reading(edition, other, assigned_at=OPENING)

    def days():
        found = queries.board(edition.id, queries.office_of(edition).window, OPENING + timedelta(days=9), begins_together=True)
        return {line.evaluator_id: line.days for line in found}

    assert days() == {one.id: 5, other.id: None}
    kept = CalibrationRound(edition_id=edition.id, category="UMUM", notes="", ended_at=OPENING + timedelta(days=3))
    factories.keep(kept)
    assert days() == {one.id: 6, other.id: 6}


def test_the_longest_waiting_stands_first_and_the_done_last(edition):
    people = [factories.evaluator(edition) for _ in range(3)]
    reading(edition, people[0], "locked")
    reading(edition, people[1], assigned_at=OPENING + timedelta(days=4))
    reading(edition, people[2], assigned_at=OPENING)
    found = queries.board(edition.id, queries.office_of(edition).window, OPENING + timedelta(days=9))
    assert [line.evaluator_id for line in found] == [people[2].id, people[1].id, people[0].id]


def test_a_withdrawn_entry_waits_for_nobody(edition):
    one = factories.evaluator(edition)
    reading(edition, one).entry.state = "withdrawn"
    db.session().flush()
    assert queries.board(edition.id, queries.office_of(edition).window, DURING) == []


def test_a_reminder_says_how_many_wait_and_is_sent_once_a_day(edition, by):
    one = factories.evaluator(edition)
    reading(edition, one)
    reading(edition, one, "open")
    reading(edition, one, "locked")
    actions.remind(lot_of(edition, one), by=by, at=DURING)
    assert verbs()[-1] == "evaluator.reminded"
    letter = db.first(select(Mail).where(Mail.template == REMINDER))
    assert letter.subject.startswith("2 lembar evaluasi menunggu Anda")
    assert letter.person_id == one.person_id
    assert line_of(edition, one).reminded_at == DURING
    with pytest.raises(Refused, match="kurang dari sehari"):
        actions.remind(lot_of(edition, one), by=by, at=DURING + timedelta(hours=19))
    actions.remind(lot_of(edition, one), by=by, at=DURING + timedelta(hours=20))
    db.session().flush()
    assert db.count(select(Mail).where(Mail.template == REMINDER)) == 2


def test_nobody_is_reminded_of_nothing_nor_outside_the_window(edition, by):
    one = factories.evaluator(edition)
    reading(edition, one, "locked")
    with pytest.raises(Refused, match="sudah terkunci"):
        actions.remind(lot_of(edition, one), by=by, at=DURING)
    reading(edition, one)
    with pytest.raises(Refused, match="selama evaluasi dokumen"):
        actions.remind(lot_of(edition, one), by=by, at=factories.closing("evaluasi_dokumen"))


def test_the_board_shows_no_score(browse, cast, at):
    at(DURING)
    one = factories.evaluator(cast.edition, factories.person("Evaluator Lambat"))
    reading(cast.edition, one)
    factories.assignment(factories.entry(cast.edition, state="verified", evidence=False), one, state="locked", total=87.65)
    page = browse(cast.secretary).get("/kemajuan-evaluasi")
    assert "Evaluator Lambat" in page.text
    assert "87,65" not in page.text


def test_one_press_reminds(browse, cast, at):
    at(DURING)
    one = factories.evaluator(cast.edition, factories.person("Evaluator Lambat"))
    reading(cast.edition, one)
    page = browse(cast.secretary).post(f"/kemajuan-evaluasi/{one.id}/ingatkan")
    assert page.location.endswith("/kemajuan-evaluasi")
    assert db.count(select(Mail).where(Mail.template == REMINDER, Mail.person_id == one.person_id)) == 1
    again = browse(cast.secretary).post(f"/kemajuan-evaluasi/{one.id}/ingatkan", status=409)
    assert "kurang dari sehari" in again.text


def test_the_board_takes_as_many_queries_for_one_as_for_many(browse, cast, at):
    at(DURING)
    secretary = browse(cast.secretary)
    reading(cast.edition, factories.evaluator(cast.edition))
    few = len(secretary.get("/kemajuan-evaluasi").queries)
    for _ in range(3):
        reading(cast.edition, factories.evaluator(cast.edition))
    assert len(secretary.get("/kemajuan-evaluasi").queries) == few <= 12
