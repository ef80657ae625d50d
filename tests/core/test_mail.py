"""Mail is written with the work it tells of and leaves once that is durable."""

import email
import email.policy
import socketserver
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import select

from p4comp.core import clock, db, mail
from p4comp.core.db import session
from p4comp.core.mail import Mail, MailState

MOMENT = datetime(2022, 4, 14, 16, 58, 59, tzinfo=UTC)
TEMPLATE = "Subjek: Berkas {{ code }} diterima\n\nBerkas Anda kami terima pada {{ at | waktu }}.\nLangkah berikutnya: tunggu verifikasi.\n"


@pytest.fixture(autouse=True)
def letter(app, monkeypatch):
    loader = ChoiceLoader([app.jinja_env.loader, DictLoader({"toy/mail/done.txt": TEMPLATE})])
    monkeypatch.setattr(app.jinja_env, "loader", loader)


@pytest.fixture
def outbox(app, monkeypatch, tmp_path):
    """The letters that left, as files of the instance."""
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], instance=tmp_path))
    return lambda: [read(path.read_bytes()) for path in sorted((tmp_path / "outbox").glob("*.eml"))]


def read(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def write():
    written = mail.queue("toy/mail/done.txt", to="siti@uji.example", at=MOMENT, person_id="p", code="KP-1")
    mail_id = written.id
    db.commit()
    return mail_id


def test_the_first_line_is_the_subject(app):
    written = mail.queue("toy/mail/done.txt", to="siti@uji.example", at=MOMENT, code="KP-1")
    assert written.subject == "Berkas KP-1 diterima"
    assert written.body == "Berkas Anda kami terima pada Kamis, 14 April 2022 pukul 23.58 WIB.\nLangkah berikutnya: tunggu verifikasi.\n"
    assert (written.to, written.written_at, written.template) == ("siti@uji.example", MOMENT, "toy/mail/done.txt")


@pytest.mark.parametrize("code", ["KP\rBcc: x@uji.example", "KP\x0bBcc: x@uji.example", "KP\u2028Bcc: x@uji.example", "K" * 300])
def test_what_was_typed_neither_adds_a_header_nor_grows_past_the_column(app, outbox, work, code):
    mail.queue("toy/mail/done.txt", to="siti@uji.example", at=MOMENT, code=code)
    db.commit()
    work()
    (sent,) = outbox()
    assert sent["Bcc"] is None
    assert sent["Subject"].startswith("Berkas K")
    assert len(sent["Subject"]) <= 250


def test_a_letter_leaves_after_the_commit_only(app, outbox, work):
    mail.queue("toy/mail/done.txt", to="siti@uji.example", at=MOMENT, code="KP-1")
    db.rollback()
    assert work() == 0
    assert outbox() == []
    assert db.count(select(Mail)) == 0


def test_a_letter_is_sent_once_and_says_so(app, outbox, work):
    mail_id = write()
    work()
    mail.send(mail_id)
    db.commit()
    [letter] = outbox()
    assert (letter["Subject"], letter["To"]) == ("Berkas KP-1 diterima", "siti@uji.example")
    assert letter["Message-ID"] == f"<{mail_id}@p4.invalid>"
    assert "kami terima pada Kamis, 14 April 2022" in letter.get_content()
    assert session().get(Mail, mail_id).state is MailState.SENT


class Post(socketserver.StreamRequestHandler):
    """As much of an SMTP server as one letter needs."""

    def handle(self):
        self.say("220 uji")
        while line := self.rfile.readline().decode().strip():
            if line.upper() == "DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.letters.append(b"".join(lines))
            self.say("221 bye" if line.upper() == "QUIT" else "250 ok")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def post(app, monkeypatch):
    """A post office on this machine, and the letters it took."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        server.letters = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"smtp://127.0.0.1:{server.server_address[1]}"
        monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], smtp_url=url))
        yield server.letters
        server.shutdown()


def test_a_letter_goes_to_the_post_office_that_is_set(post, work):
    write()
    work()
    [letter] = [read(content) for content in post]
    assert letter["Subject"] == "Berkas KP-1 diterima"


def test_a_post_office_that_is_closed_is_tried_again(app, outbox, work, monkeypatch, at):
    now = at(clock.now())
    mail_id = write()
    closed = replace(app.extensions["settings"], smtp_url="smtp://127.0.0.1:9")
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "settings", closed)
        assert work() == 1
        waiting = session().get(Mail, mail_id)
        assert (waiting.state, waiting.tries, waiting.next_try_at) == (MailState.WAITING, 1, now + timedelta(minutes=1))
        assert work() == 0
    at(now + timedelta(minutes=1))
    assert work() == 1
    assert len(outbox()) == 1
