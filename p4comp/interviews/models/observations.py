"""Looks on the spot: who goes where and when, what they found, the photos they took, what it does to a score."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.interviews.models.timetable import Interview
from p4comp.interviews.rules.observations import ENDED, CorrectionState, Seen, VisitState
from p4comp.interviews.rules.reopening import ReopenState

LIVING = text("state NOT IN ({})".format(", ".join(f"'{one.value}'" for one in ENDED)))
STANDING = text(f"state <> '{CorrectionState.REFUSED.value}'")


class Observation(Keyed):
    """One look on the spot at a finalist, asked for by the panel that heard it. `sequence` numbers what was told of its date."""

    __tablename__ = "observation"
    __table_args__ = (Index("uq_observation_living", "interview_id", unique=True, sqlite_where=LIVING, postgresql_where=LIVING),)

    interview_id: Mapped[str] = mapped_column(ForeignKey("interview.id"), index=True)
    state: Mapped[VisitState] = mapped_column(Choice(VisitState), default=VisitState.ASKED, index=True)
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    starts_at: Mapped[datetime | None] = mapped_column(Moment)
    place: Mapped[str] = mapped_column(String(300), default="")
    sequence: Mapped[int] = mapped_column(default=0)
    findings: Mapped[str] = mapped_column(Text, default="")
    findings_version: Mapped[int] = mapped_column(default=0)
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    report_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))

    interview: Mapped[Interview] = relationship()
    asker: Mapped[Person] = relationship(foreign_keys=[asked_by])
    answerer: Mapped[Person | None] = relationship(foreign_keys=[answered_by])
    report: Mapped[StoredFile | None] = relationship()
    team: Mapped[list["ObservationMember"]] = relationship(
        order_by="(ObservationMember.is_leader.desc(), ObservationMember.person_id)", cascade="all, delete-orphan"
    )
    corrections: Mapped[list["ObservationCorrection"]] = relationship(order_by="ObservationCorrection.proposed_at", viewonly=True)
    reopenings: Mapped[list["ObservationReopening"]] = relationship(order_by="ObservationReopening.asked_at", viewonly=True)

    @property
    def members(self) -> list["ObservationMember"]:
        """The team as it stands, its leader first."""
        return [one for one in self.team if one.left_at is None]


class ObservationMember(Base):
    """Somebody of the team; `left_at` and why when a conflict took them out. `signed_at`: they agree with the report as it stands."""

    __tablename__ = "observation_member"

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    is_leader: Mapped[bool] = mapped_column(default=False)
    signed_at: Mapped[datetime | None] = mapped_column(Moment)
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    left_why: Mapped[str] = mapped_column(String(300), default="")

    person: Mapped[Person] = relationship()


class ObservationMark(Base):
    """What the team found of one thing on its list."""

    __tablename__ = "observation_mark"

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(20), primary_key=True)
    seen: Mapped[Seen | None] = mapped_column(Choice(Seen))
    seen_version: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    note_version: Mapped[int] = mapped_column(default=0)
    saved_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    saved_at: Mapped[datetime] = mapped_column(Moment)


class ObservationPhoto(Keyed):
    """A photo with where and when it was taken. `camera_…` is what the camera wrote into it, kept as it is; `…_typed`: a member typed it in.

    Until `read_at` nobody has looked what the camera wrote.
    """

    __tablename__ = "observation_photo"

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(String(200))
    caption: Mapped[str] = mapped_column(String(300), default="")
    added_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    camera_time: Mapped[str] = mapped_column(String(40), default="")
    camera_latitude: Mapped[float | None]
    camera_longitude: Mapped[float | None]
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    place: Mapped[str] = mapped_column(String(300), default="")
    time_typed: Mapped[bool] = mapped_column(default=False)
    place_typed: Mapped[bool] = mapped_column(default=False)

    file: Mapped[StoredFile] = relationship()

    @property
    def is_whole(self) -> bool:
        """Whether it has a place and a time."""
        return bool(self.taken_at and self.place)


class ObservationReopening(Keyed):
    """A member's wish to open the locked report again; somebody of the secretariat answers. The report that was locked is kept."""

    __tablename__ = "observation_reopening"

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), index=True)
    state: Mapped[ReopenState] = mapped_column(Choice(ReopenState), default=ReopenState.ASKED, index=True)
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    report_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    asker: Mapped[Person] = relationship(foreign_keys=[asked_by])


class ObservationCorrection(Keyed):
    """What the panel makes of a report: points up or down on its own value, beside the sheets. It counts once confirmed."""

    __tablename__ = "observation_correction"
    __table_args__ = (Index("uq_observation_correction", "observation_id", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),)

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), index=True)
    state: Mapped[CorrectionState] = mapped_column(Choice(CorrectionState), default=CorrectionState.PROPOSED, index=True)
    points: Mapped[float]
    reason: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    proposer: Mapped[Person] = relationship(foreign_keys=[proposed_by])
    answerer: Mapped[Person | None] = relationship(foreign_keys=[answered_by])
