"""The checklist, what changed between two hand-ins, the proposed end of a correction; who has an entry open."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from p4comp.competition.verification import CheckItem, LookAt, OnNo
from p4comp.entries.rules.differences import Change, What, changes
from p4comp.entries.rules.verification import LEASE, Checked, Point, Reply, is_held, is_stale, points_of, readiness, until

NOW = datetime(2022, 4, 18, 3, tzinfo=UTC)
RETURN = CheckItem("V1", "Surat jelas.", LookAt.LETTER, OnNo.RETURN)
REFUSE = CheckItem("V2", "Peserta sah.", LookAt.SHEET, OnNo.REFUSE)


@pytest.mark.parametrize(("first", "second"), list(itertools.product((*Reply, None), repeat=2)))
def test_what_a_checklist_allows(first, second):
    found = readiness([Checked(RETURN, first), Checked(REFUSE, second)])
    replies = (first, second)
    assert found.answered == sum(one is not None for one in replies)
    assert found.is_whole is (None not in replies)
    assert found.may_verify is (None not in replies and Reply.NO not in replies)
    expected = OnNo.REFUSE if second is Reply.NO else OnNo.RETURN if first is Reply.NO else None
    assert found.advice is expected


@pytest.mark.parametrize(("reply", "before"), list(itertools.product((*Reply, None), (True, False))))
def test_only_a_no_of_before_the_hand_in_is_asked_again(reply, before):
    saved = NOW - timedelta(hours=1) if before else NOW + timedelta(hours=1)
    assert is_stale(reply, saved, NOW) is (reply is Reply.NO and before)
    assert not is_stale(reply, saved, None)


def test_a_stale_no_counts_as_unanswered():
    assert readiness([Checked(RETURN, Reply.NO, "", True)]).answered == 0


def test_the_noes_become_points_and_a_note_says_it_better():
    noes = [Checked(RETURN, Reply.NO, " Tanda tangan tidak ada. "), Checked(REFUSE, Reply.NO)]
    assert points_of(noes) == [Point("surat", "Tanda tangan tidak ada."), Point("berkas", "Peserta sah.")]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, "2022-04-19T16:00:00+07:00"),
        (3, "2022-04-21T16:00:00+07:00"),
        (5, "2022-04-25T16:00:00+07:00"),  # the 23rd is a Saturday
        (14, "2022-05-04T16:00:00+07:00"),  # Idul Fitri was on the 2nd and 3rd of May
    ],
)
def test_the_proposed_end_is_a_working_day(days, expected):
    assert until(NOW, days, "Asia/Jakarta").isoformat() == expected


@pytest.mark.parametrize(
    ("by", "at", "held"),
    [
        ("siti", NOW, True),
        ("siti", NOW - LEASE + timedelta(seconds=1), True),
        ("siti", NOW - LEASE, False),
        ("budi", NOW, False),
        (None, None, False),
    ],
)
def test_a_lease_is_of_somebody_else_and_runs_out(by, at, held):
    assert is_held(by, at, NOW, "budi") is held


def snapshot(**values):
    base = {
        "system": {"name": "LAPOR!", "since": "2019-01-02"},
        "letter": {"sha256": "a" * 64, "name": "surat.pdf", "number": "1"},
        "answers": [{"indicator": "A1", "level": 3, "narrative": "Lama."}, {"indicator": "A2", "level": None, "narrative": ""}],
        "evidence": [{"indicator": "A1", "name": "a.pdf", "sha256": "1"}],
    }
    return base | values


def test_two_equal_hand_ins_have_no_differences():
    assert changes(snapshot(), snapshot()) == []


def test_every_difference_is_named_with_both_sides():
    after = snapshot(
        system={"name": "SP4N", "since": "2019-01-02"},
        letter={"sha256": "b" * 64, "name": "surat.pdf", "number": "1"},
        answers=[{"indicator": "A1", "level": 0, "narrative": "Baru."}, {"indicator": "A2", "level": 1, "narrative": ""}],
        evidence=[{"indicator": "A1", "name": "b.pdf", "sha256": "2"}],
        figures={"lines": [{"months": ["2021-01", "2021-01"], "received": 9, "done": 8}]},
    )
    assert changes(snapshot(), after) == [
        Change("", What.SYSTEM, "LAPOR!, 2019-01-02", "SP4N, 2019-01-02"),
        Change("", What.LETTER, "1, surat.pdf, aaaaaaaaaaaa", "1, surat.pdf, bbbbbbbbbbbb"),
        Change("A1", What.LEVEL, "3", "0"),
        Change("A1", What.NARRATIVE, "Lama.", "Baru."),
        Change("A1", What.REMOVED, "a.pdf", ""),
        Change("A1", What.ADDED, "", "b.pdf"),
        Change("A2", What.LEVEL, "", "1"),
        Change("", What.FIGURES, "", "2021-01 9 8"),
    ]


def test_hand_ins_of_an_older_format_can_be_compared():
    assert changes({"entry": "x"}, {"entry": "x"}) == []
