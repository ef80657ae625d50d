"""Delivery: a mail is claimed, handed over outside any transaction, and its try noted; never two tries at once.

A worker that dies before the text was handed over has sent nothing: the mail is tried again. One that dies after it may have
sent it: such a mail fails as unsure, and people decide whether to send it again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from flask import current_app, render_template
from flask_babel import gettext as _
from sqlalchemy import Select, func, select, update

from p4comp.config import Settings
from p4comp.core import clock, db, jobs
from p4comp.core.db import everything, first, session
from p4comp.core.mail import post, rules
from p4comp.core.mail.models import LONGEST_ANSWER, LONGEST_SUBJECT, Mail, MailAttachment, MailTry
from p4comp.core.mail.rules import MOVES, MailState, Outcome, Reply

MINUTE = timedelta(minutes=1)
OVERDUE_AFTER = timedelta(minutes=15)


def queue(
    template: str,
    *,
    to: str,
    at: datetime,
    person_id: str = "",
    batch_id: str = "",
    due: datetime | None = None,
    attached: Sequence[MailAttachment] = (),
    **values: object,
) -> Mail:
    """Write `template` (its first line is the subject, one line whatever stands in it) to one address; it leaves after the commit."""
    subject, _rest, body = render_template(template, **values, at=at).strip().partition("\n")
    mail = Mail(
        to=to,
        person_id=person_id,
        subject=" ".join(subject.removeprefix("Subjek: ").split())[:LONGEST_SUBJECT],
        body=body.strip() + "\n",
        template=template,
        written_at=at,
        batch_id=batch_id,
        attached=list(attached),
    )
    session().add(mail)
    _later(mail, due)
    return mail


class Recipient(Protocol):
    """Somebody with an account."""

    @property
    def id(self) -> Any: ...
    @property
    def email(self) -> Any: ...


def to_person(template: str, person: Recipient, *, at: datetime, **values: Any) -> Mail:
    """Write `template` to somebody with an account, who stands in it as `person`; it is in their inbox, too."""
    return queue(template, to=person.email, person_id=person.id, at=at, person=person, **values)


def _later(mail: Mail, due: datetime | None) -> None:
    mail.next_try_at = due or clock.now()
    jobs.later("mail.send", mail.id, due=due)


def again(mail: Mail, to: str) -> None:
    """Let a mail leave once more, to `to`; the earlier tries stay in their table."""
    mail.state = MOVES.after(mail.state, "resend")
    mail.to, mail.tries, mail.resends, mail.answer, mail.is_address_wrong = to, 0, mail.resends + 1, "", False
    _later(mail, None)


def bounced(mail: Mail, words: str) -> None:
    """Note that the mail came back although the server had taken it."""
    mail.state = MOVES.after(mail.state, "bounce")
    mail.answer, mail.is_address_wrong = words[:LONGEST_ANSWER], True


def settled(mail: Mail) -> None:
    """Note that the recipient was reached another way; the mail no longer waits for anybody."""
    mail.state = MOVES.after(mail.state, "settle")


def tries(mail: Mail) -> list[MailTry]:
    """All tries to deliver a mail, the first first."""
    return everything(select(MailTry).where(MailTry.mail_id == mail.id).order_by(MailTry.began_at, MailTry.id))


def wrong_addresses(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that a server refused, or that a mail came back from; by one query."""
    query = select(Mail.to).where(Mail.to.in_(set(addresses)), Mail.state.in_(rules.TROUBLED), Mail.is_address_wrong)
    return set(everything(query.distinct()))


@jobs.task("mail.send", prompt=True)
def send(mail_id: str) -> None:
    """Send one mail, once: one worker claims it, and no transaction waits for the post office."""
    if _must_wait(mail_id) or _was_left_behind(mail_id):
        return
    attempt = _claim(mail_id)
    if attempt is None:
        return
    mail = session().get_one(Mail, mail_id)
    settings: Settings = current_app.extensions["settings"]
    message, name = (
        post.compose(mail, settings),
        f"{mail.written_at:%Y%m%d-%H%M%S}-{mail.id}{f'-{mail.resends}' if mail.resends else ''}.eml",
    )
    session().rollback()
    if settings.smtp_url:
        reply = post.by_smtp(message, settings.smtp_url, hand_over=lambda: _hand_over(attempt))
    else:
        reply = post.to_folder(message, settings.instance / "outbox", name)
    _note(mail_id, attempt, reply)


