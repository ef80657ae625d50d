"""Asking for an account, and the secretariat's answer."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from p4comp.accounts import queries
from p4comp.accounts.actions import requests as asking
from p4comp.accounts.models import Invitation, Person, RefusedSignIn
from p4comp.core import clock
from p4comp.core.audit import AuditRecord
from p4comp.core.db import everything, session
from p4comp.core.errors import Refused
from p4comp.core.mail import Mail
from p4comp.core.staging import StagedFile
from p4comp.institutions.models import Institution, Kind
from tests import factories
from tests.accounts import people

GOOD = {
    "name": "Budi Santoso, S.Sos.",
    "position": "Kepala Bagian Organisasi",
    "email": "Budi@Contoh.go.id",
    "phone": "0812 3456 7890",
    "letter_number": "800/12/2022",
}


@pytest.fixture
def regency(app):
    return factories.institution(
        Kind.REGENCY, name="Pemerintah Kabupaten Contoh", code="kab-99.01", short_name="Pemkab Contoh", region=factories.region()
    )


def mails():
    return [(one.to, one.template.removeprefix("accounts/mail/")) for one in everything(select(Mail).order_by(Mail.written_at, Mail.id))]


def test_an_institution_is_found_by_part_of_its_name_and_asked_for(regency, browse):
    browser = browse()
    page = browser.get("/daftar", query={"cari": "contoh"})
    page = browser.get(page.links["Minta akun untuk Pemerintah Kabupaten Contoh"])
    done = browser.post(page.path, GOOD | {"letter": factories.upload()})
    assert done.follow().h1 == "Permintaan diterima"
    (made,) = people.requests()
    assert (made.institution_id, made.email, made.letter_number, made.letter_name, made.state) == (
        regency.id,
        "budi@contoh.go.id",
        "800/12/2022",
        "surat.pdf",
        "waiting",
    )
    assert mails() == [("budi@contoh.go.id", "request_received.txt")]
    assert everything(select(AuditRecord.verb)) == ["account_request.asked"]


def test_a_new_unit_names_itself_under_its_parent(regency, browse):
    browser = browse()
    page = browser.get("/daftar", query={"cari": "contoh"})
    page = browser.get(page.links["Unit baru di bawah Pemkab Contoh"])
    browser.post(page.path, GOOD | {"unit_name": "RSUD  Contoh", "letter": factories.upload()})
    (made,) = people.requests()
    assert (made.institution_id, made.parent_id, made.unit_name) == (None, regency.id, "RSUD Contoh")


def test_forged_institutions_in_the_form_mean_nothing(regency, browse):
    other = factories.institution()
    browse().post(
        "/daftar/kab-99.01", GOOD | {"letter": factories.upload(), "institution_id": other.id, "parent_id": other.id, "unit_name": "Palsu"}
    )
    (made,) = people.requests()
    assert (made.institution_id, made.parent_id, made.unit_name) == (regency.id, None, "")


def test_an_unknown_or_ended_institution_cannot_be_asked_for(regency, browse, at):
    at("2022-03-01T09:00+07:00")
    gone = factories.institution(code="kl-lama", valid_to=clock.now().date() - timedelta(days=1))
    for code in ("tidak-ada", gone.code, gone.id):
        browse().get(f"/daftar/{code}", status=404)
        browse().post(f"/daftar/{code}", GOOD | {"letter": factories.upload()}, status=404)
    assert people.requests() == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("surat.pdf", b"<!doctype html><html><body>surat</body></html>", "bukan PDF"),
        ("surat.pdf", b"", "kosong"),
        ("surat.pdf", b"%PDF-1.7 rusak", "rusak"),
        ("surat.exe", b"MZ\x90\x00", "bukan PDF"),
    ],
)
def test_a_letter_that_is_no_pdf_is_refused_and_the_rest_is_kept(regency, browse, name, content, words):
    page = browse().post("/daftar/kab-99.01", GOOD | {"letter": factories.upload(name, content)}, status=422)
    assert words in page.main
    assert page.form("Kirim permintaan").fields["name"] == GOOD["name"]
    assert people.requests() == []


def test_a_letter_over_the_limit_is_refused(regency, browse, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_UPLOAD", 100)
    page = browse().post("/daftar/kab-99.01", GOOD | {"letter": factories.upload()}, status=422)
    assert "lebih besar" in page.main
    assert people.requests() == []


def test_a_letter_of_more_than_twice_the_limit_costs_nothing_that_was_typed(regency, browse, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_UPLOAD", 200_000)
    page = browse().post("/daftar/kab-99.01", GOOD | {"letter": factories.upload("pindai.pdf", b"%PDF-" + b"0" * 500_000)}, status=422)
    assert "lebih besar" in page.main
    kept = page.form("Kirim permintaan").fields
    assert {name: kept[name] for name in GOOD} == GOOD


def test_a_bad_letter_after_a_good_one_is_refused_and_the_good_one_waits_on(regency, browse):
    browser = browse()
    page = browser.post("/daftar/kab-99.01", GOOD | {"name": "", "letter": factories.upload("baik.pdf")}, status=422)
    token = page.form("Kirim permintaan").fields["staged"]
    page = browser.post("/daftar/kab-99.01", GOOD | {"staged": token, "letter": factories.upload("buruk.pdf", b"bukan")}, status=422)
    assert "baik.pdf" in page.main
    assert people.requests() == []
    browser.post("/daftar/kab-99.01", GOOD | {"staged": page.form("Kirim permintaan").fields["staged"]})
    assert [one.letter_name for one in people.requests()] == ["baik.pdf"]


def test_a_missing_letter_is_asked_for(regency, browse):
    page = browse().post("/daftar/kab-99.01", GOOD, status=422)
    assert "Pilih surat resmi" in page.main


def test_an_accepted_letter_is_not_asked_for_again(regency, browse):
    browser = browse()
    page = browser.post("/daftar/kab-99.01", GOOD | {"email": "bukan alamat", "letter": factories.upload("surat kami.pdf")}, status=422)
    assert set(page.errors) == {"email", ""}
    assert "surat kami.pdf sudah diterima" in page.main
    page = page.submit("Kirim permintaan", phone="", status=422)
    assert "surat kami.pdf sudah diterima" in page.main
    page.submit("Kirim permintaan", email="budi@contoh.go.id", phone="0812 3456 7890")
    (made,) = people.requests()
    assert made.letter_name == "surat kami.pdf"


def test_a_staged_letter_is_kept_for_24_hours_and_only_by_its_token(regency, browse):
    browser = browse()
    page = browser.post("/daftar/kab-99.01", GOOD | {"email": "", "letter": factories.upload()}, status=422)
    session().execute(update(StagedFile).values(staged_at=clock.real() - timedelta(hours=25)))
    page.submit("Kirim permintaan", email="budi@contoh.go.id", status=422)
    staged = everything(select(StagedFile))[0]
    browser.post("/daftar/kab-99.01", GOOD | {"staged": staged.id}, status=422)
    assert people.requests() == []


def test_the_same_request_twice_is_one(regency, browse):
    for _ in range(2):
        browse().post("/daftar/kab-99.01", GOOD | {"letter": factories.upload()})
    assert len(people.requests()) == 1
    assert len(mails()) == 1


def test_the_secretariat_reads_the_letter_and_approves(regency, browse):
    asked = people.request(regency)
    secretary = browse(factories.secretariat())
    page = secretary.get("/permintaan-akun")
    assert page.links["Permintaan akun1"] == "/permintaan-akun"
    page = secretary.get(page.links["Pemerintah Kabupaten Contoh"])
    letter = secretary.get(page.links["Buka surat (PDF)"])
    assert (letter.body, letter.headers["Content-Type"]) == (factories.pdf(), "application/pdf")
    page.submit("Setujui dan undang")
    session().expire_all()
    assert (asked.state, asked.answered_by) == ("approved", secretary.person.id)
    assert [one.email for one in queries.members(regency.id)] == ["pemohon@uji.go.id"]
    assert everything(select(Invitation.email)) == ["pemohon@uji.go.id"]


def test_approving_a_new_unit_registers_it_under_its_parent(regency, browse):
    people.request(regency, unit_name="RSUD Contoh")
    second = people.request(regency, unit_name="rsud contoh", email="dua@uji.go.id")
    secretary = browse(factories.secretariat())
    for one in people.requests():
        secretary.post(f"/permintaan-akun/{one.id}/setujui")
    unit = session().execute(select(Institution).where(Institution.kind == Kind.SERVICE_UNIT)).scalar_one()
    assert (unit.name.lower(), unit.parent_id, unit.region_code, unit.code) == (
        "rsud contoh",
        regency.id,
        "63",
        "upp-kab-99.01-rsud-contoh",
    )
    assert len(queries.members(unit.id)) == 2
    session().expire_all()
    assert second.institution_id == unit.id


def test_somebody_with_a_password_is_told_not_invited(regency, browse):
    people.somebody(email="pemohon@uji.go.id")
    asked = people.request(regency)
    browse(factories.secretariat()).post(f"/permintaan-akun/{asked.id}/setujui")
    assert ("pemohon@uji.go.id", "joined.txt") in mails()
    assert everything(select(Invitation)) == []
    assert len(everything(select(Person).where(Person.email == "pemohon@uji.go.id"))) == 1


def test_the_admins_of_an_institution_are_told_at_once_whom_one_secretary_takes_on(regency, browse):
    admin = factories.member(factories.person("Admin", email="admin@uji.go.id"), regency)
    asked = people.request(regency)
    browse(factories.secretariat()).post(f"/permintaan-akun/{asked.id}/setujui")
    told = [one for one in everything(select(Mail)) if one.template.endswith("member_taken_on.txt")]
    assert [(one.to, one.person_id) for one in told] == [("admin@uji.go.id", admin.id)]
    assert [words in told[0].body for words in ("pemohon@uji.go.id", f"/tim/{regency.code}")] == [True, True]


def test_a_refusal_needs_a_reason_and_tells_it(regency, browse):
    asked = people.request(regency)
    secretary = browse(factories.secretariat())
    page = secretary.get(f"/permintaan-akun/{asked.id}")
    assert set(page.submit("Tolak permintaan", status=422).errors) == {"reason", ""}
    page.submit("Tolak permintaan", reason="Surat belum ditandatangani.")
    session().expire_all()
    assert (asked.state, asked.reason) == ("refused", "Surat belum ditandatangani.")
    told = session().execute(select(Mail).where(Mail.template == "accounts/mail/request_refused.txt")).scalar_one()
    assert "Surat belum ditandatangani." in told.body


def test_an_answered_request_is_not_answered_again(regency, browse):
    asked = people.request(regency)
    secretary = browse(factories.secretariat())
    secretary.post(f"/permintaan-akun/{asked.id}/tolak", {"reason": "Keliru."})
    secretary.post(f"/permintaan-akun/{asked.id}/setujui", status=403)
    page = secretary.get(f"/permintaan-akun/{asked.id}")
    assert "sudah dijawab (Ditolak)" in page.main
    assert queries.members(regency.id) == []


def test_the_queue_takes_the_same_number_of_queries_whatever_its_length(browse):
    secretary = browse(factories.secretariat())
    taken = []
    for number in (1, 3):
        for place in range(number):
            people.request(factories.institution(parent=factories.institution()), email=f"orang{number}{place}@uji.go.id")
        taken.append(len(secretary.get("/permintaan-akun").queries))
    assert taken[0] == taken[1] <= 12


def test_what_people_type_cannot_run(regency, browse):
    browse().post("/daftar/kab-99.01", GOOD | {"name": "<script>alert(1)</script>", "letter": factories.upload("<b>.pdf")})
    (made,) = people.requests()
    page = browse(factories.secretariat()).get(f"/permintaan-akun/{made.id}")
    assert "<script>alert(1)</script>" in page.main
    assert page.select("main script") == []


def test_nobody_has_one_address_written_to_without_end(app, monkeypatch):
    monkeypatch.setattr(asking, "MOST_WAITING", 2)
    place = factories.institution()
    for number in range(2):
        people.request(place, unit_name=f"Unit nomor {number}")
    with pytest.raises(Refused, match="menunggu jawaban"):
        people.request(place, unit_name="Unit ketiga")
    people.request(place, unit_name="Unit ketiga", email="lain@uji.go.id")


def counted():
    return {one.key: one.count for one in everything(select(RefusedSignIn))}


def test_requests_of_one_network_are_counted_and_what_was_refused_or_asked_twice_is_not(regency, browse):
    browser = browse()
    browser.post("/daftar/kab-99.01", GOOD, status=422)
    for email in ("satu@uji.go.id", "dua@uji.go.id", "dua@uji.go.id"):
        browser.post("/daftar/kab-99.01", GOOD | {"email": email, "letter": factories.upload()})
    assert counted() == {"ask:127.0.0.1": 2}


def test_after_forty_of_one_network_the_next_waits_and_nothing_typed_or_uploaded_is_lost(regency, browse):
    session().add(RefusedSignIn(key="ask:127.0.0.1", count=40, last_at=clock.real()))
    browser = browse()
    page = browser.post("/daftar/kab-99.01", GOOD | {"letter": factories.upload()}, status=429)
    assert int(page.headers["Retry-After"]) in range(290, 301)
    assert "kirim lagi setelah 5 menit" in page.main
    kept = page.form("Kirim permintaan").fields
    assert {name: kept[name] for name in GOOD} == GOOD
    assert (mails(), people.requests(), counted()) == ([], [], {"ask:127.0.0.1": 40})
    session().execute(update(RefusedSignIn).values(last_at=clock.real() - timedelta(minutes=6)))
    browser.post("/daftar/kab-99.01", GOOD | {"staged": kept["staged"]})
    assert [one.letter_name for one in people.requests()] == ["surat.pdf"]
    assert counted() == {"ask:127.0.0.1": 41}


def test_another_network_and_another_day_are_free(regency, browse):
    session().add(RefusedSignIn(key="ask:10.0.0.9", count=400, last_at=clock.real()))
    session().add(RefusedSignIn(key="ask:127.0.0.1", count=400, last_at=clock.real() - timedelta(hours=25)))
    browse().post("/daftar/kab-99.01", GOOD | {"letter": factories.upload()})
    assert counted() == {"ask:10.0.0.9": 400, "ask:127.0.0.1": 1}
