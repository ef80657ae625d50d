"""The post office: one mail over the wire, step by step, so that it is known how far it came."""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from p4comp.config import Settings
from p4comp.core.mail import rules
from p4comp.core.mail.models import Mail
from p4comp.core.mail.rules import Outcome, Reply

SECONDS = 20
LINE_WITH_DOT = re.compile(rb"(?m)^\.")


def compose(mail: Mail, settings: Settings) -> EmailMessage:
    """The mail as it goes over the wire; its Message-ID is the row's, and a new one when people send it again."""
    message = EmailMessage()
    message["Subject"] = mail.subject
    message["From"] = settings.mail_from
    message["To"] = mail.to
    if settings.mail_reply_to:
        message["Reply-To"] = settings.mail_reply_to
    message["Date"] = format_datetime(mail.written_at)
    domain = parseaddr(settings.mail_from)[1].partition("@")[2] or "p4.invalid"
    message["Message-ID"] = f"<{mail.id}{f'.{mail.resends}' if mail.resends else ''}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body, cte="quoted-printable")
    _attach(message, mail)
    return message


def _attach(message: EmailMessage, mail: Mail) -> None:
    """A single calendar stands beside the text, where mail programs look for invitations; every file can be saved as well."""
    calendars = [one for one in mail.attached if one.method]
    if len(calendars) == 1:
        text = calendars[0].content.decode()
        message.add_alternative(text, subtype="calendar", params={"method": calendars[0].method}, cte="base64")
    for one in mail.attached:
        kind, _slash, form = one.media_type.partition("/")
        message.add_attachment(one.content, maintype=kind, subtype=form, filename=one.name)


def to_folder(message: EmailMessage, folder: Path, name: str) -> Reply:
    """Without a mail server a mail is a file of the outbox."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(message.as_bytes())
    return Reply(Outcome.SENT)


def by_smtp(message: EmailMessage, url: str, *, hand_over: Callable[[], None]) -> Reply:
    """One try at the server of `url`. `hand_over` is called right before the text goes; a line cut after that leaves it unsure."""
    is_handed_over = False
    try:
        server = connect(url)
        try:
            refusal = _envelope(server, message)
            if refusal is not None:
                return refusal
            hand_over()
            is_handed_over = True
            return _content(server, message)
        finally:
            _leave(server)
    except ValueError as error:
        return Reply(Outcome.REFUSED, words=str(error), is_address_wrong=True)
    except OSError as error:
        outcome = Outcome.UNSURE if is_handed_over else Outcome.LATER
        return Reply(
            outcome, getattr(error, "smtp_code", 0), _words(getattr(error, "smtp_error", "")) or f"{type(error).__name__}: {error}"
        )


def connect(url: str) -> smtplib.SMTP:
    """The server, greeted and signed in to."""
    parts = urlsplit(url)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    server = kind(parts.hostname or "localhost", parts.port or 0, timeout=SECONDS)
    if parts.scheme == "smtp+starttls":
        server.starttls()
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    server.ehlo_or_helo_if_needed()
    return server


def _envelope(server: smtplib.SMTP, message: EmailMessage) -> Reply | None:
    code, words = server.mail(parseaddr(message["From"])[1])
    if code >= 300:
        return rules.of_sender(code, _words(words))
    code, words = server.rcpt(message["To"].addresses[0].addr_spec)
    if code >= 300:
        return rules.of_recipient(code, _words(words))
    code, words = server.docmd("DATA")
    return None if code == 354 else rules.of_content(code if code >= 400 else 451, _words(words))


def _content(server: smtplib.SMTP, message: EmailMessage) -> Reply:
    text = LINE_WITH_DOT.sub(b"..", message.as_bytes(policy=SMTP))
    server.send(text + (b"" if text.endswith(b"\r\n") else b"\r\n") + b".\r\n")
    code, words = server.getreply()
    return rules.of_content(code, _words(words))


def _leave(server: smtplib.SMTP) -> None:
    """A server that is rude at the door has taken the mail all the same."""
    with suppress(OSError):
        server.quit()
    server.close()


def _words(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace").strip() if isinstance(answer, bytes) else str(answer)
