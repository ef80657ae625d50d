"""The inbox of each person, and the secretariat's outbox."""

import pytest

from p4comp.core import db
from p4comp.core.mail import Mail, MailState
from p4comp.messages.rules import letters as rules
from tests import factories
from tests.messages import letters


def read_at(mail):
    db.session().expire_all()
    return db.session().get(Mail, mail.id).read_at


def test_the_inbox_holds_ones_own_mails_only(app, browse):
    me, other = factories.person(), factories.person()
    letters.to(me, "Untuk saya")
    theirs = letters.to(other, "Untuk orang lain")
    page = browse(me).get("/pesan")
    assert "Untuk saya" in page.text
    assert "Untuk orang lain" not in page.text
    browse(me).get(f"/pesan/{theirs.id}", status=404)
    browse(me).post(f"/pesan/{theirs.id}/dibaca", status=404)
    assert read_at(theirs) is None


def test_a_mail_without_an_account_is_in_nobodys_inbox(app, browse):
    factories.keep(
        Mail(
            to="x@uji.example",
            person_id="",
            subject="Tanpa akun",
            body="isi",
            template="accounts/mail/request.txt",
            written_at=factories.BEGINNING,
        )
    )
    assert "Tanpa akun" not in browse(factories.person()).get("/pesan").text


def test_opening_a_message_reads_it_without_marking(app, browse):
    me = factories.person()
    mail = letters.to(me, body="Buka http://localhost/kepesertaan/abc.\nTerima kasih.")
    page = browse(me).get(f"/pesan/{mail.id}")
    assert "Terima kasih." in page.text
    assert b'href="http://localhost/kepesertaan/abc"' in page.body
    assert read_at(mail) is None


def test_marking_a_message_keeps_the_first_moment(app, browse, at):
    me = factories.person()
    mail = letters.to(me)
    first = at(factories.during("verifikasi"))
    browse(me).post(f"/pesan/{mail.id}/dibaca")
    at(factories.during("wawancara"))
    browse(me).post(f"/pesan/{mail.id}/dibaca")
    assert read_at(mail) == first


def test_marking_all_leaves_other_people_alone(app, browse):
    me, other = factories.person(), factories.person()
    mine, theirs = [letters.to(me), letters.to(me)], letters.to(other)
    page = browse(me).get("/pesan")
    assert [tag.text for tag in page.select("tbody .tag")] == ["Belum dibaca"] * 2
    browse(me).post("/pesan/dibaca")
    assert None not in [read_at(mail) for mail in mine]
    assert read_at(theirs) is None


def test_an_empty_inbox_explains_itself(app, browse):
    assert "Belum ada pesan" in browse(factories.person()).get("/pesan").text


@pytest.mark.parametrize("path", ["/pesan", "/surat-keluar"])
def test_lists_take_the_same_queries_for_one_and_thirty_mails(app, browse, path):
    who = factories.secretariat()
    browser = browse(who)
    letters.to(who)
    browser.get(path)
    one = len(browser.get(path).queries)
    for number in range(60):
        letters.to(factories.person() if number % 2 else who, f"Surat {number}")
    assert len(browser.get(path).queries) == one


def test_the_outbox_is_found_by_state_name_address_and_subject(app, browse):
    ani, budi = factories.person("Ani Rahma", email="ani@uji.example"), factories.person("Budi", email="budi@uji.example")
    letters.to(ani, "Tanda terima KP-1", state=MailState.SENT)
    letters.to(budi, "Undangan wawancara 100%")
    outbox = browse(factories.secretariat())

    def shown(**query):
        text = outbox.get("/surat-keluar", query=query).text
        return ["Tanda terima" in text, "Undangan wawancara" in text]

    assert shown() == [True, True]
    assert shown(status="sent") == [True, False]
    assert shown(status="waiting") == [False, True]
    assert shown(status="lain") == [True, True]
    assert shown(cari="rahma") == [True, False]
    assert shown(cari="BUDI@") == [False, True]
    assert shown(cari="100%") == [False, True]
    assert shown(cari="0%1") == [False, False]
    assert shown(page="99") == [True, True]
    assert shown(page="x") == [True, True]


def test_a_sign_in_link_is_shown_to_its_recipient_only(app, browse):
    person = factories.person()
    mail = letters.to(person, body="https://p4.uji.example/undangan/rahasia", template="accounts/mail/invitation.txt")
    assert b"undangan/rahasia" not in browse(factories.secretariat()).get(f"/surat-keluar/{mail.id}").body
    assert b"undangan/rahasia" in browse(person).get(f"/pesan/{mail.id}").body
    assert not rules.is_secret("accounts/mail/invitation.txt", is_demo=True)


def test_other_mails_are_shown_to_the_secretariat_whole(app, browse):
    mail = letters.to(factories.person("Ani"), body="Isi surat lengkap.")
    page = browse(factories.secretariat()).get(f"/surat-keluar/{mail.id}")
    assert "Isi surat lengkap." in page.text
    assert "Ani" in page.text


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("tanpa tautan", []),
        ("lihat https://p4.id/x?y=1&z=2.", ["https://p4.id/x?y=1&z=2"]),
        ("(https://p4.id/x) dan http://p4.id/", ["https://p4.id/x"]),
        ("javascript:alert(1) <https://p4.id/>", ["https://p4.id/"]),
        ("https://lain.id/ https://p4.id.lain.id/ https://x@p4.id/ https://p4.id:8000/", []),
        ("https://[p4.id/x", []),
    ],
)
def test_only_the_portals_own_addresses_become_links(body, links):
    pieces = rules.pieces(body, "https://p4.id")
    assert [piece for piece, is_link in pieces if is_link] == links
    assert "".join(piece for piece, _ in pieces) == body


def test_unread_messages_stand_first_and_can_be_seen_alone(app, browse):
    me = factories.person()
    letters.to(me, "Sudah lama", read_at=factories.during("verifikasi"))
    old = letters.to(me, "Belum dibaca lama")
    old.written_at = factories.opening("pendaftaran")
    page = browse(me).get("/pesan")
    assert [row.text.split(" ")[0] for row in page.select("tbody a")] == ["Belum", "Sudah"]
    assert "Sudah lama" not in browse(me).get("/pesan", query={"saring": "belum"}).text


def test_a_script_may_mark_a_message_by_the_same_post(app, browse):
    me = factories.person()
    mail = letters.to(me)
    page = browse(me).get(f"/pesan/{mail.id}")
    [mark] = page.select("[data-mark-read]")
    assert mark.get("data-mark-read") == f"/pesan/{mail.id}/dibaca"
    assert (mark.get("data-read"), page.select("[data-words]")) == ("Sudah dibaca", [])