def _claim(mail_id: str) -> str | None:
    """Take the mail for this worker, by a try of its own."""
    with db.aside() as other:
        claim = update(Mail).where(Mail.id == mail_id, Mail.state == MailState.WAITING)
        claim = claim.values(state=MOVES.after(MailState.WAITING, "claim"), tries=Mail.tries + 1)
        if other.execute(claim).rowcount == 1:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
            to = other.execute(select(Mail.to).where(Mail.id == mail_id)).scalar_one()
            attempt = MailTry(mail_id=mail_id, to=to, began_at=clock.real())
            other.add(attempt)
            return attempt.id
    return None


def _hand_over(attempt: str) -> None:
    with db.aside() as other:
        other.execute(update(MailTry).where(MailTry.id == attempt).values(handed_over_at=clock.real()))


def _note(mail_id: str, attempt_id: str, reply: Reply) -> None:
    """Write down what came of a try, and when the next one is."""
    mail, attempt = session().get_one(Mail, mail_id), session().get_one(MailTry, attempt_id)
    attempt.ended_at, attempt.outcome = clock.real(), reply.outcome
    attempt.code, attempt.answer = reply.code, reply.words[:LONGEST_ANSWER]
    mail.answer, mail.is_address_wrong = f"{reply.code or ''} {reply.words}".strip()[:LONGEST_ANSWER], reply.is_address_wrong
    pause = rules.pause_after(mail.tries)
    if reply.outcome is Outcome.SENT:
        mail.state, mail.sent_at = MOVES.after(mail.state, "deliver"), clock.real()
    elif reply.outcome is Outcome.LATER and pause is not None:
        mail.state = MOVES.after(mail.state, "postpone")
        _later(mail, clock.now() + pause)
    else:
        mail.state = MOVES.after(mail.state, "fail")


def _must_wait(mail_id: str) -> bool:
    """Letters of a batch leave at the rate the operator set; one that comes too early goes to the end of the line."""
    mail = session().get(Mail, mail_id)
    if mail is None or mail.state is not MailState.WAITING or not mail.batch_id:
        session().rollback()
        return False
    settings: Settings = current_app.extensions["settings"]
    if _lately() < settings.mail_rate:
        session().rollback()
        return False
    waiting = select(func.max(Mail.next_try_at)).where(Mail.state == MailState.WAITING, Mail.batch_id != "")
    last = max(session().execute(waiting).scalar_one_or_none() or clock.now(), clock.now())
    _later(mail, last + MINUTE / settings.mail_rate)
    return True


def _lately() -> int:
    of_batches = select(func.count()).select_from(MailTry).join(Mail, Mail.id == MailTry.mail_id)
    return session().execute(of_batches.where(Mail.batch_id != "", MailTry.began_at > clock.real() - MINUTE)).scalar_one()


@jobs.hourly
def rescue() -> None:
    """Look after mails whose worker died, or whose job got lost: nothing waits for ever."""
    overdue = select(Mail).where(Mail.state == MailState.WAITING, Mail.next_try_at < clock.now() - OVERDUE_AFTER)
    for mail in everything(overdue.order_by(Mail.written_at).limit(1000)):
        _later(mail, None)
    for attempt in everything(_left_behind().limit(1000)):
        _note(attempt.mail_id, attempt.id, _cut_off(attempt))


def _was_left_behind(mail_id: str) -> bool:
    attempt = first(_left_behind().where(Mail.id == mail_id))
    if attempt is None:
        session().rollback()
        return False
    _note(mail_id, attempt.id, _cut_off(attempt))
    return True


def _left_behind() -> Select[MailTry]:
    """Tries whose worker is gone: a living one is done, or has run into the post office's time limits, long before."""
    begun = select(MailTry).join(Mail, Mail.id == MailTry.mail_id).where(Mail.state == MailState.SENDING)
    return begun.where(MailTry.ended_at.is_(None), MailTry.began_at < clock.real() - jobs.STALE_AFTER)


def _cut_off(attempt: MailTry) -> Reply:
    if attempt.handed_over_at is None:
        return Reply(Outcome.LATER, words=_("Pekerja antrean terhenti sebelum surat diserahkan."))
    return Reply(Outcome.UNSURE, words=_("Pekerja antrean terhenti setelah surat diserahkan; mungkin sudah sampai."))
