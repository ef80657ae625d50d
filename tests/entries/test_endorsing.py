"""A parent's recommendation: asked for, given, declined, done without."""

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.errors import Refused
from p4comp.entries import actions, queries
from p4comp.entries.models import Endorsement, Entry, LetterStanding, State
from p4comp.entries.rules.endorsing import ENDORSEMENT_MOVES, EndorsementState
from tests import factories
from tests.entries.entrants import DURING, by, mails, state, verbs

LEGAL = {("waiting", "give"): "given", ("waiting", "decline"): "declined", ("waiting", "take_back"): "taken_back"}


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(DURING)


@pytest.fixture
def parent(app):
    """A regency with a local admin."""
    place = factories.institution("pemkab", name="Pemerintah Kabupaten Induk")
    return place, factories.member(factories.person("Admin Induk"), place, {"local_admin"})


def unit_of(parent, **values):
    """A unit's entry without a letter."""
    entry = factories.entry(institution=factories.institution("upp", parent=parent), category="UPP", **values)
    entry.recommendation_sha256 = None
    return entry


@pytest.fixture
def unit(parent, browse):
    """The unit's entry, its people's browser, the parent's browser."""
    who = factories.person("Petugas Unit")
    entry = unit_of(parent[0], contact=who)
    factories.member(who, entry.institution)
    return entry, browse(who), browse(parent[1])


@pytest.mark.parametrize("verb", ENDORSEMENT_MOVES.table)
@pytest.mark.parametrize("at_state", EndorsementState)
def test_moves(at_state, verb):
    if (at_state, verb) in LEGAL:
        assert ENDORSEMENT_MOVES.after(at_state, verb) == LEGAL[at_state, verb]
    else:
        with pytest.raises(Refused):
            ENDORSEMENT_MOVES.after(at_state, verb)


def test_a_unit_asks_and_its_parent_approves_and_it_hands_in_without_a_letter(unit):
    entry, me, above = unit
    assert "Rekomendasi instansi induk belum ada" in me.get(f"/kepesertaan/{entry.id}").main
    me.get(f"/kepesertaan/{entry.id}/rekomendasi").submit("Minta rekomendasi")
    assert me.get(f"/kepesertaan/{entry.id}/rekomendasi").links["Word"] == f"/kepesertaan/{entry.id}/surat-rekomendasi.docx"
    request = db.first(select(Endorsement))
    assert mails() == [("endorsement_asked.txt", db.first(select(Endorsement)) and mails()[0][1])]
    assert "1 unit meminta rekomendasi" in above.get("/ruang-kerja").main
    page = above.get(f"/rekomendasi/{request.id}")
    assert "Dijalankan sejak 2019." in page.main
    page.submit("Rekomendasikan", number="800/12/2022")
    assert "meminta rekomendasi" not in above.get("/ruang-kerja").main
    assert "Rekomendasi instansi induk belum ada" not in me.get(f"/kepesertaan/{entry.id}").main
    me.get(f"/kepesertaan/{entry.id}/kirim").submit("Kirim berkas", declared="y")
    assert state(entry.id) is State.SUBMITTED
    given = queries.submission(db.session().get(Entry, entry.id)).snapshot["endorsement"]
    assert given == {"by": "Admin Induk", "for": "Pemerintah Kabupaten Induk", "at": DURING.isoformat(), "number": "800/12/2022"}
    assert verbs() == ["endorsement.asked", "endorsement.given", "entry.submitted"]


def test_the_nearest_above_with_an_admin_is_asked_and_everybody_above_may_answer(parent, app):
    regency, chief = parent
    office = factories.institution("upp", parent=regency)
    entry = unit_of(office)
    assert [one.id for one in queries.admins_above(entry.institution_id)] == [chief.id]
    near = factories.member(factories.person("Admin Dinas"), office, {"local_admin"})
    assert [one.id for one in queries.admins_above(entry.institution_id)] == [near.id]
    request = factories.endorsement(entry)
    assert [queries.endorsement(someone(one), request.id) is not None for one in (chief, near)] == [True, True]


def test_authority_ends_at_a_government_of_its_own(app):
    province = factories.institution("pemprov")
    factories.member(factories.person(), province, {"local_admin"})
    regency = factories.institution("pemkab", parent=province)
    entry = unit_of(regency)
    assert queries.admins_above(entry.institution_id) == []
    with pytest.raises(Refused, match="belum mempunyai admin"):
        actions.ask_endorsement(entry, by=by(entry), at=DURING)


