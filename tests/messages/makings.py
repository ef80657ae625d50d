"""Mass mails, announcements, questions and tickets, plainly made."""

from p4comp.accounts import identity
from p4comp.messages import actions
from p4comp.messages.models import Announcement, Broadcast, Question, SavedAnswer, Ticket, TicketLine
from tests import factories

MOMENT = factories.during("pendaftaran")


def broadcast(writer, *, subject="Batas waktu", body="Yth. {nama}, lihat {alamat_portal}.", audience="members", **values):
    """A draft of a mass mail."""
    return factories.keep(
        Broadcast(subject=subject, body=body, audience=audience, written_by=writer.id, written_at=MOMENT, changed_by=writer.id, **values)
    )


def asked(writer, asker=None, **values):
    """A mass mail that waits for a second person."""
    found = broadcast(writer, **values)
    actions.ask(found, by=actor(asker or writer), at=MOMENT)
    return found


def actor(person):
    """The person as policies see them."""
    return identity.someone(person)


def notice(*, title="Jadwal berubah", state="published", reach="public", appears_at=MOMENT, **values):
    """An announcement that is out, unless said otherwise."""
    return factories.keep(
        Announcement(
            kind=values.pop("kind", "info"),
            reach=reach,
            title=title,
            body=values.pop("body", "Isi pengumuman."),
            state=state,
            appears_at=appears_at,
            written_by="s",
            written_at=MOMENT,
            **values,
        )
    )


def question(*, state="waiting", text="Apakah RSUD boleh ikut?", answer="", **values):
    """A question; a published one has its answer and its moment."""
    is_out = state == "published"
    return factories.keep(
        Question(
            topic=values.pop("topic", "registration"),
            original=values.pop("original", text),
            text=text,
            answer=answer or ("Boleh, sebagai UPP." if is_out else ""),
            asker_name=values.pop("asker_name", "Rahasia Penanya"),
            asker_email=values.pop("asker_email", "penanya@uji.example"),
            origin=values.pop("origin", "x"),
            state=state,
            asked_at=MOMENT,
            received_at=values.pop("received_at", MOMENT),
            published_at=MOMENT if is_out else None,
            **values,
        )
    )


def ticket(institution, person, *, subject="Surat rekomendasi", state="new", owner_id="", **values):
    """A ticket with its first line."""
    found = factories.keep(
        Ticket(
            institution_id=institution.id,
            subject=subject,
            state=state,
            asked_by=person.id,
            asked_at=MOMENT,
            moved_at=MOMENT,
            owner_id=owner_id,
            **values,
        )
    )
    line(found, person, "Kepada siapa surat dialamatkan?")
    return found


def line(ticket, person, text, **values):
    """Something said in a ticket."""
    return factories.keep(TicketLine(ticket_id=ticket.id, text=text, written_by=person.id, written_at=MOMENT, **values))


def saved_answer(person, title="Jadwal"):
    """A text to use again."""
    return factories.keep(SavedAnswer(title=title, text="Lihat halaman Ketentuan.", written_by=person.id))
