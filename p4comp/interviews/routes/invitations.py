"""The finalist's own interview: confirmed, prepared, another slot asked for, the waiting room."""

from datetime import timedelta

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, downloads, staging, storage, uploads
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.core.media_types import PDF, PPTX
from p4comp.core.staging import Document, StagedFile
from p4comp.core.web import p4_url
from p4comp.interviews.actions import invitations as actions
from p4comp.interviews.actions import rescheduling
from p4comp.interviews.actions.invitations import Presenting
from p4comp.interviews.forms.invitations import NO, YES, ChangeForm, PresenterForm, SlidesForm, free_word
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.invitations import Invited
from p4comp.interviews.queries import calendars as events
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.queries import observations, sheets
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.rules import calendars
from p4comp.interviews.rules.calendars import Mailbox
from p4comp.interviews.rules.invitations import LOOK, meeting_name

SLIDES = frozenset({PDF, PPTX})


@bp.get("/jadwal-wawancara/saya")
@allow(policy.may_see_own)
def own() -> str:
    """When and how one's own institution is heard, and what is still to be settled before."""
    found = queries.own(actor())
    rows = [one.interview for one in found]
    head = queries.letter_head(rows[0].edition_id) if rows else None
    return render_template(
        "interviews/own.html",
        interviews=found,
        jurors=sheets.hearing(row.id for row in rows),
        answers=queries.last_answers(rows),
        rehearsals=queries.taken(rows),
        names=queries.names(one.invitation.answered_by for one in found),
        letter_ready=bool(head and head.is_final),
        look=LOOK,
        visits=observations.told_to_institutions(row.id for row in rows),
        now=clock.arrived(),
        hour=timedelta(hours=1),
    )


@bp.post("/jadwal-wawancara/saya/<interview_id>/konfirmasi")
@allow(policy.may_confirm, on=queries.invited)
def confirm(found: Invited) -> ResponseReturnValue:
    """Confirm the seat."""
    actions.confirm(found, by=actor(), at=clock.arrived())
    flash(_("Kehadiran dikonfirmasi. Terima kasih. Langkah berikutnya ada di bawah."), "success")
    return redirect(url_for(".own"), 303)


@bp.route("/jadwal-wawancara/saya/<interview_id>/penyaji", methods=["GET", "POST"])
@allow(policy.may_present, on=queries.invited, upload=True)
def presenter(found: Invited) -> ResponseReturnValue:
    """Who presents; whoever stands in for the head brings an assignment letter. A refused form keeps its words and its file."""
    form, purpose = PresenterForm().show(found.invitation), f"surat-tugas:{found.interview.id}"
    if request.method == "GET":
        return _presenter_page(found, form, None), 200
    is_whole = form.sent_well()
    letter = _letter(found, form, purpose)
    if not is_whole or form.errors or (letter is not None and not letter.is_good):
        return _presenter_page(found, form, staging.hold(letter, form, purpose=purpose)), 422
    file, name = (letter.file, letter.name) if letter else (None, "")
    actions.name_presenter(found, _presenting(form), file, name, by=actor(), at=clock.arrived())
    flash(_("Tersimpan. Anda dapat mengubahnya sampai wawancara dimulai."), "success")
    return redirect(url_for(".own"), 303)


def _letter(found: Invited, form: PresenterForm, purpose: str) -> Document | None:
    """The letter sent now or before; it is asked for when somebody stands in for the head and there is none yet."""
    upload = request.files.get("file")
    is_sent = bool(upload and upload.filename) or bool(form.staged.data)
    is_due = form.is_head.data == NO and found.invitation.letter_sha256 is None
    if not is_sent and not is_due:
        return None
    missing = _("Unggah surat tugas yang sudah ditandatangani (PDF). Naskahnya dapat diunduh di halaman ini.")
    return staging.document(form, "file", purpose=purpose, types=frozenset({PDF}), missing=missing)


def _presenting(form: PresenterForm) -> Presenting:
    presenter, position, companions = ((form[name].data or "").strip() for name in ("presenter", "position", "companions"))
    return Presenting(presenter, position, form.is_head.data == YES, companions, form.consents.data == YES)


