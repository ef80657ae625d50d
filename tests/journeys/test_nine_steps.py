"""The season of 2022 from registration to certificates, by the pages only, the clock moved from day to day."""

from collections import Counter

import pytest

from p4comp.core import audit
from tests.journeys import award, correction, evaluation, registration
from tests.journeys.season import Season

DONE = {
    "account_request.asked": 7,
    "account_request.approved": 7,
    "entry.begun": 7,
    "entry.submitted": 7,
    "entry.returned": 1,
    "entry.verified": 6,
    "sheet.recused": 1,
    "sheet.locked": 18,
    "plenary.confirmed": 14,
    "decision.correcting": 1,
    "decision.made": 7,
    "interviews.placed": 1,
    "interview.moved": 1,
    "interview.held": 5,
    "juror_sheet.locked": 15,
    "certificate.issued": 10,
    "certificate.revoked": 1,
}


@pytest.fixture
def season(app, browse, at, work, tmp_path):
    return Season(app, browse, at, work, tmp_path)


def test_the_season_of_2022(season):
    registration.step_0_the_house_is_opened(season)
    registration.step_1_institutions_get_accounts(season)
    registration.step_2_they_enter(season)
    registration.step_3_they_assess_themselves_and_hand_in(season)
    registration.step_4_the_secretariat_verifies(season)
    evaluation.step_5_evaluators_read_and_score(season)
    evaluation.step_6_the_plenary_names_the_finalists(season)
    award.step_7_jurors_hear_the_finalists(season)
    award.step_8_the_winners_are_decided_and_published(season)
    award.step_9_certificates_are_issued_and_checked(season)
    correction.afterwards_a_list_of_winners_is_corrected(season)
    the_log_holds_it_all()


def the_log_holds_it_all():
    told = Counter(record.verb for record in audit.records())
    assert {verb: told[verb] for verb in DONE} == DONE
    assert list(audit.faults()) == []
