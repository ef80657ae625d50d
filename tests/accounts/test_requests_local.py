"""Requests for accounts of units: the parent's local admin answers, one by one or several at once."""

import pytest
from sqlalchemy import select

from p4comp.accounts import actions
from p4comp.accounts.identity import someone
from p4comp.accounts.models import AccountRequest, Invitation, Membership
from p4comp.core.audit import AuditRecord
from p4comp.core.db import everything, session
from p4comp.core.mail import Mail
from p4comp.institutions.models import Institution
from tests import factories
from tests.accounts import people


@pytest.fixture
def regency(app):
    province = factories.institution("pemprov")
    regency = factories.institution("pemkab", name="Pemerintah Kabupaten Contoh", parent=province)
    regency.province = province
    regency.admin = factories.member(factories.person("Admin", email="admin@uji.go.id"), regency)
    return regency


def states():
    session().expire_all()
    return {one.email: one.state.value for one in everything(select(AccountRequest))}


def test_the_parents_admin_is_told_and_opens_the_units_account(regency, browse):
    asked = people.request(regency, unit_name="RSUD Contoh")
    assert [one.to for one in everything(select(Mail).where(Mail.template == "accounts/mail/request_waits.txt"))] == ["admin@uji.go.id"]
    browser = browse(regency.admin)
    page = browser.get("/permintaan-akun")
    page = browser.get(page.links["RSUD Contoh"])
    browser.post(f"/permintaan-akun/{asked.id}/setujui")
    (unit,) = everything(select(Institution).where(Institution.parent_id == regency.id))
    assert (unit.name, states()) == ("RSUD Contoh", {"pemohon@uji.go.id": "approved"})


@pytest.mark.parametrize("who", ["province", "neighbour", "viewer", "unit"])
def test_nobody_else_sees_or_answers(regency, browse, who):
    place = {
        "province": lambda: regency.province,
        "neighbour": factories.institution,
        "viewer": lambda: regency,
        "unit": lambda: factories.institution("upp", parent=regency),
    }[who]()
    actor = factories.member(institution=place, duties=("drafter", "approver") if who == "viewer" else ("local_admin",))
    asked = people.request(regency, unit_name="RSUD Contoh")
    browser = browse(actor)
    for path in ("", "/surat"):
        browser.get(f"/permintaan-akun/{asked.id}{path}", status=404)
    browser.post(f"/permintaan-akun/{asked.id}/setujui", status=404)
    browser.post("/permintaan-akun/setujui", {"request_id": asked.id}, status=403 if who == "viewer" else 303)
    if who != "viewer":
        assert "RSUD Contoh" not in browser.get("/permintaan-akun").main
    assert states() == {"pemohon@uji.go.id": "waiting"}


def test_several_are_approved_at_once_each_with_its_record_and_no_other(regency, browse):
    mine = [people.request(regency, unit_name=f"Puskesmas {n}", email=f"p{n}@uji.go.id") for n in range(3)]
    foreign = people.request(email="lain@uji.go.id")
    browser = browse(regency.admin)
    assert len(browser.get("/permintaan-akun", query={"semua": "1"}).select("input[name=request_id][checked]")) == 3
    chosen = [mine[0].id, mine[1].id, mine[0].id, foreign.id, "tidak-ada"]
    page = browser.post("/permintaan-akun/setujui", {"request_id": chosen}).follow()
    assert "2 permintaan disetujui" in page.text
    assert states() == {"p0@uji.go.id": "approved", "p1@uji.go.id": "approved", "p2@uji.go.id": "waiting", "lain@uji.go.id": "waiting"}
    recorded = everything(select(AuditRecord.subject_id).where(AuditRecord.verb == "account_request.approved").order_by(AuditRecord.number))
    assert sorted(recorded) == sorted([mine[0].id, mine[1].id])


def test_nothing_chosen_changes_nothing(regency, browse):
    people.request(regency, unit_name="RSUD Contoh")
    assert "Pilih dahulu" in browse(regency.admin).post("/permintaan-akun/setujui").follow().text
    assert states() == {"pemohon@uji.go.id": "waiting"}


def test_an_admin_who_left_answers_nothing(regency, browse):
    asked = people.request(regency, unit_name="RSUD Contoh")
    browser = browse(regency.admin)
    browser.get(f"/permintaan-akun/{asked.id}")
    for one in everything(select(Membership).where(Membership.person_id == regency.admin.id)):
        session().delete(one)
    session().flush()
    browser.post(f"/permintaan-akun/{asked.id}/setujui", status=404)
    assert not someone(regency.admin).has("local_admin")


@pytest.mark.parametrize("is_known", [True, False])
def test_whom_an_admin_takes_on_decides_by_accepting_and_the_team_does_not_tell_who_is_known(regency, browse, is_known):
    """Anybody can type a juror's address: a member by force would be barred from judging, and open to the institution's own sign-in."""
    known = people.somebody(email="pemohon@uji.go.id") if is_known else None
    asked = people.request(regency)
    browse(regency.admin).post(f"/permintaan-akun/{asked.id}/setujui")
    (invited,) = everything(select(Invitation))
    assert (invited.email, invited.name, invited.joins, invited.institution_id) == ("pemohon@uji.go.id", "Pemohon", True, regency.id)
    assert [one.person_id for one in everything(select(Membership))] == [regency.admin.id]
    assert "Pemohon" in browse(regency.admin).get(f"/tim/{regency.code}").main
    if known:
        assert (known.phone, known.position) == ("", "")


def test_an_approved_member_is_not_invited_and_nobody_twice(regency, browse):
    factories.member(people.somebody(email="pemohon@uji.go.id"), regency)
    for email in ("pemohon@uji.go.id", "lain@uji.go.id", "lain@uji.go.id"):
        asked = people.request(regency, email=email)
        browse(regency.admin).post(f"/permintaan-akun/{asked.id}/setujui")
    assert [one.email for one in everything(select(Invitation))] == ["lain@uji.go.id"]


def test_who_is_asked_becomes_a_member_by_accepting(regency, browse):
    known = people.somebody(email="pemohon@uji.go.id")
    asked = people.request(regency)
    browse(regency.admin).post(f"/permintaan-akun/{asked.id}/setujui")
    (invited,) = everything(select(Invitation))
    actions.join_by(invited, known, at=factories.BEGINNING)
    assert sorted(someone(known).institutions) == [regency.id]
