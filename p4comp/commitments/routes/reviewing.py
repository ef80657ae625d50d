"""Yearly reviews: looked at, closed, printed."""

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.commitments import actions, policy, queries
from p4comp.commitments.forms import ReviewForm
from p4comp.commitments.policy import Year
from p4comp.commitments.routes.blueprint import bp
from p4comp.core import clock, downloads, pdf
from p4comp.core.access import actor, allow
from p4comp.institutions.queries import day


@bp.get("/komitmen/<agreement_id>/tinjauan/<int:year>")
@allow(policy.may_read, on=queries.reviewed)
def review(found: Year) -> ResponseReturnValue:
    """A year's review, or what it would count today."""
    return _page(found, ReviewForm(formdata=None))


def _page(found: Year, form: ReviewForm, status: int = 200) -> ResponseReturnValue:
    closes = policy.may_review(actor(), found, clock.arrived())
    return render_template("commitments/review.html", found=found, content=_content(found), form=form, closes=closes), status


@bp.post("/komitmen/<agreement_id>/tinjauan/<int:year>")
@allow(policy.may_review, on=queries.reviewed)
def close_review(found: Year) -> ResponseReturnValue:
    """Close a year's review."""
    form = ReviewForm()
    if not form.sent_well():
        return _page(found, form, 422)
    actions.close(found, str(form.words.data), by=actor(), at=clock.arrived())
    flash(_("Tinjauan ditutup; isinya tidak berubah lagi."), "success")
    return redirect(url_for(".review", agreement_id=found.pact.agreement.id, year=found.year), 303)


@bp.get("/komitmen/<agreement_id>/tinjauan-<int:year>.pdf")
@allow(policy.may_read, on=queries.reviewed)
def review_pdf(found: Year) -> Response:
    """The same as a document."""
    return document(found)


def document(found: Year) -> Response:
    """A year's review as a PDF, with what these eyes may see; a draft while it is not closed."""
    agreement = found.pact.agreement
    values = {"found": found, "content": _content(found), "agreement": agreement, "edition_name": agreement.title}
    simulated = agreement.is_simulated or clock.is_demo()
    made = pdf.render("commitments/review_pdf.html", **values, at=clock.arrived(), simulated=simulated)
    return downloads.pdf(made, f"tinjauan-{found.year}.pdf")


def _content(found: Year) -> dict[str, Any]:
    """What these eyes see of a review: what the partner thinks may be kept from them."""
    content: dict[str, Any] = (
        found.review.content if found.review else queries.counted(found.pact.agreement, found.year, day(clock.arrived()))
    )
    return content if found.pact.sees("view") else content | {"views": []}
