"""Which message each row of the access table is about; the entrant's institution has the ticket, the secretaries the mass mails."""

from sqlalchemy import select

from p4comp.core.db import first
from p4comp.messages.models import Broadcast
from tests import factories
from tests.messages import letters, makings


def subjects(cast):
    """URL values by row."""
    mail = {"mail_id": letters.to(cast.entrant).id}
    left = {"mail_id": letters.to(cast.entrant, state="sent").id}
    failed = {"mail_id": letters.to(cast.entrant, state="failed").id}
    found = {"messages.show": mail, "messages.mark_read": mail, "messages.sent": mail, "messages.resend@waiting": mail}
    found |= {
        "messages.resend": failed,
        "messages.bounce": left,
        "messages.settle": failed,
        "messages.call": {"person_id": cast.entrant.id},
    }
    return found | _broadcasts(cast) | _notices() | _questions() | _tickets(cast)


def _broadcasts(cast):
    draft = {"broadcast_id": makings.broadcast(cast.secretary).id}
    others = {"broadcast_id": makings.asked(cast.second_secretary).id}
    own = {"broadcast_id": makings.asked(cast.secretary).id}
    drafts = ("broadcast", "edit_broadcast", "ask_approval", "cancel")
    return {f"messages.{name}": draft for name in drafts} | {
        "messages.take_back": own,
        "messages.approve": others,
        "messages.give_back": others,
        "messages.approve@own": own,
        "messages.give_back@own": own,
    }


def _notices():
    out, inside = ({"announcement_id": makings.notice(reach=reach).id} for reach in ("public", "workspace"))
    draft = {"announcement_id": makings.notice(state="draft").id}
    return {
        "messages.announcement": out,
        "messages.announcement@inside": inside,
        "messages.announcement@draft": draft,
        "messages.notice": inside,
        "messages.notice@draft": draft,
        "messages.draft_notice": draft,
        "messages.edit_notice": draft,
        "messages.edit_notice@out": out,
        "messages.publish_notice": draft,
        "messages.withdraw_notice": out,
    }


def _questions():
    out, waiting = {"question_id": makings.question(state="published").id}, {"question_id": makings.question(answer="Boleh.").id}
    found = {f"messages.{name}": waiting for name in ("question@waiting", "moderate", "publish_question", "refuse_question")}
    return found | {"messages.question": out, "messages.withdraw_question": out}


def _tickets(cast):
    ticket = makings.ticket(cast.institution, cast.entrant)
    file = factories.stored()
    with_file = makings.line(ticket, cast.entrant, "Ini suratnya.", file_sha256=file.sha256, file_name="surat.pdf")
    private = makings.line(ticket, cast.secretary, "Periksa.", is_staff=True, is_private=True, file_sha256=file.sha256, file_name="a.pdf")
    names = ("ticket", "reply", "close_ticket", "own_ticket", "note_ticket")
    return {f"messages.{name}": {"ticket_id": ticket.id} for name in names} | {
        "messages.attachment": {"ticket_id": ticket.id, "line_id": with_file.id},
        "messages.attachment@private": {"ticket_id": ticket.id, "line_id": private.id},
        "messages.drop_answer": {"answer_id": makings.saved_answer(cast.secretary).id},
    }


def bodies(cast):
    """What is posted, by row."""
    mass = {"subject": "Kabar", "body": "Yth. {nama}", "audience": "members", "category": "", "province": ""}
    notice = {"title": "Kabar", "body": "Isi.", "kind": "info", "reach": "public"}
    asked = {"topic": "other", "text": "Kapan?", "name": "Ani", "email": "ani@uji.example"}
    return {
        "messages.bounce": {"words": "tidak dikenal"},
        "messages.new_broadcast": mass,
        "messages.edit_broadcast": mass,
        "messages.approve": {"sha256": _sha256(cast)},
        "messages.give_back": {"reason": "Perbaiki."},
        "messages.new_notice": notice,
        "messages.edit_notice": notice,
        "messages.ask_question": asked,
        "messages.moderate": {"topic": "other", "text": "Kapan?", "answer": "Besok."},
        "messages.refuse_question": {"reason": "Bukan tentang kompetisi."},
        "messages.new_ticket": {"institution_id": cast.institution.id, "subject": "Surat", "text": "Kepada siapa?"},
        "messages.reply": {"text": "Terima kasih."},
        "messages.note_ticket": {"note": "Telepon besok."},
        "messages.saved_answers": {"title": "Jadwal", "text": "Lihat ketentuan."},
        "messages.call": {"outcome": "reached", "note": ""},
    }


def _sha256(cast):
    return first(select(Broadcast.sha256).where(Broadcast.asked_by == cast.second_secretary.id))
