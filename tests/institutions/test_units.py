"""Units are registered, renamed, placed elsewhere; what was true on a day stays known."""

from datetime import date

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core.audit import AuditRecord
from p4comp.core.db import everything, session
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions import actions, queries
from p4comp.institutions.models import Institution, InstitutionName, Kind, Parentage
from p4comp.institutions.rules.tree import DEEPEST
from tests import factories

AT = factories.BEGINNING
DAY = date(2021, 7, 1)


@pytest.fixture
def regency(app):
    return factories.institution(name="Pemerintah Kabupaten Contoh", code="kab-99.01", region=factories.region())


@pytest.fixture
def admin(regency):
    return factories.member(factories.person("Admin"), regency)


def place(institution):
    return queries.place(institution.code)


def verbs():
    return everything(select(AuditRecord.verb).order_by(AuditRecord.number))


def test_a_local_admin_registers_a_unit_over_http(regency, admin, browse):
    browser = browse(admin)
    page = browser.get(f"/instansi/{regency.code}/unit-baru")
    form = page.form("Daftarkan").fields | {"name": "RSUD  Contoh", "kind": "upp", "region": "63"}
    browser.post(page.path, form)
    (unit,) = everything(select(Institution).where(Institution.parent_id == regency.id))
    assert (unit.name, unit.kind, unit.region_code, unit.code) == ("RSUD Contoh", Kind.SERVICE_UNIT, "63", "upp-kab-99.01-rsud-contoh")
    assert verbs()[-1] == "institution.added"


@pytest.mark.parametrize(
    "values", [{"name": ""}, {"name": "RS"}, {"name": "x" * 251}, {"kind": "pemkab"}, {"kind": ""}, {"region": "99.99"}]
)
def test_a_bad_unit_is_refused_and_nothing_is_lost(regency, admin, browse, values):
    form = {"name": "RSUD Contoh", "kind": "upp", "region": "63"} | values
    page = browse(admin).post(f"/instansi/{regency.code}/unit-baru", form, status=422)
    assert page.form("Daftarkan").fields["name"] == form["name"]
    assert everything(select(Institution).where(Institution.parent_id == regency.id)) == []


def test_a_name_that_looks_alike_is_shown_first_and_may_be_insisted_on(regency, admin, browse):
    factories.institution("upp", name="Puskesmas Melati Satu", parent=regency)
    browser = browse(admin)
    form = {"name": "Puskesmas Melatti Satu", "kind": "upp", "region": "63"}
    page = browser.post(f"/instansi/{regency.code}/unit-baru", form, status=422)
    assert "Puskesmas Melati Satu" in page.links
    browser.post(f"/instansi/{regency.code}/unit-baru", form | {"is_sure": "y"})
    assert len(everything(select(Institution).where(Institution.parent_id == regency.id))) == 2


def test_the_very_same_name_is_refused(regency, admin):
    factories.institution("upp", name="RSUD Contoh", parent=regency)
    with pytest.raises(Invalid, match="sudah ada"):
        actions.add_unit(place(regency), "rsud  contoh", Kind.SERVICE_UNIT, by=someone(admin), at=AT)


def test_the_tree_has_a_bottom(regency, admin):
    lowest = regency
    for _step in range(DEEPEST - 1):
        lowest = factories.institution("unit", parent=lowest)
    with pytest.raises(Refused, match="paling dalam"):
        actions.add_unit(place(lowest), "Terlalu Dalam", Kind.UNIT, by=someone(admin), at=AT)


@pytest.mark.parametrize("who", ["province", "neighbour", "unit", "viewer", "nobody"])
def test_nobody_else_registers_units(regency, browse, who):
    province = factories.institution("pemprov")
    regency.parent_id = province.id
    unit = factories.institution("upp", parent=regency)
    people = {
        "province": lambda: factories.member(institution=province),
        "neighbour": factories.member,
        "unit": lambda: factories.member(institution=unit),
        "viewer": lambda: factories.member(institution=regency, duties=("drafter", "approver")),
        "nobody": factories.person,
    }
    browser = browse(people[who]())
    browser.get(f"/instansi/{regency.code}/unit-baru", status=404)
    browser.post(f"/instansi/{regency.code}/unit-baru", {"name": "RSUD Palsu", "kind": "upp"}, status=404)
    assert everything(select(Institution.id).where(Institution.parent_id == regency.id)) == [unit.id]


