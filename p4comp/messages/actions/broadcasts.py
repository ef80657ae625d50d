"""What can happen to mass mail: drafted by one, approved by another, then written letter by letter."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete

from p4comp.core import audit, jobs, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import everything, session
from p4comp.core.errors import Refused
from p4comp.core.words import moment
from p4comp.messages import policy, queries
from p4comp.messages.models import Broadcast, BroadcastRecipient
from p4comp.messages.queries import audiences
from p4comp.messages.rules import broadcasts as rules
from p4comp.messages.rules.broadcasts import MOVES, BroadcastState, Recipient

LETTER = "messages/mail/broadcast.txt"


@dataclass(frozen=True)
class Text:
    """What a mass mail says, and to whom it goes."""

    subject: str
    body: str
    audience: str
    category: str = ""
    province: str = ""


def _checked(text: Text, at: datetime) -> Text:
    rules.check_text(text.subject, "subject")
    rules.check_text(text.body, "body")
    found, _doubles = audiences.recipients(text.audience, audiences.Wish(text.category, text.province), at)
    rules.check_recipients(found, text.subject, text.body)
    return text


def draft(text: Text, *, by: Actor, at: datetime) -> Broadcast:
    """Begin a mass mail; Invalid names what its text or its recipients lack."""
    demand(policy.may_see_outbox(by, None, at))
    _checked(text, at)
    broadcast = Broadcast(written_by=by.id, written_at=at, changed_by=by.id, **vars(text))
    session().add(broadcast)
    audit.record("broadcast.drafted", broadcast, by=by, at=at, about=text.subject)
    return broadcast


def change(broadcast: Broadcast, text: Text, *, by: Actor, at: datetime) -> None:
    """Change a draft; who changed it does not approve it."""
    demand(policy.may_edit_broadcast(by, broadcast, at))
    for name, value in vars(_checked(text, at)).items():
        setattr(broadcast, name, value)
    broadcast.changed_by = by.id
    audit.record("broadcast.changed", broadcast, by=by, at=at, about=text.subject)


def found_for(broadcast: Broadcast, at: datetime) -> tuple[list[Recipient], int]:
    """Whom the draft would reach at this moment, and how many were double."""
    return audiences.recipients(broadcast.audience, audiences.Wish(broadcast.category, broadcast.province), at)


def ask(broadcast: Broadcast, *, by: Actor, at: datetime) -> None:
    """Freeze text and recipients, and ask a second person."""
    demand(policy.may_edit_broadcast(by, broadcast, at))
    found, broadcast.doubles = found_for(broadcast, at)
    rules.check_recipients(found, broadcast.subject, broadcast.body)
    session().execute(delete(BroadcastRecipient).where(BroadcastRecipient.broadcast_id == broadcast.id))
    for one in found:
        session().add(
            BroadcastRecipient(
                broadcast_id=broadcast.id,
                person_id=one.person_id,
                name=one.name,
                email=one.email,
                institution_name=one.institution_name,
                due=moment(one.due) if one.due else "",
                mail_id="",
                skipped=False,
            )
        )
    session().flush()
    broadcast.state = MOVES.after(broadcast.state, "ask")
    broadcast.asked_by, broadcast.asked_at, broadcast.reason = by.id, at, ""
    broadcast.sha256 = fingerprint(broadcast)
    audit.record("broadcast.asked", broadcast, by=by, at=at, sha256=broadcast.sha256, recipients=len(found))


def fingerprint(broadcast: Broadcast) -> str:
    """The SHA-256 of text and recipients as they are kept now."""
    rows = everything(queries.snapshot(broadcast))
    return rules.fingerprint(broadcast.subject, broadcast.body, [(one.email, one.name, one.institution_name, one.due) for one in rows])


def take_back(broadcast: Broadcast, *, by: Actor, at: datetime) -> None:
    """Make it a draft again, to change it."""
    demand(policy.may_take_back(by, broadcast, at))
    broadcast.state = MOVES.after(broadcast.state, "take_back")
    audit.record("broadcast.taken_back", broadcast, by=by, at=at)


def give_back(broadcast: Broadcast, reason: str, *, by: Actor, at: datetime) -> None:
    """The second person does not approve, and says why."""
    demand(policy.may_decide_broadcast(by, broadcast, at))
    broadcast.state = MOVES.after(broadcast.state, "give_back")
    broadcast.decided_by, broadcast.decided_at, broadcast.reason = by.id, at, reason.strip()
    audit.record("broadcast.given_back", broadcast, by=by, at=at, reason=broadcast.reason)


def approve(broadcast: Broadcast, sha256: str, *, by: Actor, at: datetime) -> None:
    """The second person approves exactly what was shown (`sha256`); the letters are then written by the queue."""
    demand(policy.may_decide_broadcast(by, broadcast, at))
    if sha256 != broadcast.sha256 or fingerprint(broadcast) != broadcast.sha256:
        raise Refused(_("Isi atau penerima surat ini berubah sejak Anda membukanya. Buka lagi, baca, lalu putuskan."))
    broadcast.state = MOVES.after(broadcast.state, "approve")
    broadcast.decided_by, broadcast.decided_at = by.id, at
    audit.record("broadcast.approved", broadcast, by=by, at=at, sha256=sha256)
    jobs.later("messages.broadcast", broadcast.id)


def cancel(broadcast: Broadcast, *, by: Actor, at: datetime) -> None:
    """Give a draft up."""
    demand(policy.may_edit_broadcast(by, broadcast, at))
    broadcast.state = MOVES.after(broadcast.state, "cancel")
    audit.record("broadcast.cancelled", broadcast, by=by, at=at)


def values_for(name: str, institution_name: str, due: str) -> dict[str, str]:
    """What the places of a text stand for, for one recipient."""
    return {
        "nama": name,
        "instansi": institution_name or "–",
        "batas_waktu": due or "–",
        "alamat_portal": current_app.extensions["settings"].base_url,
    }


def preview(broadcast: Broadcast, one: Recipient) -> tuple[str, str]:
    """Subject and text as one recipient would get them."""
    values = values_for(one.name, one.institution_name, moment(one.due) if one.due else "")
    return rules.filled(broadcast.subject, values), rules.filled(broadcast.body, values)


def preview_of(broadcast: Broadcast, row: BroadcastRecipient) -> tuple[str, str]:
    """Subject and text as a recipient of the snapshot gets them."""
    values = values_for(row.name, row.institution_name, row.due)
    return rules.filled(broadcast.subject, values), rules.filled(broadcast.body, values)


def write_some(broadcast: Broadcast, most: int, *, at: datetime) -> int:
    """Write the letters of the next recipients; how many there were. Accounts closed meanwhile are left out."""
    rate = current_app.extensions["settings"].mail_rate
    found = queries.unwritten(broadcast.id, most)
    first = queries.batch_size(broadcast.id)
    for number, (row, person) in enumerate(found, first):
        if not person.is_active:
            row.skipped = True
            continue
        subject, body = preview_of(broadcast, row)
        due = at + number // rate * mail.MINUTE
        letter = mail.queue(
            LETTER, to=row.email, at=at, person_id=row.person_id, batch_id=broadcast.id, due=due, subject=subject, body=body
        )
        row.mail_id = letter.id
    if not found and broadcast.state is BroadcastState.SENDING:
        broadcast.state = MOVES.after(broadcast.state, "finish")
        audit.record("broadcast.finished", broadcast, by=None, at=at, letters=first)
    return len(found)
