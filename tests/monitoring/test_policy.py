"""Who runs a province's monitoring, in the ministry's portal and in the province's own."""

from itertools import product

import pytest

from p4comp.accounts.identity import Someone
from p4comp.monitoring import policy
from p4comp.monitoring.models import MonitoringTerms
from p4comp.monitoring.policy import Area, Unit
from p4comp.monitoring.queries import places
from tests import factories
from tests.monitoring import scene

ROLES = {
    "monitor": {("monitor", "prov")},
    "foreign monitor": {("monitor", "other")},
    "admin": {("member", "prov"), ("local_admin", "prov")},
    "member": {("member", "prov")},
    "secretariat": {("secretariat", "")},
    "auditor": {("auditor", "")},
    "own": {("member", "unit")},
    "secretary and monitor": {("secretariat", ""), ("monitor", "prov")},
    "secretary and admin": {("secretariat", ""), ("local_admin", "prov")},
    "secretary and own": {("secretariat", ""), ("member", "unit")},
    "auditor and monitor": {("auditor", ""), ("monitor", "prov")},
    "auditor and own": {("auditor", ""), ("member", "unit")},
    "nobody": set(),
}
SECRETARIES = {"secretariat", "secretary and monitor", "secretary and admin", "secretary and own"}
AUDITORS = {"auditor", "auditor and monitor", "auditor and own"}
OWN = {("monitor", False), ("admin", False), ("monitor", True), ("admin", True)}
RUNS = OWN | {(one, True) for one in SECRETARIES} | {("auditor and monitor", True)}
LOOKS = RUNS | set(product(SECRETARIES | AUDITORS, (False, True)))
FLAGS = RUNS | {("own", False), ("own", True), ("auditor and own", True)}


def actor(role):
    return Someone(id="x", roles=frozenset(ROLES[role]), is_signed_in=True)


@pytest.fixture
def unit(app):
    def make(is_host):
        province = factories.institution("pemprov", id="prov")
        below = factories.institution("pemkab", id="unit", parent=province)
        return Unit(below, Area(province, (MonitoringTerms(),), is_host))

    return make


@pytest.mark.parametrize(("role", "is_host"), list(product(ROLES, (False, True))))
def test_the_province_runs_those_inside_read_and_flags_are_between_two(unit, role, is_host):
    found = unit(is_host)
    assert policy.runs(actor(role), found.area) is ((role, is_host) in RUNS)
    assert policy.looks(actor(role), found.area) is ((role, is_host) in LOOKS)
    assert policy.sees_flags(actor(role), found) is ((role, is_host) in FLAGS)


def test_in_a_provinces_own_portal_its_secretariat_runs_it_and_there_is_no_other(app, browse, at, monkeypatch):
    at(scene.AT)
    world = scene.world()
    monkeypatch.setattr(places, "host_code", lambda: "prov-63")
    browser = browse(factories.secretariat())
    browser.get("/pemantauan/provinsi/prov-63/impor")
    browser.get("/pemantauan/provinsi/prov-64", status=404)
    browser.get("/pemantauan/instansi/kab-64.01", status=404)
    page = browser.get("/pemantauan", status=303)
    assert page.location == "/pemantauan/provinsi/prov-63"
    assert world.other.code == "prov-64"
