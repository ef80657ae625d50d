"""The head of the letters on desk evaluation's result: what is typed in, once for all of a decision's letters."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base, Moment
from p4comp.core.letterheads import Headed


class LetterHead(Headed, Base):
    """Number, day and signatory of the letters about a decision; without all three they are drafts for the secretariat alone."""

    __tablename__ = "outcome_letter_head"

    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    typed_by: Mapped[str] = mapped_column(String(12))
    typed_at: Mapped[datetime] = mapped_column(Moment)
    told_at: Mapped[datetime | None] = mapped_column(Moment)
