"""How dossiers are given out: proposals, fixed pairs, dossiers that all read."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.jobs import Job
from p4comp.entries.models import Entry
from p4comp.judging.models.people import Evaluator
from p4comp.judging.rules.proposals import ProposalState as ProposalState


class PinKind(StrEnum):
    """What is fixed about a pair: this evaluator reads the entry, or never does."""

    KEEP = "keep"
    FORBID = "forbid"


class Pin(Keyed):
    """The secretariat's word on one pair of evaluator and entry, which every assignment heeds."""

    __tablename__ = "assignment_pin"
    __table_args__ = (UniqueConstraint("entry_id", "evaluator_id"),)

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"))
    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluator.id"), index=True)
    kind: Mapped[PinKind] = mapped_column(Choice(PinKind))
    reason: Mapped[str] = mapped_column(String(500))
    pinned_by: Mapped[str] = mapped_column(String(12))
    pinned_at: Mapped[datetime] = mapped_column(Moment)

    evaluator: Mapped[Evaluator] = relationship()


class Calibration(Keyed):
    """An entry that all evaluators of its category read, so that their severity can be compared."""

    __tablename__ = "calibration"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), unique=True)
    chosen_at: Mapped[datetime] = mapped_column(Moment)

    entry: Mapped[Entry] = relationship()


class Proposal(Keyed):
    """A way to give the dossiers out, looked at before it takes effect.

    `found` holds what the computation said, as plain values; `basis` is the SHA-256 of what it was made from, so that a
    proposal about yesterday's readings cannot be approved today.
    """

    __tablename__ = "assignment_proposal"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    state: Mapped[ProposalState] = mapped_column(Choice(ProposalState), default=ProposalState.WAITING)
    moves_waiting: Mapped[bool] = mapped_column(default=False)
    seed: Mapped[str] = mapped_column(String(250))
    basis: Mapped[str] = mapped_column(String(64), default="")
    found: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)
    made_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    job_id: Mapped[str | None] = mapped_column(ForeignKey("job.id"))

    maker: Mapped[Person] = relationship(foreign_keys=[made_by])
    job: Mapped[Job | None] = relationship()
