"""Panels, jurors, and which juror sits in which panel."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Base, Keyed
from p4comp.institutions.models import Institution

CHAIR = text("is_chair")


class Panel(Keyed):
    """Jurors who sit together."""

    __tablename__ = "panel"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))


class Juror(Keyed):
    """A person who hears finalists in one edition, in one panel or several."""

    __tablename__ = "juror"
    __table_args__ = (UniqueConstraint("edition_id", "person_id"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    employer_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"))
    is_active: Mapped[bool] = mapped_column(default=True)

    person: Mapped[Person] = relationship()
    employer: Mapped[Institution | None] = relationship()


class PanelSeat(Base):
    """A juror's seat in a panel; one of a panel's jurors chairs it."""

    __tablename__ = "panel_seat"
    __table_args__ = (Index("uq_panel_seat_chair", "panel_id", unique=True, sqlite_where=CHAIR, postgresql_where=CHAIR),)

    panel_id: Mapped[str] = mapped_column(ForeignKey("panel.id"), primary_key=True)
    juror_id: Mapped[str] = mapped_column(ForeignKey("juror.id"), primary_key=True, index=True)
    is_chair: Mapped[bool] = mapped_column(default=False)

    panel: Mapped[Panel] = relationship()
    juror: Mapped[Juror] = relationship()
