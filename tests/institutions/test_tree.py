"""Authority in the tree: down, but never into another government."""

import itertools

import pytest

from p4comp.accounts.identity import someone
from p4comp.core.db import everything
from p4comp.institutions import policy, queries
from p4comp.institutions.rules import tree
from p4comp.institutions.rules.kinds import Kind
from p4comp.institutions.rules.tree import Node
from tests import factories

MASTERS = {"kementerian", "lembaga", "pemprov", "pemkab", "pemkot"}


@pytest.mark.parametrize(("upper", "lower"), list(itertools.product(Kind, Kind)))
def test_a_parent_has_a_word_unless_the_lower_is_its_own_master(upper, lower):
    above = (Node("unit", lower, "parent"), Node("parent", upper, None))
    assert tree.authority(above) == (("unit",) if lower.value in MASTERS else ("unit", "parent"))


def test_authority_goes_up_to_the_first_government():
    above = tuple(
        Node(one, kind, None)
        for one, kind in (("rutan", Kind.SERVICE_UNIT), ("kanwil", Kind.UNIT), ("ministry", Kind.MINISTRY), ("more", Kind.MINISTRY))
    )
    assert tree.authority(above) == ("rutan", "kanwil", "ministry")


def test_a_circle_in_the_data_ends():
    nodes = {"a": Node("a", Kind.UNIT, "b"), "b": Node("b", Kind.UNIT, "a")}
    assert [one.id for one in tree.chain("a", nodes)] == ["a", "b"]


@pytest.fixture
def branch(app):
    province = factories.institution("pemprov", name="Pemprov")
    regency = factories.institution("pemkab", name="Pemkab", parent=province)
    hospital = factories.institution("upp", name="RSUD", parent=regency)
    ward = factories.institution("unit", name="Poli", parent=hospital)
    agency = factories.institution("unit", name="Dinas", parent=province)
    return {"province": province, "regency": regency, "hospital": hospital, "ward": ward, "agency": agency}


def test_the_branch_of_a_province_ends_where_regencies_begin(branch):
    ids = {name: one.id for name, one in branch.items()}
    assert set(everything(queries.branch([ids["province"]]))) == {ids["province"], ids["agency"]}
    assert set(everything(queries.branch([ids["regency"]]))) == {ids["regency"], ids["hospital"], ids["ward"]}


ADMINS = ("province", "regency", "hospital", "ward", "agency")
OVER = {
    "province": {"province"},
    "regency": {"regency"},
    "hospital": {"hospital", "regency"},
    "ward": {"ward", "hospital", "regency"},
    "agency": {"agency", "province"},
}


@pytest.mark.parametrize(("whose", "of"), list(itertools.product(ADMINS, OVER)))
def test_who_governs_whom(branch, whose, of):
    admin = someone(factories.member(institution=branch[whose]))
    viewer = someone(factories.member(institution=branch[whose], duties=("drafter", "approver")))
    place = queries.place(branch[of].code)
    assert policy.governs(admin, place.authority) is (whose in OVER[of])
    assert policy.governs(viewer, place.authority) is False
    assert (queries.governed(admin, branch[of].code) is not None) is (whose in OVER[of])
