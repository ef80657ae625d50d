"""What an institution lets be shown of itself."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, or_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base, Moment
from p4comp.profiles.rules import PARTS


class Profile(Base):
    """Which parts of an institution's public page it consents to, a column for each of `PARTS`; no row means none.

    Honours are public facts and always stand there.
    """

    __tablename__ = "institution_profile"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    shows_practices: Mapped[bool] = mapped_column(default=False)
    shows_channels: Mapped[bool] = mapped_column(default=False)
    shows_commitments: Mapped[bool] = mapped_column(default=False)
    shows_figures: Mapped[bool] = mapped_column(default=False)
    set_at: Mapped[datetime] = mapped_column(Moment)
    set_by: Mapped[str] = mapped_column(String(12))

    @property
    def id(self) -> str:
        """Its institution; the audit log names profiles by it."""
        return self.institution_id

    @property
    def parts(self) -> frozenset[str]:
        """The parts that are shown."""
        return frozenset(name for name in PARTS if getattr(self, column(name)))

    @hybrid_property
    def shows_any(self) -> bool:
        """Whether anything but honours is shown; of rows, or of the table in a query."""
        return bool(self.parts)

    @shows_any.inplace.expression
    @classmethod
    def _any_shown(cls) -> ColumnElement[bool]:
        return or_(*(getattr(cls, column(name)) for name in PARTS))


def column(part: str) -> str:
    """The column that says whether a part is shown."""
    return f"shows_{part}"
