"""Where files come in piece by piece, for whatever purpose a feature has: each person sees their own uploads only."""

from flask import Response

from p4comp.accounts import policy
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import resumable
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.resumable import Upload


@bp.post("/unggahan")
@allow(policy.may_be_signed_in)
def begin_upload() -> Response:
    """Open an upload; its moment is the one at which this request arrived."""
    return resumable.begin(actor(), arrived())


@bp.route("/unggahan/<upload_id>", methods=["HEAD"])
@allow(policy.may_be_signed_in, on=resumable.own)
def look_at_upload(upload: Upload) -> Response:
    """How far an upload is."""
    return resumable.state_of(upload)


@bp.patch("/unggahan/<upload_id>")
@allow(policy.may_be_signed_in, on=resumable.own, body=resumable.take_in)
def continue_upload(upload: Upload) -> Response:
    """The next piece."""
    return resumable.go_on(upload, actor(), arrived())


@bp.delete("/unggahan/<upload_id>")
@allow(policy.may_be_signed_in, on=resumable.own)
def drop_upload(upload: Upload) -> Response:
    """Give an upload up."""
    return resumable.drop(upload)
