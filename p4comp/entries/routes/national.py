"""In a province's own space: how far its regencies and cities are in the ministry's edition."""

from flask import render_template
from flask.typing import ResponseReturnValue

from p4comp.core.access import allow
from p4comp.entries import policy
from p4comp.entries.queries.national import National, national
from p4comp.entries.routes.blueprint import bp


@bp.get("/kepesertaan-nasional")
@allow(policy.may_see_national, on=national)
def national_states(found: National) -> ResponseReturnValue:
    """The states of the province's regencies and cities, nothing more."""
    return render_template("entries/national_states.html", found=found, regions=found.rows or ())
