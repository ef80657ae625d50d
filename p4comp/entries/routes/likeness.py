"""What dossiers have in common, for the secretariat."""

from flask import render_template
from flask.typing import ResponseReturnValue

from p4comp.competition.queries import current
from p4comp.core.access import allow
from p4comp.entries import policy, queries
from p4comp.entries.routes.blueprint import bp


@bp.get("/verifikasi/kemiripan")
@allow(policy.may_see_likenesses)
def likenesses() -> ResponseReturnValue:
    """Files and narratives that stand in the dossiers of two institutions of the running edition."""
    edition = current()
    return render_template("entries/likenesses.html", edition=edition, found=queries.likenesses(edition.id) if edition else None)
