"""Yearly reviews: those closed, and what one of today would count."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from p4comp.commitments.models import Accord, AccordReview
from p4comp.commitments.policy import Pact, Year
from p4comp.commitments.queries.agreements import agreement, shown_publicly
from p4comp.commitments.queries.commitments import in_full
from p4comp.commitments.rules.openness import Thing
from p4comp.commitments.rules.reviewing import Line, content
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.institutions.queries import day


def reviews(agreement_id: str) -> list[AccordReview]:
    """The closed reviews of an agreement, the latest first."""
    query = select(AccordReview).where(AccordReview.agreement_id == agreement_id)
    return db.everything(query.order_by(AccordReview.year.desc()))


def _year(pact: Pact | None, year: int) -> Year | None:
    if pact is None or not pact.sees(Thing.REVIEW) or pact.agreement.signed_on is None or year < pact.agreement.signed_on.year:
        return None
    found = select(AccordReview).where(AccordReview.agreement_id == pact.agreement.id, AccordReview.year == year)
    review = db.first(found)
    return Year(pact, year, review) if review or pact.eyes.is_host else None


def reviewed(actor: Actor, agreement_id: str, year: int) -> Year | None:
    """A year's review for whom the agreement shows it; before it is closed the host alone looks at it."""
    return _year(agreement(actor, agreement_id), year)


def reviewed_publicly(agreement_id: str, year: int) -> Year | None:
    """A closed review that everybody may read."""
    return _year(shown_publicly(agreement_id), year)


def counted(found: Accord, year: int, today: date) -> dict[str, Any]:
    """What a review of the year counts on a day."""
    lines = [
        Line(
            one.signatory_id,
            one.scope.number,
            one.title,
            one.due_on,
            one.state,
            _day(one.shown_at),
            _day(one.accepted_at),
            view.opinion.value if view else "",
            view.words if view else "",
        )
        for one, view in in_full(found)
    ]
    names = {one.id: one.institution_name for one in found.signatories}
    return content(names, {one.number: one.title for one in found.scopes}, lines, year=year, day=today)


def _day(moment: datetime | None) -> date | None:
    return day(moment) if moment else None
