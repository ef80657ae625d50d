"""What tests of invitations share: letters, their calendars, the log, and asking for another slot."""

import pypdfium2
import vobject
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.mail import Mail
from p4comp.interviews.models import Invitation

OWN = "/jadwal-wawancara/saya"
LINK = "https://rapat.example.id/panel-1"


def letters(template):
    """The mails of a template, the first first."""
    return db.everything(select(Mail).where(Mail.template == f"interviews/mail/{template}.txt").order_by(Mail.written_at, Mail.id))


def calendar_of(mail):
    """The one calendar that goes with a mail, as another program reads it."""
    (file,) = mail.attached
    return vobject.readOne(file.content.decode())


def logged(verb):
    """What the log says was done."""
    return db.everything(select(AuditRecord).where(AuditRecord.verb == verb))


def invitation(row):
    """An interview's invitation as it is kept now."""
    return db.session().get(Invitation, row.id, populate_existing=True)


def words_of(page):
    """What stands in a PDF."""
    return " ".join(" ".join(part.get_textpage().get_text_range().split()) for part in pypdfium2.PdfDocument(page.body))


def ask(browser, row, number=3, reason="Rapat paripurna DPRD."):
    """Ask for another slot, ticking the last so many."""
    path = f"{OWN}/{row.id}/waktu-lain"
    offered = [one.get("value") for one in browser.get(path).select("input[name=starts]")]
    return browser.post(path, {"reason": reason, "starts": offered[-number:] if number else []}, status=None)
