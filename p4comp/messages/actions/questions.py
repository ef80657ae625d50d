"""What can happen to public questions."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _

from p4comp.core import audit, clock, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.messages import policy, queries
from p4comp.messages.models import Question
from p4comp.messages.rules import questions as rules
from p4comp.messages.rules.questions import MOVES, Topic


class TooMany(Refused):
    """Too many questions in an hour from one asker, or one network address."""

    status = 429


@dataclass(frozen=True)
class Asked:
    """What somebody asks, and who they say they are."""

    topic: Topic
    text: str
    name: str
    email: str


def receive(asked: Asked, *, address: str, by: Actor, at: datetime) -> Question:
    """Keep a question for the secretariat. No mail leaves: the address is not proven, and a form must not write to strangers."""
    email, origin, now = asked.email.strip().lower(), origin_of(address), clock.real()
    if rules.is_too_much(*queries.lately(email, origin, now)):
        raise TooMany(_("Sudah banyak pertanyaan masuk dari Anda dalam satu jam ini. Salin pertanyaan Anda dan kirim lagi nanti."))
    text = asked.text.strip()
    question = Question(
        topic=asked.topic,
        original=text,
        text=text,
        asker_name=asked.name.strip(),
        asker_email=email,
        person_id=by.id,
        origin=origin,
        asked_at=at,
        received_at=now,
    )
    session().add(question)
    return question


def origin_of(address: str) -> str:
    """A network address as it is kept: countable, not readable."""
    key = current_app.secret_key or b""
    return hmac.new(key if isinstance(key, bytes) else key.encode(), f"question:{address}".encode(), "sha256").hexdigest()


def edit(question: Question, text: str, answer: str, topic: Topic, *, by: Actor, at: datetime) -> None:
    """Take private things out of the question, and answer it; the original stays as it came."""
    demand(policy.may_publish_question(by, question, at))
    question.text, question.answer, question.topic, question.answered_by = text.strip(), answer.strip(), topic, by.id
    audit.record("question.edited", question, by=by, at=at)


def publish_question(question: Question, *, by: Actor, at: datetime) -> None:
    """Put question and answer on the public page, and tell the asker."""
    demand(policy.may_publish_question(by, question, at))
    if not question.answer.strip() or not question.text.strip():
        raise Invalid(_("Tulis dahulu jawabannya, lalu simpan."), "answer")
    question.state = MOVES.after(question.state, "publish")
    question.published_at, question.answered_by = at, by.id
    audit.record("question.published", question, by=by, at=at)
    _tell(question, "messages/mail/question_published.txt", at)


def refuse_question(question: Question, reason: str, *, by: Actor, at: datetime) -> None:
    """Do not publish it, and tell the asker why."""
    demand(policy.may_refuse_question(by, question, at))
    question.state = MOVES.after(question.state, "refuse")
    question.reason, question.answered_by = reason.strip(), by.id
    audit.record("question.refused", question, by=by, at=at, reason=question.reason)
    _tell(question, "messages/mail/question_refused.txt", at)


def withdraw_question(question: Question, *, by: Actor, at: datetime) -> None:
    """Take it off the public page."""
    demand(policy.may_withdraw_question(by, question, at))
    question.state = MOVES.after(question.state, "withdraw")
    audit.record("question.withdrawn", question, by=by, at=at)


def _tell(question: Question, template: str, at: datetime) -> None:
    mail.queue(template, to=question.asker_email, person_id=question.person_id, at=at, question=question)
