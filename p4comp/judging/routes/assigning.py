"""Giving dossiers out: proposals, who reads an entry, fixed pairs."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.judging import actions, policy, queries
from p4comp.judging.forms import PinForm, ReaderForm, obstacle
from p4comp.judging.models import ProposalState, SheetState
from p4comp.judging.policy import Draft, Office, Pinned, Readers
from p4comp.judging.routes.blueprint import bp

AFRESH = "atur"


@bp.route("/penugasan")
@allow(policy.may_see_office, on=queries.office)
def assignments(office: Office) -> ResponseReturnValue:
    """How far giving out is, which entries lack readers, the newest proposal; any entry by name."""
    readings, edition = office.spec.plan.readings, office.edition
    progress = queries.progress(edition.id, readings)
    short = queries.short_entries(edition.id, readings) if any(one.short for one in progress.values()) else []
    latest, sought = queries.latest_proposal(edition.id), request.args.get("cari", "").strip()
    found = queries.named_entries(edition.id, sought) if sought else []
    shown = {"progress": progress, "short": short, "latest": latest, "sought": sought, "found": found}
    return render_template("judging/assignments.html", office=office, **shown)


@bp.route("/penugasan/pemeriksaan")
@allow(policy.may_see_office, on=queries.office)
def checks(office: Office) -> ResponseReturnValue:
    """Who stands apart from the others, and which sheets a conflict has overtaken."""
    return render_template(
        "judging/checks.html", office=office, state=queries.checks(office.edition), asides=queries.asides(office.edition.id)
    )


@bp.route("/penugasan/pemeriksaan", methods=["POST"])
@allow(policy.may_run_office, on=queries.office)
def recheck(office: Office) -> ResponseReturnValue:
    """Set sheets aside whose evaluators have become conflicted."""
    found = actions.recheck(office.edition, reason=_("Pemeriksaan penugasan."), by=actor(), at=clock.arrived())
    locked = sum(one.state is SheetState.LOCKED for one in found)
    flash(_("%(n)s lembar disisihkan, %(m)s lembar terkunci menunggu keputusan petugas kedua.", n=len(found) - locked, m=locked), "success")
    return redirect(url_for(".checks"), 303)


@bp.route("/penugasan/rancang", methods=["POST"])
@allow(policy.may_assign, on=queries.office)
def propose_assignment(office: Office) -> ResponseReturnValue:
    """Compute who reads what, to be looked at first."""
    afresh = request.form.get("cara") == AFRESH
    found = actions.propose(office.edition, moves_waiting=afresh, by=actor(), at=clock.arrived())
    return redirect(url_for(".draft", proposal_id=found.id), 303)


@bp.route("/penugasan/rancangan/<proposal_id>")
@allow(policy.may_see_office, on=queries.draft)
def draft(found: Draft) -> ResponseReturnValue:
    """A proposal: the difference it makes, loads before and after, what cannot be met."""
    if found.proposal.state is ProposalState.WAITING or not found.proposal.found:
        return render_template("judging/draft_waiting.html", draft=found, job=found.proposal.job)
    return render_template("judging/draft.html", draft=found, page=queries.draft_page(found.proposal))


@bp.route("/penugasan/rancangan/<proposal_id>/setujui", methods=["POST"])
@allow(policy.may_approve, on=queries.draft)
def approve_assignment(found: Draft) -> ResponseReturnValue:
    """Let the proposal take effect."""
    outcome = actions.approve(found.proposal, by=actor(), at=clock.arrived())
    flash(_("%(n)s penugasan dibuat. Evaluator diberi tahu lewat surel.", n=outcome.made), "success")
    return redirect(url_for(".assignments"), 303)


@bp.route("/penugasan/rancangan/<proposal_id>/tinggalkan", methods=["POST"])
@allow(policy.may_approve, on=queries.draft)
def drop_assignment(found: Draft) -> ResponseReturnValue:
    """Leave the proposal."""
    actions.drop(found.proposal, by=actor(), at=clock.arrived())
    flash(_("Rancangan ditinggalkan. Tidak ada penugasan yang berubah."), "success")
    return redirect(url_for(".assignments"), 303)


@bp.route("/penugasan/<entry_id>", methods=["GET"])
@allow(policy.may_see_office, on=queries.readers)
def readers(found: Readers) -> ResponseReturnValue:
    """Who reads an entry, and who else could."""
    return _readers(found, ReaderForm())


def _readers(found: Readers, form: ReaderForm, status: int = 200, pin_form: PinForm | None = None) -> ResponseReturnValue:
    people = queries.candidates(found.entry, found.assignments)
    form.offer(found, people)
    barred = [(one, obstacle(one)) for one in people if not one.is_free and not one.has_read and (one.relation or not one.is_foreign)]
    pins, waivers = queries.pins_of(found.entry), queries.waivers_of(found.entry.id)
    values = {"barred": barred, "pins": pins, "waivers": waivers, "pin_form": pin_form or _pin_form(people)}
    closed = found.hidden or found.relation is not None
    seconds = [] if closed else queries.seconds_on([found.entry.id]).get(found.entry.id, [])
    return render_template("judging/readers.html", readers=found, form=form, seconds=seconds, **values), status


def _pin_form(people: list[queries.Candidate]) -> PinForm:
    form = PinForm()
    form.offer(people)
    return form


@bp.route("/penugasan/<entry_id>", methods=["POST"])
@allow(policy.may_reassign, on=queries.readers)
def reassign(found: Readers) -> ResponseReturnValue:
    """Give the entry to another evaluator."""
    form = ReaderForm()
    form.offer(found, queries.candidates(found.entry, found.assignments))
    if form.sent_well():
        try:
            _reassign(found, form)
            flash(_("Berkas sudah diberikan kepada evaluator baru."), "success")
            return redirect(url_for(".readers", entry_id=found.entry.id), 303)
        except Invalid as error:
            form.blame(error)
    return _readers(found, form, 422)


def _reassign(found: Readers, form: ReaderForm) -> None:
    known = {one.evaluator.id: one.evaluator for one in queries.candidates(found.entry, [])}
    chosen, by, at = known[form.evaluator.data], actor(), clock.arrived()
    replaced = next((one for one in found.assignments if one.id == form.replaces.data), None)
    if replaced is None:
        actions.assign(found.entry, chosen, by=by, at=at)
    else:
        actions.replace(replaced, chosen, reason=form.reason.data or "", by=by, at=at)


@bp.route("/penugasan/<entry_id>/pasangan", methods=["POST"])
@allow(policy.may_reassign, on=queries.readers)
def pin(found: Readers) -> ResponseReturnValue:
    """Fix a pair: this evaluator reads the entry, or never does."""
    form = _pin_form(queries.candidates(found.entry, found.assignments))
    if form.sent_well():
        try:
            evaluator = next(one.evaluator for one in form.people if one.evaluator.id == form.pinned.data)
            actions.pin(found.entry, evaluator, form.kind_of, reason=form.why.data or "", by=actor(), at=clock.arrived())
            flash(_("Pasangan ditetapkan. Rancangan berikutnya mematuhinya."), "success")
            return redirect(url_for(".readers", entry_id=found.entry.id), 303)
        except Invalid as error:
            form.blame(error)
    return _readers(found, ReaderForm(formdata=None), 422, form)


@bp.route("/penugasan/<entry_id>/pasangan/<pin_id>/lepas", methods=["POST"])
@allow(policy.may_unpin, on=queries.pinned)
def unpin(found: Pinned) -> ResponseReturnValue:
    """Let a fixed pair go."""
    entry_id = found.pin.entry_id
    actions.unpin(found.pin, by=actor(), at=clock.arrived())
    flash(_("Pasangan dilepas."), "success")
    return redirect(url_for(".readers", entry_id=entry_id), 303)
