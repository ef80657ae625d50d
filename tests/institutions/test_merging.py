"""Merging duplicates: rights, names, addresses, and what stands against it."""

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Membership
from p4comp.core.audit import AuditRecord
from p4comp.core.db import commit, everything, session
from p4comp.core.errors import Invalid, Refused
from p4comp.entries.models import Entry
from p4comp.institutions import actions, queries
from p4comp.institutions.actions import load_registry
from p4comp.institutions.models import Institution, InstitutionName, Merged, Succession
from tests import factories

AT = factories.BEGINNING


@pytest.fixture
def pair(app):
    kept = factories.institution(name="RSUD Contoh", code="upp-satu", kind="upp")
    gone = factories.institution(name="Rumah Sakit Contoh", code="upp-dua", kind="upp", short_name="RS Contoh")
    pair.kept, pair.gone, pair.secretary = kept, gone, factories.secretariat()
    return pair


def merge(kept, gone, by, **values):
    actions.merge(kept, gone, **{"reason": "ganda", "by": someone(by), "at": AT} | values)
    session().flush()


def test_members_of_the_duplicate_work_for_the_one_that_stays(pair):
    both, other = factories.person("Dua"), factories.member(institution=pair.gone, duties=("approver",))
    factories.member(both, pair.kept, ("drafter",))
    factories.member(both, pair.gone, ("local_admin",), leads=True)
    gone = pair.gone.id
    merge(pair.kept, pair.gone, pair.secretary)
    rights = {one.id: someone(one) for one in (both, other)}
    assert {duty for duty in ("drafter", "approver", "local_admin") if rights[both.id].has(duty, pair.kept.id)} == {
        "drafter",
        "local_admin",
    }
    assert {duty for duty in ("drafter", "approver", "local_admin") if rights[other.id].has(duty, pair.kept.id)} == {"approver"}
    assert all(gone not in one.institutions for one in rights.values())
    assert sorted(everything(select(Membership.leads).where(Membership.institution_id == pair.kept.id))) == [False, True]


def test_units_of_the_duplicate_obey_the_one_that_stays(pair):
    unit = factories.institution("upp", parent=pair.gone)
    admin, stranger = factories.member(institution=pair.kept), factories.member()
    merge(pair.kept, pair.gone, pair.secretary)
    assert queries.governed(someone(admin), unit.code) is not None
    assert queries.governed(someone(stranger), unit.code) is None


def test_its_name_is_found_and_its_code_leads_on(pair, browse):
    merge(pair.kept, pair.gone, pair.secretary)
    assert sorted(everything(select(InstitutionName.name))) == ["RS Contoh", "Rumah Sakit Contoh"]
    assert [(one.code, one.former) for one in queries.search("rumah sakit contoh")] == [("upp-satu", "Rumah Sakit Contoh")]
    assert [one.code for one in queries.called("upp-dua")] == ["upp-satu"]
    browser = browse(pair.secretary)
    assert browser.get("/instansi/upp-dua", status=301).location.endswith("/instansi/upp-satu")
    assert "RSUD Contoh" in browse().get("/daftar/upp-dua").main


def test_a_merged_one_may_be_merged_again(pair):
    third = factories.institution("upp", code="upp-tiga")
    merge(pair.kept, pair.gone, pair.secretary)
    merge(third, pair.kept, pair.secretary)
    assert {one.code: one.kept_id for one in everything(select(Merged))} == {"upp-satu": third.id, "upp-dua": third.id}


def test_nothing_follows_itself(pair):
    session().add(Succession(predecessor_id=pair.gone.id, successor_id=pair.kept.id))
    session().flush()
    merge(pair.kept, pair.gone, pair.secretary)
    assert everything(select(Succession)) == []


def test_it_is_recorded_with_what_moved(pair):
    factories.member(institution=pair.gone)
    gone = pair.gone.id
    merge(pair.kept, pair.gone, pair.secretary)
    commit()
    record = everything(select(AuditRecord).where(AuditRecord.verb == "institution.merged"))[0]
    assert (record.subject_id, record.details["gone"]["id"], record.details["gone"]["moved"]["Anggota tim"]) == (pair.kept.id, gone, 1)


def test_two_entries_in_one_edition_are_refused_with_what_to_do(app):
    cast = factories.cast()
    other = everything(select(Entry).where(Entry.id != cast.entry.id, Entry.edition_id == cast.entry.edition_id))[0].institution
    other.kind = cast.institution.kind
    session().flush()
    with pytest.raises(Refused, match="satu instansi hanya punya satu"):
        actions.merge(cast.institution, other, reason="ganda", by=someone(cast.secretary), at=AT)
    assert session().get(Institution, other.id) is not None


@pytest.mark.parametrize("case", ["same", "kind", "above", "below", "reason", "right"])
def test_what_stands_against_it(pair, case):
    kept, gone, by, values = pair.kept, pair.gone, pair.secretary, {}
    if case == "same":
        gone = kept
    elif case == "kind":
        gone.kind = "unit"
    elif case in ("above", "below"):
        middle = factories.institution("unit", parent=gone if case == "above" else kept)
        (kept if case == "above" else gone).parent_id = middle.id
    elif case == "reason":
        values = {"reason": "  "}
    else:
        by = factories.member(institution=kept)
    session().flush()
    with pytest.raises(Refused):
        merge(kept, gone, by, **values)
    assert len(everything(select(Institution.id).where(Institution.id.in_([pair.kept.id, pair.gone.id])))) == 2


def test_a_shipped_institution_that_was_merged_does_not_come_back(app):
    load_registry(AT)
    kept = queries.by_code("kab-63.06")
    gone = queries.by_code("kab-63.07")
    actions.merge(kept, gone, reason="uji", by=someone(factories.secretariat()), at=AT)
    session().flush()
    assert load_registry(AT) == 0
    assert queries.by_code("kab-63.07").id == kept.id


def test_the_two_steps_over_http(pair, browse):
    factories.member(institution=pair.gone)
    browser = browse(pair.secretary)
    page = browser.get("/instansi/upp-satu/gabung", query={"cari": "rumah sakit contoh"})
    page = browser.get(page.links["Periksa penggabungan"])
    assert "Anggota tim" in page.main
    kept = browser.post(page.path, {"reason": "ganda", "phrase": "upp-satu"}, status=422)
    assert kept.form("Gabungkan").fields["reason"] == "ganda"
    browser.post(page.path, {"reason": "ganda", "phrase": "upp-dua"})
    assert everything(select(Merged.code)) == ["upp-dua"]
    browser.get(page.path, status=404)
    browser.post(page.path, {"reason": "ganda", "phrase": "upp-dua"}, status=404)


def test_the_reason_must_be_given(pair):
    with pytest.raises(Invalid):
        merge(pair.kept, pair.gone, pair.secretary, reason="")
