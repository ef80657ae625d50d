"""Witnesses outside the organiser get the day's head once a day, and anybody can compare a head."""

import threading
from datetime import date

import pytest
from sqlalchemy import select, update

from p4comp.accounts.identity import someone
from p4comp.core import audit, clock, db, jobs
from p4comp.core.audit import AuditRecord
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.mail import Mail
from p4comp.home import actions
from p4comp.home.models import DayHead, HeadLetter, Witness
from tests import factories

DAY = date(2022, 5, 24)


def witness(email="ani@kampus.example", institution="Universitas Uji"):
    return factories.keep(Witness(name="Ani", institution=institution, email=email, added_at=factories.BEGINNING))


def some_record(verb="entry.tested"):
    audit.record(verb, None, by=None, at=clock.now())
    db.commit()
    return audit.head()


def letters():
    return db.everything(select(Mail).where(Mail.template == "home/mail/head.txt").order_by(Mail.to))


def test_each_witness_gets_one_letter_a_day(app, at):
    head = some_record()
    witness(), witness("budi@lsm.example", "LSM Uji")
    db.commit()
    at("2022-05-24T00:17:00+07:00")
    for _hour in range(3):
        jobs.tidy()
    assert [one.to for one in letters()] == ["ani@kampus.example", "budi@lsm.example"]
    assert letters()[0].subject == f"Ujung catatan audit 24 Mei 2022: {head.count} catatan"
    assert head.hash in letters()[0].body
    at("2022-05-24T23:59:00+07:00")
    jobs.tidy()
    assert len(letters()) == 2
    at("2022-05-25T00:00:00+07:00")
    jobs.tidy()
    assert len(letters()) == 4
    assert db.everything(select(DayHead.day).order_by(DayHead.day)) == [DAY, date(2022, 5, 25)]


def test_the_day_is_that_of_the_edition(app, at):
    factories.edition(zona="Asia/Jayapura")
    some_record()
    witness()
    at("2022-05-23T15:00:00+00:00")
    db.commit()
    jobs.tidy()
    assert db.everything(select(DayHead.day)) == [DAY]


def test_all_witnesses_of_a_day_get_the_same_head(app):
    first = some_record().hash
    witness()
    actions.send_heads(DAY, at=clock.now())
    some_record()
    witness("budi@lsm.example")
    assert actions.send_heads(DAY, at=clock.now()) == 1
    assert [first in one.body for one in letters()] == [True, True]


def test_without_witnesses_nothing_is_sent_or_kept(app):
    some_record()
    assert actions.send_heads(DAY, at=clock.now()) == 0
    assert (letters(), db.everything(select(DayHead))) == ([], [])


def test_an_empty_chain_is_not_sent(app):
    witness()
    assert actions.send_heads(DAY, at=clock.now()) == 0


def test_many_workers_send_it_once(app):
    some_record()
    witness(), witness("budi@lsm.example")
    db.commit()
    barrier, errors = threading.Barrier(4), []

    def tidy():
        try:
            with app.app_context():
                barrier.wait()
                actions.send_heads(DAY, at=clock.now())
                db.commit()
        except Exception as error:
            errors.append(error)

    workers = [threading.Thread(target=tidy) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert errors == []
    assert [one.to for one in letters()] == ["ani@kampus.example", "budi@lsm.example"]
    assert len(db.everything(select(HeadLetter))) == 2


def test_a_witness_is_added_and_recorded(app, browse):
    browser = browse(factories.auditor())
    browser.post("/catatan-audit/saksi", {"name": "Ani", "institution": "Universitas Uji", "email": "Ani@Kampus.example"})
    found = db.first(select(Witness))
    assert (found.name, found.institution, found.email) == ("Ani", "Universitas Uji", "ani@kampus.example")
    record = db.first(select(AuditRecord))
    assert (record.verb, record.subject_id, record.details) == ("witness.added", found.id, {"institution": "Universitas Uji"})


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": "", "institution": "U", "email": "a@b.example"}, {"name": "Isi nama saksi."}),
        ({"name": "A", "institution": " ", "email": "a@b.example"}, {"institution": "Isi lembaga tempat saksi bekerja."}),
        ({"name": "A", "institution": "U", "email": "bukan"}, {"email": "Isi alamat surel lengkap, misalnya nama@lembaga.example."}),
        ({"name": "A", "institution": "U", "email": "ani@kampus.example"}, {"email": "Alamat ini sudah terdaftar sebagai saksi."}),
    ],
)
def test_what_is_typed_wrongly_is_told_beside_its_field(app, browse, typed, errors):
    witness()
    page = browse(factories.auditor()).post("/catatan-audit/saksi", typed, status=422)
    assert {name: text for name, text in page.errors.items() if name} == errors
    assert len(db.everything(select(Witness))) == 1


