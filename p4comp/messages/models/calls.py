"""Who of the secretariat reached whom, when, how."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.messages.rules.phones import CallOutcome


class ContactNote(Keyed):
    """An attempt to reach a person outside the portal."""

    __tablename__ = "contact_note"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    called_by: Mapped[str] = mapped_column(String(12))
    called_at: Mapped[datetime] = mapped_column(Moment)
    outcome: Mapped[CallOutcome] = mapped_column(Choice(CallOutcome))
    note: Mapped[str] = mapped_column(Text, default="")
