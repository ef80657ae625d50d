"""The optional file of a line in a ticket: taken in once, kept while the rest of the form is put right."""

from dataclasses import dataclass

from flask import request

from p4comp.core import staging, storage, uploads
from p4comp.core.errors import Invalid
from p4comp.core.staging import StagedFile
from p4comp.core.storage import StoredFile
from p4comp.messages.actions import Said
from p4comp.messages.forms import LineForm, TicketForm

PURPOSE = "ticket-attachment"


@dataclass
class Attachment:
    """The file that came with a form, now or with an earlier try; `fault` when the new one cannot be taken."""

    stored: StoredFile | None = None
    name: str = ""
    staged: StagedFile | None = None
    fault: Invalid | None = None

    def said(self, text: str) -> Said:
        """A text with this file."""
        return Said(text, self.stored.sha256 if self.stored else None, self.name)


def taken(form: "LineForm | TicketForm") -> Attachment:
    """Take the file of a posted form in; one that came with an earlier try is found again."""
    upload = request.files.get("file")
    if request.method == "GET":
        return Attachment()
    if upload is None or not upload.filename:
        staged = staging.recall(form.staged.data or "", purpose=PURPOSE)
        return Attachment(staging.file_of(staged), staged.name, staged) if staged else Attachment()
    try:
        accepted = uploads.accept(upload)
    except Invalid as error:
        return Attachment(fault=error)
    return Attachment(storage.keep(accepted.received, accepted.media_type), accepted.name)


def is_well(form: "LineForm | TicketForm", attachment: Attachment) -> bool:
    """Whether text and file are as they must be; if not, a good file is kept for the next try."""
    if form.sent_well() and attachment.fault is None:
        return True
    if attachment.fault is not None:
        form.file.errors = [attachment.fault.message]
    if attachment.stored is not None and attachment.staged is None:
        attachment.staged = staging.stage(attachment.stored, attachment.name, purpose=PURPOSE)
    form.staged.data = staging.token(attachment.staged, purpose=PURPOSE) if attachment.staged else ""
    return False
