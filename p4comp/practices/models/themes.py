"""Themes as the secretariat keeps them."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base


class PracticeTheme(Base):
    """A theme that the secretariat added, renamed or closed."""

    __tablename__ = "practice_theme"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    is_closed: Mapped[bool] = mapped_column(default=False)

    @property
    def id(self) -> str:
        """Its code; the audit log names themes by it."""
        return self.code
