"""Plans of the interview week, and days that are closed or worked by the secretariat's word."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.jobs import Job
from p4comp.interviews.rules.plan_states import PlanState


class PlanRun(Keyed):
    """A plan of the week, looked at before it takes effect.

    `steps` grows while it is computed: [seconds, seated, cost, bound]. `found` holds what was found, as plain values; `basis` is
    the SHA-256 of what it was made from, so that a plan for yesterday's jurors cannot take effect today.
    """

    __tablename__ = "plan_run"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    state: Mapped[PlanState] = mapped_column(Choice(PlanState), default=PlanState.WAITING)
    seed: Mapped[str] = mapped_column(String(250))
    basis: Mapped[str] = mapped_column(String(64), default="")
    steps: Mapped[list[Any]] = mapped_column(default=list)
    cost: Mapped[float | None]
    bound: Mapped[float | None]
    found: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)
    asked_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    job_id: Mapped[str | None] = mapped_column(ForeignKey("job.id"))

    asker: Mapped[Person] = relationship(foreign_keys=[asked_by])
    job: Mapped[Job | None] = relationship()


class ClosedDay(Keyed):
    """The secretariat's word on a day of the edition's calendar: nobody is heard, or (`is_worked`) a holiday is worked."""

    __tablename__ = "closed_day"
    __table_args__ = (UniqueConstraint("edition_id", "on"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200))
    is_worked: Mapped[bool] = mapped_column(default=False)
    noted_by: Mapped[str] = mapped_column(String(12))
    noted_at: Mapped[datetime] = mapped_column(Moment)
