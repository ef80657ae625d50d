"""Entering: begun once, in time, by who may."""

from datetime import date

import pytest

from p4comp.accounts.identity import someone
from p4comp.core.errors import Invalid, Refused
from p4comp.entries import actions, queries
from p4comp.entries.models import State
from p4comp.institutions.models import InstitutionName
from tests import factories
from tests.entries.entrants import CLOSES, DURING, SECOND, verbs


def begin(edition, unit, who, *, at=DURING, category="UMUM", since=date(2019, 1, 2), **values):
    return actions.begin(edition, unit, category, system_name="SP4N-LAPOR!", system_since_on=since, by=someone(who), at=at, **values)


def test_an_entry_keeps_the_name_of_the_day(edition, unit, who):
    entry = begin(edition, unit, who)
    before, unit.name = unit.name, "Nama Baru"
    assert (entry.state, entry.institution_name, entry.contact_id) == (State.DRAFT, before, who.id)
    assert verbs() == ["entry.begun"]


def test_a_name_that_was_changed_later_is_the_one_of_the_day(edition, unit, who):
    factories.keep(InstitutionName(institution_id=unit.id, name="Nama Lama", valid_from=None, valid_to=date(2023, 1, 1)))
    assert begin(edition, unit, who).institution_name == "Nama Lama"


@pytest.mark.parametrize("at", [factories.opening("pendaftaran") - SECOND, CLOSES, CLOSES + SECOND])
def test_nobody_begins_outside_registration(edition, unit, who, at):
    with pytest.raises(Refused):
        begin(edition, unit, who, at=at)


@pytest.mark.parametrize("at", [factories.opening("pendaftaran"), CLOSES - SECOND])
def test_registration_is_open_from_its_first_to_its_last_second(edition, unit, who, at):
    assert begin(edition, unit, who, at=at).began_at == at


def test_an_institution_enters_an_edition_once(edition, unit, who):
    begin(edition, unit, who)
    with pytest.raises(Refused, match="sudah memiliki kepesertaan"):
        begin(edition, unit, who)


def test_an_institution_that_withdrew_may_begin_again_and_finds_its_work(edition, unit, who):
    entry = begin(edition, unit, who)
    actions.save(entry, "A1", "level", "4", seen=0, by=someone(who), at=DURING)
    actions.withdraw(entry, reason="Keliru.", by=someone(who), at=DURING)
    again = begin(edition, unit, who)
    assert (again.id, again.state, again.reason) == (entry.id, State.DRAFT, "")
    assert queries.dossier(again).answers["A1"].level == 4


def test_a_wrong_type_of_institution_is_refused_with_the_reason(edition, unit, who):
    with pytest.raises(Invalid, match="Kategori ini untuk unit penyelenggara"):
        begin(edition, unit, who, category="UPP")


def test_a_young_system_is_blamed_beside_its_date(edition, unit, who):
    with pytest.raises(Invalid) as caught:
        begin(edition, unit, who, since=date(2021, 8, 18))
    assert caught.value.field == "system_since_on"


def test_a_category_that_is_not_there_is_refused(edition, unit, who):
    with pytest.raises(Refused):
        begin(edition, unit, who, category="XX")
