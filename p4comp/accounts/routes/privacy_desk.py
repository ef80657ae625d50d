"""The secretariat's desk for personal data: the register of requests, the official responsible, periods."""

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import policy
from p4comp.accounts.actions import privacy as actions
from p4comp.accounts.actions import privacy_erasing as erasing
from p4comp.accounts.forms.privacy import AnswerWishForm, CorrectionForm, EraseForm, OfficeForm, PeriodForm, PhraseForm, RefuseWishForm
from p4comp.accounts.models import Person, PrivacyRequest
from p4comp.accounts.policy import privacy as rights
from p4comp.accounts.queries import address_change_of, memberships
from p4comp.accounts.queries import privacy as queries
from p4comp.accounts.queries import privacy_keeping as keeping
from p4comp.accounts.routes.blueprint import bp
from p4comp.accounts.rules.privacy import WISH_NAMES, WishState
from p4comp.accounts.rules.privacy_keeping import AT_ONCE, FATE_NAMES, HAND_NAMES, Kept
from p4comp.core import access, clock, paging
from p4comp.core.access import allow
from p4comp.core.errors import Invalid, state_word


@bp.get("/data-pribadi")
@allow(policy.may_run_secretariat)
def privacy_requests() -> str:
    """The register: requests by state, those due first on top."""
    chosen = request.args.get("status", "")
    state = WishState(chosen) if chosen in set(WishState) else WishState.WAITING
    counts = queries.privacy_request_counts()
    tabs: list[tuple[Any, ...]] = [
        (state_word("privacy_request", one), url_for(".privacy_requests", status=one.value), one is state, counts.get(one, 0))
        for one in WishState
    ]
    page = paging.page(queries.privacy_requests(state), counts.get(state, 0))
    return render_template("accounts/privacy_requests.html", page=page, tabs=tabs, state=state.value, wishes=WISH_NAMES, at=clock.arrived())


@bp.get("/data-pribadi/permintaan/<request_id>")
@allow(policy.may_run_secretariat, on=queries.privacy_request)
def privacy_request(asked: PrivacyRequest) -> str:
    """One request, and its answers."""
    return _request_page(asked, AnswerWishForm(formdata=None), RefuseWishForm(formdata=None))


def _request_page(asked: PrivacyRequest, form: AnswerWishForm, refusal: RefuseWishForm, correction: CorrectionForm | None = None) -> str:
    owner = queries.person_of_wish(asked)
    correction = correction or CorrectionForm(formdata=None, obj=asked.person)
    change = address_change_of(asked.id)
    values: dict[str, Any] = {"asked": asked, "owner": owner, "form": form, "refusal": refusal, "correction": correction, "change": change}
    return render_template("accounts/privacy_request.html", **values, wishes=WISH_NAMES, at=clock.arrived())


@bp.post("/data-pribadi/permintaan/<request_id>/periksa")
@allow(rights.may_take_privacy_request, on=queries.privacy_request)
def take_privacy_request(asked: PrivacyRequest) -> ResponseReturnValue:
    """Begin to look into it."""
    actions.take(asked, by=access.actor(), at=clock.arrived())
    flash(_("Permintaan ini kini sedang diperiksa."), "success")
    return redirect(url_for(".privacy_request", request_id=asked.id), 303)


