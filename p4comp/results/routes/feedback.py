"""An institution's own feedback report, as page and paper."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import downloads, pdf
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.words import number
from p4comp.results.actions import feedback as actions
from p4comp.results.policy import feedback as policy
from p4comp.results.policy.feedback import OwnFeedback
from p4comp.results.queries import feedback as queries
from p4comp.results.routes.blueprint import bp
from p4comp.results.rules.feedback.shown import shown
from p4comp.results.tasks.feedback import paper


@bp.app_template_filter("tingkat")
def level_words(value: float | None) -> str:
    """A level: whole as it stands, a mean with two decimals."""
    return number(value, 0 if value is None or value == int(value) else 2)


@bp.get("/kepesertaan/<entry_id>/umpan-balik")
@allow(policy.may_read_feedback, on=queries.own_feedback)
def feedback(own: OwnFeedback) -> ResponseReturnValue:
    """The report of an entry, once it is out."""
    found = own.feedback
    return render_template("results/feedback.html", own=own, feedback=found, entry=found.entry, shown=shown(found.facts, found.notes))


@bp.get("/kepesertaan/<entry_id>/umpan-balik.pdf")
@allow(policy.may_read_feedback, on=queries.own_feedback)
def feedback_pdf(own: OwnFeedback) -> Response:
    """The report as it is printed: the kept file, or one made now."""
    found = own.feedback
    name = f"umpan-balik-{found.entry.edition.slug}-{found.entry_id}-v{found.version}.pdf"
    return downloads.answer(found.file, name) if found.file else downloads.pdf(pdf.from_html(paper(found)), name)


@bp.post("/kepesertaan/<entry_id>/umpan-balik/dibaca")
@allow(policy.may_acknowledge, on=queries.own_feedback)
def acknowledge_feedback(own: OwnFeedback) -> ResponseReturnValue:
    """Say that it was read."""
    actions.acknowledge(own, by=actor(), at=arrived())
    flash(_("Terima kasih. Laporan ini tetap dapat dibuka di sini."), "success")
    return redirect(url_for(".feedback", entry_id=own.feedback.entry_id), 303)
