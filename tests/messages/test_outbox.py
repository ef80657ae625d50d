"""What became of each mail, and what the secretariat does about those that did not arrive."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from p4comp.core import audit, db
from p4comp.core.audit import AuditRecord
from p4comp.core.mail import Mail, MailTry
from p4comp.messages.commands import mail as commands
from tests import factories
from tests.messages import letters


def again(mail):
    db.session().expire_all()
    return db.session().get(Mail, mail.id)


def verbs():
    return [one.verb for one in db.everything(select(AuditRecord).order_by(AuditRecord.number))]


def failed(person, **values):
    return letters.to(person, state="failed", answer="550 5.1.1 No such user", is_address_wrong=True, **values)


def test_a_wrong_address_shows_in_outbox_on_the_person_and_in_the_to_do_list(app, browse):
    ani = factories.person("Ani")
    office = browse(factories.secretariat())
    assert "tidak sampai" not in office.get("/ruang-kerja").text
    failed(ani)
    outbox = office.get("/surat-keluar")
    assert "Alamat salah" in outbox.text
    assert "550 5.1.1 No such user" in outbox.text
    assert "Alamat surel salah" in office.get("/orang").text
    assert "1 surat tidak sampai" in office.get("/ruang-kerja").text


def test_sent_again_it_goes_to_the_address_of_today(app, browse, work):
    ani = factories.person("Ani", email="lama@uji.example")
    mail = failed(ani)
    factories.keep(MailTry(mail_id=mail.id, to="lama@uji.example", began_at=factories.BEGINNING, outcome="refused", answer="tiada"))
    ani.email = "baru@uji.example"
    office = browse(factories.secretariat())
    office.post(f"/surat-keluar/{mail.id}/kirim-ulang")
    assert (again(mail).state, again(mail).to, again(mail).is_address_wrong) == ("waiting", "baru@uji.example", False)
    work()
    page = office.get(f"/surat-keluar/{mail.id}")
    assert again(mail).state == "sent"
    assert "lama@uji.example" in page.text
    assert verbs() == ["mail.resent"]
    assert "uji.example" not in str([one.details for one in db.everything(select(AuditRecord))])


def test_a_bounce_is_noted_with_its_words(app, browse):
    mail = letters.to(factories.person(), state="sent")
    office = browse(factories.secretariat())
    office.post(f"/surat-keluar/{mail.id}/kembali", {"words": " "}, status=422)
    office.post(f"/surat-keluar/{mail.id}/kembali", {"words": "mailbox not found"})
    assert (again(mail).state, again(mail).answer, again(mail).is_address_wrong) == ("bounced", "mailbox not found", True)
    office.post(f"/surat-keluar/{mail.id}/selesai")
    assert again(mail).state == "settled"
    assert "tidak sampai" not in office.get("/ruang-kerja").text
    assert verbs() == ["mail.bounced", "mail.settled"]


@pytest.mark.sqlite
@pytest.mark.parametrize("by_id", [True, False])
def test_the_operator_notes_a_bounce(app, by_id):
    mail = letters.to(factories.person(email="ani@uji.example"), state="sent")
    told = CliRunner().invoke(commands, ["bounce", mail.id if by_id else "Ani@uji.example", "--reason", "550 no"])
    assert told.exit_code == 0, told.output
    assert mail.state == "bounced"
    assert CliRunner().invoke(commands, ["bounce", "tiada@uji.example", "--reason", "550"]).exit_code == 1


def test_the_test_letter_goes_to_oneself(app, browse, work):
    who = factories.secretariat(email="sek@uji.example")
    browse(who).post("/surat-keluar/uji")
    work()
    [mail] = db.everything(select(Mail))
    assert (mail.to, mail.state) == ("sek@uji.example", "sent")
    assert audit.has_word("mail.resent")
