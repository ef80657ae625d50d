"""Panels and who sits in them, kept by the secretariat."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid, Refused
from p4comp.interviews import actions, policy, queries
from p4comp.interviews.forms import JurorForm, PanelForm, SeatForm
from p4comp.interviews.policy import Lineup, Seated
from p4comp.interviews.queries import panels as known
from p4comp.interviews.routes.blueprint import bp
from p4comp.judging import queries as judging


@bp.get("/juri")
@allow(policy.may_keep_panels, on=queries.running)
def panels(edition: Edition) -> str:
    """The panels of the running edition with their jurors, and what is amiss."""
    return render_template(
        "interviews/panels.html", edition=edition, rows=queries.board(edition), form=competition.spec_of(edition).interview
    )


@bp.route("/juri/panel", methods=["GET", "POST"])
@allow(policy.may_keep_panels, on=queries.running)
def add_panel(edition: Edition) -> ResponseReturnValue:
    """A new panel."""
    form = PanelForm()
    if form.sent_well():
        try:
            actions.add_panel(edition, (form.name.data or "").strip(), by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Panel ditambahkan. Tambahkan jurinya."), "success")
            return redirect(url_for("interviews.panels"), 303)
    return render_template("interviews/add_panel.html", form=form), form.status


@bp.get("/juri/panel/<panel_id>")
@allow(policy.may_seat, on=queries.lineup)
def panel(lineup: Lineup) -> ResponseReturnValue:
    """One panel: who sits there, who chairs, who else could."""
    return _panel(lineup, _seat_form(lineup), 200)


@bp.post("/juri/panel/<panel_id>")
@allow(policy.may_seat, on=queries.lineup)
def seat(lineup: Lineup) -> ResponseReturnValue:
    """A juror of the edition sits in this panel too."""
    form = _seat_form(lineup)
    juror = next((one for one in queries.jurors(lineup.edition.id) if one.id == form.juror.data), None)
    if not form.sent_well() or juror is None:
        return _panel(lineup, form, 422)
    try:
        actions.seat(lineup, juror, by=access.actor(), at=clock.arrived())
    except (Invalid, Refused) as error:
        form.blame(Invalid(error.message, "juror"))
        return _panel(lineup, form, 422)
    flash(_("%(name)s duduk di %(panel)s.", name=juror.person.name, panel=lineup.panel.name), "success")
    return _back(lineup)


def _seat_form(lineup: Lineup) -> SeatForm:
    taken = {one.juror_id for one in lineup.seats}
    return SeatForm().offer(one for one in queries.jurors(lineup.edition.id) if one.id not in taken)


def _panel(lineup: Lineup, form: SeatForm, status: int) -> ResponseReturnValue:
    return render_template("interviews/panel.html", lineup=lineup, form=form, warnings=known.warnings(lineup)), status


def _back(lineup: Lineup) -> ResponseReturnValue:
    return redirect(url_for("interviews.panel", panel_id=lineup.panel.id), 303)


@bp.post("/juri/panel/<panel_id>/<juror_id>/lepas")
@allow(policy.may_unseat, on=queries.seat)
def unseat(seated: Seated) -> ResponseReturnValue:
    """A juror sits here no more."""
    name = seated.seat.juror.person.name
    actions.unseat(seated, by=access.actor(), at=clock.arrived())
    flash(_("%(name)s tidak lagi duduk di %(panel)s.", name=name, panel=seated.lineup.panel.name), "success")
    return _back(seated.lineup)


@bp.post("/juri/panel/<panel_id>/<juror_id>/ketua")
@allow(policy.may_name_chair, on=queries.seat)
def name_chair(seated: Seated) -> ResponseReturnValue:
    """A juror chairs the panel."""
    actions.name_chair(seated, by=access.actor(), at=clock.arrived())
    flash(_("%(name)s memimpin %(panel)s.", name=seated.seat.juror.person.name, panel=seated.lineup.panel.name), "success")
    return _back(seated.lineup)


@bp.route("/juri/tambah", methods=["GET", "POST"])
@allow(policy.may_keep_panels, on=queries.running)
def add_juror(edition: Edition) -> ResponseReturnValue:
    """A new juror, who is invited at once."""
    form = JurorForm().offer(known.panels(edition.id), request.args.get("panel", ""))
    if form.sent_well():
        try:
            _add(edition, form)
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Juri ditambahkan. Undangan masuk sudah dikirim ke surelnya."), "success")
            return redirect(url_for("interviews.panels"), 303)
    return render_template("interviews/add_juror.html", form=form), form.status


def _add(edition: Edition, form: JurorForm) -> None:
    panel = known.panel(edition.id, form.panel.data)
    if panel is None:
        raise Invalid(_("Pilih panel."), "panel")
    employer, decree = judging.employer(form.employer.data or ""), form.decree_number.data or ""
    given = ((form.name.data or "").strip(), form.email.data or "", employer)
    actions.add_juror(panel, *given, decree_number=decree, by=access.actor(), at=clock.arrived())
