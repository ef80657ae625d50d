"""The plenary gives winners their awards, where the plan leaves it to the plenary."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.queries import spec_of
from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.decisions import actions, policy, queries, rules
from p4comp.decisions.contributions import award_name
from p4comp.decisions.forms import AwardForm
from p4comp.decisions.queries.meeting import Subject, steps_out
from p4comp.decisions.routes.blueprint import bp
from p4comp.decisions.rules import Given, Method, Outcome, Ruling


@bp.route("/pleno/<plenary_id>/penghargaan/<subject_id>", methods=["GET", "POST"])
@allow(policy.may_give_award, on=queries.award)
def award(found: Subject) -> ResponseReturnValue:
    """Write down which award a winner gets, by which vote and why."""
    form = _form(found)
    if form.sent_well():
        try:
            actions.give_award(found.plenary, _given(found, form), by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Tersimpan."), "success")
            return redirect(url_for(".show", plenary_id=found.plenary.id, _anchor="penghargaan"), 303)
    return render_template("decisions/award.html", subject=found, item=found.item, matter=found.matter, form=form), form.status


def _form(found: Subject) -> AwardForm:
    plenary, kept = found.plenary, rules.given(found.plenary.meeting).get(found.item.subject_id)
    votes = dict(zip(("yes", "no", "blank"), kept.ruling.votes, strict=True)) if kept else {}
    form = AwardForm(obj=kept.ruling if kept else None, data=votes | ({"award": kept.award} if kept else {}))
    form.name_votes(allowed=spec_of(plenary.edition).plenary.names_votes)
    used, places = rules.taken(plenary.proposal["list"]), plenary.proposal["giving"]["places"]
    words = {code: award_name(plenary.edition, plenary.category, code) for code in places}
    awards = [
        (code, _("%(name)s (%(used)d dari %(n)d tempat terisi)", name=words[code], used=used.get(code, 0), n=n))
        for code, n in places.items()
    ]
    return form.offer(awards, is_given=kept is not None)


def _given(found: Subject, form: AwardForm) -> Given:
    method, award = Method(form.method.data), form.chosen()
    proposed = rules.proposed_award(found.plenary.proposal, found.item.subject_id)
    ruling = Ruling(
        subject_id=found.item.subject_id,
        name=found.item.name,
        outcome=Outcome.KEEP if award == proposed else Outcome.CHANGE,
        method=method,
        began=rules.clock_time(form.began.data or "", "began"),
        ended=rules.clock_time(form.ended.data or "", "ended"),
        reason=(form.reason.data or "").strip(),
        votes=(form.yes.data or 0, form.no.data or 0, form.blank.data or 0) if method is Method.VOTE else (0, 0, 0),
        voters=(form.voters.data or "").strip() if "voters" in form else "",
        out=steps_out(found.item),
    )
    return Given(award, ruling)
