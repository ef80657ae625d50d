"""What the secretariat still has to do about certificates."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from p4comp.certificates.models import LISTED, Certificate, NameRound
from p4comp.certificates.rules import State
from p4comp.competition.models import Edition
from p4comp.core.db import session
from p4comp.decisions.models import Decision, DecisionLine
from p4comp.decisions.queries import in_force


def without_number() -> Select[int]:
    """How many valid certificates wait for their official number."""
    return select(func.count(Certificate.id)).where(
        Certificate.number == "", Certificate.state == State.ISSUED, Certificate.kind.in_(LISTED)
    )


def _without_certificate(at: datetime) -> ColumnElement[bool]:
    """Lines of decisions in force that no certificate of the same list covers (`Held.covers`); none while their names are being proof-read."""
    issued_on, line = aliased(Decision), aliased(DecisionLine)
    covers = (
        issued_on.edition_id == Decision.edition_id,
        issued_on.purpose == Decision.purpose,
        issued_on.category == Decision.category,
        Certificate.entry_id == DecisionLine.subject_id,
        Certificate.kind.in_(LISTED),
        Certificate.revoked_for_id.is_(None),
        Certificate.state != State.REPLACED,
        func.coalesce(line.award, "") == DecisionLine.award,
    )
    held = select(Certificate.id).join(issued_on, issued_on.id == Certificate.decision_id)
    held = held.outerjoin(line, and_(line.decision_id == Certificate.decision_id, line.subject_id == Certificate.entry_id))
    read = select(NameRound.id).where(NameRound.edition_id == Decision.edition_id, NameRound.until > at)
    return and_(in_force(at), ~held.where(*covers).exists(), ~read.exists())


def without_certificate(at: datetime) -> Select[int]:
    """How many lines of announced decisions wait for their certificate."""
    return (
        select(func.count(DecisionLine.subject_id)).join(Decision, Decision.id == DecisionLine.decision_id).where(_without_certificate(at))
    )


def unissued(at: datetime) -> list[tuple[str, str, int]]:
    """Per edition its slug, its name and how many lines of announced decisions wait for their certificate."""
    query = select(Edition.slug, Edition.name, func.count()).join(Decision, Decision.edition_id == Edition.id)
    query = query.join(DecisionLine, DecisionLine.decision_id == Decision.id).where(_without_certificate(at))
    rows = session().execute(query.group_by(Edition.slug, Edition.name).order_by(Edition.slug))
    return [(slug, name, count) for slug, name, count in rows]


def unnumbered() -> list[tuple[str, str, int]]:
    """Per edition its slug, its name and how many valid certificates wait for their official number."""
    query = select(Edition.slug, Edition.name, func.count()).join(Certificate, Certificate.edition_id == Edition.id)
    query = query.where(Certificate.number == "", Certificate.state == State.ISSUED, Certificate.kind.in_(LISTED))
    rows = session().execute(query.group_by(Edition.slug, Edition.name).order_by(Edition.slug))
    return [(slug, name, count) for slug, name, count in rows]
