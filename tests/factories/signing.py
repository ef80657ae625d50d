"""Requests for an approver's word and for a parent's, uploads on their way."""

from datetime import timedelta

from p4comp.core import clock
from p4comp.core.resumable import Upload
from p4comp.entries import queries
from p4comp.entries.models import Endorsement, SignOffRequest
from tests.factories.base import during, keep


def sign_off_request(entry, *, state="waiting", asked_at=None, **values):
    """A drafter's request for an approver's word on the dossier as it now is."""
    content = values.pop("content", None) or queries.parts_of(queries.dossier(entry))
    at = asked_at or during("pendaftaran")
    return keep(SignOffRequest(entry_id=entry.id, state=state, content=content, asked_at=at, asked_by=entry.contact_id, **values))


def endorsement(entry, *, state="waiting", asked_at=None, **values):
    """A unit's request for its parent's recommendation."""
    return keep(
        Endorsement(entry_id=entry.id, state=state, asked_at=asked_at or during("pendaftaran"), asked_by=entry.contact_id, **values)
    )


def upload_on_its_way(entry, began_at, *, state="open", indicator="A1", expires_in=timedelta(hours=1), **values):
    """An upload of evidence for the entry that has begun."""
    return keep(
        Upload(
            person_id=values.pop("person_id", entry.contact_id),
            purpose=values.pop("purpose", "bukti"),
            target=f"{entry.id}/{indicator}",
            name="bukti.pdf",
            length=1000,
            offset=10,
            state=state,
            began_at=began_at,
            expires_at=clock.real() + expires_in,
            **values,
        )
    )
