"""Private questions: an institution's members and the secretariat."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import access, clock, downloads, paging
from p4comp.core.access import allow
from p4comp.core.errors import state_word
from p4comp.messages import actions, policy, queries
from p4comp.messages.forms import LineForm, NoteForm, SavedAnswerForm, TicketForm
from p4comp.messages.models import SavedAnswer, Ticket, TicketLine
from p4comp.messages.routes.attachments import Attachment, is_well, taken
from p4comp.messages.routes.blueprint import bp
from p4comp.messages.rules.tickets import TONES_FOR_MEMBERS, TONES_FOR_STAFF, TicketState


def _tones() -> dict[str, str]:
    return TONES_FOR_STAFF if access.actor().has("secretariat") else TONES_FOR_MEMBERS


@bp.route("/tanya-sekretariat")
@allow(policy.may_list_tickets)
def tickets() -> ResponseReturnValue:
    """The tickets a person sees; for the secretariat with filters and the usual time to an answer."""
    who = access.actor()
    state, owner = request.args.get("status", ""), request.args.get("petugas", "")
    page = paging.page(queries.tickets(who, state, owner))
    return render_template(
        "messages/tickets.html",
        page=page,
        people=queries.people(one.owner_id for one in page.rows),
        is_staff=who.has("secretariat"),
        usual=queries.usual_wait() if who.has("secretariat") else None,
        states=[(one.value, state_word("ticket", one)) for one in TicketState],
        state=state,
        owner=owner,
        tones=_tones(),
    )


@bp.route("/tanya-sekretariat/baru", methods=["GET", "POST"])
@allow(policy.may_ask_secretariat, upload=True)
def new_ticket() -> ResponseReturnValue:
    """Ask for one's institution."""
    form = TicketForm()
    form.offer(queries.own_institutions(access.actor()))
    if request.method == "GET":  # other pages lead here with what is asked about
        form.subject.data = request.args.get("perihal", "")[:150]
        form.institution_id.data = request.args.get("instansi") or form.institution_id.data
    attachment = taken(form)
    if not is_well(form, attachment):
        return render_template("messages/new_ticket.html", form=form, staged=attachment.staged), form.status
    said = attachment.said(str(form.text.data))
    found = actions.ask_secretariat(str(form.institution_id.data), str(form.subject.data), said, by=access.actor(), at=clock.arrived())
    flash(_("Pertanyaan Anda sudah sampai di sekretariat."), "success")
    return redirect(url_for(".ticket", ticket_id=found.id), 303)


@bp.route("/tanya-sekretariat/<ticket_id>")
@allow(policy.may_read_ticket, on=queries.ticket)
def ticket(found: Ticket) -> ResponseReturnValue:
    """One ticket, all that was said in it."""
    return _page(found, LineForm(), NoteForm(), Attachment())


def _page(found: Ticket, form: LineForm, note: NoteForm, attachment: Attachment) -> str:
    who: Any = access.actor()
    lines = queries.lines(who, found)
    is_staff = who.has("secretariat")
    return render_template(
        "messages/ticket.html",
        found=found,
        lines=lines,
        people=queries.people([*(one.written_by for one in lines), found.owner_id]),
        form=form,
        note=note,
        staged=attachment.staged,
        is_staff=is_staff,
        saved=queries.saved_answers() if is_staff else [],
        tones=_tones(),
        can_close=policy.may_close_ticket(who, found, clock.arrived()),
    )


@bp.route("/tanya-sekretariat/<ticket_id>/balas", methods=["POST"])
@allow(policy.may_write_ticket, on=queries.ticket, upload=True)
def reply(found: Ticket) -> ResponseReturnValue:
    """Write in a ticket: the secretariat answers or asks back, the institution replies."""
    form = LineForm()
    attachment = taken(form)
    if not is_well(form, attachment):
        return _page(found, form, NoteForm(formdata=None), attachment), 422
    who, at, said = access.actor(), clock.arrived(), attachment.said(str(form.text.data))
    if who.has("secretariat") and not who.has("member", found.institution_id):
        actions.answer(found, said, asks_back=request.form.get("cara") == "tanya", by=who, at=at)
    else:
        actions.reply(found, said, by=who, at=at)
    flash(_("Terkirim."), "success")
    return redirect(url_for(".ticket", ticket_id=found.id), 303)


@bp.route("/tanya-sekretariat/<ticket_id>/selesai", methods=["POST"])
@allow(policy.may_close_ticket, on=queries.ticket)
def close_ticket(found: Ticket) -> ResponseReturnValue:
    """End the talk."""
    actions.close(found, by=access.actor(), at=clock.arrived())
    flash(_("Pertanyaan ditandai selesai. Balasan baru membukanya kembali."), "success")
    return redirect(url_for(".tickets"), 303)


@bp.route("/tanya-sekretariat/<ticket_id>/ambil", methods=["POST"])
@allow(policy.may_serve_ticket, on=queries.ticket)
def own_ticket(found: Ticket) -> ResponseReturnValue:
    """Take care of a ticket."""
    actions.own(found, by=access.actor(), at=clock.arrived())
    flash(_("Anda sekarang menangani pertanyaan ini."), "success")
    return redirect(url_for(".ticket", ticket_id=found.id), 303)


@bp.route("/tanya-sekretariat/<ticket_id>/catatan", methods=["POST"])
@allow(policy.may_serve_ticket, on=queries.ticket)
def note_ticket(found: Ticket) -> ResponseReturnValue:
    """Keep an internal note."""
    note = NoteForm()
    if not note.sent_well():
        return _page(found, LineForm(formdata=None), note, Attachment()), 422
    actions.note(found, str(note.note.data), by=access.actor(), at=clock.arrived())
    flash(_("Catatan internal tersimpan."), "success")
    return redirect(url_for(".ticket", ticket_id=found.id), 303)


@bp.route("/tanya-sekretariat/<ticket_id>/lampiran/<line_id>")
@allow(policy.may_read_ticket, on=queries.attachment)
def attachment(found: TicketLine) -> ResponseReturnValue:
    """The file of a line."""
    assert found.file is not None
    return downloads.answer(found.file, found.file_name)


@bp.route("/jawaban-tersimpan", methods=["GET", "POST"])
@allow(policy.may_see_outbox)
def saved_answers() -> ResponseReturnValue:
    """Texts the secretariat uses again and again."""
    form = SavedAnswerForm()
    if form.sent_well():
        actions.keep_answer(str(form.title.data), str(form.text.data), by=access.actor(), at=clock.arrived())
        flash(_("Jawaban tersimpan."), "success")
        return redirect(url_for(".saved_answers"), 303)
    return render_template("messages/saved_answers.html", form=form, saved=queries.saved_answers()), form.status


@bp.route("/jawaban-tersimpan/<answer_id>/hapus", methods=["POST"])
@allow(policy.may_see_outbox, on=queries.saved_answer)
def drop_answer(found: SavedAnswer) -> ResponseReturnValue:
    """Forget a saved text."""
    actions.drop_answer(found, by=access.actor(), at=clock.arrived())
    flash(_("Jawaban tersimpan itu dihapus."), "success")
    return redirect(url_for(".saved_answers"), 303)
