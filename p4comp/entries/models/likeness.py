"""What two dossiers have in common, for the secretariat's eyes."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.entries.models.entry import Entry
from p4comp.entries.rules.likeness import Kind


class NarrativePrint(Base):
    """The fingerprint of a narrative as it was handed in last."""

    __tablename__ = "narrative_print"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(20), primary_key=True)
    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    sketch: Mapped[bytes] = mapped_column(LargeBinary)


class Likeness(Keyed):
    """The same file, or nearly the same words, in the dossiers of two institutions; kept once, at the later hand-in.

    `share` is the part of the words in common (1 for a file); `what` names the file.
    """

    __tablename__ = "likeness"

    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    indicator: Mapped[str] = mapped_column(String(20))
    other_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    other_indicator: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64), default="")
    what: Mapped[str] = mapped_column(String(450), default="")
    share: Mapped[float]
    found_at: Mapped[datetime] = mapped_column(Moment)

    entry: Mapped[Entry] = relationship(foreign_keys=[entry_id])
    other: Mapped[Entry] = relationship(foreign_keys=[other_id])
