"""Private questions of institutions, their lines, and saved answers."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.institutions.models import Institution
from p4comp.messages.rules.tickets import TicketState


class Ticket(Keyed):
    """A talk between one institution and the secretariat; `owner_id` is who of the secretariat takes care of it."""

    __tablename__ = "ticket"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    subject: Mapped[str] = mapped_column(String(160))
    state: Mapped[TicketState] = mapped_column(Choice(TicketState), default=TicketState.NEW, index=True)
    asked_by: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    moved_at: Mapped[datetime] = mapped_column(Moment, index=True)
    first_answered_at: Mapped[datetime | None] = mapped_column(Moment)
    owner_id: Mapped[str] = mapped_column(String(12), default="", index=True)

    institution: Mapped[Institution] = relationship()


class TicketLine(Keyed):
    """Something said in a ticket; a private one is seen by the secretariat only."""

    __tablename__ = "ticket_line"

    ticket_id: Mapped[str] = mapped_column(ForeignKey("ticket.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(12))
    written_at: Mapped[datetime] = mapped_column(Moment)
    is_staff: Mapped[bool] = mapped_column(default=False)
    is_private: Mapped[bool] = mapped_column(default=False)
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    file_name: Mapped[str] = mapped_column(String(200), default="")

    file: Mapped[StoredFile | None] = relationship()


class SavedAnswer(Keyed):
    """A text the secretariat uses again and again."""

    __tablename__ = "saved_answer"

    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(12))
