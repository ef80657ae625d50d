"""What can be asked about public questions. Only published ones exist for anybody but the secretariat."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select

from p4comp.core.access import Actor
from p4comp.core.db import first, held, session
from p4comp.messages.models import Question
from p4comp.messages.rules.questions import QuestionState, Topic

HOUR = timedelta(hours=1)


def published(words: str = "", topic: str = "") -> Select[Question]:
    """The published questions, the latest first; with all the words in question or answer, on one topic."""
    found = select(Question).where(Question.state == QuestionState.PUBLISHED)
    for word in words.split()[:8]:
        found = found.where(or_(Question.text.icontains(word, autoescape=True), Question.answer.icontains(word, autoescape=True)))
    if topic in set(Topic):
        found = found.where(Question.topic == Topic(topic))
    return found.order_by(Question.published_at.desc(), Question.id)


def published_question(actor: Actor, question_id: str) -> Question | None:
    """A published question."""
    return first(published().where(Question.id == question_id))


def received(state: QuestionState) -> Select[Question]:
    """The questions in a state, the longest waiting first."""
    return select(Question).where(Question.state == state).order_by(Question.asked_at, Question.id)


def question(actor: Actor, question_id: str) -> Question | None:
    """A question in whatever state, for the secretariat."""
    if not actor.has("secretariat"):
        return None
    return first(held(select(Question), Question).where(Question.id == question_id))


def question_counts() -> dict[str, int]:
    """How many questions are in each state."""
    rows = session().execute(select(Question.state, func.count()).group_by(Question.state))
    return {str(state): number for state, number in rows}


def lately(email: str, origin: str, now: datetime) -> tuple[int, int]:
    """How many questions came within the hour from this asker, and from this network address."""
    recent = select(Question.asker_email, Question.origin).where(Question.received_at > now - HOUR)
    rows = session().execute(recent.where(or_(Question.asker_email == email, Question.origin == origin))).all()
    return sum(row.asker_email == email for row in rows), sum(row.origin == origin for row in rows)
