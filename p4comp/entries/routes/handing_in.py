"""Handing in, the receipt, taking back, leaving."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import downloads, pdf
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import DeclarationForm, WithdrawForm
from p4comp.entries.policy import Case
from p4comp.entries.queries import Receipt
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.rules import EDITABLE


@bp.route("/kepesertaan/<entry_id>/kirim", methods=["GET", "POST"])
@allow(policy.may_submit, on=queries.case)
def submit(case: Case) -> ResponseReturnValue:
    """What is missing, the declaration, and the hand-in."""
    form, entry = DeclarationForm(), case.entry
    dossier = queries.dossier(entry)
    lacking = queries.missing(dossier) if entry.state in EDITABLE else []
    if request.method == "POST" and entry.state not in EDITABLE:
        actions.submit(entry, by=actor(), at=arrived())
    if form.sent_well() and not lacking:
        submission = actions.submit(entry, by=actor(), at=arrived())
        flash(_("Berkas diterima dengan kode portal %(code)s. Simpan tanda terima ini.", code=submission.code), "success")
        return redirect(url_for(".receipt", entry_id=entry.id), 303)
    return render_template("entries/submit.html", case=case, dossier=dossier, lacking=lacking, form=form), form.status


@bp.get("/kepesertaan/<entry_id>/tanda-terima")
@allow(policy.may_read, on=queries.receipt)
def receipt(found: Receipt) -> ResponseReturnValue:
    """The receipt: number, moment, fingerprints of the hand-in and of every file."""
    return render_template("entries/receipt.html", receipt=found, case=found.case)


@bp.get("/kepesertaan/<entry_id>/tanda-terima.pdf")
@allow(policy.may_read, on=queries.receipt)
def receipt_pdf(found: Receipt) -> ResponseReturnValue:
    """The receipt to be filed, made on request from what was kept."""
    name = f"tanda-terima-{found.submission.code.replace('/', '-')}.pdf"
    return downloads.pdf(pdf.render("entries/receipt_pdf.html", receipt=found, case=found.case, simulated=found.is_simulated), name)


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
