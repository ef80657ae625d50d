"""p4comp/judging/queries/bonds.py; institutions/rules/conflicts.py: ties with dates and grades"""

from datetime import date

import pytest

from p4comp.accounts.models import FormerMembership
from p4comp.competition.queries import spec_of
from p4comp.institutions.queries import parties
from p4comp.institutions.rules.conflicts import DECLARED, GRADES, Grade, Party, Relation, Tie, bond, bonds
from p4comp.judging.queries import bonds as bonds_of
from tests import factories

TODAY = date(2022, 4, 20)
REGENCY = Party("regency", (), "63", True)
CLINIC = Party("clinic", ("regency",), "63", True)
PROVINCE = Party("province", (), "63", True)
MINISTRY = Party("ministry")
UNIVERSITY = Party("university", ("ministry",), "63", False, "university")
FACULTY = Party("faculty", ("university", "ministry"), "63", False, "university")


@pytest.mark.parametrize(
    ("tie", "entrant", "found"),
    [
        (Tie(REGENCY), REGENCY, Relation.SAME),
        (Tie(REGENCY), CLINIC, Relation.PARENT),
        (Tie(CLINIC), REGENCY, Relation.UNIT),
        (Tie(PROVINCE), REGENCY, Relation.PROVINCE),
        (Tie(REGENCY, date(2022, 5, 1)), REGENCY, Relation.SAME),
        (Tie(REGENCY, date(2022, 4, 20)), REGENCY, Relation.LEFT),
        (Tie(REGENCY, date(2017, 4, 21)), REGENCY, Relation.LEFT),
        (Tie(REGENCY, date(2017, 4, 20)), REGENCY, Relation.LEFT_LONG_AGO),
        (Tie(REGENCY, date(2021, 1, 1)), CLINIC, Relation.LEFT_NEAR),
        (Tie(PROVINCE, date(2021, 1, 1)), REGENCY, Relation.LEFT_NEAR),
        (Tie(PROVINCE, date(2010, 1, 1)), REGENCY, None),
        (Tie(REGENCY, is_avoided=True), REGENCY, Relation.AVOIDED),
        (Tie(REGENCY, is_avoided=True), CLINIC, Relation.AVOIDED),
        (Tie(REGENCY, is_avoided=True), PROVINCE, None),
        (Tie(UNIVERSITY), MINISTRY, Relation.ACADEMIC),
        (Tie(FACULTY), MINISTRY, Relation.ACADEMIC),
        (Tie(FACULTY), UNIVERSITY, Relation.UNIT),
        (Tie(MINISTRY), UNIVERSITY, Relation.PARENT),
        (Tie(UNIVERSITY, date(2021, 1, 1)), MINISTRY, None),
    ],
)
def test_a_tie_binds_by_what_it_is_and_when_it_ended(tie, entrant, found):
    assert bond(tie, entrant, on=TODAY) == found


def test_the_gravest_bond_comes_first_and_grades_are_two():
    ties = [Tie(REGENCY, date(2021, 1, 1)), Tie(CLINIC), Tie(REGENCY, is_avoided=True)]
    assert bonds(ties, REGENCY, on=TODAY) == [Relation.AVOIDED, Relation.UNIT, Relation.LEFT]
    assert {relation for relation, grade in GRADES.items() if grade is Grade.DECLARE} == DECLARED


def test_a_university_is_known_with_its_units(app):
    ministry = factories.institution("kementerian")
    university = factories.institution("ptn", parent=ministry)
    faculty = factories.institution("unit", parent=university)
    found = parties([faculty.id])
    assert (found[faculty.id].academic, found[university.id].academic, found[ministry.id].academic) == (university.id, university.id, "")


def test_memberships_former_ones_statements_and_waivers_all_count(app):
    edition = factories.edition()
    present, former, worked, avoided, waived = (factories.institution("lembaga") for _ in range(5))
    child = factories.institution("upp", parent=waived)
    who = factories.person()
    one = factories.evaluator(edition, who, employer=waived)
    factories.member(who, present)
    factories.keep(
        FormerMembership(person_id=who.id, institution_id=former.id, ended_at=factories.BEGINNING, ended_by="", reason="", duties="")
    )
    factories.tie(one, worked, ended_on=date(2021, 6, 1))
    factories.tie(one, avoided, kind="avoided")
    entry = factories.entry(edition, child, state="verified")
    found = bonds_of([one], None, spec_of(edition), TODAY)
    entrants = (present, former, worked, avoided, waived, child)
    assert [found.bar(one.id, each.id) for each in entrants] == [
        Relation.SAME,
        Relation.LEFT,
        Relation.LEFT,
        Relation.AVOIDED,
        Relation.SAME,
        Relation.PARENT,
    ]
    factories.waiver(one, entry, state="proposed")
    assert bonds_of([one], [child.id], spec_of(edition), TODAY).bar(one.id, child.id, entry.id) is Relation.PARENT
    factories.waiver(one, entry)
    after = bonds_of([one], [child.id], spec_of(edition), TODAY)
    assert after.bar(one.id, child.id, entry.id) is None
    assert after.bar(one.id, child.id) is Relation.PARENT
    assert after.light(one.id, child.id, entry.id) == [Relation.PARENT]


def test_a_waiver_covers_one_bond_not_a_graver_one_found_later(app):
    edition = factories.edition()
    parent = factories.institution("kementerian")
    child = factories.institution("upp", parent=parent)
    entry, one = factories.entry(edition, child, state="verified"), factories.evaluator(edition, employer=parent)
    factories.waiver(one, entry)
    factories.member(one.person, child)
    assert bonds_of([one], [child.id], spec_of(edition), TODAY).bar(one.id, child.id, entry.id) is Relation.SAME