@bp.post("/data-pribadi/permintaan/<request_id>/penuhi")
@allow(rights.may_answer_privacy_request, on=queries.privacy_request)
def fulfil_privacy_request(asked: PrivacyRequest) -> ResponseReturnValue:
    """Say what was done."""
    form, refusal = AnswerWishForm(), RefuseWishForm(formdata=None)
    if not form.sent_well():
        return _request_page(asked, form, refusal), 422
    try:
        actions.fulfil(asked, str(form.answer.data), str(form.proof.data or ""), by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return _request_page(asked, form, refusal), error.status
    return _answered()


@bp.post("/data-pribadi/permintaan/<request_id>/tolak")
@allow(rights.may_answer_privacy_request, on=queries.privacy_request)
def refuse_privacy_request(asked: PrivacyRequest) -> ResponseReturnValue:
    """Say no, with the reason."""
    refusal = RefuseWishForm()
    if not refusal.sent_well():
        return _request_page(asked, AnswerWishForm(formdata=None), refusal), 422
    actions.refuse_wish(asked, str(refusal.reason.data), by=access.actor(), at=clock.arrived())
    return _answered()


def _answered() -> ResponseReturnValue:
    flash(_("Permintaan dijawab; pemohon menerima jawabannya lewat surel."), "success")
    return redirect(url_for(".privacy_requests"), 303)


@bp.post("/data-pribadi/permintaan/<request_id>/perbaiki")
@allow(rights.may_correct_by_request, on=queries.privacy_request)
def correct_person(asked: PrivacyRequest) -> ResponseReturnValue:
    """Set name and address right."""
    form = CorrectionForm()
    is_well = form.sent_well()
    try:
        if is_well:
            actions.correct(asked, str(form.name.data), str(form.email.data), by=access.actor(), at=clock.arrived())
            flash(_("Data diperbaiki. Alamat surel yang baru berlaku setelah disahkan petugas kedua; selesaikan itu dahulu."), "success")
            return redirect(url_for(".privacy_request", request_id=asked.id), 303)
    except Invalid as error:
        form.blame(error)
    return _request_page(asked, AnswerWishForm(formdata=None), RefuseWishForm(formdata=None), form), 422


@bp.route("/data-pribadi/permintaan/<request_id>/hapus", methods=["GET", "POST"])
@allow(rights.may_erase_by_request, on=queries.privacy_request)
def erase_person(asked: PrivacyRequest) -> ResponseReturnValue:
    """What goes and what stays when this person is erased; the second step is the typed word."""
    form, person = EraseForm(), queries.person_of_wish(asked)
    if form.sent_well():
        answer, proof, phrase = str(form.answer.data), str(form.proof.data or ""), str(form.phrase.data)
        try:
            erasing.erase_by_request(asked, phrase, answer, proof, by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
            return _erase_page(asked, person, form), error.status
        flash(_("Data orang ini dihapus. Jawabannya dikirim ke alamat surelnya yang terakhir."), "success")
        return redirect(url_for(".privacy_requests"), 303)
    return _erase_page(asked, person, form), form.status


def _erase_page(asked: PrivacyRequest, person: Person | None, form: EraseForm) -> str:
    held = memberships([person])[person.id] if person else []
    return render_template("accounts/privacy_erase.html", asked=asked, person=person, held=held, form=form)


@bp.route("/data-pribadi/pejabat", methods=["GET", "POST"])
@allow(policy.may_run_secretariat)
def privacy_office() -> ResponseReturnValue:
    """Type in who answers for personal data; the public notice shows it at once."""
    form = OfficeForm(obj=queries.privacy_office())
    if not form.sent_well():
        return render_template("accounts/privacy_office.html", form=form), form.status
    actions.change_office({name: str(value or "") for name, value in form.data.items()}, by=access.actor(), at=clock.arrived())
    flash(_("Tersimpan. Pemberitahuan privasi sudah menampilkannya."), "success")
    return redirect(url_for(".privacy_office"), 303)


@bp.get("/data-pribadi/masa-simpan")
@allow(policy.may_run_secretariat)
def periods() -> str:
    """How long each class of data is kept, and what waits for a decision."""
    rows = keeping.waiting_periods(clock.arrived())
    return render_template("accounts/privacy_periods.html", rows=rows, fates=FATE_NAMES, hands=HAND_NAMES)


@bp.route("/data-pribadi/masa-simpan/<code>", methods=["GET", "POST"])
@allow(policy.may_run_secretariat, on=keeping.kept)
def set_period(kept: Kept) -> ResponseReturnValue:
    """Set how long a class is kept."""
    form = PeriodForm(data={"days": kept.days, "ground": kept.ground})
    if not form.sent_well():
        return render_template("accounts/privacy_period.html", kept=kept, form=form, fates=FATE_NAMES), form.status
    actions.set_period(kept.keeping, int(form.days.data or 0), str(form.ground.data or ""), by=access.actor(), at=clock.arrived())
    flash(_("Masa simpan “%(what)s” diubah.", what=kept.keeping.what), "success")
    return redirect(url_for(".periods"), 303)


@bp.route("/data-pribadi/masa-simpan/<code>/jalankan", methods=["GET", "POST"])
@allow(rights.may_carry_out, on=keeping.kept)
def carry_out_period(kept: Kept) -> ResponseReturnValue:
    """What is over its period, and the typed word that ends it."""
    form, at = PhraseForm(), clock.arrived()
    until = _moment(form.until.data) or keeping.limit(kept, at)
    if form.sent_well():
        try:
            total = erasing.carry_out(kept, until, str(form.phrase.data), by=access.actor(), at=at)
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Selesai: %(n)s baris “%(what)s”.", n=total, what=kept.keeping.what), "success")
            return redirect(url_for(".periods"), 303)
    form.until.data = until.isoformat()
    total, some = keeping.some_over(kept.keeping.code, until, AT_ONCE)
    return render_template("accounts/privacy_carry_out.html", kept=kept, total=total, some=some, form=form, most=AT_ONCE), form.status


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None
