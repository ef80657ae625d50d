"""Looks on the spot: the list, one of them, asked for by the chair, ordered or declined by the secretariat."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.clock import local
from p4comp.core.errors import Invalid
from p4comp.interviews.actions import observations as actions
from p4comp.interviews.actions.observations import Order
from p4comp.interviews.forms.observations import OrderForm, ReasonForm
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.policy.observations import Asking, Visit
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.rules.observations import SEEN_WORDS, VisitState, day_warning, photo_warning

LOOK = {"asked": "yours", "ordered": "waiting", "locked": "done", "refused": "refused", "cancelled": "refused"}


@bp.get("/observasi-lapangan")
@allow(policy.may_see_observations)
def observations() -> str:
    """The looks on the spot that one finds: one's own, the panel's, or all."""
    return render_template("interviews/observations.html", rows=queries.observations(actor()), look=LOOK)


@bp.get("/observasi-lapangan/<observation_id>")
@allow(policy.may_see_observation, on=queries.visit)
def observation(visit: Visit) -> str:
    """One look on the spot, with what was found so far."""
    row = visit.observation
    return render_template(
        "interviews/observation.html",
        visit=visit,
        row=row,
        marks=queries.marks(row.id),
        photos=queries.photos(row.id),
        look=LOOK,
        words=SEEN_WORDS,
        photo_warning=photo_warning,
        warning=_warning(visit) if row.state is VisitState.ORDERED else "",
        is_gone=policy.is_gone(row.interview),
    )


def _warning(visit: Visit) -> str:
    starts_at = visit.observation.starts_at
    return day_warning(local(starts_at, visit.zone).date()) if starts_at else ""


def back(visit: Visit) -> ResponseReturnValue:
    """To the page of the look on the spot."""
    return redirect(url_for(".observation", observation_id=visit.observation.id), 303)


@bp.route("/observasi-lapangan/minta/<interview_id>", methods=["GET", "POST"])
@allow(policy.may_ask_observation, on=queries.asking)
def ask_observation(found: Asking) -> ResponseReturnValue:
    """Ask for a look on the spot, with the reason."""
    form = ReasonForm()
    if form.sent_well():
        made = actions.ask(found, reason=form.reason.data or "", by=actor(), at=clock.arrived())
        flash(_("Permintaan dikirim ke sekretariat. Sekretariat menugaskan tim atau menjawab alasannya."), "success")
        return redirect(url_for(".observation", observation_id=made.id), 303)
    return render_template("interviews/observation_ask.html", found=found, form=form), form.status


@bp.route("/observasi-lapangan/<observation_id>/tugas", methods=["GET", "POST"])
@allow(policy.may_order_observation, on=queries.visit)
def order_observation(visit: Visit) -> ResponseReturnValue:
    """Send a team, or change team, day and place."""
    people = queries.candidates(visit)
    form = OrderForm().offer(visit.observation, people, visit.zone)
    if form.sent_well():
        try:
            actions.order(visit, _typed(form), by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Tim ditugaskan. Instansi dan tim disurati beserta kalendernya."), "success")
            if warning := _warning(visit):
                flash(warning, "warning")
            return back(visit)
    barred = [one for one in people if one.bar]
    return render_template("interviews/observation_order.html", visit=visit, form=form, barred=barred), form.status


def _typed(form: OrderForm) -> Order:
    assert form.starts_at.data is not None
    reason = (form.reason.data or "") if "reason" in form else ""
    return Order(form.starts_at.data, form.place.data or "", list(dict.fromkeys(form.team.data or ())), form.leader.data or "", reason)


@bp.route("/observasi-lapangan/<observation_id>/tolak", methods=["GET", "POST"])
@allow(policy.may_refuse_observation, on=queries.visit)
def refuse_observation(visit: Visit) -> ResponseReturnValue:
    """Decline what the panel asks for."""
    form = ReasonForm()
    if form.sent_well():
        actions.refuse(visit, reason=form.reason.data or "", by=actor(), at=clock.arrived())
        flash(_("Permintaan ditolak. Ketua panel disurati dengan alasannya."), "success")
        return back(visit)
    return _end(visit, form, _("Tolak permintaan observasi"), _("Ketua panel menerima alasan ini lewat surel."))


@bp.route("/observasi-lapangan/<observation_id>/batal", methods=["GET", "POST"])
@allow(policy.may_cancel_observation, on=queries.visit)
def cancel_observation(visit: Visit) -> ResponseReturnValue:
    """Call it off."""
    form = ReasonForm()
    if form.sent_well():
        actions.call_off(visit, reason=form.reason.data or "", by=actor(), at=clock.arrived())
        flash(_("Observasi dibatalkan. Instansi, tim, dan ketua panel disurati."), "success")
        return back(visit)
    return _end(visit, form, _("Batalkan observasi"), _("Instansi, tim, dan ketua panel menerima alasan ini lewat surel."))


def _end(visit: Visit, form: ReasonForm, title: str, told: str) -> ResponseReturnValue:
    return render_template("interviews/observation_reason.html", visit=visit, form=form, title=title, told=told, tone="danger"), form.status
