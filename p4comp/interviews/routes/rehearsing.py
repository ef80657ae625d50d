"""Times to try the video meeting out: kept by the secretariat, taken by finalists."""

from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.interviews import queries as rooms
from p4comp.interviews.actions import rehearsing as actions
from p4comp.interviews.forms.invitations import RehearsalForm
from p4comp.interviews.models import Rehearsal
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.invitations import Invited, Slot
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.queries import timetable
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.rules.invitations import morning_before


@bp.route("/jadwal-wawancara/gladi", methods=["GET", "POST"])
@allow(policy.may_keep_rehearsals, on=rooms.running)
def rehearsals(edition: Edition) -> ResponseReturnValue:
    """The times offered, who took them, and more of them."""
    form = RehearsalForm().on_clock(ZoneInfo(edition.zone))
    if form.sent_well():
        try:
            made = _offer(edition, form)
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("%(n)d waktu gladi ditawarkan. Finalis memilihnya di halaman wawancaranya.", n=len(made)), "success")
            return redirect(url_for(".rehearsals"), 303)
    names = {row.id: row.entry.institution_name for row in timetable.overview(edition.id)}
    shown = {"rows": queries.rehearsals(edition.id), "names": names, "now": clock.arrived()}
    return render_template("interviews/rehearsals.html", edition=edition, form=form, **shown), form.status


def _offer(edition: Edition, form: RehearsalForm) -> list[Rehearsal]:
    starts_at, minutes, number = form.starts_at.data, form.minutes.data, form.number.data
    assert starts_at is not None
    assert minutes is not None
    assert number is not None
    return actions.offer(edition, starts_at, minutes, number, form.link.data or "", by=actor(), at=clock.arrived())


@bp.post("/jadwal-wawancara/gladi/<rehearsal_id>/hapus")
@allow(policy.may_drop_slot, on=queries.rehearsal)
def drop_rehearsal(rehearsal: Rehearsal) -> ResponseReturnValue:
    """Take an offer back."""
    actions.drop(rehearsal, by=actor(), at=clock.arrived())
    flash(_("Waktu gladi dihapus."), "success")
    return redirect(url_for(".rehearsals"), 303)


@bp.get("/jadwal-wawancara/saya/<interview_id>/gladi")
@allow(policy.may_rehearse, on=queries.invited)
def rehearse(found: Invited) -> str:
    """The times to choose from, and the own one with its link."""
    at, rows = clock.arrived(), queries.rehearsals(found.interview.edition_id)
    own = next((one for one in rows if one.interview_id == found.interview.id), None)
    free = [one for one in rows if one.interview_id is None and at < one.starts_at < found.interview.starts_at]
    link_from = morning_before(own.starts_at, found.spec.zone) if own else None
    is_past = own is not None and own.ends_at <= at
    return render_template("interviews/rehearse.html", found=found, own=own, free=free, link_from=link_from, now=at, is_past=is_past)


@bp.post("/jadwal-wawancara/saya/<interview_id>/gladi/<rehearsal_id>")
@allow(policy.may_take_slot, on=queries.slot)
def take_rehearsal(slot: Slot) -> ResponseReturnValue:
    """Take a time."""
    actions.take(slot, by=actor(), at=clock.arrived())
    flash(_("Waktu gladi Anda: %(when)s.", when=slot.invited.said(slot.rehearsal.starts_at)), "success")
    return redirect(url_for(".rehearse", interview_id=slot.invited.interview.id), 303)


@bp.post("/jadwal-wawancara/saya/<interview_id>/gladi/lepas")
@allow(policy.may_rehearse, on=queries.invited)
def leave_rehearsal(found: Invited) -> ResponseReturnValue:
    """Give the own time back."""
    actions.leave(found, by=actor(), at=clock.arrived())
    flash(_("Waktu gladi dilepas."), "success")
    return redirect(url_for(".rehearse", interview_id=found.interview.id), 303)
