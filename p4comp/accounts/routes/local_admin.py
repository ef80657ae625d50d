"""“Tim instansi”: who works for an institution, who is invited, who did once; duties, leaving, handing over."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import actions, policy, queries, rules
from p4comp.accounts.forms import ColleagueForm, DutiesForm, EndForm, HandOverForm, LeadForm
from p4comp.accounts.policy import Seat, Sent, Team
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid


@bp.get("/tim")
@allow(policy.may_have_teams)
def teams() -> ResponseReturnValue:
    """The teams of all institutions somebody works for; the only one at once."""
    found = queries.own_teams(access.actor())
    if len(found) == 1:
        return redirect(url_for("accounts.team", code=found[0].code), 303)
    return render_template("accounts/teams.html", institutions=found)


@bp.get("/tim/<code>")
@allow(policy.may_see_team, on=queries.team)
def team(found: Team) -> str:
    """The people of an institution and its units."""
    who, at = access.actor(), clock.arrived()
    leads = bool(policy.may_lead_team(who, found, at))
    return render_template("accounts/team.html", team=found, leads=leads, words=rules.duty_words, now=clock.real())


@bp.route("/tim/<code>/undang", methods=["GET", "POST"])
@allow(policy.may_lead_team, on=queries.led)
def invite_colleague(found: Team) -> ResponseReturnValue:
    """Invite somebody into the team."""
    form = ColleagueForm()
    try:
        if not form.sent_well():
            return _invite_page(found, form), form.status
        who, name = str(form.email.data), str(form.name.data)
        values = {"reason": str(form.reason.data or "")}
        actions.invite_colleague(found, who, name, form.chosen, **values, by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return _invite_page(found, form), error.status
    flash(_("Undangan dikirim ke %(email)s.", email=rules.normal(who)), "success")
    return redirect(url_for("accounts.team", code=found.institution.code), 303)


def _invite_page(found: Team, form: ColleagueForm) -> str:
    return render_template("accounts/team_invite.html", team=found, form=form, asks_why=policy.needs_reason(access.actor(), found.place))


@bp.post("/tim/<code>/undangan/<invitation_id>/kirim-ulang")
@allow(policy.may_lead_sent, on=queries.sent)
def resend_invitation(sent: Sent) -> ResponseReturnValue:
    """Send an invitation again, with a new link."""
    actions.resend_invitation(sent, by=access.actor(), at=clock.arrived())
    flash(_("Undangan dikirim ulang ke %(email)s; tautan yang lama tidak berlaku lagi.", email=sent.invitation.email), "success")
    return _back(sent)


@bp.post("/tim/<code>/undangan/<invitation_id>/tarik")
@allow(policy.may_lead_sent, on=queries.sent)
def withdraw_invitation(sent: Sent) -> ResponseReturnValue:
    """Take an invitation back."""
    actions.withdraw_invitation(sent, by=access.actor(), at=clock.arrived())
    flash(_("Undangan ke %(email)s ditarik.", email=sent.invitation.email), "success")
    return _back(sent)


def _back(sent: Sent) -> ResponseReturnValue:
    """To the list the invitation stands in."""
    page = "accounts.team" if sent.invitation.role == rules.Role.MEMBER else "accounts.monitors"
    return redirect(url_for(page, code=sent.team.institution.code), 303)


@bp.get("/tim/<code>/anggota/<membership_id>")
@allow(policy.may_be_signed_in, on=queries.seat)
def member(seat: Seat) -> str:
    """One member: duties, lead, leaving."""
    return _member_page(seat)


def _member_page(seat: Seat, duties: DutiesForm | None = None, end: EndForm | None = None, lead: LeadForm | None = None) -> str:
    who, at = access.actor(), clock.arrived()
    return render_template(
        "accounts/member.html",
        seat=seat,
        is_own=seat.membership.person_id == who.id,
        duties=duties or DutiesForm(formdata=None, duties=[one.value for one in seat.membership.duties]),
        end=end or EndForm(formdata=None),
        lead=lead or LeadForm(formdata=None),
        asks_why=policy.needs_reason(who, seat.team.place),
        may_change=policy.may_change_duties(who, seat, at),
        may_end=policy.may_end_membership(who, seat, at),
        may_lead=policy.may_make_lead(who, seat, at),
        may_hand=policy.may_hand_over(who, seat, at),
        words=rules.duty_words,
    )


@bp.post("/tim/<code>/anggota/<membership_id>/tugas")
@allow(policy.may_change_duties, on=queries.seat)
def change_duties(seat: Seat) -> ResponseReturnValue:
    """Give a member other duties."""
    form = DutiesForm()
    try:
        if not form.sent_well():
            return _member_page(seat, duties=form), 422
        actions.change_duties(seat, form.chosen, reason=str(form.reason.data or ""), by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return _member_page(seat, duties=form), error.status
    flash(_("Tugas %(name)s sekarang: %(duties)s.", name=seat.membership.person.name, duties=rules.duty_words(form.chosen)), "success")
    return redirect(url_for("accounts.team", code=seat.team.institution.code), 303)


@bp.post("/tim/<code>/anggota/<membership_id>/akhiri")
@allow(policy.may_end_membership, on=queries.seat)
def end_membership(seat: Seat) -> ResponseReturnValue:
    """Let somebody leave the team; whoever leaves by themselves goes to the start page."""
    form, who, name = EndForm(), access.actor(), seat.membership.person.name
    is_own, code = seat.membership.person_id == who.id, seat.team.institution.code
    try:
        if not form.sent_well():
            return _member_page(seat, end=form), 422
        actions.end_membership(seat, reason=str(form.reason.data or ""), by=who, at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return _member_page(seat, end=form), error.status
    flash(_("Anda sudah keluar dari tim ini.") if is_own else _("%(name)s sudah keluar dari tim.", name=name), "success")
    return redirect(url_for("home.start") if is_own else url_for("accounts.team", code=code), 303)


@bp.post("/tim/<code>/anggota/<membership_id>/utama")
@allow(policy.may_make_lead, on=queries.seat)
def make_lead(seat: Seat) -> ResponseReturnValue:
    """Let one of the admins lead."""
    form = LeadForm()
    try:
        actions.make_lead(seat, reason=str(form.reason.data or ""), by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return _member_page(seat, lead=form), error.status
    flash(_("%(name)s sekarang admin utama.", name=seat.membership.person.name), "success")
    return redirect(url_for("accounts.team", code=seat.team.institution.code), 303)


@bp.route("/tim/<code>/anggota/<membership_id>/serahkan", methods=["GET", "POST"])
@allow(policy.may_hand_over, on=queries.seat)
def hand_over(seat: Seat) -> ResponseReturnValue:
    """Give duties and open work to a colleague."""
    form, who, code = HandOverForm(), access.actor(), seat.team.institution.code
    others = {one.membership.id: one.membership for one in seat.team.colleagues if one.membership.id != seat.membership.id}
    form.offer([(key, f"{one.person.name} ({rules.duty_words(one.duties)})") for key, one in others.items()])
    is_own, leaves = seat.membership.person_id == who.id, form.leaves.data == "ya"
    page = {"seat": seat, "form": form, "asks_why": policy.needs_reason(who, seat.team.place), "words": rules.duty_words}
    try:
        if not form.sent_well():
            return render_template("accounts/hand_over.html", **page), form.status
        taker = others[str(form.taker.data)]
        actions.hand_over(seat, taker, leaves=leaves, reason=str(form.reason.data or ""), by=who, at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return render_template("accounts/hand_over.html", **page), error.status
    flash(_("Tugas sudah diserahkan kepada %(name)s.", name=taker.person.name), "success")
    return redirect(url_for("home.start") if is_own and leaves else url_for("accounts.team", code=code), 303)
