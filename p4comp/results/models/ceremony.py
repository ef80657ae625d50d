"""The ceremony screen: a second person of the secretariat opens it to the winners before they are public."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Keyed, Moment


class CeremonyOpening(Keyed):
    """Somebody asked that the screen may show the winners (`asked_by`), another person agreed (`agreed_by`); either ends it again."""

    __tablename__ = "ceremony_opening"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(12))
    agreed_at: Mapped[datetime | None] = mapped_column(Moment)
    agreed_by: Mapped[str] = mapped_column(String(12), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[str] = mapped_column(String(12), default="")

    edition: Mapped[Edition] = relationship()
