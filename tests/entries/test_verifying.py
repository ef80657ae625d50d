"""The verification desk."""

import pytest
from sqlalchemy import select

from p4comp.competition.counts import per_category
from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.entries.models import Entry, State
from tests import factories
from tests.entries.entrants import state

LATER = factories.during("verifikasi")


@pytest.fixture(autouse=True)
def verification(at):
    at(LATER)


@pytest.fixture
def desk(app, browse):
    return browse(factories.secretariat())


def submitted(**values):
    return factories.entry(state="submitted", **values)


def test_the_queue_begins_with_what_waits(desk):
    waiting = submitted(institution=factories.institution(name="Pemerintah Kabupaten Menunggu"))
    factories.entry(state="verified")
    page = desk.get("/verifikasi")
    assert [one.text for one in page.select("main .row-link")] == ["Pemerintah Kabupaten Menunggu"]
    assert page.links["Pemerintah Kabupaten Menunggu"] == f"/verifikasi/{waiting.id}"


def names(page):
    return sorted(one.text for one in page.select("main .row-link"))


def test_the_queue_is_narrowed_by_category_state_and_words(desk):
    a = submitted(institution=factories.institution(name="Kabupaten Satu")).institution_name
    b = submitted(institution=factories.institution("upp", name="RSUD Satu"), category="UPP").institution_name
    c = factories.entry(institution=factories.institution(name="Kabupaten Dua")).institution_name
    assert names(desk.get("/verifikasi", query={"status": ""})) == sorted([a, b, c])
    assert names(desk.get("/verifikasi", query={"kategori": "UPP"})) == [b]
    assert names(desk.get("/verifikasi", query={"status": "draft"})) == [c]
    assert names(desk.get("/verifikasi", query={"cari": "satu kab"})) == [a]
    assert names(desk.get("/verifikasi", query={"cari": "100%"})) == []


@pytest.mark.parametrize("query", [{"page": "-1"}, {"page": "x"}, {"page": "99"}, {"status": "apa"}, {"kategori": "'"}])
def test_odd_addresses_still_open_the_queue(desk, query):
    submitted()
    desk.get("/verifikasi", query=query)


def test_the_queue_costs_the_same_with_one_and_with_three_entries(desk):
    submitted()
    one = len(desk.get("/verifikasi").queries)
    submitted(), submitted()
    page = desk.get("/verifikasi")
    assert len(page.select("main .row-link")) == 3
    assert len(page.queries) == one


def test_the_queue_without_an_edition_says_so(desk):
    assert "Belum ada edisi yang berjalan" in desk.get("/verifikasi").main


def test_verifying(desk):
    entry = submitted(category="UPP")
    page = desk.get(f"/verifikasi/{entry.id}")
    assert "Rekomendasi instansi induk ada: disetujui di portal, atau suratnya diunggah." in page.main
    page.submit("Terima dan verifikasi")
    assert state(entry.id) is State.VERIFIED
    assert db.first(select(Mail.template)) == "entries/mail/verified.txt"


def test_returning_needs_a_reason_and_a_day_to_come(desk):
    entry = submitted()
    url = f"/verifikasi/{entry.id}/kembalikan"
    page = desk.post(url, {"reason": "", "until": ""}, status=422)
    assert set(page.errors) == {"", "reason", "until"}
    page = desk.post(url, {"reason": "Surat kabur.", "until": "2022-04-01T10:00"}, status=422)
    assert page.errors["until"] == "Batas perbaikan harus sesudah saat ini."
    assert page.form("Kembalikan berkas").fields["reason"] == "Surat kabur."
    page = desk.post(url, {"reason": "Surat kabur.", "until": "besok"}, status=422)
    assert page.errors["until"].startswith("Isi tanggal dan jam")
    assert state(entry.id) is State.SUBMITTED
    desk.post(url, {"reason": "Surat kabur.", "until": "2022-04-22T16:00"})
    assert state(entry.id) is State.RETURNED
    assert db.session().get(Entry, entry.id).correct_until.isoformat() == "2022-04-22T09:00:00+00:00"
    assert "22 April 2022, 16.00 WIB" in db.first(select(Mail.body))


def test_refusing_needs_a_reason(desk):
    entry = submitted()
    desk.post(f"/verifikasi/{entry.id}/tolak", {"refusal": " "}, status=422)
    assert state(entry.id) is State.SUBMITTED
    desk.post(f"/verifikasi/{entry.id}/tolak", {"refusal": "Bukan peserta."})
    assert (state(entry.id), db.session().get(Entry, entry.id).reason) == (State.REFUSED, "Bukan peserta.")


def test_a_second_secretary_is_told_that_it_is_decided(desk):
    entry = submitted()
    desk.post(f"/verifikasi/{entry.id}/terima")
    page = desk.post(f"/verifikasi/{entry.id}/tolak", {"refusal": "Terlambat."}, status=409)
    assert "Terverifikasi" in page.main
    assert state(entry.id) is State.VERIFIED


@pytest.mark.parametrize("of", ["itself", "its parent", "its unit", "its province"])
def test_staff_bound_to_the_entrant_may_read_but_not_verify(app, browse, of):
    place = factories.region()
    parent = factories.institution("pemkab", region=place)
    own = factories.institution("upp", parent=parent)
    entry = submitted(institution=own, category="UPP")
    where = {
        "itself": own,
        "its parent": parent,
        "its unit": factories.institution("upp", parent=own),
        "its province": factories.institution("pemkab", region=place),
    }
    who = factories.member(factories.secretariat(), where[of])
    desk = browse(who)
    page = desk.get(f"/verifikasi/{entry.id}")
    assert "Verifikasi berkas ini dilakukan petugas sekretariat lain." in page.main
    for verb, body in (("terima", {}), ("kembalikan", {"reason": "x", "until": "2022-04-22T16:00"}), ("tolak", {"refusal": "x"})):
        desk.post(f"/verifikasi/{entry.id}/{verb}", body, status=403)
    assert state(entry.id) is State.SUBMITTED


def test_the_auditor_reads_and_does_nothing(app, browse):
    entry = submitted()
    auditor = browse(factories.auditor())
    assert "Hanya sekretariat" in auditor.get(f"/verifikasi/{entry.id}").main
    auditor.post(f"/verifikasi/{entry.id}/terima", status=403)
    assert state(entry.id) is State.SUBMITTED


def test_an_edition_counts_who_entered_and_who_is_verified(app):
    edition = factories.edition()
    factories.entry()
    submitted()
    factories.entry(state="verified")
    factories.entry(state="withdrawn", category="UPP")
    found = per_category(edition.id, ["UMUM", "UPP"], LATER)
    assert {code: (counts["entered"], counts["verified"]) for code, counts in found.items()} == {"UMUM": (2, 1), "UPP": (1, 0)}
    before = per_category(edition.id, ["UMUM"], factories.opening("pendaftaran"))
    assert before["UMUM"]["entered"] == 0
