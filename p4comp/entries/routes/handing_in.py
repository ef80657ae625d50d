"""Handing in, the receipt, taking back, leaving."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.queries import person
from p4comp.core import downloads, pdf
from p4comp.core.access import actor, allow, public
from p4comp.core.clock import arrived
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import CheckReceiptForm, DeclarationForm, GiveBackForm, WithdrawForm
from p4comp.entries.policy import Case
from p4comp.entries.queries import Receipt
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.rules import EDITABLE
from p4comp.entries.rules.sign_off import SignOffState, changed


@bp.route("/kepesertaan/<entry_id>/kirim", methods=["GET", "POST"])
@allow(policy.may_submit, on=queries.hand_in_case)
def submit(case: Case) -> ResponseReturnValue:
    """What is missing; for an approver all there is to read, the declaration and the hand-in; for others whom to ask."""
    form, entry = DeclarationForm(), case.entry
    if request.method == "POST" and entry.state not in EDITABLE:
        actions.submit(entry, by=actor(), at=arrived())
    if form.sent_well() and not queries.missing(queries.dossier(entry)):
        submission = actions.submit(entry, by=actor(), at=arrived(), position=(form.position.data or "").strip())
        flash(_("Berkas diterima dengan kode portal %(code)s. Simpan tanda terima ini.", code=submission.code), "success")
        return redirect(url_for(".receipt", entry_id=entry.id), 303)
    return hand_in_page(case, form), form.status


def hand_in_page(case: Case, form: DeclarationForm, to_give_back: GiveBackForm | None = None) -> str:
    """The page of the hand-in, with what was typed."""
    found = queries.dossier(case.entry)
    request_, may_sign = queries.sign_off_request(case.entry), policy.may_sign(actor(), case, arrived())
    if may_sign and form.position.data is None:
        form.position.data = _position(case)
    form.declared.label.text = found.spec.hand_in.declaration or form.declared.label.text
    waits = request_ is not None and request_.state is SignOffState.WAITING
    return render_template(
        "entries/submit.html",
        case=case,
        dossier=found,
        lacking=queries.missing(found) if case.entry.state in EDITABLE else [],
        form=form,
        may_sign=may_sign,
        asked=request_,
        waits=waits,
        changed=queries.part_words(changed(request_.content, queries.parts_of(found))) if waits and request_ else [],
        approvers=queries.approvers(case.entry.institution_id),
        in_grace=case.is_in_grace(arrived()),
        to_give_back=to_give_back or GiveBackForm(formdata=None),
    )


def _position(case: Case) -> str:
    """The office as the person wrote it at the last hand-in, else as it stands with the account."""
    last = queries.submission(case.entry)
    signed = last.snapshot.get("sign_off", {}) if last else {}
    own = person(actor())
    return (signed.get("title") if signed.get("id") == actor().id else "") or (own.position if own else "")


@bp.get("/kepesertaan/<entry_id>/tanda-terima")
@allow(policy.may_read, on=queries.receipt)
def receipt(found: Receipt) -> ResponseReturnValue:
    """The newest receipt: number, moment, sign-off, fingerprints of the hand-in and of every file."""
    return render_template("entries/receipt.html", receipt=found, case=found.case, earlier=queries.earlier(found))


@bp.get("/kepesertaan/<entry_id>/tanda-terima/<submission_id>")
@allow(policy.may_read, on=queries.receipt)
def earlier_receipt(found: Receipt) -> ResponseReturnValue:
    """The receipt of an earlier hand-in; it stays true of what was handed in then."""
    return render_template("entries/receipt.html", receipt=found, case=found.case, earlier=queries.earlier(found))


@bp.get("/kepesertaan/<entry_id>/tanda-terima.pdf")
@allow(policy.may_read, on=queries.receipt)
def receipt_pdf(found: Receipt) -> ResponseReturnValue:
    """The receipt to be filed, made on request from what was kept."""
    return _pdf(found)


@bp.get("/kepesertaan/<entry_id>/tanda-terima/<submission_id>.pdf")
@allow(policy.may_read, on=queries.receipt)
def earlier_receipt_pdf(found: Receipt) -> ResponseReturnValue:
    """An earlier receipt to be filed."""
    return _pdf(found)


def _pdf(found: Receipt) -> ResponseReturnValue:
    name = f"tanda-terima-{found.submission.code.replace('/', '-')}.pdf"
    return downloads.pdf(pdf.render("entries/receipt_pdf.html", receipt=found, case=found.case, simulated=found.is_simulated), name)


@bp.get("/periksa-tanda-terima")
@public
def check_receipt() -> ResponseReturnValue:
    """Whether a receipt's number and hash belong together: yes or no, to anybody, and nothing of what was handed in."""
    asked = bool(request.args.get("kode") or request.args.get("sha256"))
    form = CheckReceiptForm(formdata=request.args if asked else None)
    is_genuine = queries.is_genuine(form.kode.data or "", form.sha256.data or "") if asked and form.validate() else None
    status = 422 if asked and form.errors else 404 if is_genuine is False else 200
    return render_template("entries/check_receipt.html", form=form, is_genuine=is_genuine), status


@bp.post("/kepesertaan/<entry_id>/buka-kembali")
@allow(policy.may_reopen, on=queries.case)
def reopen(case: Case) -> ResponseReturnValue:
    """Take the dossier back to work on it."""
    actions.reopen(case.entry, by=actor(), at=arrived())
    flash(_("Berkas dibuka kembali. Kirim lagi sebelum batas waktu; selama belum dikirim, berkas ini belum masuk."), "warning")
    return redirect(url_for(".show", entry_id=case.entry.id), 303)


@bp.route("/kepesertaan/<entry_id>/undur-diri", methods=["GET", "POST"])
@allow(policy.may_withdraw, on=queries.case)
def withdraw(case: Case) -> ResponseReturnValue:
    """Leave the competition, with a reason."""
    form = WithdrawForm()
    if form.sent_well():
        actions.withdraw(case.entry, reason=(form.reason.data or "").strip(), by=actor(), at=arrived())
        flash(_("Pengunduran diri dicatat."), "success")
        return redirect(url_for(".show", entry_id=case.entry.id), 303)
    return render_template("entries/withdraw.html", case=case, form=form), form.status
