"""The meeting as jurors find it at their desk: who presents, the slides, the link from its minutes before the start."""

from flask import Response

from p4comp.competition import queries as competition
from p4comp.core import clock, downloads
from p4comp.core.access import allow
from p4comp.interviews import queries
from p4comp.interviews.models import Interview
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.desk import Desk
from p4comp.interviews.policy.invitations import Invited
from p4comp.interviews.routes.blueprint import bp


@bp.app_template_global()
def meeting_link(row: Interview) -> str:
    """The video link of an interview, while pages may show it; else nothing."""
    found = Invited(row, competition.spec_of(row.entry.edition))
    return row.invitation.link if policy.sees_link(found, clock.arrived()) else ""


@bp.get("/wawancara/<sheet_id>/paparan")
@allow(policy.may_read_slides, on=queries.desk)
def desk_slides(desk: Desk) -> Response:
    """The finalist's slides on the juror's desk."""
    found = desk.interview.invitation
    assert found.slides is not None
    return downloads.answer(found.slides, found.slides_name)
