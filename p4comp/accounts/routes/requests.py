"""Asking for an account, and the secretariat's queue of such requests."""

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.accounts import actions, policy, queries
from p4comp.accounts.actions.requests import Applicant, Letter, TooManyRequests
from p4comp.accounts.forms import RefusalForm, RequestForm, UnitRequestForm
from p4comp.accounts.models import AccountRequest, RequestState
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock, downloads, pacing, paging, staging, uploads
from p4comp.core.access import allow, public
from p4comp.core.errors import Invalid, state_word
from p4comp.core.staging import StagedFile
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution

PURPOSE = "account-letter"
PDF_ONLY = frozenset({uploads.PDF})
LARGEST_LETTER = 5 * 1024**2
BY_ADDRESS = pacing.Slope(120, timedelta(seconds=15))  # a ministry is behind one address, and each of its people may need a few tries
TABS = (RequestState.WAITING, RequestState.APPROVED, RequestState.REFUSED)


@bp.get("/daftar")
@public
def choose() -> str:
    """Find one's institution, the first step of asking for an account."""
    text = " ".join(request.args.get("cari", "").split())[:100]
    found = registry.search(text, on=clock.arrived(), most=31)
    return render_template("accounts/choose.html", text=text, found=found[:30], is_more=len(found) > 30)


@bp.route("/daftar/<code>", methods=["GET", "POST"])
@public(upload=True, pace=BY_ADDRESS.of_address, most=LARGEST_LETTER)
def ask(code: str) -> ResponseReturnValue:
    """Ask for the account of a registered institution."""
    return _ask(code, RequestForm())


@bp.route("/daftar/<code>/unit-baru", methods=["GET", "POST"])
@public(upload=True, pace=BY_ADDRESS.of_address, most=LARGEST_LETTER)
def ask_unit(code: str) -> ResponseReturnValue:
    """Ask for the account of a unit that is not registered yet, under its parent."""
    return _ask(code, UnitRequestForm())


@bp.get("/daftar/diterima")
@public
def received() -> str:
    """The request has arrived; what comes next."""
    return render_template("accounts/received.html")


def _ask(code: str, form: RequestForm) -> ResponseReturnValue:
    institution = registry.by_code(code, on=clock.arrived())
    if institution is None:
        raise NotFound
    if request.method == "GET":
        return _form_page(institution, form, None)
    is_well = form.sent_well()
    document = _letter(form) if is_well or not _has_new_letter() or _has_room(form) else None
    if not is_well or document is None or not document.is_good:
        return _form_page(institution, form, staging.hold(document, form, purpose=PURPOSE)), 422
    letter = Letter(str(form.letter_number.data), document.name, document.file.sha256)
    try:
        actions.ask(
            institution, _applicant(form), letter, unit_name=_unit_name(form), address=request.remote_addr or "", at=clock.arrived()
        )
    except TooManyRequests as error:
        form.blame(Invalid(error.message))
        return _form_page(institution, form, staging.hold(document, form, purpose=PURPOSE)), 429, {"Retry-After": str(error.seconds)}
    return redirect(url_for("accounts.received"), 303)


def _letter(form: RequestForm) -> staging.Document | None:
    missing = _("Pilih surat resmi dalam bentuk PDF.")
    return staging.document(form, "letter", purpose=PURPOSE, types=PDF_ONLY, missing=missing, largest=LARGEST_LETTER)


def _has_new_letter() -> bool:
    sent = request.files.get("letter")
    return sent is not None and bool(sent.filename)


def _has_room(form: RequestForm) -> bool:
    """Whether the new letter of a form that lacks something may wait for the rest; said beside its field where it may not."""
    if staging.has_room():
        return True
    form.staged.data = ""
    form.blame(Invalid(_("Suratnya belum disimpan. Lengkapi isian lain, lalu pilih surat ini sekali lagi."), "letter"))
    return False


def _applicant(form: RequestForm) -> Applicant:
    return Applicant(str(form.name.data), str(form.position.data), str(form.email.data), str(form.phone.data))


def _unit_name(form: RequestForm) -> str:
    return str(form.unit_name.data) if isinstance(form, UnitRequestForm) else ""


def _form_page(institution: Institution, form: RequestForm, staged: StagedFile | None) -> str:
    return render_template("accounts/ask.html", institution=institution, form=form, staged=staged, largest=LARGEST_LETTER)


@bp.get("/permintaan-akun")
@allow(policy.may_answer_some)
def requests() -> str:
    """The requests by state, the longest waiting first; local admins see those of their own branch."""
    chosen = request.args.get("status", "")
    state = RequestState(chosen) if chosen in set(TABS) else RequestState.WAITING
    who = access.actor()
    counts = queries.request_counts(who)
    tabs: list[tuple[Any, ...]] = [
        (state_word("account_request", tab), url_for(".requests", status=tab.value), tab is state, counts.get(tab, 0)) for tab in TABS
    ]
    page = paging.page(queries.requests(who, state), counts.get(state, 0))
    return render_template("accounts/requests.html", page=page, places=tabs, state=state.value, is_all="semua" in request.args)


@bp.get("/permintaan-akun/<request_id>")
@allow(policy.may_answer_some, on=queries.request)
def show_request(asked: AccountRequest) -> str:
    """One request, its letter, and the two answers."""
    verdict = policy.may_answer(access.actor(), asked, clock.arrived())
    return render_template("accounts/show_request.html", asked=asked, letter=queries.letter(asked), form=RefusalForm(), verdict=verdict)


@bp.get("/permintaan-akun/<request_id>/surat")
@allow(policy.may_answer_some, on=queries.request)
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


@bp.post("/permintaan-akun/setujui")
@allow(policy.may_answer_some)
def approve_several() -> ResponseReturnValue:
    """Open several accounts at once, each by its own rule and with its own record; those that may not be are left and counted."""
    who, at = access.actor(), clock.arrived()
    chosen = list(dict.fromkeys(request.form.getlist("request_id")))[: paging.SIZE]
    found = queries.requests_named(who, chosen)
    done = [actions.approve(one, by=who, at=at) for one in found if policy.may_answer(who, one, at)]
    if done:
        flash(_("%(n)s permintaan disetujui; undangannya dikirim.", n=len(done)), "success")
    if len(done) < len(chosen) or not chosen:
        left = _("%(n)s permintaan tidak diubah: sudah dijawab atau bukan wewenang Anda.", n=len(chosen) - len(done))
        flash(left if chosen else _("Pilih dahulu permintaan yang disetujui."), "warning")
    return redirect(url_for("accounts.requests"), 303)


@bp.post("/permintaan-akun/<request_id>/tolak")
@allow(policy.may_answer, on=queries.request)
def refuse(asked: AccountRequest) -> ResponseReturnValue:
    """Refuse with a reason, which the applicant is told."""
    form = RefusalForm()
    if not form.sent_well():
        return render_template("accounts/show_request.html", asked=asked, letter=queries.letter(asked), form=form, verdict=access.YES), 422
    actions.refuse(asked, str(form.reason.data), by=access.actor(), at=clock.arrived())
    flash(_("Permintaan ditolak. Pemohon menerima alasannya lewat surel."), "success")
    return redirect(url_for("accounts.requests"), 303)
