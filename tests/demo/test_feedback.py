"""The demo's feedback: drawn up for all, one note in other words, out half an hour after the winners, printed for nobody yet."""

from sqlalchemy import func, select

from p4comp.core import clock
from p4comp.core.db import everything, session
from p4comp.decisions.models import Decision, Purpose
from p4comp.demo import rules
from p4comp.results.models.feedback import Feedback, FeedbackNote, FeedbackState, NoteState
from p4comp.results.queries import feedback as queries


def test_every_assessed_entry_has_its_report_and_they_are_out_together(played):
    reports = everything(select(Feedback))
    assert len(reports) == 434
    assert {(one.version, one.state, one.pdf_sha256) for one in reports} == {(1, FeedbackState.READ, None)}
    assert {one.out_at for one in reports} == {rules.wib(6, 16, 20)}
    won = session().execute(select(func.max(Decision.announced_at)).where(Decision.purpose == Purpose.WINNERS)).scalar_one()
    assert {one.out_at > won for one in reports} == {True}


def test_one_note_was_put_in_other_words_and_all_are_marked(played):
    notes = everything(select(FeedbackNote))
    assert sum(one.state is NoteState.REWORDED for one in notes) == 1
    assert [one.words for one in notes if not one.words.startswith("SIMULASI")] == []


def test_the_institutions_find_it_at_the_award(played):
    entry_id = session().execute(select(Feedback.entry_id).order_by(Feedback.entry_id).limit(1)).scalar_one()
    with clock.at(rules.STOPS[-1].at):
        assert queries.of_entry(entry_id, clock.now()) is not None
    assert queries.of_entry(entry_id, rules.wib(6, 16, 19, 59)) is None
