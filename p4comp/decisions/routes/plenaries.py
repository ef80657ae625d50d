"""Plenaries and decisions, for the secretariat and auditors."""

import secrets
from dataclasses import replace
from functools import partial

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.core import canonical, clock, downloads
from p4comp.core.access import actor, allow
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.storage import StoredFile
from p4comp.decisions import actions, policy, queries, rules, tasks
from p4comp.decisions.actions import Decree, Facts, Source
from p4comp.decisions.contributions import award_name, decree_by
from p4comp.decisions.forms import AmendForm, ChangeForm, CorrectForm, DecreeForm, FactsForm, NumberForm, WithdrawForm
from p4comp.decisions.forms.lists import OTHER
from p4comp.decisions.models import Decision, Plenary, Purpose
from p4comp.decisions.policy import Kept, Matter
from p4comp.decisions.routes.blueprint import bp
from p4comp.decisions.rules import PlenaryState, Seat
from p4comp.institutions import queries as registry

FILE_NAMES = {Purpose.FINALISTS: "finalis", Purpose.WINNERS: "pemenang"}


@bp.route("/pleno")
@allow(policy.may_see)
def plenaries() -> ResponseReturnValue:
    """All lists of the edition that is run, newest first."""
    edition = competition.current()
    return render_template("decisions/plenaries.html", edition=edition, matters=queries.plenaries(edition.id) if edition else [])


@bp.route("/pleno/<plenary_id>")
@allow(policy.may_see, on=queries.plenary)
def show(matter: Matter) -> ResponseReturnValue:
    """A list before the plenary: ranking, cut line, ties, changes, confirmations."""
    found = queries.minutes(matter.plenary, matter.decision)
    giving = policy.may_give_awards(actor(), matter, clock.arrived())
    return render_template(
        "decisions/show.html", matter=matter, minutes=found, agenda=queries.agenda(matter.plenary, actor()), giving=giving
    )


@bp.route("/pleno/<plenary_id>/berita-acara", methods=["GET", "POST"])
@allow(policy.may_record, on=queries.plenary)
def facts(matter: Matter) -> ResponseReturnValue:
    """Type in what is known of the meeting."""
    plenary = matter.plenary
    form = NumberForm(obj=plenary) if plenary.state is PlenaryState.CONFIRMED else FactsForm(obj=plenary)
    seats = rules.seats_of(plenary.meeting)
    if isinstance(form, FactsForm):
        form.take_attendance_from(seats)
    if form.sent_well():
        try:
            _note(plenary, form)
        except Invalid as error:
            form.blame(error)
        else:
            return redirect(url_for(".show", plenary_id=plenary.id), 303)
    return render_template("decisions/facts.html", matter=matter, form=form, seats=seats), form.status


def _note(plenary: Plenary, form: FactsForm | NumberForm) -> None:
    """Members typed together become the one list of members; then the rest of what was typed."""
    by, at, is_void = actor(), clock.arrived(), False
    kept = {name: getattr(plenary, name) for name in ("held_on", "attendance", "notes")}
    typed = Facts(**(kept | form.data))
    if typed.attendance != plenary.attendance:
        seats = [_placed(one) for one in rules.seats_from(typed.attendance, partial(secrets.token_hex, 4))]
        if not rules.alike(seats, rules.seats_of(plenary.meeting)):
            is_void = actions.seat_all(plenary, seats, by=by, at=at)
    is_void |= actions.record_facts(plenary, replace(typed, attendance=plenary.attendance), by=by, at=at)
    flash(_("Berita acara sudah diperbarui."), "success")
    if is_void:
        flash(_("Pengesahan pertama batal karena isi berita acara berubah. Daftar perlu disahkan dua orang lagi."), "warning")


