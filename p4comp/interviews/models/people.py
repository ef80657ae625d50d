"""Panels and the jurors who sit in them."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Keyed
from p4comp.institutions.models import Institution


class Panel(Keyed):
    """Jurors who sit together."""

    __tablename__ = "panel"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))


class Juror(Keyed):
    """A person who hears finalists in one edition, in one panel."""

    __tablename__ = "juror"
    __table_args__ = (UniqueConstraint("edition_id", "person_id"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    panel_id: Mapped[str] = mapped_column(ForeignKey("panel.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    employer_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"))
    is_active: Mapped[bool] = mapped_column(default=True)

    person: Mapped[Person] = relationship()
    panel: Mapped[Panel] = relationship()
    employer: Mapped[Institution | None] = relationship()
