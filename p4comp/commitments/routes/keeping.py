"""Commitments: written down, worked on, proven, checked, and what the partner thinks."""

from functools import partial
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.commitments import actions, policy, queries
from p4comp.commitments.actions import Wording
from p4comp.commitments.forms import CommitmentForm, GiveBackForm, ProofForm, ShowForm, ViewForm
from p4comp.commitments.policy import Case, Pact, Piece
from p4comp.commitments.routes.blueprint import bp
from p4comp.commitments.rules.states import Opinion
from p4comp.core import clock, downloads, staging
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.core.forms import Form
from p4comp.core.media_types import EVIDENCE
from p4comp.core.resending import done
from p4comp.core.staging import StagedFile

PURPOSE = "komitmen"


@bp.route("/komitmen/<agreement_id>/tambah", methods=["GET", "POST"])
@allow(policy.may_commit, on=queries.agreement)
def commit(pact: Pact) -> ResponseReturnValue:
    """Write down what signatories took on."""
    form = CommitmentForm()
    form.offer(pact.agreement.scopes, pact.agreement.signatories)
    chosen = [one for one in pact.agreement.signatories if one.id in (form.signatories.data or ())]
    kept = done(
        form,
        lambda: actions.commit(pact, chosen, _wording(pact, form), by=actor(), at=clock.arrived(), key=form.key),
        told=lambda made: _("%(n)s komitmen dicatat.", n=len(made)),
        back=url_for(".show", agreement_id=pact.agreement.id),
    )
    return kept or (render_template("commitments/commit.html", pact=pact, form=form), form.status)


def _wording(pact: Pact, form: CommitmentForm) -> Wording:
    scope = next(one for one in pact.agreement.scopes if str(one.number) == form.scope.data)
    texts = {name: " ".join((form[name].data or "").split()) for name in ("title", "responsible")}
    assert form.due_on.data is not None
    return Wording(scope, texts["title"], form.due_on.data, (form.measure.data or "").strip(), texts["responsible"])


@bp.route("/komitmen/butir/<commitment_id>/ubah", methods=["GET", "POST"])
@allow(policy.may_change, on=queries.case)
def change(case: Case) -> ResponseReturnValue:
    """Word a commitment anew that nobody has begun."""
    one = case.commitment
    said = {"scope": str(one.scope.number)} | {name: getattr(one, name) for name in ("title", "measure", "responsible", "due_on")}
    form = CommitmentForm(data=said)
    form.offer(case.pact.agreement.scopes, [])
    form.watch(said)
    word = partial(_change, case, form)
    shown = done(form, word, told=_("Komitmen tersimpan."), back=_address(case))
    return shown or (render_template("commitments/change.html", case=case, form=form), form.status)


def _change(case: Case, form: CommitmentForm) -> None:
    actions.change(case, _wording(case.pact, form), by=actor(), at=clock.arrived())


@bp.post("/komitmen/butir/<commitment_id>/hapus")
@allow(policy.may_change, on=queries.case)
def drop(case: Case) -> ResponseReturnValue:
    """Take a commitment out that nobody has begun."""
    try:
        actions.drop(case, by=actor(), at=clock.arrived())
    except Invalid as error:
        flash(error.message, "error")
        return _back(case)
    flash(_("Komitmen dihapus."), "success")
    return redirect(url_for(".show", agreement_id=case.pact.agreement.id), 303)


@bp.get("/komitmen/butir/<commitment_id>")
@allow(policy.may_read, on=queries.case)
def commitment(case: Case) -> ResponseReturnValue:
    """A commitment as these eyes see it, and what they may do."""
    return _page(case)


def _page(case: Case, wrong: Form | None = None, staged: StagedFile | None = None) -> ResponseReturnValue:
    who, at = actor(), clock.arrived()
    forms = {"proof": ProofForm(formdata=None), "done": ShowForm(formdata=None, report=case.commitment.report)}
    forms |= {"lack": GiveBackForm(formdata=None), "opinion": _opinion_form(case, formdata=None)}
    kinds = {ProofForm: "proof", ShowForm: "done", GiveBackForm: "lack", ViewForm: "opinion"}
    return render_template(
        "commitments/commitment.html",
        case=case,
        one=case.commitment,
        forms=forms | ({kinds[type(wrong)]: wrong} if wrong is not None else {}),
        staged=staged,
        works=policy.may_work(who, case, at),
        begins=policy.may_begin(who, case, at),
        judges=policy.may_judge(who, case, at),
        accepts=policy.may_accept(who, case, at),
        views=policy.may_give_view(who, case, at),
        changes=policy.may_change(who, case, at),
        queue=(waiting := queries.queue(who, case.pact)),
        following=waiting.after(queries.key_of(case.commitment)),
    ), 422 if wrong is not None else 200


