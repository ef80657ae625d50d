"""The report on the spot: filled in on a phone, signed by the whole team, printed, opened again by two people."""

from typing import Any

from flask import Response, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import access, autosave, clock, downloads
from p4comp.core.access import actor, allow
from p4comp.core.autosave import Clash
from p4comp.core.errors import Invalid
from p4comp.interviews.actions import observations as actions
from p4comp.interviews.forms.observations import AnswerForm, ReasonForm, report_form
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.policy.observations import Visit
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.routes.observations.office import back
from p4comp.interviews.rules.observations import SEEN_WORDS, Seen, photo_warning


def _form(visit: Visit) -> Any:
    return report_form(visit.terms.items, queries.marks(visit.observation.id), visit.observation)


@bp.get("/observasi-lapangan/<observation_id>/laporan")
@allow(policy.may_fill_observation, on=queries.visit)
def fill_observation(visit: Visit) -> ResponseReturnValue:
    """The report to be filled in."""
    return _page(visit, _form(visit), 200)


def _page(visit: Visit, form: Any, status: int) -> ResponseReturnValue:
    values = {"photos": queries.photos(visit.observation.id), "photo_warning": photo_warning}
    return render_template("interviews/observation_fill.html", visit=visit, form=form, **values), status


@bp.post("/observasi-lapangan/<observation_id>/laporan")
@allow(policy.may_fill_observation, on=queries.visit)
def save_observation_report(visit: Visit) -> ResponseReturnValue:
    """Keep the whole report as typed; a fault stands beside its field and nothing typed is lost."""
    form = _form(visit)
    names = [f"{item.code}.{name}" for item in visit.terms.items for name in ("seen", "note")]
    status = max(_save(visit, form, field) for field in [*names, "findings"])
    if status == 200:
        flash(_("Laporan tersimpan."), "success")
        return back(visit)
    access.save_anyway()
    return _page(visit, form, status)


def _save(visit: Visit, form: Any, field: str) -> int:
    if field not in request.form:
        return 200
    try:
        seen = autosave.seen(request.form.get(f"{field}.version", ""))
        outcome = actions.save(visit, field, request.form[field], seen=seen, by=actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return 422
    if isinstance(outcome, Clash):
        form[f"{field}.version"].data, form[f"{field}.version"].raw_data = str(outcome.version), None
        told = _("Rekan tim sudah mengisi “%(theirs)s”. Simpan lagi untuk memakai isian Anda.", theirs=_shown(outcome.theirs))
        form.blame(Invalid(told, field))
        return 409
    return 200


def _shown(value: Any) -> str:
    """A value as people read it."""
    return str(SEEN_WORDS[value]) if isinstance(value, Seen) else str(value or "")


@bp.post("/observasi-lapangan/<observation_id>/laporan/simpan")
@allow(policy.may_fill_observation, on=queries.visit)
def save_observation(visit: Visit) -> ResponseReturnValue:
    """Keep one field, for `autosave.js`."""
    field, at = request.form.get("field", ""), clock.arrived()
    value, seen = request.form.get("value", ""), autosave.seen(request.form.get("version", ""))
    try:
        outcome = actions.save(visit, field, value, seen=seen, by=actor(), at=at)
    except Invalid as error:
        return autosave.fault(error, field)
    return autosave.answer(outcome, at=at)


@bp.post("/observasi-lapangan/<observation_id>/setuju")
@allow(policy.may_sign_observation, on=queries.visit)
def sign_observation(visit: Visit) -> ResponseReturnValue:
    """Agree with the report; what is missing is named and nothing is signed."""
    try:
        is_locked = actions.sign(visit, by=actor(), at=clock.arrived())
    except Invalid as error:
        flash(error.message, "error")
        return back(visit)
    told = _("Seluruh tim setuju. Laporan terkunci; PDF-nya dibuat sebentar lagi.") if is_locked else _("Persetujuan Anda dicatat.")
    flash(told, "success")
    return back(visit)


@bp.post("/observasi-lapangan/<observation_id>/tarik-setuju")
@allow(policy.may_unsign_observation, on=queries.visit)
def unsign_observation(visit: Visit) -> ResponseReturnValue:
    """Take all words back, so that the report may be changed."""
    actions.take_back(visit, by=actor(), at=clock.arrived())
    flash(_("Persetujuan ditarik. Laporan dapat diubah, lalu disetujui lagi oleh seluruh tim."), "success")
    return back(visit)


@bp.get("/observasi-lapangan/<observation_id>/laporan.pdf")
@allow(policy.may_read_observation_report, on=queries.visit)
def observation_report(visit: Visit) -> Response:
    """The printed report."""
    assert visit.observation.report is not None
    return downloads.answer(visit.observation.report, _("laporan-observasi.pdf"))


@bp.route("/observasi-lapangan/<observation_id>/minta-buka", methods=["GET", "POST"])
@allow(policy.may_ask_observation_reopening, on=queries.visit)
def ask_observation_reopening(visit: Visit) -> ResponseReturnValue:
    """Ask for the locked report to be opened."""
    form = ReasonForm()
    if form.sent_well():
        actions.ask_reopening(visit, reason=form.reason.data or "", by=actor(), at=clock.arrived())
        flash(_("Permintaan dikirim ke sekretariat. Jawabannya datang melalui surel."), "success")
        return back(visit)
    told = _("Sekretariat memutuskan. Setelah dibuka, seluruh tim menyetujui laporan sekali lagi.")
    page = {"title": _("Minta laporan dibuka kembali"), "told": told, "tone": "primary"}
    return render_template("interviews/observation_reason.html", visit=visit, form=form, **page), form.status


@bp.route("/observasi-lapangan/<observation_id>/buka", methods=["GET", "POST"])
@allow(policy.may_answer_observation_reopening, on=queries.visit)
def answer_observation_reopening(visit: Visit) -> ResponseReturnValue:
    """Open the report again, or say why it stays locked."""
    form = AnswerForm()
    if form.sent_well():
        grants = request.form.get("answer") == "grant"
        try:
            actions.answer_reopening(visit, grants=grants, reason=form.reason.data or "", by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Laporan dibuka.") if grants else _("Permintaan ditolak. Laporan tetap terkunci."), "success")
            return back(visit)
    return render_template("interviews/observation_reopening.html", visit=visit, form=form, one=visit.reopening), form.status
