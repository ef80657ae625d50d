"""What messages add to every page: unread ones, places, what waits for whom."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_be_second
from p4comp.core import approvals, audit, tallies, web
from p4comp.core.access import Actor, homes
from p4comp.core.approvals import Approval
from p4comp.core.db import everything
from p4comp.core.words import number
from p4comp.messages import policy, queries
from p4comp.messages.models import Broadcast
from p4comp.messages.rules.broadcasts import BroadcastState
from p4comp.messages.rules.tickets import TicketState

audit.name(
    nouns={
        "broadcast": _l("Surat massal"),
        "announcement": _l("Pengumuman"),
        "question": _l("Pertanyaan publik"),
        "ticket": _l("Pertanyaan kepada sekretariat"),
        "saved_answer": _l("Jawaban tersimpan"),
    },
    verbs={
        "mail.resent": _l("Surat dikirim ulang"),
        "mail.bounced": _l("Surat dicatat kembali"),
        "mail.settled": _l("Surat diselesaikan lewat jalan lain"),
        "broadcast.drafted": _l("Surat massal disusun"),
        "broadcast.changed": _l("Surat massal diubah"),
        "broadcast.asked": _l("Persetujuan surat massal diminta"),
        "broadcast.taken_back": _l("Surat massal ditarik kembali"),
        "broadcast.given_back": _l("Surat massal dikembalikan"),
        "broadcast.approved": _l("Surat massal disetujui"),
        "broadcast.finished": _l("Surat massal selesai ditulis"),
        "broadcast.cancelled": _l("Surat massal dibatalkan"),
        "announcement.drafted": _l("Pengumuman disusun"),
        "announcement.changed": _l("Pengumuman diubah"),
        "announcement.published": _l("Pengumuman diterbitkan"),
        "announcement.withdrawn": _l("Pengumuman ditarik"),
        "question.edited": _l("Pertanyaan disunting"),
        "question.published": _l("Pertanyaan diterbitkan"),
        "question.refused": _l("Pertanyaan tidak diterbitkan"),
        "question.withdrawn": _l("Pertanyaan ditarik dari halaman"),
        "ticket.asked": _l("Instansi bertanya kepada sekretariat"),
        "ticket.replied": _l("Instansi membalas"),
        "ticket.answered": _l("Sekretariat menjawab"),
        "ticket.asked_back": _l("Sekretariat bertanya balik"),
        "ticket.noted": _l("Catatan internal dibuat"),
        "ticket.owned": _l("Pertanyaan diambil alih"),
        "ticket.closed": _l("Pertanyaan diselesaikan"),
        "saved_answer.kept": _l("Jawaban disimpan"),
        "saved_answer.dropped": _l("Jawaban tersimpan dihapus"),
        "person.contacted": _l("Orang dihubungi"),
    },
)


UNREAD = tallies.on_every_page(queries.unread, lambda actor: (actor.id,) if actor.is_signed_in else None)
TICKETS = tallies.on_every_page(queries.new_tickets, lambda actor: (actor.id,) if actor.has("secretariat") else None)
TROUBLED = tallies.on_every_page(queries.troubled, tallies.whoever_is("secretariat"))
BROADCASTS = tallies.on_start_page(queries.to_approve, lambda actor: (actor.id,) if may_be_second(actor) else None)
QUESTIONS = tallies.on_start_page(queries.asked_in_public, tallies.whoever_is("secretariat"))
ANSWERS = tallies.on_start_page(queries.answers_waiting, lambda actor: (homes(actor, "member"),) if actor.has("member") else None)


@approvals.contribute
def mass_mails(actor: Actor, at: datetime) -> Iterator[Approval]:
    """Mass mails that wait for a second person; one query."""
    for one in everything(queries.broadcasts().where(Broadcast.state == BroadcastState.ASKED)) if actor.has("secretariat") else ():
        verdict = policy.may_decide_broadcast(actor, one, at)
        url = url_for("messages.broadcast", broadcast_id=one.id)
        yield Approval(_("Surat massal: %(subject)s", subject=one.subject), url, one.asked_at, reason=verdict.reason)


@web.contribute("unread")
def unread(actor: Actor, at: datetime) -> Iterator[int]:
    """How many messages the person has not read."""
    if actor.is_signed_in:
        yield UNREAD.of(actor)


@web.contribute("public_nav")
def public_places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Questions and answers for everybody."""
    yield web.NavItem(_("Tanya jawab"), url_for("messages.questions"), "message", 60)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The person's messages; private questions; what the portal sent and tells everybody, for the secretariat."""
    if actor.is_signed_in:
        yield web.NavItem(_("Pesan"), url_for("messages.inbox"), "inbox", 80, UNREAD.of(actor) or None)
    if actor.has("member") or actor.has("secretariat"):
        yield web.NavItem(_("Tanya sekretariat"), url_for("messages.tickets"), "message", 74, TICKETS.of(actor) or None)
    if actor.has("secretariat"):
        yield web.NavItem(_("Surat & pengumuman"), url_for("messages.outbox"), "send", 75, TROUBLED.of(actor) or None)


@web.contribute("todo")
def todo(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Answers that wait for a member; for the secretariat undeliverable mail, mass mail to approve, questions to answer."""
    if actor.has("member"):
        for ticket in queries.asked_back(actor) if ANSWERS.of(actor) else ():
            asks = ticket.state is TicketState.ASKED_BACK
            title = (
                _("Sekretariat bertanya balik: %(subject)s", subject=ticket.subject)
                if asks
                else _("Dijawab: %(subject)s", subject=ticket.subject)
            )
            note = "" if asks else _("Baca jawabannya; tandai selesai bila sudah jelas.")
            yield web.Todo(title, url_for("messages.ticket", ticket_id=ticket.id), _("Buka"), note=note)
    if actor.has("secretariat"):
        yield from _for_staff(actor)


def _for_staff(actor: Actor) -> Iterator[web.Todo]:
    if troubled := TROUBLED.of(actor):
        url, note = url_for("messages.outbox", status="failed"), _("Perbaiki alamatnya atau hubungi orangnya, lalu kirim ulang.")
        yield web.Todo(_("%(n)s surat tidak sampai", n=number(troubled)), url, _("Lihat surat"), note=note, tone="refused")
    if broadcasts := BROADCASTS.of(actor):
        url, note = url_for("messages.broadcasts"), _("Baca isi dan penerimanya, lalu setujui atau kembalikan.")
        yield web.Todo(_("%(n)s surat massal menunggu persetujuan Anda", n=broadcasts), url, _("Baca"), note=note)
    if questions := QUESTIONS.of(actor):
        title = _("%(n)s pertanyaan publik menunggu jawaban", n=number(questions))
        yield web.Todo(title, url_for("messages.moderation"), _("Jawab"))
    if tickets := TICKETS.of(actor):
        title = _("%(n)s pertanyaan instansi menunggu jawaban", n=number(tickets))
        yield web.Todo(title, url_for("messages.tickets", status="new"), _("Buka"))
