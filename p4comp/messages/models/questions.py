"""Public questions and their answers."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.messages.rules.questions import QuestionState, Topic


class Question(Keyed):
    """A question; `original` and the asker are never public, `text` is what the secretariat made of it."""

    __tablename__ = "question"

    topic: Mapped[Topic] = mapped_column(Choice(Topic), index=True)
    original: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
    asker_name: Mapped[str] = mapped_column(String(160))
    asker_email: Mapped[str] = mapped_column(String(254), index=True)
    person_id: Mapped[str] = mapped_column(String(12), default="")
    origin: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[QuestionState] = mapped_column(Choice(QuestionState), default=QuestionState.WAITING, index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    received_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12), default="")
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
