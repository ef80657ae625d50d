"""The secretariat's desk of feedback: drawn up, read, mended, released; and the inner sheet of an entry."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.core import paging
from p4comp.core.access import actor, allow
from p4comp.core.answering import ReasonForm
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid, state_word
from p4comp.results.actions import feedback as actions
from p4comp.results.forms.feedback import NoteForm, ReleaseForm
from p4comp.results.models.feedback import FeedbackNote, NoteState
from p4comp.results.policy import feedback as policy
from p4comp.results.policy.feedback import FeedbackCase, FeedbackDesk, NoteCase
from p4comp.results.queries import feedback as queries
from p4comp.results.queries.feedback import Why
from p4comp.results.routes.blueprint import bp
from p4comp.results.rules.feedback.notes import DOUBTS, Doubt
from p4comp.results.rules.feedback.shown import shown

FILTERS = ("cari", "keadaan", "kategori")
TONES = {NoteState.AS_WRITTEN: "done", NoteState.REWORDED: "waiting", NoteState.LEFT_OUT: "draft"}


@bp.app_template_global()
def note_status(note: FeedbackNote) -> tuple[str, str]:
    """A note's state with its colour."""
    return state_word("feedback_note", note.state), TONES[note.state]


@bp.app_template_global()
def doubt_words(code: str) -> str:
    """Why a note wants a second look."""
    return str(DOUBTS[Doubt(code)])


@bp.app_template_global()
def category_choices(edition: Edition) -> list[tuple[str, str]]:
    """The categories of an edition, to choose from."""
    return [(one.code, one.name) for one in spec_of(edition).categories]


@bp.get("/umpan-balik/<slug>")
@allow(policy.may_see_feedback, on=queries.feedback_desk)
def feedback_desk(desk: FeedbackDesk) -> ResponseReturnValue:
    """How far the feedback of an edition is, and its reports."""
    asked = _asked()
    page = paging.page(queries.listed(desk, asked)) if desk.round else None
    return render_template("results/feedback_desk.html", desk=desk, edition=desk.edition, page=page, asked=asked)


def _asked() -> dict[str, Any]:
    return {name: request.args.get(name, "") for name in FILTERS}


@bp.post("/umpan-balik/<slug>/susun")
@allow(policy.may_draw_up, on=queries.feedback_desk)
def draw_up_feedback(desk: FeedbackDesk) -> ResponseReturnValue:
    """Draw the reports up."""
    actions.draw_up(desk, by=actor(), at=arrived())
    flash(_("Umpan balik sedang disusun. Muat ulang halaman ini sebentar lagi."), "success")
    return redirect(url_for(".feedback_desk", slug=desk.edition.slug), 303)


@bp.post("/umpan-balik/<slug>/dibaca")
@allow(policy.may_pass_unread, on=queries.feedback_desk)
def pass_feedback(desk: FeedbackDesk) -> ResponseReturnValue:
    """Mark the chosen reports as read; where none is chosen, those without any note."""
    count = actions.pass_many(desk, request.form.getlist("id"), by=actor(), at=arrived())
    flash(_("%(n)d umpan balik ditandai sudah dibaca tanpa perubahan.", n=count), "success" if count else "info")
    return redirect(url_for(".feedback_desk", slug=desk.edition.slug, **_asked()), 303)


@bp.route("/umpan-balik/<slug>/rilis", methods=["GET", "POST"])
@allow(policy.may_release, on=queries.feedback_desk)
def release_feedback(desk: FeedbackDesk) -> ResponseReturnValue:
    """Set the moment from which all reports may be read."""
    at, moment = arrived(), desk.round.moment if desk.round else None
    form = ReleaseForm().offer(desk.edition.zone, moment or max(at, desk.known_at or at))
    if form.sent_well():
        try:
            actions.release(desk, form.chosen(at), by=actor(), at=at)
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Waktu rilis disimpan. Setiap instansi disurati pada waktu itu."), "success")
            return redirect(url_for(".feedback_desk", slug=desk.edition.slug), 303)
    return render_template("results/feedback_release.html", desk=desk, edition=desk.edition, form=form), form.status