def _opinion_form(case: Case, **options: Any) -> ViewForm:
    view = case.commitment.view
    said = {"opinion": view.opinion.value, "words": view.words} if view else {"opinion": "", "words": ""}
    form = ViewForm(**options, data=said)
    form.watch(said)
    return form


@bp.post("/komitmen/butir/<commitment_id>/mulai")
@allow(policy.may_begin, on=queries.case)
def begin(case: Case) -> ResponseReturnValue:
    """Say that it is under way."""
    actions.begin(case, by=actor(), at=clock.arrived())
    flash(_("Komitmen tercatat berjalan."), "success")
    return _back(case)


@bp.post("/komitmen/butir/<commitment_id>/bukti")
@allow(policy.may_work, on=queries.case, upload=True)
def attach(case: Case) -> ResponseReturnValue:
    """Add a file that proves it; one that came with wrong words need not be chosen again."""
    form = ProofForm()
    well = form.sent_well()
    found = staging.document(form, "file", purpose=PURPOSE, types=EVIDENCE, missing=_("Pilih berkas bukti."))
    if well and found is not None and found.is_good:
        try:
            made = actions.attach(case, found.file, found.name, form.caption.data or "", by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("“%(name)s” dilampirkan.", name=made.name), "success")
            return _back(case)
    return _page(case, form, staging.hold(found, form, purpose=PURPOSE))


@bp.post("/komitmen/butir/<commitment_id>/bukti/<proof_id>/keluarkan")
@allow(lambda actor, piece, at: policy.may_work(actor, piece.case, at), on=queries.piece)
def detach(piece: Piece) -> ResponseReturnValue:
    """Take a file out."""
    actions.detach(piece, by=actor(), at=clock.arrived())
    flash(_("Berkas dikeluarkan."), "success")
    return _back(piece.case)


@bp.get("/komitmen/butir/<commitment_id>/bukti/<proof_id>")
@allow(policy.may_read, on=queries.piece)
def proof(piece: Piece) -> Response:
    """A file that proves it."""
    return downloads.answer(piece.proof.file, piece.proof.name)


@bp.post("/komitmen/butir/<commitment_id>/tunjukkan")
@allow(policy.may_work, on=queries.case)
def show_done(case: Case) -> ResponseReturnValue:
    """Show what was done."""
    form = ShowForm()
    show = partial(actions.show, case, str(form.report.data), by=actor(), at=clock.arrived())
    return done(form, show, told=_("Komitmen ditunjukkan dan menunggu diperiksa."), back=_address(case)) or _page(case, form)


@bp.post("/komitmen/butir/<commitment_id>/terima")
@allow(policy.may_accept, on=queries.case)
def accept(case: Case) -> ResponseReturnValue:
    """Accept what was shown."""
    actions.accept(case, by=actor(), at=clock.arrived())
    flash(_("Komitmen diterima."), "success")
    return _back(case)


@bp.post("/komitmen/butir/<commitment_id>/kembalikan")
@allow(policy.may_judge, on=queries.case)
def give_back(case: Case) -> ResponseReturnValue:
    """Give it back with what is lacking."""
    form = GiveBackForm()
    give = partial(actions.give_back, case, str(form.reason.data), by=actor(), at=clock.arrived())
    return done(form, give, told=_("Komitmen dikembalikan kepada penanda tangannya."), back=_address(case)) or _page(case, form)


@bp.post("/komitmen/butir/<commitment_id>/pandangan")
@allow(policy.may_give_view, on=queries.case)
def give_view(case: Case) -> ResponseReturnValue:
    """Write down what the partner thinks."""
    form = _opinion_form(case)
    told = _(
        "Pandangan atas “%(title)s”, %(name)s, tersimpan.", title=case.commitment.title, name=case.commitment.signatory.institution_name
    )
    shown = done(form, lambda: _give_view(case, form), told=told, back=lambda _made: _onward(case))
    return shown or _page(case, form)


def _onward(case: Case) -> str:
    """Where one goes from here: to the next that waits, if that was pressed and there is one."""
    following = queries.queue(actor(), case.pact).after(queries.key_of(case.commitment)) if "lanjut" in request.form else None
    return url_for(".commitment", commitment_id=following[-1]) if following else _address(case)


def _give_view(case: Case, form: ViewForm) -> None:
    actions.give_view(case, Opinion(form.opinion.data), str(form.words.data), by=actor(), at=clock.arrived())


def _address(case: Case) -> str:
    return url_for(".commitment", commitment_id=case.commitment.id)


def _back(case: Case) -> ResponseReturnValue:
    return redirect(_address(case), 303)
