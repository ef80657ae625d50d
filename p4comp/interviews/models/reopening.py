"""Requests to open a locked juror sheet again."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.interviews.models.sheets import JurorSheet
from p4comp.interviews.rules.reopening import ReopenState


class Reopening(Keyed):
    """A juror's request to open the own locked sheet. It keeps what was locked: total, scores, when; `seen` locked sheets of others."""

    __tablename__ = "reopening"

    sheet_id: Mapped[str] = mapped_column(ForeignKey("juror_sheet.id"), index=True)
    state: Mapped[ReopenState] = mapped_column(Choice(ReopenState), default=ReopenState.ASKED, index=True)
    reason: Mapped[str] = mapped_column(Text)
    total: Mapped[float]
    scores: Mapped[dict[str, Any]] = mapped_column(default=dict)
    locked_at: Mapped[datetime] = mapped_column(Moment)
    seen: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")

    sheet: Mapped[JurorSheet] = relationship()
    answerer: Mapped[Person | None] = relationship()