def _presenter_page(found: Invited, form: PresenterForm, staged: StagedFile | None) -> str:
    return render_template("interviews/presenter.html", found=found, form=form, staged=staged)


@bp.route("/jadwal-wawancara/saya/<interview_id>/paparan", methods=["GET", "POST"])
@allow(policy.may_send_slides, on=queries.invited, upload=True)
def slides(found: Invited) -> ResponseReturnValue:
    """Hand in the slides, or others in their place."""
    form = SlidesForm()
    if request.method == "POST":
        try:
            accepted = uploads.accept(request.files.get("file"), types=SLIDES)
            file = storage.keep(accepted.received, accepted.media_type)
            actions.hand_in_slides(found, file, accepted.name, by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Paparan diterima. Berkas baru menggantikan yang lama sampai batas waktunya."), "success")
            return redirect(url_for(".own"), 303)
    most = current_app.config["MAX_UPLOAD"]
    return render_template("interviews/slides.html", found=found, form=form, endings=uploads.endings(SLIDES), most=most), form.status


@bp.get("/jadwal-wawancara/saya/<interview_id>/paparan/berkas")
@allow(policy.may_see_slides, on=queries.invited)
def own_slides(found: Invited) -> Response:
    """The own slides as they were sent."""
    assert found.invitation.slides is not None
    return downloads.answer(found.invitation.slides, found.invitation.slides_name)


@bp.get("/jadwal-wawancara/saya/<interview_id>/surat-tugas")
@allow(policy.may_see_assignment, on=queries.invited)
def own_assignment(found: Invited) -> Response:
    """The own assignment letter as it was sent."""
    assert found.invitation.letter is not None
    return downloads.answer(found.invitation.letter, found.invitation.letter_name)


@bp.route("/jadwal-wawancara/saya/<interview_id>/waktu-lain", methods=["GET", "POST"])
@allow(policy.may_ask_change, on=queries.invited)
def ask_change(found: Invited) -> ResponseReturnValue:
    """Ask for another slot, with a reason and the starts that suit."""
    choices = queries.choices(found, clock.arrived())
    form = ChangeForm().offer([(one.starts_at, free_word(found.said(one.starts_at), one.is_free)) for one in choices])
    if form.sent_well():
        try:
            rescheduling.ask_change(found, form.reason.data or "", form.wanted, by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Permintaan dikirim. Jadwal lama tetap berlaku sampai sekretariat menjawab; jawabannya lewat surel."), "success")
            return redirect(url_for(".own"), 303)
    return render_template("interviews/ask_change.html", found=found, form=form, choices=choices), form.status


@bp.post("/jadwal-wawancara/saya/<interview_id>/waktu-lain/tarik")
@allow(policy.may_take_back, on=queries.invited)
def take_back(found: Invited) -> ResponseReturnValue:
    """Keep the seat after all."""
    rescheduling.take_back(found, by=actor(), at=clock.arrived())
    flash(_("Permintaan ditarik. Konfirmasikan jadwal yang ada."), "success")
    return redirect(url_for(".own"), 303)


@bp.get("/jadwal-wawancara/saya/<interview_id>/ruang-tunggu")
@allow(policy.may_enter, on=queries.invited)
def waiting_room(found: Invited) -> str:
    """Where one waits for the meeting to open: when, under what name, and the link from its minutes before the start."""
    at = clock.arrived()
    name = meeting_name(found.interview.entry.category, found.interview.entry.institution_name)
    shown = {"has_link": policy.sees_link(found, at), "meeting_name": name, "now": at}
    return render_template("interviews/waiting_room.html", found=found, **shown)


@bp.get("/jadwal-wawancara/saya/<interview_id>/undangan.ics")
@allow(policy.may_see_invitation, on=queries.invited)
def own_event(found: Invited) -> Response:
    """The seat as a calendar file, the same that came by mail."""
    who = actor()
    event = events.appointment(found.interview, page=p4_url("interviews.own"))
    content = calendars.request(event, organizer=events.organizer(), attendee=Mailbox(who.name, events.address_of(who)))
    response = Response(content, content_type=calendars.MEDIA_TYPE)
    response.headers.set("Content-Disposition", "attachment", filename="undangan.ics")
    return response
