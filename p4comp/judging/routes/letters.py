"""Result letters of desk evaluation: the head typed in, the letters read."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, downloads
from p4comp.core.access import actor, allow
from p4comp.core.letterheads import HeadForm
from p4comp.judging import actions, policy, queries
from p4comp.judging.actions.letters import main_draft, main_letter
from p4comp.judging.actions.letters import own_letter as printed
from p4comp.judging.policy import Letters, OwnLetter
from p4comp.judging.routes.blueprint import bp


@bp.route("/keputusan/<decision_id>/surat", methods=["GET", "POST"])
@allow(policy.may_type_head, on=queries.letters)
def letter_head(letters: Letters) -> ResponseReturnValue:
    """Number, day and signatory of the letters."""
    form = HeadForm(obj=letters.head)
    if not form.sent_well() or not form.is_signed_by(clock.local(clock.arrived(), letters.decision.edition.zone).date()):
        return render_template("judging/letter_head.html", letters=letters, form=form), form.status
    head = actions.type_head(letters, form.typed(), by=actor(), at=clock.arrived())
    told = _("Surat berlaku. Setiap peserta yang dinilai diberi tahu setelah daftarnya diumumkan.")
    flash(told if head.is_final else _("Tersimpan. Surat masih draf sampai nomor, tanggal, dan penanda tangan terisi."), "success")
    return redirect(url_for(".letter_head", decision_id=letters.decision.id), 303)


@bp.get("/keputusan/<decision_id>/surat.pdf")
@allow(policy.may_see_letters, on=queries.letters)
def outcome_letter(letters: Letters) -> Response:
    """The result letter with its annex."""
    return downloads.pdf(main_letter(letters), f"surat-hasil-{letters.decision.code.lower()}.pdf")


@bp.get("/keputusan/<decision_id>/surat.docx")
@allow(policy.may_see_letters, on=queries.letters)
def outcome_letter_draft(letters: Letters) -> Response:
    """The result letter as a Word draft."""
    return downloads.docx(main_draft(letters), f"draf-surat-hasil-{letters.decision.code.lower()}.docx")


@bp.get("/kepesertaan/<entry_id>/surat-hasil-evaluasi.pdf")
@allow(policy.may_read_letter, on=queries.own_letter)
def own_outcome(own: OwnLetter) -> Response:
    """The institution's own letter."""
    return downloads.pdf(printed(own), f"surat-hasil-{own.code.replace('/', '-').lower()}.pdf")
