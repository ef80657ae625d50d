"""The secretariat's side of invitations: the board, one finalist, links, requests for another slot, rehearsals, the line test."""

from collections.abc import Callable

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.rules import spoken_phone
from p4comp.competition.models import Edition
from p4comp.core import clock, downloads
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid, state_word
from p4comp.core.forms import Form
from p4comp.core.words import moment_for
from p4comp.interviews import queries as rooms
from p4comp.interviews.actions import invitations as actions
from p4comp.interviews.actions import reminding, rescheduling, standby
from p4comp.interviews.forms.invitations import LinkForm, PhoneForm, RefuseForm, ReserveForm, WayForm
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.invitations import Invited
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.rules.invitations import LOOK, InvitationState

SAMPLE = b"p" * 256 * 1024


@bp.get("/jadwal-wawancara/undangan")
@allow(policy.may_see_board, on=rooms.running)
def invitations(edition: Edition) -> str:
    """Who confirmed, who is waited for, who asks for another slot; with whom to telephone."""
    at = clock.arrived()
    lines, asked = queries.board(edition, at), request.args.get("keadaan", "")
    shown = [one for one in lines if asked in ("", one.state.value)]
    counts = {state: sum(one.state is state for one in lines) for state in InvitationState}
    tab_rows = [
        (state_word("invitation_seat", state), url_for(".invitations", keadaan=state), asked == state, number)
        for state, number in counts.items()
    ]
    values = {"lines": shown, "tab_rows": tab_rows, "total": len(lines), "asked": asked, "look": LOOK}
    return render_template("interviews/invitations.html", edition=edition, now=at, spoken=spoken_phone, **values)


@bp.get("/jadwal-wawancara/<interview_id>/undangan")
@allow(policy.may_settle, on=queries.in_office)
def invitation(found: Invited) -> ResponseReturnValue:
    """One finalist's invitation, and what the secretariat can do about it."""
    return page(found)


def page(found: Invited, status: int = 200, *, fault: str = "", **typed: Form) -> ResponseReturnValue:
    """The page of one invitation, with the form that was typed: `link`, `phone`, `refuse` or `reserve`."""
    at, who = clock.arrived(), actor()
    forms: dict[str, Form] = {
        "link": LinkForm(formdata=None, link=found.invitation.link),
        "phone": PhoneForm(formdata=None),
        "refuse": RefuseForm(formdata=None),
        "reserve": ReserveForm(formdata=None),
    } | typed
    ways = [(way, rescheduling.fingerprint(way)) for way in queries.ways(found, at)]
    return (
        render_template(
            "interviews/invitation.html",
            found=found,
            line=queries.line(found),
            forms=forms,
            ways=ways,
            fault=fault,
            names=queries.names([found.invitation.answered_by, found.invitation.presenter_by, found.invitation.slides_by]),
            may_note=policy.may_note_confirmed(who, found, at),
            may_reserve=policy.may_reserve(who, found, at),
            look=LOOK,
            spoken=spoken_phone,
        ),
        status,
    )


def _back(found: Invited) -> ResponseReturnValue:
    return redirect(url_for(".invitation", interview_id=found.interview.id), 303)


def _typed(found: Invited, name: str, form: Form, act: Callable[[], str]) -> ResponseReturnValue:
    """Do what was typed, say so and go back; a fault stands beside its field."""
    if form.sent_well():
        try:
            flash(act(), "success")
            return _back(found)
        except Invalid as error:
            form.blame(error)
    return page(found, 422, **{name: form})


@bp.post("/jadwal-wawancara/<interview_id>/tautan")
@allow(policy.may_settle, on=queries.in_office)
def set_link(found: Invited) -> ResponseReturnValue:
    """Set the video link; anything but an https address is refused."""
    form = LinkForm()

    def act() -> str:
        number = reminding.set_link(found, form.link.data or "", for_panel=bool(form.for_panel.data), by=actor(), at=clock.arrived())
        return _("Tautan disimpan untuk %(n)d wawancara. Dikirim sehari sebelumnya dan tampil menjelang wawancara.", n=number)

    return _typed(found, "link", form, act)


@bp.post("/jadwal-wawancara/<interview_id>/konfirmasi-telepon")
@allow(policy.may_note_confirmed, on=queries.in_office)
def note_confirmed(found: Invited) -> ResponseReturnValue:
    """Note a confirmation by telephone."""
    form = PhoneForm()

    def act() -> str:
        actions.note_confirmed(found, form.spoke_with.data or "", by=actor(), at=clock.arrived())
        return _("Konfirmasi lewat telepon dicatat atas nama Anda.")

    return _typed(found, "phone", form, act)


@bp.post("/jadwal-wawancara/<interview_id>/waktu-lain/setujui")
@allow(policy.may_answer_change, on=queries.in_office)
def grant_change(found: Invited) -> ResponseReturnValue:
    """Carry one of the ways out."""
    form = WayForm()
    typed = form.way.data or ""
    number = int(typed) if typed.isdecimal() else 0
    try:
        touched = rescheduling.grant_change(found, number, seen=form.seen.data or "", by=actor(), at=clock.arrived())
    except Invalid as error:
        return page(found, 422, fault=error.message)
    flash(_("Disetujui. %(n)d peserta lain ikut pindah. Semua disurati beserta kalender barunya.", n=touched), "success")
    return _back(found)


@bp.post("/jadwal-wawancara/<interview_id>/waktu-lain/tolak")
@allow(policy.may_answer_change, on=queries.in_office)
def refuse_change(found: Invited) -> ResponseReturnValue:
    """Refuse the request, for a reason."""
    form = RefuseForm()

    def act() -> str:
        rescheduling.refuse_change(found, form.answer.data or "", by=actor(), at=clock.arrived())
        return _("Permintaan ditolak. Peserta disurati dengan alasannya.")

    return _typed(found, "refuse", form, act)


@bp.post("/jadwal-wawancara/<interview_id>/cadangan")
@allow(policy.may_reserve, on=queries.in_office)
def to_reserve(found: Invited) -> ResponseReturnValue:
    """Move the interview to the stand-by seat."""
    form = ReserveForm()

    def act() -> str:
        seat = standby.to_reserve(found, form.reason.data or "", by=actor(), at=clock.arrived())
        return _("Dipindah ke waktu cadangan %(when)s. Semua disurati.", when=moment_for(seat.starts_at, found.spec.zone, found.zone))

    return _typed(found, "reserve", form, act)


@bp.get("/jadwal-wawancara/<interview_id>/paparan")
@allow(policy.may_see_slides, on=queries.in_office)
def office_slides(found: Invited) -> Response:
    """A finalist's slides, for the secretariat."""
    assert found.invitation.slides is not None
    return downloads.answer(found.invitation.slides, found.invitation.slides_name)


@bp.get("/jadwal-wawancara/<interview_id>/surat-tugas")
@allow(policy.may_see_assignment, on=queries.in_office)
def office_assignment(found: Invited) -> Response:
    """A finalist's assignment letter, for the secretariat."""
    assert found.invitation.letter is not None
    return downloads.answer(found.invitation.letter, found.invitation.letter_name)


@bp.get("/uji-sambungan")
@allow(policy.may_test_line)
def line_test() -> Response:
    """Camera, microphone and line, tried out in the browser; nothing leaves the portal."""
    response = make_response(render_template("interviews/line_test.html"))
    response.headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()"
    return response


@bp.get("/uji-sambungan/contoh")
@allow(policy.may_test_line)
def line_sample() -> Response:
    """A quarter of a megabyte, to see how fast the line is."""
    return Response(SAMPLE, mimetype="application/octet-stream")
