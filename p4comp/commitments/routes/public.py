"""What everybody reads of agreements, as far as each says so."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from p4comp.commitments import queries
from p4comp.commitments.queries import Asked
from p4comp.commitments.routes.blueprint import bp
from p4comp.commitments.routes.reviewing import document
from p4comp.core import clock, paging
from p4comp.core.access import public
from p4comp.institutions.queries import day

SECONDS = 10


@bp.get("/perjanjian")
@public(seconds=SECONDS)
def published() -> str:
    """The agreements that everybody may read of."""
    return render_template("commitments/published.html", agreements=queries.published())


@bp.get("/perjanjian/<agreement_id>")
@public(seconds=SECONDS)
def public_page(agreement_id: str) -> ResponseReturnValue:
    """One of them: its facts and signatories, and whatever else it opens."""
    pact = queries.shown_publicly(agreement_id)
    if pact is None:
        raise NotFound
    opens = pact.sees("commitments")
    page = paging.page(queries.commitments(pact, Asked(), day(clock.arrived()))) if opens else None
    reviews = queries.reviews(agreement_id) if pact.sees("review") else []
    return render_template("commitments/public_page.html", pact=pact, agreement=pact.agreement, page=page, reviews=reviews)


@bp.get("/perjanjian/<agreement_id>/tinjauan-<int:year>.pdf")
@public(seconds=SECONDS)
def public_review(agreement_id: str, year: int) -> Response:
    """A closed review that everybody may read."""
    found = queries.reviewed_publicly(agreement_id, year)
    if found is None:
        raise NotFound
    return document(found)
