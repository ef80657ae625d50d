"""What the demo shows of the interview week: the day it opens in, invitations in every state, and all of it marked."""

import sqlite3

import pytest
from sqlalchemy import func, select

from p4comp.core.db import session
from p4comp.demo import rules
from p4comp.demo.actions import copies
from p4comp.demo.rules import week
from p4comp.interviews.models import ChangeRequest, Interview, Invitation, Sitting

pytestmark = pytest.mark.sqlite
HELD_BY_THEN = 24
STATES = "select v.state, count(*) from interview_invitation v join interview i on i.id = v.interview_id group by 1"


@pytest.fixture(scope="module")
def week_copy(played):
    """Rows of the sealed copy that is shown in the interview week."""
    with sqlite3.connect(copies.sealed_path(rules.stop("wawancara"))) as base:
        yield lambda sql: base.execute(sql).fetchall()


def test_one_is_heard_one_is_late_and_the_guide_is_next(week_copy):
    steps = "select i.starts_at, s.stage from interview i join interview_sitting s on s.interview_id = i.id where s.stage <> 'ended'"
    assert [(start[11:16], stage) for start, stage in week_copy(f"{steps} order by 1")] == [("02:40", "late"), ("03:15", "questions")]
    order = "select e.institution_name, i.is_pinned from interview i join entry e on e.id = i.entry_id where i.starts_at like '2022-05-25 03:50%'"
    assert week_copy(order) == [("Pemerintah Kabupaten Hulu Sungai Selatan", 1)]


def test_those_before_went_through_every_step(week_copy):
    whole = "called_at < begun_at and begun_at < questions_at and questions_at < ended_at"
    held = "from interview_sitting s join interview i on i.id = s.interview_id where i.state = 'held'"
    assert week_copy(f"select count(*), sum({whole}) {held}") == [(HELD_BY_THEN, HELD_BY_THEN)]


def test_most_have_confirmed_some_wait_one_asks_one_telephoned(week_copy):
    assert dict(week_copy(STATES)) == {"confirmed": 47, "proposed": 3, "change_asked": 1}
    asked = "select p.email, c.state, json_array_length(c.starts) from change_request c join person p on p.id = c.asked_by"
    assert week_copy(asked) == [("upp@peraga.invalid", "waiting", 3)]
    assert week_copy("select count(*) from interview_invitation where answered_for <> ''") == [(1,)]


def test_most_are_presented_by_their_head_and_nobody_else_without_a_letter(week_copy):
    heads, others, lettered = week_copy(
        "select sum(is_head), sum(not is_head), sum(letter_sha256 is not null) from interview_invitation where presenter <> ''"
    )[0]
    assert heads > 3 * others > 0
    assert lettered == others


def test_the_panel_has_a_chair_and_decrees_and_has_promised(week_copy):
    assert week_copy("select count(*), sum(is_chair) from panel_seat") == [(5, 1)]
    assert week_copy("select count(*) from juror where conduct_at is not null and profile_at is not null and decree_number <> ''") == [(5,)]


def test_nearly_everybody_said_when_they_can_come_and_nobody_sits_where_they_cannot(week_copy):
    assert week_copy("select count(juror_id), count(entry_id) >= 40 and count(entry_id) < 51, sum(is_for_them) > 0 from availability") == [
        (5, 1, 1)
    ]
    words = week_copy("select distinct json_extract(w.value, '$[2]') from availability a, json_each(a.wishes) w order by 1")
    assert words == [("impossible",), ("preferred",)]
    clash = (
        "select count(*) from availability a join interview i on i.entry_id = a.entry_id, json_each(a.wishes) w "
        "where json_extract(w.value, '$[2]') = 'impossible' and datetime(i.starts_at) < datetime(json_extract(w.value, '$[1]')) "
        "and datetime(i.starts_at, '+30 minutes') > datetime(json_extract(w.value, '$[0]'))"
    )
    assert week_copy(clash) == [(0,)]


def test_a_few_sheets_are_open_and_letters_wait_for_their_number(week_copy):
    open_ = "select count(*) from juror_sheet s join interview i on i.id = s.interview_id where s.state = 'open' and i.state = 'held'"
    assert week_copy(open_) == [(2,)]
    assert week_copy("select number, signed_on, told_at from invitation_letter_head") == [("", None, None)]
    assert week_copy("select count(*), count(interview_id) from rehearsal") == [(12, 7)]


@pytest.mark.parametrize(
    ("column", "table"),
    [
        ("presenter", "interview_invitation"),
        ("answered_for", "interview_invitation"),
        ("companions", "interview_invitation"),
        ("reason", "change_request"),
        ("note", "availability"),
        ("decree_number", "juror"),
        ("signatory", "invitation_letter_head"),
        ("note", "mark"),
    ],
)
def test_what_was_made_up_says_so(week_copy, column, table):
    found = [words for (words,) in week_copy(f"select distinct {column} from {table} where {column} <> ''")]
    assert found
    assert [words for words in found if "SIMULASI" not in words] == []


def test_links_lead_nowhere(week_copy):
    assert week_copy("select distinct link from interview_invitation where link <> ''") == [(week.LINK,)]
    assert week.LINK.startswith("https://")
    assert ".invalid/simulasi" in week.LINK


def test_in_the_end_everybody_was_heard_also_the_late_one_and_the_request_was_granted(played):
    assert session().execute(select(func.count()).select_from(Sitting).where(Sitting.ended_at.is_not(None))).scalar_one() == 51
    late = session().execute(select(Sitting).join(Sitting.interview).where(Interview.starts_at == week.LATE)).scalar_one()
    assert late.late_at < late.begun_at == week.LATE_HEARD
    assert session().execute(select(ChangeRequest.state)).scalars().all() == ["granted"]
    assert set(session().execute(select(Invitation.state)).scalars()) == {"confirmed"}
