"""One entry on the verification desk: its checklist and the decision."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.queries import spec_of
from p4comp.competition.rules import days
from p4comp.core import autosave
from p4comp.core.access import actor, allow, save_anyway
from p4comp.core.autosave import Clash, seen
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.core.words import moment
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import PointRows, RefuseForm, ReturnForm
from p4comp.entries.policy import Case
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.verifying import holder, next_entry, open_on_desk, wanted_now
from p4comp.entries.rules.verification import LOOK_AT_WORDS, ON_NO_WORDS, REPLY_WORDS, places, points_of, until


@bp.get("/verifikasi/<entry_id>")
@allow(policy.may_review, on=queries.case)
def review(case: Case) -> ResponseReturnValue:
    """One entry with all that is to be checked."""
    return _page(case)


def _page(case: Case, **shown: Any) -> str:
    entry, desk = case.entry, queries.desk(case.entry)
    dossier = queries.dossier_as_seen(actor(), entry)
    applicant, statement = queries.applicant(entry.institution), queries.statement_of(entry)
    forms = {"to_return": _to_return(case), "to_refuse": RefuseForm(formdata=None), "points": PointRows.of(points_of(desk.readiness.noes))}
    return render_template(
        "entries/review.html",
        case=case,
        dossier=dossier,
        desk=desk,
        terms=dossier.spec.verification,
        lacking=queries.missing(dossier),
        judged=queries.verdicts(entry.edition, dossier.category, applicant, statement),
        submission=queries.submission(entry),
        corrections=queries.corrections(entry) if desk.was_returned else [],
        likenesses=queries.likenesses_of(entry) if desk.is_alike and policy.may_see_likenesses(actor(), case, arrived()) else [],
        verdict=policy.may_decide(actor(), case, arrived()),
        kept=wanted_now().kept,
        words={"reply": REPLY_WORDS, "look_at": LOOK_AT_WORDS, "on_no": ON_NO_WORDS, "place": places(dossier.instrument)},
        **(forms | {"wrong": {}, "typed": {}} | shown),
    )


def _to_return(case: Case) -> ReturnForm:
    terms = spec_of(case.entry.edition).verification
    proposed = until(arrived(), terms.correction_days, case.entry.edition.zone) if terms else None
    if proposed is not None and case.window.closes is not None:
        proposed = max(proposed, case.window.closes)
    return ReturnForm(formdata=None, data={"until": proposed})


@bp.post("/verifikasi/<entry_id>/hadir")
@allow(policy.may_check, on=queries.case, writes=False)
def stay(case: Case) -> ResponseReturnValue:
    """Say that the entry is still open on this desk; the answer names whoever has it open instead."""
    taken = actions.stay(case.entry.id, actor().id)
    return jsonify(here=[holder(taken)] if taken else [])


@bp.post("/verifikasi/<entry_id>/periksa/simpan")
@allow(policy.may_check, on=queries.case)
def save_check(case: Case) -> ResponseReturnValue:
    """Save one answer or note, as `autosave.js` sends it."""
    item, _dot, name = request.form.get("field", "").rpartition(".")
    value, version = request.form.get("value", ""), seen(request.form.get("version", ""))
    try:
        outcome = actions.check(case.entry, item, name, value, seen=version, by=actor(), at=arrived())
    except Invalid as error:
        return autosave.fault(error, f"{item}.{name}")
    return autosave.answer(outcome, at=arrived())


@bp.post("/verifikasi/<entry_id>/periksa")
@allow(policy.may_check, on=queries.case)
def save_checks(case: Case) -> ResponseReturnValue:
    """Save the whole checklist, for browsers without scripts; what cannot be kept is shown again as it was typed."""
    wrong, typed, status = {}, {}, 422
    for line in queries.desk(case.entry).lines:
        for name in ("reply", "note"):
            key = f"{line.checked.item.code}.{name}"
            if not request.form.get(key) and (name == "reply" or key not in request.form):
                continue
            try:
                version = seen(request.form.get(f"{key}.version", ""))
                outcome = actions.check(case.entry, line.checked.item.code, name, request.form[key], seen=version, by=actor(), at=arrived())
            except Invalid as error:
                wrong[key], typed[key] = error.message, request.form[key]
                continue
            if isinstance(outcome, Clash):
                wrong[key], typed[key], status = (
                    _("Sudah diubah petugas lain: “%(theirs)s”.", theirs=outcome.theirs),
                    request.form[key],
                    409,
                )
    if wrong:
        save_anyway()
        return _page(case, wrong=wrong, typed=typed), status
    flash(_("Daftar periksa tersimpan."), "success")
    return redirect(url_for(".review", entry_id=case.entry.id, _anchor="periksa", **wanted_now().kept), 303)


@bp.post("/verifikasi/<entry_id>/tanda")
@allow(policy.may_decide, on=queries.case)
def flag(case: Case) -> ResponseReturnValue:
    """Mark the entry for the others of the secretariat, or take the mark away."""
    words = request.form.get("flag", "").strip()[:300]
    actions.flag(case.entry, words, by=actor(), at=arrived())
    flash(_("Tanda disimpan.") if words else _("Tanda dihapus."), "success")
    return redirect(url_for(".review", entry_id=case.entry.id, **wanted_now().kept), 303)


@bp.post("/verifikasi/<entry_id>/terima")
@allow(policy.may_decide, on=queries.case)
def verify(case: Case) -> ResponseReturnValue:
    """Accept the entry."""
    try:
        actions.verify(case.entry, by=actor(), at=arrived())
    except Invalid as error:
        flash(error.message, "warning")
        return _page(case), 422
    return _done(case, _("Berkas %(name)s terverifikasi. Instansi sudah diberi tahu.", name=case.entry.institution_name))


@bp.post("/verifikasi/<entry_id>/kembalikan")
@allow(policy.may_decide, on=queries.case)
def return_for_correction(case: Case) -> ResponseReturnValue:
    """Give the entry back: why, what, and until when."""
    form, points = ReturnForm(), PointRows.sent()
    if "more" in request.form:
        return _page(case, to_return=form, points=points.longer())
    are_good = points.are_good
    if form.sent_well() and _leaves_the_window(case, form) and are_good and form.until.data is not None:
        reason, closes = (form.reason.data or "").strip(), form.until.data
        try:
            actions.return_for_correction(case.entry, reason=reason, until=closes, points=points.points, by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            for concern in days.concerns(closes, case.entry.edition.zone):
                flash(_("Perhatikan batas perbaikan: %(concern)s", concern=concern), "warning")
            return _done(case, _("Berkas %(name)s dikembalikan. Instansi sudah diberi tahu.", name=case.entry.institution_name))
    return _page(case, to_return=form, points=points), 422


def _leaves_the_window(case: Case, form: ReturnForm) -> bool:
    """Whether the correction ends no earlier than a registration still open: an earlier day would be told, and not hold."""
    typed, closes = form.until.data, case.window.closes
    if typed is None or closes is None or arrived() >= closes or typed >= closes.replace(second=0, microsecond=0):
        return True
    zone = case.entry.edition.zone
    words = _("Pendaftaran masih terbuka sampai %(at)s; batas perbaikan tidak dapat lebih awal.", at=moment(closes, zone))
    form.blame(Invalid(words, "until"))
    return False


@bp.post("/verifikasi/<entry_id>/tolak")
@allow(policy.may_decide, on=queries.case)
def refuse(case: Case) -> ResponseReturnValue:
    """Refuse the entry with a reason."""
    form = RefuseForm()
    if form.sent_well():
        try:
            actions.refuse(case.entry, reason=(form.refusal.data or "").strip(), by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            return _done(case, _("Berkas %(name)s tidak diterima. Instansi sudah diberi tahu.", name=case.entry.institution_name))
    return _page(case, to_refuse=form), 422


@bp.post("/verifikasi/<entry_id>/versi-terdahulu")
@allow(policy.may_decide_earlier, on=queries.case)
def decide_earlier(case: Case) -> ResponseReturnValue:
    """Put an overdue correction back into the queue as it was handed in."""
    actions.decide_earlier(case.entry, by=actor(), at=arrived())
    flash(_("Berkas kembali ke antrean menurut versi yang dikirim lebih dahulu."), "success")
    return redirect(url_for(".review", entry_id=case.entry.id, **wanted_now().kept), 303)


def _done(case: Case, words: str) -> ResponseReturnValue:
    """Back to the list as it was narrowed, or on to its next entry when that was asked for."""
    flash(words, "success")
    following = next_entry(case.entry.id) if "next" in request.form else None
    return open_on_desk(following) if following else redirect(url_for(".queue", **wanted_now().kept), 303)