def _placed(one: Seat) -> Seat:
    """A member with the institution of the registry whose name or code was typed."""
    found = registry.called(one.institution) if one.institution else []
    if one.institution and len(found) != 1:
        raise Invalid(
            _(
                "%(name)s: instansi “%(institution)s” tidak dikenali dengan pasti. Periksa ejaannya, isi kodenya, atau kosongkan dan lengkapi sesudahnya.",
                name=one.name,
                institution=one.institution[:80],
            ),
            "attendance",
        )
    return replace(one, institution_id=found[0].id, institution=found[0].name) if found else one


@bp.route("/pleno/<plenary_id>/ubah", methods=["GET", "POST"])
@allow(policy.may_change, on=queries.plenary)
def change(matter: Matter) -> ResponseReturnValue:
    """Put one subject in another's place, or change one line of a correction, with the reason."""
    form = _change_form(matter.plenary)
    if form.sent_well():
        try:
            _change(matter.plenary, form)
            flash(_("Daftar sudah diubah; alasannya tercatat dalam berita acara."), "success")
            return redirect(url_for(".show", plenary_id=matter.plenary.id), 303)
        except Invalid as error:
            form.blame(error)
    return render_template("decisions/change.html", matter=matter, form=form), form.status


def _change_form(plenary: Plenary) -> AmendForm | ChangeForm:
    if plenary.is_correction:
        form = AmendForm()
        form.offer(plenary, [(code, award_name(plenary.edition, plenary.category, code)) for code in actions.awards_of(plenary)])
        return form
    first = ChangeForm()
    first.offer(plenary)
    return first


def _change(plenary: Plenary, form: AmendForm | ChangeForm) -> None:
    if isinstance(form, AmendForm):
        actions.amend(plenary, form.amendment(), reason=form.reason.data or "", by=actor(), at=clock.arrived())
    else:
        actions.change(plenary, **form.data, by=actor(), at=clock.arrived())


@bp.route("/pleno/<plenary_id>/tarik", methods=["GET", "POST"])
@allow(policy.may_withdraw, on=queries.plenary)
def withdraw(matter: Matter) -> ResponseReturnValue:
    """Take a correction back before it is valid."""
    form = WithdrawForm()
    if not form.sent_well():
        return render_template("decisions/withdraw.html", matter=matter, form=form), form.status
    actions.withdraw(matter.plenary, reason=form.reason.data or "", by=actor(), at=clock.arrived())
    flash(_("Usulan koreksi ditarik. Keputusan yang lama tetap berlaku."), "success")
    return redirect(url_for(".decision", decision_id=matter.plenary.replaces_id), 303)


@bp.route("/pleno/<plenary_id>/sahkan", methods=["POST"])
@allow(policy.may_confirm, on=queries.plenary)
def confirm(matter: Matter) -> ResponseReturnValue:
    """Confirm the list; the second person's confirmation makes the decision."""
    decision = actions.confirm(matter.plenary, by=actor(), at=clock.arrived(), seen=request.args.get("daftar", ""))
    if decision is None:
        flash(_("Anda telah mengesahkan daftar ini. Daftar berlaku setelah disahkan orang kedua."), "success")
        return redirect(url_for(".show", plenary_id=matter.plenary.id), 303)
    flash(_("Hasil rapat pleno sudah sah dengan kode portal %(code)s.", code=decision.code), "success")
    return redirect(url_for(".decision", decision_id=decision.id), 303)


@bp.route("/pleno/<plenary_id>/berita-acara.pdf")
@allow(policy.may_take_minutes, on=queries.plenary)
def minutes(matter: Matter) -> Response:
    """The minutes: the kept file once there is one, before that as they would be now."""
    plenary = matter.plenary
    name = f"{_file_name(plenary)}.pdf"
    kept = session().get(StoredFile, plenary.minutes_sha256) if plenary.minutes_sha256 else None
    return downloads.answer(kept, name) if kept else downloads.pdf(tasks.minutes(plenary), name)


@bp.route("/pleno/<plenary_id>/berita-acara.docx")
@allow(policy.may_take_minutes, on=queries.plenary)
def minutes_draft(matter: Matter) -> Response:
    """The minutes as they would be now, to be edited and signed outside; what counts is the PDF."""
    plenary = matter.plenary
    return downloads.docx(tasks.minutes_draft(plenary), f"draf-{_file_name(plenary)}.docx")


