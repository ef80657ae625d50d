"""The printed report, and the locked one opened again by two people."""

from datetime import datetime

from flask import render_template
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.core import audit, clock, db, mail, pdf, photos, storage
from p4comp.core.access import Actor, demand
from p4comp.core.media_types import PDF
from p4comp.interviews.actions.observations.asking import needed
from p4comp.interviews.models import Observation, ObservationReopening
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.policy.observations import Visit
from p4comp.interviews.queries import observation_report as printing
from p4comp.interviews.rules.observations import SEEN_WORDS, VISITS
from p4comp.interviews.rules.reopening import REOPENINGS

REPORT = "interviews/observation_pdf.html"


def draw_report(observation_id: str) -> tuple[bytes, datetime] | None:
    """The locked report printed, and when it was locked; None for one that was opened meanwhile."""
    found = printing.printed(observation_id)
    if found is None:
        return None
    pictures = {one.id: content for one in found.shots if (content := photos.on_paper(one.file))}
    html = render_template(REPORT, found=found, drawn=set(pictures), words=SEEN_WORDS, simulated=clock.is_demo())
    return pdf.from_html(html, pictures=pictures), found.locked_at


def keep_report(observation_id: str, made: bytes, locked_at: datetime, *, at: datetime) -> None:
    """Keep what was printed, unless the report was opened since."""
    observation = db.first(db.held(select(Observation), Observation).where(Observation.id == observation_id))
    if observation is None or observation.locked_at != locked_at:
        return
    observation.report_sha256 = storage.keep_bytes(made, PDF).sha256
    audit.record("observation.printed", observation, by=None, at=at, sha256=observation.report_sha256)


def ask_reopening(visit: Visit, *, reason: str, by: Actor, at: datetime) -> ObservationReopening:
    """Ask for the locked report to be opened; the request keeps which report that was."""
    demand(policy.may_ask_observation_reopening(by, visit, at))
    row = visit.observation
    made = ObservationReopening(observation_id=row.id, reason=needed(reason), asked_by=by.id, asked_at=at, report_sha256=row.report_sha256)
    db.session().add(made)
    audit.record("observation.reopening_asked", row, by=by, at=at, reason=made.reason)
    return made


def answer_reopening(visit: Visit, *, grants: bool, reason: str, by: Actor, at: datetime) -> None:
    """Open the report, to be changed and agreed with anew, or say why it stays locked; who asked is told."""
    may = policy.may_grant_observation_reopening if grants else policy.may_answer_observation_reopening
    demand(may(by, visit, at))
    row, request = visit.observation, visit.reopening
    assert request is not None
    request.answer, request.answered_by, request.answered_at = reason.strip() if grants else needed(reason), by.id, at
    request.state = REOPENINGS.after(request.state, "grant" if grants else "refuse")
    if grants:
        row.state, row.locked_at, row.report_sha256 = VISITS.after(row.state, "reopen"), None, None
        for one in row.members:
            one.signed_at = None
    audit.record("observation.reopened" if grants else "observation.reopening_refused", row, by=by, at=at, reason=request.answer)
    asker = db.session().get_one(Person, request.asked_by)
    mail.to_person("interviews/mail/observation_reopening.txt", asker, at=at, visit=row, entry=visit.entry, grants=grants, request=request)
