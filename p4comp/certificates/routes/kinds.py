"""Proof of participation, thanks, and letters for team members."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.certificates import queries as certificates
from p4comp.certificates.actions import kinds as actions
from p4comp.certificates.forms.names import ConsentForm
from p4comp.certificates.models import Certificate, CertificateKind
from p4comp.certificates.policy import holding
from p4comp.certificates.policy import kinds as policy
from p4comp.certificates.queries import kinds as queries
from p4comp.certificates.queries.kinds import Due, Membered
from p4comp.certificates.routes.blueprint import bp
from p4comp.certificates.rules.kinds import GIVEN_TO, KIND_WORDS
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid


@bp.get("/edisi/<slug>/piagam/lain")
@allow(policy.may_see_kinds, on=queries.due)
def kinds(due: Due) -> ResponseReturnValue:
    """What can be given once the result is known, and how many of each."""
    return render_template("certificates/kinds.html", due=due, given=GIVEN_TO, words=KIND_WORDS)


@bp.post("/edisi/<slug>/piagam/lain/<kind>/terbitkan")
@allow(policy.may_issue_kind, on=queries.due)
def issue_kind(due: Due) -> ResponseReturnValue:
    """Issue all of a kind that are still to be given."""
    kind = (request.view_args or {})["kind"]
    if kind not in GIVEN_TO:
        raise NotFound
    made = actions.issue_kind(due, CertificateKind(kind), by=access.actor(), at=clock.arrived())
    flash(_("%(n)s lembar diterbitkan; berkasnya dicetak saat pertama kali diminta.", n=len(made)), "success")
    return redirect(url_for(".kinds", slug=due.edition.slug), 303)


@bp.post("/piagam/<certificate_id>/siapkan")
@allow(holding.may_download, on=certificates.certificate)
def ask_file(certificate: Certificate) -> ResponseReturnValue:
    """Have the file made of a certificate that was issued without one."""
    actions.ask_file(certificate, by=access.actor(), at=clock.arrived())
    return redirect(url_for(".download", certificate_id=certificate.id), 303)


@bp.get("/piagam/tim")
@allow(policy.may_see_teams)
def team_letters() -> ResponseReturnValue:
    """The entries for whose team one may have a letter."""
    return render_template("certificates/team_letters.html", entries=queries.teams(access.actor()))


@bp.route("/piagam/tim/<entry_id>", methods=["GET", "POST"])
@allow(policy.may_agree, on=queries.team)
def team_letter(membered: Membered) -> ResponseReturnValue:
    """Agree to a letter, with the name as it will be printed."""
    form = ConsentForm(name=membered.consent.name if membered.consent else access.actor().name)
    if form.sent_well():
        try:
            actions.agree(membered, form.name.data or "", by=access.actor(), at=clock.arrived())
            flash(_("Persetujuan Anda disimpan. Surat terbit setelah hasil diumumkan."), "success")
            return redirect(url_for(".team_letters"), 303)
        except Invalid as error:
            form.blame(error)
    return render_template("certificates/team_letter.html", membered=membered, form=form), form.status


@bp.post("/piagam/tim/<entry_id>/tarik")
@allow(policy.may_agree, on=queries.team)
def withdraw_letter(membered: Membered) -> ResponseReturnValue:
    """Take the consent back."""
    actions.withdraw(membered, by=access.actor(), at=clock.arrived())
    flash(_("Persetujuan ditarik. Surat tidak akan diterbitkan."), "success")
    return redirect(url_for(".team_letters"), 303)