def test_nobody_but_those_above_finds_the_request(unit, browse):
    entry, me, _above = unit
    request = factories.endorsement(entry)
    stranger = factories.member(factories.person(), factories.institution("pemkab"), {"local_admin"})
    viewer = factories.member(factories.person(), entry.institution.parent, {"approver", "drafter"})
    for browser in (me, browse(stranger), browse(viewer), browse(factories.secretariat())):
        browser.get(f"/rekomendasi/{request.id}", status=404)
        browser.post(f"/rekomendasi/{request.id}/setujui", {}, status=404)


def test_nobody_recommends_the_unit_they_work_for(parent, browse):
    place, admin = parent
    entry = unit_of(place, contact=admin)
    factories.member(admin, entry.institution)
    request = factories.endorsement(entry)
    page = browse(admin).get(f"/rekomendasi/{request.id}")
    assert "Anda petugas unit ini" in page.main
    browse(admin).post(f"/rekomendasi/{request.id}/setujui", {}, status=409)


def test_a_parent_declines_with_a_reason_and_the_unit_may_ask_again(unit):
    entry, me, above = unit
    request = factories.endorsement(entry)
    refused = above.post(f"/rekomendasi/{request.id}/tolak", {"reason": ""}, status=422)
    assert refused.errors["reason"] == "Tulis alasannya."
    above.post(f"/rekomendasi/{request.id}/tolak", {"reason": "Belum dibahas."})
    page = me.get(f"/kepesertaan/{entry.id}/rekomendasi")
    assert "Belum dibahas." in page.main
    assert [gap.field for gap in queries.missing(queries.dossier(db.session().get(Entry, entry.id)))] == ["letter"]
    page.submit("Minta rekomendasi")
    assert [one.state for one in db.everything(select(Endorsement).order_by(Endorsement.state))] == ["declined", "waiting"]


def test_a_parent_approves_many_at_once_and_answered_ones_stay(parent, browse):
    place, admin = parent
    requests = [factories.endorsement(unit_of(place)) for _n in range(3)]
    answered = factories.endorsement(unit_of(place), state="declined", reason="Tidak.")
    above = browse(admin)
    assert "Pilih sedikitnya satu unit" in above.post("/rekomendasi", {}, status=422).main
    above.post("/rekomendasi", {"id": [requests[0].id, requests[1].id, answered.id], "number": "800/9"})
    db.session().expire_all()
    assert [one.state.value for one in (*requests, answered)] == ["given", "given", "waiting", "declined"]
    assert [one.number for one in requests] == ["800/9", "800/9", ""]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_three_asks_no_more_than_one_of_one(parent, browse, count):
    for _n in range(count):
        factories.endorsement(unit_of(parent[0]))
    assert len(browse(parent[1]).get("/rekomendasi").queries) <= 12


def test_an_uploaded_letter_is_told_to_the_parent(unit):
    entry, me, _above = unit
    me.post(f"/kepesertaan/{entry.id}/rekomendasi", {"number": "1/2", "file": factories.upload("surat.pdf")})
    assert [name for name, _to in mails()] == ["letter_put.txt"]
    assert db.session().get(LetterStanding, entry.id).told == 1


@pytest.mark.parametrize(("days", "may"), [(6, False), (7, True), (8, True)])
def test_the_secretariat_takes_an_upload_alone_after_the_parents_days(app, browse, at, days, may):
    entry = factories.entry(category="UPP", state="submitted")
    monday = at("2022-03-07T02:00:00+00:00")  # Monday; five working days later is the Monday after
    entry.first_submitted_at = monday
    at(f"2022-03-{7 + days:02d}T02:00:00+00:00")
    desk = browse(factories.secretariat())
    desk.post(f"/verifikasi/{entry.id}/terima-surat", {}, status=303 if may else 403)
    standing = db.session().get(LetterStanding, entry.id)
    assert (standing is not None and standing.accepted_at is not None) is may
    assert ("Diterima sekretariat tanpa konfirmasi" in desk.get(f"/verifikasi/{entry.id}").main) is may


def test_a_unit_that_withdraws_no_longer_asks(unit):
    entry, _me, _above = unit
    request = factories.endorsement(entry)
    actions.withdraw(entry, reason="Pindah.", by=by(entry), at=DURING)
    assert request.state is EndorsementState.TAKEN_BACK


def test_a_unit_without_anybody_above_is_told_so_instead_of_a_button_that_fails(app, browse, at):
    entry = unit_of(factories.institution("pemkab"))
    who = factories.member(factories.person("Penyusun UPP"), entry.institution, {"drafter"})
    page = browse(who).get(f"/kepesertaan/{entry.id}/rekomendasi")
    assert "Belum ada admin instansi induk di portal" in page.main
    assert [one.text for one in page.select("main button") if "Minta rekomendasi" in one.text] == []
