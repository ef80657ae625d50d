"""Rankings that were computed: what from, by which algorithm, with which result."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Base, Keyed, Moment
from p4comp.core.storage import StoredFile


class RankingRun(Keyed):
    """A category's ranking as computed at a moment; without `made_at` it still waits.

    `sha256` names the kept snapshot it was made from, `result_sha256` the whole result; `mark` is the state of the sheets then, in
    few figures: another mark now means that it is out of date.
    """

    __tablename__ = "ranking_run"
    __table_args__ = (Index("ix_ranking_run_edition_id_category", "edition_id", "category"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    category: Mapped[str] = mapped_column(String(20))
    job_id: Mapped[str] = mapped_column(String(12), default="")
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    algorithm: Mapped[str] = mapped_column(String(60), default="")
    mark: Mapped[str] = mapped_column(String(120), default="")
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    result_sha256: Mapped[str] = mapped_column(String(64), default="")
    ranked: Mapped[int] = mapped_column(default=0)
    summary: Mapped[dict[str, Any]] = mapped_column(default=dict)
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)

    edition: Mapped[Edition] = relationship()
    file: Mapped[StoredFile | None] = relationship()


class RankedEntry(Base):
    """One line of a computed ranking, in the plan's order: score, raw mean, fair score, how sure its place is, the rest in `row`."""

    __tablename__ = "ranked_entry"

    run_id: Mapped[str] = mapped_column(ForeignKey("ranking_run.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(String(12), index=True)
    row: Mapped[dict[str, Any]]
