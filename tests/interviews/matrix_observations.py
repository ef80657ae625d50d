"""Subjects of the access table's rows on looks on the spot: the cast's juror chairs the panel and leads the team, the evaluator goes along."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from p4comp.core.db import first
from p4comp.interviews.models import Juror, Observation, ObservationMember, ObservationPhoto, ObservationReopening
from tests import factories
from tests.factories.base import keep
from tests.factories.pictures import photo

NOON = datetime(2022, 5, 23, 5, tzinfo=UTC)
VISIT = NOON - timedelta(hours=1)


class Making:
    """Makes looks on the spot before one panel, each at another finalist."""

    def __init__(self, cast):
        self.cast, self.panel, self.count = cast, factories.panel(cast.edition, name="Panel 8"), 0
        juror = first(select(Juror).where(Juror.person_id == cast.juror.id))
        factories.panel_seat(self.panel, juror, is_chair=True)

    def interview(self):
        """Another finalist's interview, begun by noon."""
        self.count += 1
        found = factories.entry(self.cast.edition, state="verified")
        return factories.interview(found, self.panel, starts_at=NOON - timedelta(minutes=30 * self.count))

    def visit(self, state, *, signed=False):
        """A look on the spot in a state; those ordered have their team."""
        values = {} if state == "asked" else {"starts_at": VISIT, "place": "Kantor", "findings": "Ada."}
        if state == "locked":
            values |= {"locked_at": NOON, "report_sha256": factories.stored().sha256}
        interview = self.interview()
        made = keep(
            Observation(
                interview_id=interview.id, state=state, reason="Perlu dilihat.", asked_by=self.cast.juror.id, asked_at=VISIT, **values
            )
        )
        if state != "asked":
            for who, leads in ((self.cast.juror, True), (self.cast.evaluator, False)):
                signed_at = NOON if state == "locked" or (signed and not leads) else None
                keep(ObservationMember(observation_id=made.id, person_id=who.id, is_leader=leads, signed_at=signed_at))
        return made.id


def subjects(cast):
    """URL values by row."""
    make = Making(cast)
    asked, ordered, signed, locked, wished = (
        {"observation_id": make.visit(state, signed=is_signed)}
        for state, is_signed in (("asked", False), ("ordered", False), ("ordered", True), ("locked", False), ("locked", False))
    )
    keep(ObservationReopening(observation_id=wished["observation_id"], reason="Salah tulis.", asked_by=cast.juror.id, asked_at=NOON))
    file = factories.stored(photo(taken="2022:05:23 10:00:00"), "image/jpeg")
    shot = keep(
        ObservationPhoto(observation_id=ordered["observation_id"], sha256=file.sha256, name="a.jpg", added_by=cast.juror.id, added_at=NOON)
    )
    of_ordered = ("observation", "cancel_observation", "fill_observation", "save_observation_report", "save_observation")
    of_locked = ("observation_report", "ask_observation_reopening", "propose_correction", "answer_correction")
    of_photo = ("observation_photo", "observation_original", "tell_observation_photo", "remove_observation_photo")
    return (
        {f"interviews.{name}": ordered for name in (*of_ordered, "add_observation_photo", "sign_observation")}
        | {f"interviews.{name}": locked for name in of_locked}
        | {f"interviews.{name}": ordered | {"photo_id": shot.id} for name in of_photo}
        | {f"interviews.{name}": asked for name in ("order_observation", "refuse_observation")}
        | {
            "interviews.ask_observation": {"interview_id": make.interview().id},
            "interviews.unsign_observation": signed,
            "interviews.observation_report@open": ordered,
            "interviews.fill_observation@locked": locked,
            "interviews.answer_observation_reopening": wished,
        }
    )


def bodies(cast):
    """What is posted, by row."""
    reason = {"reason": "Perlu dilihat."}
    names = ("ask_observation", "refuse_observation", "cancel_observation", "ask_observation_reopening")
    team = {"team": [cast.juror.id, cast.evaluator.id], "leader": cast.juror.id}
    return {f"interviews.{name}": reason for name in names} | {
        "interviews.order_observation": {"starts_at": "2022-05-27T09:00", "place": "Kantor", **team},
        "interviews.save_observation": {"field": "findings", "value": "Loket ada.", "version": "0"},
        "interviews.save_observation_report": {"findings": "Ada.", "findings.version": "0"},
        "interviews.tell_observation_photo": {"taken_at": "2022-05-23T10:00", "place": "Loket"},
        "interviews.answer_observation_reopening": {"answer": "refuse", **reason},
    }
