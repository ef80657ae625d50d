"""p4comp/decisions/actions/confirming.py: what the second person confirms is what the first one saw"""

from dataclasses import replace
from datetime import date

import pytest

from p4comp.core.errors import Refused
from p4comp.decisions import actions
from p4comp.decisions.actions import Facts
from tests.decisions.conftest import AT, HELD


@pytest.mark.parametrize("facts", [Facts(), Facts(held_on=HELD.held_on, attendance=" "), Facts(attendance="Ketua")])
def test_nothing_is_confirmed_before_the_day_and_the_attendance_are_known(plenary, people, facts):
    actions.record_facts(plenary, facts, by=people[0], at=AT)
    with pytest.raises(Refused, match="tanggal rapat dan daftar hadir"):
        actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    actions.record_facts(plenary, HELD, by=people[0], at=AT)
    actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    assert plenary.state == "confirmed_once"


@pytest.mark.parametrize(
    "facts", [replace(HELD, notes="Lain."), replace(HELD, attendance="Wakil"), replace(HELD, held_on=date(2022, 5, 11)), Facts()]
)
def test_what_changes_after_the_first_confirmation_voids_it(plenary, people, facts):
    actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    seen = plenary.seen
    assert actions.record_facts(plenary, facts, by=people[2], at=AT) is True
    assert (plenary.state, plenary.first_confirmed_by, plenary.first_confirmed_at) == ("proposed", "", None)
    with pytest.raises(Refused, match="diubah sesudah Anda membukanya"):
        actions.confirm(plenary, by=people[1], at=AT, seen=seen)
    actions.record_facts(plenary, HELD, by=people[2], at=AT)
    actions.confirm(plenary, by=people[1], at=AT, seen=plenary.seen)
    assert (plenary.state, plenary.first_confirmed_by) == ("confirmed_once", people[1].id)


def test_the_number_alone_voids_nothing(plenary, people):
    actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    assert actions.record_facts(plenary, replace(HELD, number="BA/1/2022"), by=people[2], at=AT) is False
    assert (plenary.state, plenary.number) == ("confirmed_once", "BA/1/2022")


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_nothing_is_confirmed_without_the_hash_of_what_was_seen(plenary, people, seen):
    with pytest.raises(Refused, match="diubah sesudah Anda membukanya"):
        actions.confirm(plenary, by=people[0], at=AT, seen=seen)
    assert plenary.state == "proposed"
