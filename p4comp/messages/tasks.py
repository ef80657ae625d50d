"""Long work of messages: the letters of a mass mail, some at a time, each lot durable by itself; what messages know of a person."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import or_, select

from p4comp.accounts import privacy
from p4comp.accounts.models import Person
from p4comp.accounts.privacy import Table
from p4comp.core import clock, jobs
from p4comp.core.db import session
from p4comp.messages import actions
from p4comp.messages.models import Broadcast, ContactNote, Question, Ticket, TicketLine
from p4comp.messages.rules.broadcasts import BroadcastState
from p4comp.messages.rules.phones import OUTCOMES

LOT = 200


@jobs.task("messages.broadcast")
def broadcast(broadcast_id: str) -> None:
    """Write the next lot of letters, and ask for the lot after it; run twice, it goes on where it stopped."""
    found = session().get(Broadcast, broadcast_id, with_for_update=True)
    if found is None or found.state is not BroadcastState.SENDING:
        return
    if actions.write_some(found, LOT, at=clock.now()):
        jobs.later("messages.broadcast", broadcast_id)


@privacy.part
def own_messages(person: Person) -> Iterator[Table]:
    """What the person asked, in public and for an institution, and when the secretariat called them."""
    asked = select(Question.asked_at, Question.original, Question.answer)
    asked = asked.where(or_(Question.person_id == person.id, Question.asker_email == person.email)).order_by(Question.asked_at)
    yield Table(_("Pertanyaan publik"), (_("Ditanyakan"), _("Pertanyaan"), _("Jawaban")), [tuple(row) for row in session().execute(asked)])
    lines = select(TicketLine.written_at, Ticket.subject, TicketLine.text, TicketLine.file_name).join(
        Ticket, Ticket.id == TicketLine.ticket_id
    )
    lines = lines.where(TicketLine.written_by == person.id).order_by(TicketLine.written_at)
    heads = (_("Ditulis"), _("Perihal"), _("Isi"), _("Lampiran"))
    yield Table(_("Pesan Anda dalam tiket"), heads, [tuple(row) for row in session().execute(lines)])
    notes = select(ContactNote).where(ContactNote.person_id == person.id).order_by(ContactNote.called_at)
    rows = [(one.called_at, str(OUTCOMES[one.outcome]), one.note) for one in session().execute(notes).scalars()]
    yield Table(_("Catatan sekretariat menghubungi Anda"), (_("Waktu"), _("Hasil"), _("Catatan")), rows)
