"""“Kami pemenang yang belum tercatat”: the claim, what became of it, and the secretariat's queue."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import downloads, previews, staging, uploads
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid, state_word
from p4comp.core.staging import Document
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import ClaimForm, ConfirmClaimForm, RefuseClaimForm
from p4comp.entries.models import ClaimState, HonourClaim
from p4comp.entries.policy import ClaimCase, Claiming
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.rules.claims import DOCUMENTS
from p4comp.institutions.rules.archive import CATEGORY_NAMES, STAGE_NAMES

TYPES = frozenset({uploads.PDF, uploads.JPEG, uploads.PNG})
CLAIM_TONES = {ClaimState.WAITING: "waiting", ClaimState.CONFIRMED: "done", ClaimState.REFUSED: "refused"}


@bp.app_template_global()
def claim_status(claim: HonourClaim) -> tuple[str, str]:
    """The word for a claim's state, and its tone."""
    return state_word("honour_claim", claim.state), CLAIM_TONES[claim.state]


@bp.app_template_global()
def claim_place(claim: HonourClaim) -> str:
    """What is claimed: edition, year, category."""
    category = CATEGORY_NAMES.get(claim.category, claim.category)
    return _("Edisi ke-%(n)s (%(year)s), %(category)s", n=claim.edition_number, year=claim.edition_year, category=category)


@bp.route("/kepesertaan/klaim/<institution_id>", methods=["GET", "POST"])
@allow(policy.may_claim, on=queries.claiming, upload=True)
def claim(found: Claiming) -> ResponseReturnValue:
    """Claim a place that is not recorded. An accepted file is kept even while something typed is wrong."""
    form = ClaimForm()
    form.offer(found.editions)
    if request.method == "GET":
        return _form_page(found, form, None)
    is_well = form.sent_well()
    missing = _("Pilih foto atau pindaian piagam, atau keputusan.")
    document = staging.document(form, "file", purpose=_purpose(found), types=TYPES, missing=missing)
    if is_well and document and document.is_good and (made := _made(found, form, document)):
        flash(_("Klaim diterima dengan kode portal %(code)s. Sekretariat memeriksanya dan memberi tahu Anda.", code=made.code), "success")
        return redirect(url_for(".show_claim", claim_id=made.id), 303)
    return _form_page(found, form, document), 422


def _purpose(found: Claiming) -> str:
    return f"honour_claim:{found.institution.id}"


def _made(found: Claiming, form: ClaimForm, document: Document) -> HonourClaim | None:
    edition = next(one for one in found.editions if one.slug == form.edition.data)
    place = actions.Place(edition, str(form.category.data), str(form.award.data), int(form.year.data or 0))
    proof = actions.Proof(document.file, document.name, str(form.document.data), form.number.data or "")
    try:
        return actions.claim_honour(found.institution, place, proof, note=form.note.data or "", by=actor(), at=arrived())
    except Invalid as error:
        form.blame(error)
        return None


def _form_page(found: Claiming, form: ClaimForm, document: Document | None) -> str:
    staged = staging.hold(document, form, purpose=_purpose(found))
    return render_template("entries/claim.html", found=found, form=form, staged=staged)


@bp.get("/klaim/<claim_id>")
@allow(policy.may_read_claim, on=queries.claim)
def show_claim(case: ClaimCase) -> ResponseReturnValue:
    """A claim: its state for the institution, the document beside the archive for the secretariat."""
    return _page(case)


def _page(case: ClaimCase, to_confirm: ConfirmClaimForm | None = None, to_refuse: RefuseClaimForm | None = None) -> str:
    return render_template(
        "entries/show_claim.html",
        claim=case.claim,
        beside=queries.beside(case.claim, arrived()),
        verdict=policy.may_decide_claim(actor(), case, arrived()),
        is_own=actor().has("member", case.claim.institution_id),
        to_confirm=to_confirm or ConfirmClaimForm(formdata=None, award=case.claim.award),
        to_refuse=to_refuse or RefuseClaimForm(formdata=None),
        documents=DOCUMENTS,
        categories=CATEGORY_NAMES,
        stages=STAGE_NAMES,
    )


@bp.get("/klaim/<claim_id>/dokumen")
@allow(policy.may_read_claim, on=queries.claim)
def claim_file(case: ClaimCase) -> ResponseReturnValue:
    """The document of a claim, as it was sent."""
    return downloads.answer(case.claim.file, case.claim.file_name)


@bp.get("/klaim/<claim_id>/dokumen/halaman/<int:page>")
@allow(policy.may_read_claim, on=queries.claim)
def claim_page(case: ClaimCase) -> Response:
    """One page of it as a picture of ours, beside the archive."""
    return previews.page_asked(case.claim.file)


@bp.get("/verifikasi/klaim")
@allow(policy.may_see_queue)
def claims() -> ResponseReturnValue:
    """The claims by state, the longest waiting first."""
    chosen = request.args.get("status", ClaimState.WAITING.value)
    counts = queries.claim_counts()
    tabs = [
        (state_word("honour_claim", one), url_for(".claims", status=one.value), chosen == one, counts.get(one, 0)) for one in ClaimState
    ]
    return render_template("entries/claims.html", found=queries.listed_claims(actor(), chosen), places=tabs, state=chosen[:20])


@bp.post("/klaim/<claim_id>/konfirmasi")
@allow(policy.may_decide_claim, on=queries.claim)
def confirm_claim(case: ClaimCase) -> ResponseReturnValue:
    """Confirm the claim; the honour is recorded."""
    form = ConfirmClaimForm()
    if form.sent_well():
        try:
            actions.confirm_claim(case.claim, award=str(form.award.data), by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            return _done(_("Penghargaan %(name)s dicatat. Instansi sudah diberi tahu.", name=case.claim.institution_name))
    return _page(case, to_confirm=form), 422


@bp.post("/klaim/<claim_id>/tolak")
@allow(policy.may_decide_claim, on=queries.claim)
def refuse_claim(case: ClaimCase) -> ResponseReturnValue:
    """Refuse the claim with a reason."""
    form = RefuseClaimForm()
    if form.sent_well():
        actions.refuse_claim(case.claim, reason=str(form.reason.data), by=actor(), at=arrived())
        return _done(_("Klaim %(name)s ditolak. Instansi sudah diberi tahu.", name=case.claim.institution_name))
    return _page(case, to_refuse=form), 422


def _done(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for(".claims"), 303)