def test_a_unit_is_renamed_from_a_day_on(regency, admin):
    unit = factories.institution("upp", name="RSUD Lama", parent=regency)
    actions.rename(place(unit), "RSUD Baru", on=DAY, by=someone(admin), at=AT)
    session().flush()
    (former,) = everything(select(InstitutionName))
    assert (unit.name, former.name, former.valid_from, former.valid_to) == ("RSUD Baru", "RSUD Lama", None, DAY)
    assert (queries.name_on(unit, date(2021, 6, 30)), queries.name_on(unit, DAY)) == ("RSUD Lama", "RSUD Baru")


@pytest.mark.parametrize(
    ("name", "on", "words"), [("RSUD Lama", DAY, "berbeda"), ("RSUD Baru", date(2022, 1, 4), "sudah tiba"), ("RSUD Baru", DAY, "sesudah")]
)
def test_a_rename_that_cannot_be_is_refused(regency, admin, name, on, words):
    unit = factories.institution("upp", name="RSUD Lama", parent=regency, valid_from=DAY)
    with pytest.raises(Invalid, match=words):
        actions.rename(place(unit), name, on=on, by=someone(admin), at=AT)
    assert unit.name == "RSUD Lama"


def test_a_government_is_renamed_by_the_secretariat_only(regency, admin, browse):
    browse(admin).post(f"/instansi/{regency.code}/nama", {"name": "Pemkab Lain", "on": "2021-07-01"}, status=403)
    browse(factories.secretariat()).post(f"/instansi/{regency.code}/nama", {"name": "Pemkab Lain", "on": "2021-07-01"})
    session().expire_all()
    assert regency.name == "Pemkab Lain"


@pytest.fixture
def secretary(app):
    return factories.secretariat()


def test_an_institution_moves_with_a_date_and_its_branch_obeys_the_new_parent(regency, secretary):
    old, new = factories.institution("pemprov"), factories.institution("kementerian")
    agency = factories.institution("unit", parent=old)
    unit = factories.institution("upp", parent=agency)
    actions.move(place(agency), new, on=DAY, reason="PP 1/2021", by=someone(secretary), at=AT)
    session().flush()
    rows = {(one.parent_id, one.valid_from, one.valid_to) for one in everything(select(Parentage))}
    assert rows == {(old.id, None, DAY), (new.id, DAY, None)}
    assert queries.authority(unit.id) == (unit.id, agency.id, new.id)
    assert (queries.parent_on(agency, date(2021, 6, 30)).id, queries.parent_on(agency, DAY).id) == (old.id, new.id)


def test_a_branch_is_never_its_own_root(regency, secretary):
    upper = factories.institution("unit", parent=regency)
    lower = factories.institution("unit", parent=upper)
    for parent in (upper, lower):
        with pytest.raises(Invalid):
            actions.move(place(upper), parent, on=DAY, reason="uji", by=someone(secretary), at=AT)
    assert upper.parent_id == regency.id


def test_moving_is_the_secretariats_over_http(regency, admin, secretary, browse):
    unit = factories.institution("upp", name="RSUD Contoh", parent=regency)
    other = factories.institution(name="Pemerintah Kabupaten Tetangga")
    form = {"parent": "Pemerintah Kabupaten Tetangga", "on": "2021-07-01", "reason": "salah catat"}
    browse(admin).post(f"/instansi/{unit.code}/induk", form, status=403)
    page = browse(secretary).post(f"/instansi/{unit.code}/induk", form | {"parent": "Kabupaten Tetanga"}, status=422)
    assert "Pemerintah Kabupaten Tetangga" in page.main
    browse(secretary).post(f"/instansi/{unit.code}/induk", form)
    session().expire_all()
    assert unit.parent_id == other.id
