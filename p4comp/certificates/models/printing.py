"""Runs that print the certificates of a decision."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.certificates.models.certificates import Certificate
from p4comp.certificates.rules.runs import ItemState, RunState
from p4comp.certificates.rules.sealing import Sealing
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.decisions.models import Decision


class PrintRun(Keyed):
    """One order to print many certificates; whatever happens to its worker, it goes on with what is not printed yet.

    `job_id` is the job that works on it now; `asked_by` is empty where the portal ordered it itself.
    """

    __tablename__ = "print_run"

    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id"), index=True)
    state: Mapped[RunState] = mapped_column(Choice(RunState), default=RunState.RUNNING)
    sealing: Mapped[Sealing] = mapped_column(Choice(Sealing), default=Sealing.FINAL)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(12), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    job_id: Mapped[str] = mapped_column(String(12), default="")

    decision: Mapped[Decision] = relationship()


class PrintItem(Keyed):
    """One certificate of a run. `claimed_at` is the moment on the real clock at which a worker took it."""

    __tablename__ = "print_item"
    __table_args__ = (UniqueConstraint("run_id", "certificate_id"), Index("ix_print_item_open", "run_id", "state", "position"))

    run_id: Mapped[str] = mapped_column(ForeignKey("print_run.id"))
    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificate.id"), index=True)
    position: Mapped[int]
    state: Mapped[ItemState] = mapped_column(Choice(ItemState), default=ItemState.WAITING)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    error: Mapped[str] = mapped_column(Text, default="")

    run: Mapped[PrintRun] = relationship()
    certificate: Mapped[Certificate] = relationship()
