"""Panels, jurors, who sits where; what ties jurors to institutions."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Keyed
from p4comp.judging.models import Appointment, Bound, Leave

CHAIR = text("is_chair")


class Panel(Keyed):
    """Jurors who sit together."""

    __tablename__ = "panel"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))


class Juror(Appointment, Keyed):
    """A person who hears finalists in one edition, in one panel or several."""

    __tablename__ = "juror"
    __table_args__ = (UniqueConstraint("edition_id", "person_id"),)


class PanelSeat(Base):
    """A juror's seat in a panel; one of a panel's jurors chairs it."""

    __tablename__ = "panel_seat"
    __table_args__ = (Index("uq_panel_seat_chair", "panel_id", unique=True, sqlite_where=CHAIR, postgresql_where=CHAIR),)

    panel_id: Mapped[str] = mapped_column(ForeignKey("panel.id"), primary_key=True)
    juror_id: Mapped[str] = mapped_column(ForeignKey("juror.id"), primary_key=True, index=True)
    is_chair: Mapped[bool] = mapped_column(default=False)

    panel: Mapped[Panel] = relationship()
    juror: Mapped[Juror] = relationship()


class JurorTie(Bound, Keyed):
    """What ties a juror to an institution."""

    __tablename__ = "juror_tie"

    juror_id: Mapped[str] = mapped_column(ForeignKey("juror.id"), index=True)


class JurorWaiver(Leave, Keyed):
    """Leave for a juror to hear an entry."""

    __tablename__ = "juror_waiver"
    __table_args__ = (Index("ix_juror_waiver_pair", "juror_id", "entry_id"),)

    juror_id: Mapped[str] = mapped_column(ForeignKey("juror.id"))

    juror: Mapped[Juror] = relationship()
