"""p4comp/institutions/rules/conflicts.py, and who is asked about by it"""

import itertools

import pytest

from p4comp.institutions.queries import parties
from p4comp.institutions.rules.conflicts import WORDS, Party, Relation, between, first
from tests import factories

PARTIES = {
    "ministry": Party("ministry"),
    "prison": Party("prison", ("ministry",), "71"),
    "office": Party("office", ("prison", "ministry"), "71"),
    "agency": Party("agency"),
    "province": Party("province", (), "71", True),
    "regency": Party("regency", (), "71", True),
    "clinic": Party("clinic", ("regency",), "71", True),
    "elsewhere": Party("elsewhere", (), "63", True),
    "university": Party("university", (), "71"),
}
# employer, entrant: what binds them; every other pair is free.
BOUND = {
    **{(one, one): Relation.SAME for one in PARTIES},
    ("ministry", "prison"): Relation.PARENT,
    ("ministry", "office"): Relation.PARENT,
    ("prison", "office"): Relation.PARENT,
    ("regency", "clinic"): Relation.PARENT,
    ("prison", "ministry"): Relation.UNIT,
    ("office", "ministry"): Relation.UNIT,
    ("office", "prison"): Relation.UNIT,
    ("clinic", "regency"): Relation.UNIT,
    ("province", "regency"): Relation.PROVINCE,
    ("province", "clinic"): Relation.PROVINCE,
    ("regency", "province"): Relation.PROVINCE,
    ("clinic", "province"): Relation.PROVINCE,
}


@pytest.mark.parametrize(("employer", "entrant"), list(itertools.product(PARTIES, PARTIES)))
def test_every_pair_of_institutions_is_bound_or_free_as_the_table_says(employer, entrant):
    assert between(PARTIES[employer], PARTIES[entrant]) == BOUND.get((employer, entrant))


def test_one_bound_employer_of_several_is_enough():
    assert first([PARTIES["agency"], PARTIES["regency"]], PARTIES["clinic"]) is Relation.PARENT
    assert first([PARTIES["agency"], PARTIES["university"]], PARTIES["clinic"]) is None
    assert first([], PARTIES["clinic"]) is None


def test_every_relation_has_words():
    assert set(WORDS) == set(Relation)


def test_parties_know_everything_above_them_and_who_runs_them(app):
    place = factories.region("71", name="Sulawesi Utara")
    ministry = factories.institution("kementerian")
    prison = factories.institution("upp", parent=ministry, region=place)
    regency = factories.institution("pemkab", region=place)
    hospital = factories.institution("unit", parent=regency)
    clinic = factories.institution("upp", parent=hospital)
    water = factories.institution("bumd", region=place)
    found = parties([prison.id, clinic.id, water.id])
    assert found[prison.id] == Party(prison.id, (ministry.id,), "71", False)
    assert found[clinic.id] == Party(clinic.id, (hospital.id, regency.id), "71", True)
    assert found[water.id] == Party(water.id, (), "71", True)
    assert parties() == parties([prison.id, clinic.id, water.id])
