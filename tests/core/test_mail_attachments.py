"""Files that go with a mail: a single calendar stands beside the text, every file can be saved, and all come through unchanged."""

from datetime import UTC, datetime

from sqlalchemy import select

from p4comp.core import db
from p4comp.core.mail import Mail, MailAttachment, compose, to_person
from tests import factories

AT = datetime(2022, 5, 12, 3, tzinfo=UTC)
ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Café – wawancara\r\nEND:VCALENDAR\r\n".encode()


def attachment(name, content=ICS, method="REQUEST", media_type="application/ics"):
    return MailAttachment(name=name, media_type=media_type, method=method, content=content)


def composed(app, *files):
    letter = {"entry": factories.entry(), "decision": None, "was": AT}
    mail = to_person("interviews/mail/agenda.txt", factories.person(), at=AT, attached=files, edition=letter["entry"].edition)
    db.commit()
    return compose(db.session().get(Mail, mail.id, populate_existing=True), app.extensions["settings"])


def kinds(message):
    return [part.get_content_type() for part in message.walk()]


def test_a_mail_without_files_is_plain_text(app):
    assert kinds(composed(app)) == ["text/plain"]


def test_one_calendar_is_an_alternative_and_a_file(app):
    message = composed(app, attachment("undangan.ics"))
    assert kinds(message) == ["multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "application/ics"]
    parts = {part.get_content_type(): part for part in message.walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert parts["text/calendar"].get_param("charset") == "utf-8"
    assert parts["text/calendar"].get_payload(decode=True).decode().split() == ICS.decode().split()
    assert parts["application/ics"].get_payload(decode=True) == ICS


def test_several_calendars_are_files_only(app):
    message = composed(app, attachment("a.ics", method="CANCEL"), attachment("b.ics", method="CANCEL"))
    assert kinds(message) == ["multipart/mixed", "text/plain", "application/ics", "application/ics"]
    assert [part.get_filename() for part in message.walk() if part.get_filename()] == ["a.ics", "b.ics"]


def test_any_other_file_goes_as_it_is(app):
    content = factories.pdf("Surat")
    message = composed(app, attachment("surat undangan.pdf", content, "", "application/pdf"))
    assert kinds(message) == ["multipart/mixed", "text/plain", "application/pdf"]
    assert next(part for part in message.walk() if part.get_filename()).get_payload(decode=True) == content


def test_files_are_kept_with_their_mail(app):
    composed(app, attachment("undangan.ics"))
    assert [(one.name, one.content) for one in db.everything(select(MailAttachment))] == [("undangan.ics", ICS)]
