"""A correction after a look on the spot in the final ranking: only where there is one, as a line of its own"""

import json

from sqlalchemy import select

from p4comp.core import db
from p4comp.interviews.models import InterviewState, JurorSheet, Observation, ObservationCorrection
from p4comp.results.queries import final as finals
from p4comp.results.rules import final
from tests import factories
from tests.factories.base import BEGINNING, keep
from tests.interviews import observing


def correction(cast, points, state="confirmed"):
    """A correction on the cast's entrant after a locked look on the spot."""
    facts = {"reason": "Perlu dilihat.", "asked_by": cast.juror.id, "asked_at": BEGINNING}
    visit = keep(Observation(interview_id=cast.interview.id, state="locked", locked_at=BEGINNING, **facts))
    who = {"proposed_by": cast.juror.id, "proposed_at": BEGINNING}
    return keep(ObservationCorrection(observation_id=visit.id, state=state, points=points, reason="Loket terbukti.", **who))


def heard(cast):
    """The cast's entrant was heard by one juror: 80."""
    cast.interview.state = InterviewState.HELD
    for sheet in db.everything(select(JurorSheet).where(JurorSheet.interview_id == cast.interview.id)):
        db.session().delete(sheet)
    db.session().flush()
    factories.juror_sheet(cast.interview, factories.juror(cast.interview.panel), state="locked", scores=80)
    return cast


def ranked(cast):
    """The final ranking's inputs and rows, by way of a snapshot."""
    db.session().flush()
    inputs, _waiting = finals.final_inputs(cast.edition, "UMUM")
    return inputs, final.rank(json.loads(json.dumps(inputs)))


def test_without_one_inputs_and_rows_are_what_they_were(app):
    cast = heard(factories.cast(observing.correcting()))
    inputs, rows = ranked(cast)
    assert ["correction" in one for one in inputs["entries"]] == [False]
    assert ["correction" in row for row in rows] == [False]
    correction(cast, 2, state="proposed")
    assert ranked(cast)[0] == inputs


def test_a_confirmed_one_moves_the_score_and_stands_beside_the_untouched_sheets(app):
    cast = heard(factories.cast(observing.correcting()))
    (before,) = ranked(cast)[1]
    correction(cast, 1.5)
    (after,) = ranked(cast)[1]
    assert (after["score"], after["correction"]) == (before["score"] + 1.5, 1.5)
    assert (after["totals"], after["criteria"]) == (before["totals"], before["criteria"])


def test_a_plan_that_only_informs_knows_of_none(cast):
    heard(cast)
    correction(cast, 1.5)
    assert ["correction" in one for one in ranked(cast)[0]["entries"]] == [False]


def test_the_ranking_of_the_secretariat_says_so(app, browse, at):
    cast = heard(factories.cast(observing.correcting()))
    correction(cast, -1.5)
    db.commit()
    at(factories.during("pleno_akhir"))
    assert "termasuk koreksi observasi lapangan -1,50" in browse(cast.secretary).get(f"/hasil-akhir/{cast.edition.slug}").text
