"""What people ask about their own data, with an account and without."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.models import Person, PrivacyRequest
from p4comp.accounts.rules import hash_password
from p4comp.core import audit, clock, db, jobs
from p4comp.core.audit import AuditRecord
from p4comp.core.mail import Mail
from tests import factories
from tests.accounts import privacies
from tests.messages import makings

PATH, PUBLIC = "/akun/data-saya", "/privasi/permintaan"
TYPED = {"wish": "erase", "text": "Hapus nama saya.", "name": "Siti Warga", "email": "Siti@Uji.example"}


def kept():
    db.session().expire_all()
    return db.everything(select(PrivacyRequest).order_by(PrivacyRequest.received_at))


def mails():
    return [(one.to, one.template) for one in db.everything(select(Mail).order_by(Mail.template, Mail.to))]


def archive(page):
    return zipfile.ZipFile(io.BytesIO(page.body))


def test_a_copy_is_made_by_the_queue_and_holds_what_is_known(app, browse, work):
    secret = hash_password("kuda laut biru 7")
    sari = factories.member(factories.person("Sari Dewi", email="sari@uji.go.id", phone="+628123456789", position="Analis"))
    sari.password_hash = secret
    other = factories.person("Orang Lain", email="lain@uji.go.id")
    makings.question(asker_email="sari@uji.go.id", original="Bolehkah kami ikut?")
    makings.question(asker_email="lain@uji.go.id", original="Rahasia orang lain")
    own = browse(sari)
    own.post(PATH, {"wish": "copy", "text": ""})
    [asked] = kept()
    assert (asked.state, asked.copy_sha256) == ("waiting", None)
    own.get(f"{PATH}/{asked.id}/salinan", status=404)
    work()
    [asked] = kept()
    assert (asked.state, asked.answered_by) == ("fulfilled", "")
    found = archive(own.get(f"{PATH}/{asked.id}/salinan"))
    assert sorted(found.namelist()) == ["data-saya.html", "data-saya.json", "gaya.css"]
    for name in ("data-saya.html", "data-saya.json"):
        text = found.read(name).decode()
        for known in ("Sari Dewi", "sari@uji.go.id", "0812", "Analis", "Bolehkah kami ikut?"):
            assert known in text
        for hidden in ("Orang Lain", "lain@uji.go.id", "Rahasia orang lain", secret):
            assert hidden not in text
    titles = [one["judul"] for one in json.loads(found.read("data-saya.json"))]
    assert {"Akun", "Sesi masuk", "Pertanyaan publik", "Berkas yang Anda serahkan", "Tugas sebagai evaluator", "Tugas sebagai juri"} <= set(
        titles
    )
    browse(other).get(f"{PATH}/{asked.id}/salinan", status=404)
    browse(factories.secretariat()).get(f"{PATH}/{asked.id}/salinan", status=404)
    assert mails() == [("sari@uji.go.id", "accounts/mail/privacy_answered.txt")]


def test_a_copy_tells_an_evaluator_no_score_and_no_recused_entry(app, cast, browse, work):
    conflicted = browse(cast.conflicted)
    conflicted.post(PATH, {"wish": "copy"})
    work()
    [asked] = kept()
    text = archive(conflicted.get(f"{PATH}/{asked.id}/salinan")).read("data-saya.json").decode()
    assert cast.entry.institution_name not in text


def test_a_copy_goes_after_a_week(app, browse, work):
    sari = factories.person("Sari")
    own = browse(sari)
    own.post(PATH, {"wish": "copy"})
    work()
    [asked] = kept()
    asked.copy_until = clock.real() - timedelta(seconds=1)
    own.get(f"{PATH}/{asked.id}/salinan", status=404)
    jobs.tidy()
    assert kept()[0].copy_sha256 is None


@pytest.mark.parametrize("wish", ["correct", "erase"])
def test_what_people_decide_waits_for_the_secretariat(app, browse, at, wish):
    at(privacies.MOMENT)
    secretary, sari = factories.secretariat(email="s@uji.go.id"), factories.person("Sari", email="sari@uji.go.id")
    own = browse(sari)
    own.post(PATH, {"wish": wish, "text": "Nama saya Sari Dewi."})
    own.post(PATH, {"wish": wish, "text": "Nama saya Sari Dewi."})
    [asked] = kept()
    assert (asked.state, asked.person_id, asked.due_at - asked.asked_at) == ("waiting", sari.id, timedelta(hours=72))
    assert mails() == [("sari@uji.go.id", "accounts/mail/privacy_received.txt"), ("s@uji.go.id", "accounts/mail/privacy_waits.txt")]
    assert "1 permintaan tentang data pribadi menunggu jawaban" in browse(secretary).get("/ruang-kerja").text
    assert "menunggu jawaban" not in browse(factories.auditor()).get("/ruang-kerja").text
    own.post(f"{PATH}/{asked.id}/tarik")
    assert kept()[0].state == "retracted"
    own.post(f"{PATH}/{asked.id}/tarik", status=403)


@pytest.mark.parametrize(("text", "state"), [("", "fulfilled"), ("Juga jangan menelepon.", "waiting")])
def test_consent_taken_back_counts_at_once(app, browse, text, state):
    sari = factories.person("Sari", phone="+628123456789", position="Analis")
    browse(sari).post(PATH, {"wish": "withdraw", "text": text})
    db.session().expire_all()
    found = db.session().get(Person, sari.id)
    assert (found.phone, found.position, found.is_active) == ("", "", True)
    assert kept()[0].state == state


@pytest.mark.parametrize(
    "typed", [{}, {"wish": ""}, {"wish": "semua"}, {"wish": "correct", "text": " "}, {"wish": "erase", "text": "x" * 2001}]
)
def test_what_is_typed_wrongly_is_kept_and_nothing_is_asked(app, browse, typed):
    page = browse(factories.person()).post(PATH, typed, status=422)
    assert page.errors
    assert page.form("Kirim permintaan").fields["text"].strip() == typed.get("text", "").strip()
    assert kept() == []


def test_somebody_without_account_asks_and_no_mail_goes_there(app, browse):
    factories.secretariat(email="s@uji.go.id")
    browse().post(PUBLIC, TYPED)
    [asked] = kept()
    assert (asked.wish, asked.person_id, asked.email, asked.state) == ("erase", None, "siti@uji.example", "waiting")
    assert "127.0.0.1" not in asked.origin
    assert mails() == [("s@uji.go.id", "accounts/mail/privacy_waits.txt")]


def test_the_answer_does_not_tell_who_has_an_account(app, browse):
    factories.person("Ada", email="ada@uji.go.id")
    pages = []
    for email in ("ada@uji.go.id", "tiada@uji.go.id"):
        anyone = browse()
        anyone.post(PUBLIC, TYPED | {"email": email})
        pages.append(anyone.get(f"{PUBLIC}/diterima").text)
    assert pages[0] == pages[1]
    assert all(one.person_id is None for one in kept())


def test_a_machine_that_fills_every_field_is_thanked_and_forgotten(app, browse):
    browse().post(PUBLIC, TYPED | {"website": "https://x.example"})
    assert kept() == []


@pytest.mark.parametrize("field", ["wish", "name", "email"])
@pytest.mark.parametrize("value", ["", "  ", None])
def test_every_needed_field_is_needed(app, browse, field, value):
    page = browse().post(PUBLIC, TYPED | {field: value}, status=422)
    assert field in page.errors
    assert kept() == []


def test_one_asker_is_slowed_after_three_and_nothing_typed_is_lost(app, browse):
    for _ in range(3):
        browse().post(PUBLIC, TYPED)
    page = browse().post(PUBLIC, TYPED, status=429)
    assert page.form("Kirim permintaan").fields["text"].strip() == TYPED["text"]
    browse().post(PUBLIC, TYPED | {"email": "lain@uji.example"})
    assert len(kept()) == 4


def test_a_flood_does_not_flood_the_secretariat(app, browse):
    factories.secretariat()
    for number in range(12):
        browse().post(PUBLIC, TYPED | {"email": f"{number}@uji.example"})
    assert len(mails()) == 10
    assert len(kept()) == 12


def test_every_step_is_in_a_log_that_names_nobody(app, browse):
    sari = factories.person("Sari Dewi", email="sari@uji.go.id")
    browse(sari).post(PATH, {"wish": "withdraw"})
    browse().post(PUBLIC, TYPED)
    records = db.everything(select(AuditRecord).order_by(AuditRecord.number))
    assert [one.verb for one in records] == ["privacy_request.asked", "person.consent_withdrawn", "privacy_request.asked"]
    written = json.dumps([one.details for one in records])
    for name in ("Sari", "sari@", "Siti", "siti@"):
        assert name not in written
    assert list(audit.faults()) == []
