"""The secretariat's desk for personal data: answers, corrections, erasure, the official, periods."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.models import (
    AccountRequest,
    FormerMembership,
    Invitation,
    Membership,
    Person,
    PrivacyRequest,
    SetPeriod,
    SignIn,
    Totp,
)
from p4comp.core import audit, clock, db, jobs
from p4comp.core.audit import AuditRecord
from p4comp.core.mail import Mail
from p4comp.entries.models import Submission
from tests import factories
from tests.accounts import people, privacies

DESK = "/data-pribadi"


def fresh(row):
    db.session().expire_all()
    return db.session().get(type(row), row.id)


def verbs():
    return [one.verb for one in db.everything(select(AuditRecord).order_by(AuditRecord.number))]


def test_an_answer_needs_proof_from_who_has_no_account(app, browse, at):
    at(privacies.MOMENT)
    asked, office = privacies.wish(), browse(factories.secretariat())
    path = f"{DESK}/permintaan/{asked.id}"
    office.post(f"{path}/periksa")
    page = office.post(f"{path}/penuhi", {"answer": "Tidak ada data Anda.", "proof": ""}, status=422)
    assert "identitas" in page.errors["proof"]
    assert fresh(asked).state == "checked"
    office.post(f"{path}/penuhi", {"answer": "Tidak ada data Anda.", "proof": "Surat 12/2022"})
    found = fresh(asked)
    assert (found.state, found.answer, found.proof) == ("fulfilled", "Tidak ada data Anda.", "Surat 12/2022")
    [mail] = db.everything(select(Mail))
    assert (mail.to, mail.template) == ("warga@uji.example", "accounts/mail/privacy_answered.txt")
    assert "Tidak ada data Anda." in mail.body
    office.post(f"{path}/penuhi", {"answer": "Lagi", "proof": "x"}, status=403)
    office.post(f"{path}/tolak", {"reason": "Lagi"}, status=403)
    assert verbs() == ["privacy_request.taken", "privacy_request.fulfilled"]


def test_a_refusal_tells_why(app, browse):
    asked, office = privacies.wish(factories.person()), browse(factories.secretariat())
    office.post(f"{DESK}/permintaan/{asked.id}/tolak", {"reason": " "}, status=422)
    office.post(f"{DESK}/permintaan/{asked.id}/tolak", {"reason": "Bukti lomba."})
    assert (fresh(asked).state, fresh(asked).answer) == ("refused", "Bukti lomba.")


def test_nobody_answers_their_own_request(app, browse):
    secretary = factories.secretariat()
    asked = privacies.wish(secretary, "erase")
    for verb in ("penuhi", "tolak", "hapus"):
        browse(secretary).post(f"{DESK}/permintaan/{asked.id}/{verb}", {"answer": "Ya", "reason": "Ya", "phrase": "HAPUS"}, status=403)
    assert fresh(asked).state == "waiting"


def test_a_correction_sets_the_name_and_takes_nobodys_address(app, browse):
    sari, office = factories.person("Sari", email="sari@uji.go.id"), browse(factories.secretariat())
    factories.person("Budi", email="budi@uji.go.id")
    asked = privacies.wish(sari)
    path = f"{DESK}/permintaan/{asked.id}/perbaiki"
    assert "sudah dipakai" in office.post(path, {"name": "Sari", "email": "Budi@uji.go.id"}, status=422).errors["email"]
    office.post(path, {"name": " Sari  Dewi ", "email": "Dewi@uji.go.id"})
    assert (fresh(sari).name, fresh(sari).email, fresh(asked).state) == ("Sari Dewi", "sari@uji.go.id", "waiting")
    assert sorted((one.template.rpartition("/")[2], one.to) for one in db.everything(select(Mail))) == [
        ("address_change_asked.txt", "sari@uji.go.id"),
        ("privacy_corrected.txt", "sari@uji.go.id"),
    ]


@pytest.fixture
def sari(app):
    """Sari, who left traces everywhere the portal keeps them."""
    found = factories.member(
        factories.person("Sari Dewi", email="sari@uji.go.id", phone="+628123456789", position="Analis", password="kuda laut biru 7")
    )
    factories.app_of(found)
    people.request(email="sari@uji.go.id").name = "Sari Dewi"
    factories.keep(
        Mail(
            to="sari@uji.go.id",
            person_id=found.id,
            subject="Undangan",
            body="Yth. Sari Dewi",
            template="x",
            state="sent",
            written_at=privacies.MOMENT,
        )
    )
    return found


def names_kept(*words):
    """Tables and columns where one of the words still stands, found in every row of every table."""
    from p4comp.core.db import Base

    db.session().expire_all()
    found = set()
    for table in Base.metadata.sorted_tables:
        for row in db.session().execute(select(table)).mappings():
            found |= {f"{table.name}.{key}" for key, value in row.items() if any(word in str(value) for word in words)}
    return found


def test_erasing_takes_the_name_out_of_every_table(sari, browse):
    secretary = factories.secretariat()
    asked = privacies.wish(sari, "erase", text="Sari Dewi minta dihapus")
    browser = browse(sari)
    browser.get("/akun")
    office = browse(secretary)
    path = f"{DESK}/permintaan/{asked.id}/hapus"
    assert "Sari Dewi" in office.get(path).text
    assert "HAPUS" in office.post(path, {"answer": "Sudah.", "phrase": "ya"}, status=422).errors["phrase"]
    assert fresh(sari).name == "Sari Dewi"
    office.post(path, {"answer": "Sudah dihapus.", "phrase": "hapus"})
    found = fresh(sari)
    assert (found.name, found.email) == (f"Orang terhapus {sari.id}", f"{sari.id}@terhapus.invalid")
    assert (found.phone, found.position, found.password_hash, found.is_active) == ("", "", "", False)
    assert names_kept("Sari Dewi", "8123456789") == set()
    assert names_kept("sari@uji.go.id") == {"mail.to"}  # the answer itself, on its way
    assert db.everything(select(Totp)) == []
    assert db.everything(select(Membership).where(Membership.person_id == sari.id)) == []
    assert len(db.everything(select(FormerMembership).where(FormerMembership.person_id == sari.id))) == 1
    assert all(one.ended_at for one in db.everything(select(SignIn).where(SignIn.person_id == sari.id)))
    browser.get("/akun", status=401)
    assert list(audit.faults()) == []
    assert {"membership.ended", "person.erased", "privacy_request.fulfilled"} <= set(verbs())
    [farewell] = db.everything(select(Mail).where(Mail.to == "sari@uji.go.id"))
    assert "Sudah dihapus." in farewell.body


def test_what_was_handed_in_stays_as_it_was(cast, browse):
    before = [(one.sha256, one.snapshot) for one in db.everything(select(Submission))]
    asked = privacies.wish(cast.entrant, "erase")
    browse(cast.secretary).post(f"{DESK}/permintaan/{asked.id}/hapus", {"answer": "Sudah.", "phrase": "HAPUS"})
    assert fresh(cast.entrant).erased_at is not None
    assert [(one.sha256, one.snapshot) for one in db.everything(select(Submission))] == before
    assert list(audit.faults()) == []


@pytest.mark.parametrize("role", ["evaluator", "juror"])
def test_nobody_is_erased_in_the_middle_of_judging(cast, browse, role):
    judge = getattr(cast, role)
    asked = privacies.wish(judge, "erase")
    page = browse(cast.secretary).post(f"{DESK}/permintaan/{asked.id}/hapus", {"answer": "Sudah.", "phrase": "HAPUS"}, status=409)
    assert "masih punya lembar" in page.text
    assert fresh(judge).erased_at is None


def test_the_notice_says_what_is_not_told_and_shows_what_is(app, browse):
    assert browse().get("/privasi").text.count("belum diisi") == 4
    office = browse(factories.secretariat())
    office.post(f"{DESK}/pejabat", {"email": "bukan alamat"}, status=422)
    office.post(
        f"{DESK}/pejabat", {"controller": "Kementerian Uji", "office": "Biro Hukum", "email": "pdp@uji.go.id", "phone": "", "address": ""}
    )
    text = browse().get("/privasi").text
    assert ("Biro Hukum" in text, "pdp@uji.go.id" in text, text.count("belum diisi")) == (True, True, 2)
    assert verbs() == ["privacy_office.changed"]


@pytest.mark.parametrize("days", ["", "0", "-3", "36501", "tiga", "1,5"])
def test_a_period_is_a_number_of_days(app, browse, days):
    page = browse(factories.secretariat()).post(f"{DESK}/masa-simpan/mail", {"days": days}, status=422)
    assert "days" in page.errors
    assert db.everything(select(SetPeriod)) == []


def test_a_set_period_is_what_the_tidier_and_the_notice_go_by(app, browse):
    old = clock.real() - timedelta(days=40)
    person = factories.person()
    recent = clock.real()
    for number, end in enumerate((old, recent)):
        factories.keep(SignIn(token_hash=str(number), person_id=person.id, began_at=end, seen_at=end, ends_at=end, agent=""))
    office = browse(factories.secretariat())
    jobs.tidy()
    assert {"0", "1"} <= set(db.everything(select(SignIn.token_hash)))
    office.post(f"{DESK}/masa-simpan/sign_in", {"days": "30", "ground": "SE 1/2022"})
    text = browse().get("/privasi").text
    assert ("30 hari sesudah sesi masuk berakhir" in text, "SE 1/2022" in text) == (True, True)
    jobs.tidy()
    assert "0" not in db.everything(select(SignIn.token_hash))
    assert fresh(person).seen_at == recent
    office.post(f"{DESK}/masa-simpan/tiada", {"days": "30"}, status=404)


def test_the_tidier_drops_unused_invitations_and_refused_requests_in_time(app):
    now = clock.now()
    for number, days in enumerate((29, 31)):
        end = clock.real() - timedelta(days=days)
        factories.keep(Invitation(token_hash=str(number), email="x@uji.go.id", name="X", role="member", sent_at=end, ends_at=end))
    used = clock.real() - timedelta(days=99)
    factories.keep(Invitation(token_hash="used", email="x@uji.go.id", name="X", role="member", sent_at=used, ends_at=used, used_at=used))
    kept, old, waiting = (people.request(factories.institution(), email=f"{n}@uji.go.id") for n in range(3))
    kept.state = old.state = "refused"
    kept.answered_at, old.answered_at = now - timedelta(days=364), now - timedelta(days=366)
    ids = {kept.id, waiting.id}
    db.commit()
    jobs.tidy()
    assert sorted(db.everything(select(Invitation.token_hash))) == ["0", "used"]
    assert set(db.everything(select(AccountRequest.id))) == ids
    [told] = db.everything(select(AuditRecord).where(AuditRecord.verb == "retention.tidied"))
    assert told.details == {"totals": {"account_request": 1, "invitation": 1}}


@pytest.mark.parametrize("code", ["audit", "dossier", "letter", "ticket", "sign_in", "invitation", "account_request", "refused_sign_in"])
def test_what_waits_for_nobody_cannot_be_carried_out_by_hand(app, browse, code):
    office = browse(factories.secretariat())
    office.get(f"{DESK}/masa-simpan/{code}/jalankan", status=403)
    office.post(f"{DESK}/masa-simpan/{code}/jalankan", {"phrase": "HAPUS"}, status=403)


def test_old_mails_are_shown_then_emptied_and_new_ones_stay(app, browse, at):
    moment = at(privacies.MOMENT)
    values = {"to": "a@uji.go.id", "subject": "Lama", "body": "Rahasia", "template": "x"}
    old, waiting, new = (
        factories.keep(Mail(**values, state=state, written_at=moment - timedelta(days=days)))
        for state, days in (("sent", 731), ("waiting", 731), ("sent", 729))
    )
    office, path = browse(factories.secretariat()), f"{DESK}/masa-simpan/mail/jalankan"
    page = office.get(path)
    assert page.text.count("Lama, a@uji.go.id") == 1
    until = page.form("Buat anonim").fields["until"]
    page = office.post(path, {"until": until, "phrase": "ya"}, status=422)
    assert (fresh(old).body, page.form("Buat anonim").fields["until"]) == ("Rahasia", until)
    at(moment + timedelta(days=5))
    office.post(path, {"until": until, "phrase": "HAPUS"})
    assert [(one.to, one.body) for one in map(fresh, (old, waiting, new))] == [
        ("surat@terhapus.invalid", "[isi dihapus bersama data penerimanya]\n"),
        ("a@uji.go.id", "Rahasia"),
        ("a@uji.go.id", "Rahasia"),
    ]
    [told] = db.everything(select(AuditRecord).where(AuditRecord.verb == "retention.carried_out"))
    assert told.details["total"] == 1
    late = (moment + timedelta(days=4)).isoformat()
    office.post(path, {"until": late, "phrase": "HAPUS"}, status=422)
    assert fresh(new).body == "Rahasia"


def test_accounts_without_task_and_sign_in_for_two_years_may_be_erased(app, browse):
    long_ago = clock.real() - timedelta(days=800)
    idle = factories.person("Lama Sekali", joined_at=long_ago)
    busy = factories.member(factories.person("Masih Anggota", joined_at=long_ago))
    seen = factories.person("Baru Masuk", joined_at=long_ago, seen_at=clock.real() - timedelta(days=100))
    office, path = browse(factories.secretariat("S", joined_at=long_ago)), f"{DESK}/masa-simpan/account/jalankan"
    page = office.get(path)
    assert [name in page.text for name in ("Lama Sekali", "Masih Anggota", "Baru Masuk")] == [True, False, False]
    office.post(path, {"until": page.form("Buat anonim").fields["until"], "phrase": "HAPUS"})
    assert [bool(fresh(one).erased_at) for one in (idle, busy, seen)] == [True, False, False]


def test_judges_keep_their_accounts_however_long_ago(cast, browse):
    for one in db.everything(select(Person)):
        one.joined_at = clock.real() - timedelta(days=3000)
    page = browse(cast.secretary).get(f"{DESK}/masa-simpan/account/jalankan")
    for one in (cast.evaluator, cast.juror, cast.secretary, cast.entrant):
        assert one.email not in page.text


def test_answered_requests_are_emptied_after_their_period(app, browse, at):
    moment = at(privacies.MOMENT)
    old = privacies.wish(state="fulfilled", answered_at=moment - timedelta(days=731), answer="Jawaban")
    open_one = privacies.wish(email="lain@uji.example")
    office, path = browse(factories.secretariat()), f"{DESK}/masa-simpan/privacy_request/jalankan"
    office.post(path, {"until": office.get(path).form("Buat anonim").fields["until"], "phrase": "HAPUS"})
    assert (fresh(old).email, fresh(old).text, fresh(old).answer, fresh(open_one).email) == ("", "", "", "lain@uji.example")


def test_lists_take_the_same_queries_for_one_and_three(app, browse):
    office, counts = browse(factories.secretariat()), []
    for _ in range(2):
        privacies.wish(factories.person())
        counts.append(len(office.get(DESK).queries))
        privacies.wish(factories.person())
    assert counts[0] == counts[1]
    assert max(counts) <= 14
    assert len(office.get(f"{DESK}/masa-simpan").queries) <= 16
    assert len(db.everything(select(PrivacyRequest))) == 4
