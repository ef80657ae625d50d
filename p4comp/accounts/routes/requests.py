"""Asking for an account, and the secretariat's queue of such requests."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.accounts import actions, policy, queries
from p4comp.accounts.actions.requests import Applicant, Letter
from p4comp.accounts.forms import RefusalForm, RequestForm, UnitRequestForm
from p4comp.accounts.models import AccountRequest, RequestState
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock, downloads, paging, staging, storage, uploads
from p4comp.core.access import allow, public
from p4comp.core.errors import Invalid, state_word
from p4comp.core.staging import StagedFile
from p4comp.core.storage import StoredFile
from p4comp.core.uploads import Accepted
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution

PURPOSE = "account-letter"
TABS = (RequestState.WAITING, RequestState.APPROVED, RequestState.REFUSED)


@bp.get("/daftar")
@public
def choose() -> str:
    """Find one's institution, the first step of asking for an account."""
    text = " ".join(request.args.get("cari", "").split())[:100]
    found = registry.search(text, on=clock.arrived(), most=31) if len(text) >= 3 else []
    return render_template("accounts/choose.html", text=text, found=found[:30], is_more=len(found) > 30)


@bp.route("/daftar/<code>", methods=["GET", "POST"])
@public(upload=True)
def ask(code: str) -> ResponseReturnValue:
    """Ask for the account of a registered institution."""
    return _ask(code, RequestForm())


@bp.route("/daftar/<code>/unit-baru", methods=["GET", "POST"])
@public(upload=True)
def ask_unit(code: str) -> ResponseReturnValue:
    """Ask for the account of a unit that is not registered yet, under its parent."""
    return _ask(code, UnitRequestForm())


@bp.get("/daftar/diterima")
@public
def received() -> str:
    """The request has arrived; what comes next."""
    return render_template("accounts/received.html")


def _ask(code: str, form: RequestForm) -> ResponseReturnValue:
    accepted, fault = _letter_of(request.method == "POST")
    institution = registry.by_code(code, on=clock.arrived())
    if institution is None:
        if accepted:
            storage.store().drop(accepted.received)
        raise NotFound
    if request.method == "GET":
        return _form_page(institution, form, None)
    stored, name, staged = _kept_letter(form, accepted)
    is_well = form.sent_well()
    if stored is None or (fault is not None and fault.field != "missing"):
        form.blame(Invalid(fault.message if fault else _("Pilih surat resmi dalam bentuk PDF."), "letter"))
        is_well = False
    if not is_well or stored is None:
        staged = staged or (staging.stage(stored, name, purpose=PURPOSE) if stored else None)
        return _form_page(institution, form, staged), 422
    actions.ask(
        institution,
        _applicant(form),
        Letter(str(form.letter_number.data), name, stored.sha256),
        unit_name=_unit_name(form),
        at=clock.arrived(),
    )
    return redirect(url_for("accounts.received"), 303)


def _letter_of(is_post: bool) -> tuple[Accepted | None, Invalid | None]:
    """The letter is hashed and inspected before the transaction begins."""
    upload = request.files.get("letter") if is_post else None
    if upload is None or not upload.filename:
        return None, Invalid(_("Pilih surat resmi dalam bentuk PDF."), "missing") if is_post else None
    try:
        return uploads.accept(upload, types=frozenset({uploads.PDF}), field="letter"), None
    except Invalid as error:
        return None, error


def _kept_letter(form: RequestForm, accepted: Accepted | None) -> tuple[StoredFile | None, str, StagedFile | None]:
    if accepted is not None:
        return storage.keep(accepted.received, accepted.media_type), accepted.name, None
    staged = staging.recall(form.staged.data or "", purpose=PURPOSE)
    if staged is None:
        return None, "", None
    return staging.file_of(staged), staged.name, staged


def _applicant(form: RequestForm) -> Applicant:
    return Applicant(str(form.name.data), str(form.position.data), str(form.email.data), str(form.phone.data))


def _unit_name(form: RequestForm) -> str:
    return str(form.unit_name.data) if isinstance(form, UnitRequestForm) else ""


def _form_page(institution: Institution, form: RequestForm, staged: StagedFile | None) -> str:
    form.staged.data = staging.token(staged, purpose=PURPOSE) if staged else ""
    return render_template("accounts/ask.html", institution=institution, form=form, staged=staged)


@bp.get("/permintaan-akun")
@allow(policy.may_run_secretariat)
def requests() -> str:
    """The requests by state, the longest waiting first."""
    chosen = request.args.get("status", "")
    state = RequestState(chosen) if chosen in set(TABS) else RequestState.WAITING
    counts = queries.request_counts()
    tabs: list[tuple[Any, ...]] = [
        (state_word("account_request", tab), url_for(".requests", status=tab.value), tab is state, counts.get(tab, 0)) for tab in TABS
    ]
    page = paging.page(queries.requests(state), counts.get(state, 0))
    return render_template("accounts/requests.html", page=page, places=tabs, state=state.value)


@bp.get("/permintaan-akun/<request_id>")
@allow(policy.may_run_secretariat, on=queries.request)
def show_request(asked: AccountRequest) -> str:
    """One request, its letter, and the two answers."""
    verdict = policy.may_answer(access.actor(), asked, clock.arrived())
    return render_template("accounts/show_request.html", asked=asked, form=RefusalForm(), verdict=verdict)


@bp.get("/permintaan-akun/<request_id>/surat")
@allow(policy.may_run_secretariat, on=queries.request)
def request_letter(asked: AccountRequest) -> ResponseReturnValue:
    """The official letter of a request."""
    file = queries.letter(asked)
    if file is None:
        raise NotFound
    return downloads.answer(file, asked.letter_name)


@bp.post("/permintaan-akun/<request_id>/setujui")
@allow(policy.may_answer, on=queries.request)
def approve(asked: AccountRequest) -> ResponseReturnValue:
    """Open the account and invite the applicant."""
    person = actions.approve(asked, by=access.actor(), at=clock.arrived())
    flash(_("Permintaan disetujui. Undangan dikirim ke %(email)s.", email=person.email), "success")
    return redirect(url_for("accounts.requests"), 303)


@bp.post("/permintaan-akun/<request_id>/tolak")
@allow(policy.may_answer, on=queries.request)
def refuse(asked: AccountRequest) -> ResponseReturnValue:
    """Refuse with a reason, which the applicant is told."""
    form = RefusalForm()
    if not form.sent_well():
        return render_template("accounts/show_request.html", asked=asked, form=form, verdict=access.YES), 422
    actions.refuse(asked, str(form.reason.data), by=access.actor(), at=clock.arrived())
    flash(_("Permintaan ditolak. Pemohon menerima alasannya lewat surel."), "success")
    return redirect(url_for("accounts.requests"), 303)
