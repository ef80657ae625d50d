"""Interviews: who is heard by which panel, when."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.entries.models import Entry
from p4comp.interviews.models.invitations import Invitation
from p4comp.interviews.models.people import Panel
from p4comp.interviews.rules.states import InterviewState

COUNTED = text("state <> 'cancelled'")


class Interview(Keyed):
    """A finalist's slot before a panel; `minutes` is talk and questions together. A cancelled one holds no seat.

    A pinned one keeps its seat in every plan. Its invitation is made with it.
    """

    __tablename__ = "interview"
    __table_args__ = (
        Index("uq_interview_entry", "edition_id", "entry_id", unique=True, sqlite_where=COUNTED, postgresql_where=COUNTED),
        Index("uq_interview_seat", "panel_id", "starts_at", unique=True, sqlite_where=COUNTED, postgresql_where=COUNTED),
    )

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"))
    panel_id: Mapped[str] = mapped_column(ForeignKey("panel.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(Moment, index=True)
    minutes: Mapped[int]
    state: Mapped[InterviewState] = mapped_column(Choice(InterviewState), default=InterviewState.PLACED)
    is_pinned: Mapped[bool] = mapped_column(default=False)

    entry: Mapped[Entry] = relationship()
    panel: Mapped[Panel] = relationship()
    invitation: Mapped[Invitation] = relationship()

    def __init__(self, **values: Any):
        super().__init__(**{"invitation": Invitation()} | values)

    @property
    def ends_at(self) -> datetime:
        """When the slot is over."""
        return self.starts_at + timedelta(minutes=self.minutes)
