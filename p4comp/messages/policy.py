"""Who may read which message, and who may do what with it."""

from datetime import datetime
from typing import Any, Protocol

from flask_babel import gettext as _

from p4comp.accounts.policy import is_second, may_be_signed_in, may_run_secretariat
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word
from p4comp.core.mail import MOVES as MAIL_MOVES
from p4comp.core.mail import Mail
from p4comp.core.moves import Moves
from p4comp.messages.models import Announcement, Broadcast, Question, Ticket
from p4comp.messages.rules import announcements, broadcasts, questions, tickets


class Letter(Protocol):
    """A mail of the outbox."""

    @property
    def mail(self) -> Mail: ...


def may_read(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Everybody reads what was sent to them; the loader finds nothing else."""
    return may_be_signed_in(actor, subject, at)


def may_see_outbox(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat sees what the portal sent, and writes what it sends."""
    return may_run_secretariat(actor, subject, at)


def _may_move(actor: Actor, moves: Moves[Any], state: Any, verb: str) -> Verdict:
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang dapat melakukan ini."))
    if not moves.allows(state, verb):
        return no(_("Keadaannya sekarang “%(state)s”.", state=state_word(moves.kind, state)))
    return YES


def may_resend(actor: Actor, letter: Letter, at: datetime) -> Verdict:
    """The secretariat sends a mail again that left, failed, came back or was settled."""
    return _may_move(actor, MAIL_MOVES, letter.mail.state, "resend")


def may_bounce(actor: Actor, letter: Letter, at: datetime) -> Verdict:
    """The secretariat notes that a mail that left came back."""
    return _may_move(actor, MAIL_MOVES, letter.mail.state, "bounce")


def may_settle(actor: Actor, letter: Letter, at: datetime) -> Verdict:
    """The secretariat closes a mail in trouble once its recipient was reached another way."""
    return _may_move(actor, MAIL_MOVES, letter.mail.state, "settle")


def may_edit_broadcast(actor: Actor, broadcast: Broadcast, at: datetime) -> Verdict:
    """The secretariat changes a mass mail while it is a draft."""
    return _may_move(actor, broadcasts.MOVES, broadcast.state, "ask")


def may_take_back(actor: Actor, broadcast: Broadcast, at: datetime) -> Verdict:
    """Until it is decided, the secretariat takes a mass mail back to change it."""
    return _may_move(actor, broadcasts.MOVES, broadcast.state, "take_back")


def may_decide_broadcast(actor: Actor, broadcast: Broadcast, at: datetime) -> Verdict:
    """A second person decides: neither who wrote or changed the text, nor who asked."""
    if not (allowed := _may_move(actor, broadcasts.MOVES, broadcast.state, "approve")):
        return allowed
    hands, told = (broadcast.written_by, broadcast.changed_by, broadcast.asked_by), _("Anda ikut menyusun surat ini.")
    return next((verdict for one in hands if not (verdict := is_second(actor, one, told))), YES)


def may_edit_notice(actor: Actor, notice: Announcement, at: datetime) -> Verdict:
    """The secretariat changes and publishes an announcement that is not out; one that is out is withdrawn first."""
    return _may_move(actor, announcements.MOVES, notice.state, "publish")


def may_withdraw_notice(actor: Actor, notice: Announcement, at: datetime) -> Verdict:
    """The secretariat withdraws an announcement that is out, also before its moment."""
    return _may_move(actor, announcements.MOVES, notice.state, "withdraw")


def may_publish_question(actor: Actor, question: Question, at: datetime) -> Verdict:
    """The secretariat edits, answers and publishes a question that is not on the page."""
    return _may_move(actor, questions.MOVES, question.state, "publish")


def may_refuse_question(actor: Actor, question: Question, at: datetime) -> Verdict:
    """The secretariat refuses a question that waits."""
    return _may_move(actor, questions.MOVES, question.state, "refuse")


def may_withdraw_question(actor: Actor, question: Question, at: datetime) -> Verdict:
    """The secretariat takes a published question off the page."""
    return _may_move(actor, questions.MOVES, question.state, "withdraw")


def may_list_tickets(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Members of institutions have private questions; the secretariat has everybody's."""
    if actor.has("member") or actor.has("secretariat"):
        return YES
    return no(_("Halaman ini untuk petugas instansi peserta dan sekretariat."))


def may_ask_secretariat(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Members ask for their institution."""
    return YES if actor.has("member") else no(_("Hanya petugas instansi yang bertanya di sini."))


def may_read_ticket(actor: Actor, ticket: Any, at: datetime) -> Verdict:
    """Whoever finds a ticket may read it; sight is decided by the query."""
    return YES


def may_write_ticket(actor: Actor, ticket: Ticket, at: datetime) -> Verdict:
    """Members of the institution and the secretariat write in its ticket."""
    return YES if actor.has("member", ticket.institution_id) or actor.has("secretariat") else no(_("Tiket ini bukan milik instansi Anda."))


def may_close_ticket(actor: Actor, ticket: Ticket, at: datetime) -> Verdict:
    """Either side closes a ticket; a reply opens it again."""
    if not tickets.MOVES.allows(ticket.state, "close"):
        return no(_("Pertanyaan ini sudah selesai. Balasan baru membukanya kembali."))
    return may_write_ticket(actor, ticket, at)


def may_serve_ticket(actor: Actor, ticket: Ticket, at: datetime) -> Verdict:
    """The secretariat takes tickets over and keeps notes of its own in them."""
    return may_run_secretariat(actor, ticket, at)