def test_the_organiser_is_no_witness(app):
    staff = factories.secretariat()
    with pytest.raises(Invalid, match="di luar penyelenggara"):
        actions.add_witness("A", "Sekretariat", staff.email, by=someone(factories.auditor()), at=clock.now())


def test_a_removed_witness_is_forgotten_and_gets_nothing_more(app, browse):
    some_record()
    one = witness()
    actions.send_heads(DAY, at=clock.now())
    browse(factories.auditor()).post(f"/catatan-audit/saksi/{one.id}/keluarkan")
    session().expire_all()
    one = db.first(select(Witness))
    assert (one.name, one.email, one.institution, one.removed_at is not None) == ("", "", "Universitas Uji", True)
    assert actions.send_heads(date(2022, 5, 25), at=clock.now()) == 0
    assert "Universitas Uji" in browse(factories.auditor()).get("/catatan-audit/saksi").main


def test_the_page_asks_as_many_questions_with_one_head_as_with_three(app, browse):
    some_record()
    auditor = browse(factories.auditor())
    witness()
    actions.send_heads(date(2022, 5, 1), at=clock.now())
    few = len(auditor.get("/catatan-audit/saksi").queries)
    witness("b@b.example"), witness("c@c.example")
    for day in (2, 3):
        actions.send_heads(date(2022, 5, day), at=clock.now())
    assert len(auditor.get("/catatan-audit/saksi").queries) == few <= 12


def asked(browse, **query):
    return [one.text for one in browse().get("/periksa-rantai", query=query).select(".notice")]


def test_anybody_is_told_whether_a_head_is_in_the_chain(app, browse):
    first = some_record()
    hash_, count = first.hash, first.count
    some_record()
    assert "Cocok" in asked(browse, ujung=hash_, catatan=str(count))[0]
    assert "Cocok" in asked(browse, ujung=f" {hash_.upper()} ")[0]
    assert "Tidak cocok" in asked(browse, ujung=hash_, catatan=str(count + 1))[0]
    assert "Tidak cocok" in asked(browse, ujung="a" * 64)[0]
    assert asked(browse) == []


def test_a_changed_record_no_longer_fits_its_head(app, browse):
    head = some_record()
    hash_ = head.hash
    session().execute(update(AuditRecord).values(verb="entry.forged"))
    db.commit()
    assert "Tidak cocok" in asked(browse, ujung=hash_)[0]


@pytest.mark.parametrize("typed", ["abc", "z" * 64, "a" * 63])
def test_what_is_no_head_is_told_so(app, browse, typed):
    page = browse().get("/periksa-rantai", query={"ujung": typed})
    assert page.errors["ujung"] == "Ujung rantai terdiri atas tepat 64 angka dan huruf a sampai f. Salin lagi seluruhnya."


@pytest.mark.parametrize("email", ["ani@kampus.test", "saksi@peraga.invalid", " Ani@kampus.ac.id "])
def test_an_address_is_judged_by_its_form_as_everywhere_else(app, browse, email):
    browse(factories.auditor()).post("/catatan-audit/saksi", {"name": "Ani", "institution": "Universitas Uji", "email": email})
    assert [one.email for one in db.everything(select(Witness))] == [email.strip().lower()]