@bp.post("/umpan-balik/<slug>/cetak")
@allow(policy.may_print_all, on=queries.feedback_desk)
def print_feedback(desk: FeedbackDesk) -> ResponseReturnValue:
    """Make the files of all reports."""
    actions.print_all(desk, by=actor(), at=arrived())
    flash(_("PDF sedang dibuat. Muat ulang halaman ini untuk melihat kemajuannya."), "success")
    return redirect(url_for(".feedback_desk", slug=desk.edition.slug), 303)


@bp.get("/kepesertaan/<entry_id>/umpan-balik/periksa")
@allow(policy.may_see_case, on=queries.feedback_case)
def feedback_case(case: FeedbackCase) -> ResponseReturnValue:
    """One report with its notes."""
    return _page(case)


def _page(case: FeedbackCase, note_id: str = "", form: NoteForm | ReasonForm | None = None, status: int = 200) -> ResponseReturnValue:
    """The desk's page of a report; `form` holds what was typed wrongly, of a note or (without one) of a new version."""
    found = case.feedback
    forms = {one.id: NoteForm(formdata=None, obj=one, prefix=one.id) for one in found.notes}
    again = ReasonForm(formdata=None)
    if isinstance(form, NoteForm):
        forms[note_id] = form
    elif form is not None:
        again = form
    about = {one.id: NoteCase(case, one) for one in found.notes}
    values = {
        "case": case,
        "feedback": found,
        "shown": shown(found.facts, found.notes),
        "forms": forms,
        "again": again,
        "about": about,
        "inner": Why(case, ()),
    }
    return render_template("results/feedback_case.html", **values), status


@bp.post("/kepesertaan/<entry_id>/umpan-balik/catatan/<note_id>")
@allow(policy.may_change_note, on=queries.note_case)
def mend_note(about: NoteCase) -> ResponseReturnValue:
    """Let a note go out in other words, or not at all."""
    form, entry_id = NoteForm(prefix=about.note.id), about.case.feedback.entry_id
    if form.sent_well():
        try:
            actions.mend(about, form.words.data or "", form.reason.data or "", by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Catatan disimpan. Tulisan semula tetap tersimpan."), "success")
            return redirect(url_for(".feedback_case", entry_id=entry_id, _anchor=f"catatan-{about.note.id}"), 303)
    return _page(about.case, about.note.id, form, 422)


@bp.post("/kepesertaan/<entry_id>/umpan-balik/periksa")
@allow(policy.may_pass, on=queries.feedback_case)
def pass_one_feedback(case: FeedbackCase) -> ResponseReturnValue:
    """Mark a report as read, and go back to those that wait."""
    actions.pass_on(case, by=actor(), at=arrived())
    flash(_("%(name)s ditandai sudah dibaca.", name=case.feedback.entry.institution_name), "success")
    return redirect(url_for(".feedback_desk", slug=case.feedback.entry.edition.slug, keadaan="menunggu"), 303)


@bp.post("/kepesertaan/<entry_id>/umpan-balik/versi-baru")
@allow(policy.may_renew, on=queries.feedback_case)
def renew_feedback(case: FeedbackCase) -> ResponseReturnValue:
    """Make another version of a report that is out."""
    form = ReasonForm()
    if not form.sent_well():
        return _page(case, form=form, status=form.status)
    actions.renew(case, form.reason.data or "", by=actor(), at=arrived())
    flash(_("Versi baru dibuat. Peserta tetap melihat versi lama sampai yang baru ditandai sudah dibaca."), "success")
    return redirect(url_for(".feedback_case", entry_id=case.feedback.entry_id), 303)


@bp.get("/kepesertaan/<entry_id>/mengapa-tidak-lolos")
@allow(policy.may_see_why_sheet, on=queries.why)
def feedback_why(found: Why) -> ResponseReturnValue:
    """How an entry stood and what kept it off the lists; for inner use."""
    return render_template("results/feedback_why.html", case=found.case, entry=found.case.feedback.entry, lists=found.lists)
