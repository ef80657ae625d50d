"""The guests of the ceremony: invited by the secretariat, answered by the institutions."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, downloads, staging
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.core.media_types import PDF
from p4comp.core.staging import Document, StagedFile
from p4comp.results.actions import guests as actions
from p4comp.results.actions.guests import Terms
from p4comp.results.forms.guests import GuestAnswerForm, InvitationForm
from p4comp.results.policy import guests as policy
from p4comp.results.policy.guests import Gathering, Guest
from p4comp.results.queries import guests as queries
from p4comp.results.queries import public_since
from p4comp.results.routes.blueprint import bp
from p4comp.results.rules.answers import ANSWERS, BESIDE, leader

LETTERS = frozenset({PDF})


@bp.route("/edisi/<slug>/penganugerahan/tamu", methods=["GET", "POST"])
@allow(policy.may_arrange, on=queries.gathering)
def guests(found: Gathering) -> ResponseReturnValue:
    """All finalists with their answers; where and when they are invited."""
    form = InvitationForm().show(found.invitation)
    if form.sent_well():
        try:
            written = actions.invite(found, _terms(form), by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Tersimpan. Semua finalis disurati.") if written else _("Tersimpan. Tidak ada surat yang dikirim."), "success")
            return redirect(url_for(".guests", slug=found.edition.slug), 303)
    only = request.args.get("hanya", "")
    shown = found.silent if only == "belum" else found.guests
    return render_template(
        "results/guests.html", found=found, shown=shown, asked=BESIDE, leader=leader, only=only, form=form, at=clock.arrived()
    ), form.status


def _terms(form: InvitationForm) -> Terms:
    starts_at, until, most = form.starts_at.data, form.until.data, form.most.data
    assert starts_at is not None and until is not None and most is not None  # noqa: PT018  # the form asked for them
    return Terms(starts_at, " ".join((form.place.data or "").split()), until, most)


@bp.post("/edisi/<slug>/penganugerahan/tamu/ingatkan")
@allow(policy.may_remind_guests, on=queries.gathering)
def remind_guests(found: Gathering) -> ResponseReturnValue:
    """Write again to those who have not answered."""
    count = actions.remind_guests(found, by=actor(), at=clock.arrived())
    flash(_("%(n)s finalis yang belum menjawab disurati lagi.", n=count), "success")
    return redirect(url_for(".guests", slug=found.edition.slug), 303)


@bp.route("/undangan-penganugerahan/<entry_id>", methods=["GET", "POST"])
@allow(policy.may_see_invitation, on=queries.guest, upload=True)
def ceremony_invitation(guest: Guest) -> ResponseReturnValue:
    """The invitation and its answer. A refused form keeps its words and its file."""
    form, purpose = GuestAnswerForm().show(guest.answer), f"tamu:{guest.entry.id}"
    if request.method == "GET":
        return _page(guest, form, None), 200
    is_whole = form.sent_well()
    letter = _letter(guest, form, purpose)
    if is_whole and not form.errors and (letter is None or letter.is_good):
        try:
            return _answered(guest, form, letter)
        except Invalid as error:
            form.blame(error)
    return _page(guest, form, staging.hold(letter, form, purpose=purpose)), 422


def _answered(guest: Guest, form: GuestAnswerForm, letter: Document | None) -> ResponseReturnValue:
    file, name = (letter.file, letter.name) if letter else (None, "")
    actions.answer(guest, form.coming, file, name, by=actor(), at=clock.arrived())
    flash(_("Jawaban tersimpan. Anda dapat mengubahnya sampai batas waktunya."), "success")
    return redirect(url_for(".ceremony_invitation", entry_id=guest.entry.id), 303)


def _letter(guest: Guest, form: GuestAnswerForm, purpose: str) -> Document | None:
    """The letter sent now or before; it is asked for when somebody stands in for the head and there is none yet."""
    upload = request.files.get("file")
    is_sent = bool(upload and upload.filename) or bool(form.staged.data)
    has_one = guest.answer is not None and guest.answer.letter_sha256 is not None
    if not form.stands_in or (has_one and not is_sent):
        return None
    return staging.document(form, "file", purpose=purpose, types=LETTERS, missing=_("Unggah surat tugas yang sudah ditandatangani (PDF)."))


def _page(guest: Guest, form: GuestAnswerForm, staged: StagedFile | None) -> str:
    verdict = policy.may_answer_invitation(actor(), guest, clock.arrived())
    values = {
        "form": form,
        "staged": staged,
        "verdict": verdict,
        "asked": ANSWERS,
        "announced": public_since(guest.entry.edition_id, clock.arrived()),
    }
    return render_template("results/ceremony_invitation.html", guest=guest, **values)


@bp.get("/undangan-penganugerahan/<entry_id>/surat-tugas")
@allow(policy.may_read_guest_letter, on=queries.guest)
def guest_letter(guest: Guest) -> Response:
    """The assignment letter as it was sent."""
    assert guest.answer is not None and guest.answer.letter is not None  # noqa: PT018  # the policy says so
    return downloads.answer(guest.answer.letter, guest.answer.letter_name)
