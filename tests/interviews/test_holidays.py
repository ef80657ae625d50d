"""Which interview days are closed: the calendar, the edition, the secretariat, each going before the one named earlier."""

from datetime import date

import pytest

from p4comp.competition.interview_terms import PlanningTerms
from p4comp.interviews.rules.holidays import Word, closed, holiday
from tests.interviews.week import spec

ASCENSION, JOINT, PLAIN = date(2022, 5, 26), date(2022, 5, 4), date(2022, 5, 24)


@pytest.mark.parametrize(
    ("on", "name"),
    [(ASCENSION, "Kenaikan Yesus Kristus"), (JOINT, "Cuti Bersama Hari Raya Idul Fitri"), (PLAIN, ""), (date(2022, 5, 28), "")],
)
def test_public_holidays_and_joint_leave_are_known(on, name):
    assert holiday(on) == name


CASES = [
    (ASCENSION, PlanningTerms(), {}, "Kenaikan Yesus Kristus"),
    (ASCENSION, PlanningTerms(despite=(ASCENSION,)), {}, ""),
    (ASCENSION, PlanningTerms(), {ASCENSION: Word("SE 5/2022", is_worked=True)}, ""),
    (ASCENSION, PlanningTerms(despite=(ASCENSION,)), {ASCENSION: Word("Dibatalkan", is_worked=False)}, "Dibatalkan"),
    (JOINT, PlanningTerms(), {}, "Cuti Bersama Hari Raya Idul Fitri"),
    (PLAIN, PlanningTerms(), {}, ""),
    (PLAIN, PlanningTerms(closed=(PLAIN,)), {}, "ditutup oleh edisi ini"),
    (PLAIN, PlanningTerms(closed=(PLAIN,)), {PLAIN: Word("Jadi", is_worked=True)}, ""),
    (PLAIN, PlanningTerms(), {PLAIN: Word("Cuti bersama", is_worked=False)}, "Cuti bersama"),
]


@pytest.mark.parametrize(("on", "terms", "said", "reason"), CASES)
def test_the_nearer_word_counts(app, on, terms, said, reason):
    with app.app_context():
        assert closed([on], terms, said) == ({on: reason} if reason else {})


def test_no_day_of_the_real_week_is_closed():
    assert closed(spec().interview.days, PlanningTerms(), {}) == {}
