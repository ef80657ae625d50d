"""What an institution lets be shown of itself."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base, Moment


class Profile(Base):
    """Which parts of an institution's public page it consents to; no row means none. Honours are public facts and always stand there."""

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
    def shows_any(self) -> bool:
        """Whether anything but honours is shown."""
        return self.shows_practices or self.shows_channels or self.shows_commitments or self.shows_figures