def _file_name(plenary: Plenary) -> str:
    return f"berita-acara-{FILE_NAMES[plenary.purpose]}-{plenary.category.lower()}"


@bp.route("/keputusan/<decision_id>")
@allow(policy.may_see, on=queries.kept)
def decision(kept: Kept) -> ResponseReturnValue:
    """A decision with its hash and list, what it replaces and what replaces it."""
    found = kept.decision
    counted = queries.against_decision(found.id)
    values = {
        "plan_sha256": queries.plan_sha256(found),
        "root": queries.row_root(found),
        "signers": queries.confirmed_by(found.plenary),
        "objections": counted,
    }
    return render_template("decisions/decision.html", kept=kept, decision=found, **values)


@bp.route("/keputusan/<decision_id>/koreksi", methods=["GET", "POST"])
@allow(policy.may_correct, on=queries.kept)
def correct(kept: Kept) -> ResponseReturnValue:
    """Begin a correction: the reason, and what the corrected list begins with."""
    form = CorrectForm(
        data={"reason": _because_of(request.args.get("sanggah", "")) or _decreed(kept.decision, request.args.get("penetapan", ""))}
    )
    if form.sent_well():
        try:
            source = Source(form.source.data)
            plenary = actions.correct(kept.decision, reason=form.reason.data or "", source=source, by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Usulan koreksi dibuat. Keputusan yang lama tetap berlaku sampai koreksi ini disahkan dan diumumkan."), "success")
            return redirect(url_for(".show", plenary_id=plenary.id), 303)
    return render_template("decisions/correct.html", decision=kept.decision, form=form), form.status


def _decreed(decision: Decision, number: str) -> str:
    words = {"who": decree_by(decision.edition), "number": number[:120]}
    return _("Keputusan %(who)s Nomor %(number)s menetapkan daftar yang berbeda: ", **words) if number else ""


def _because_of(objection_id: str) -> str:
    found = queries.objection(actor(), objection_id) if objection_id else None
    return _("Sanggah %(code)s dikabulkan: ", code=found.objection.code) if found else ""


@bp.route("/keputusan/<decision_id>/cuplikan.json")
@allow(policy.may_take_snapshot, on=queries.kept)
def snapshot(kept: Kept) -> Response:
    """The snapshot as canonical JSON: `sha256sum` of this file is the decision's hash."""
    found = kept.decision
    response = Response(canonical.text(found.snapshot), mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"{found.code}.json")
    return response


@bp.route("/keputusan/<decision_id>/penetapan", methods=["GET", "POST"])
@allow(policy.may_record_decree, on=queries.decision)
def decree(found: Decision) -> ResponseReturnValue:
    """Type in the decree."""
    known = {"number": found.decree_number, "signed_on": found.decree_on, "signatory": found.decree_signatory}
    form = DecreeForm(data=known).typed_before(is_typed=bool(found.decree_number))
    if form.sent_well():
        if form.list_is.data == OTHER:
            flash(
                _(
                    "Catat dahulu perbedaannya sebagai koreksi. Sesudah koreksi disahkan dua orang, catat keputusan %(who)s pada keputusan yang baru.",
                    who=decree_by(found.edition),
                ),
                "warning",
            )
            return redirect(url_for(".correct", decision_id=found.id, penetapan=form.number.data), 303)
        try:
            actions.record_decree(found, _decree(form), by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Keputusan %(who)s sudah dicatat; daftar ini kini berstatus penetapan.", who=decree_by(found.edition)), "success")
            return redirect(url_for(".decision", decision_id=found.id), 303)
    return render_template("decisions/decree.html", decision=found, form=form), form.status


def _decree(form: DecreeForm) -> Decree:
    assert form.signed_on.data is not None
    reason = form.reason.data if "reason" in form else ""
    return Decree(form.number.data or "", form.signed_on.data, form.signatory.data or "", reason or "")
