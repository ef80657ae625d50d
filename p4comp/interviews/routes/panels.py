"""Panels and jurors, kept by the secretariat."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid
from p4comp.interviews import actions, policy, queries
from p4comp.interviews.forms import JurorForm, PanelForm
from p4comp.interviews.queries import panels as known
from p4comp.interviews.routes.blueprint import bp
from p4comp.judging import queries as judging


@bp.get("/juri")
@allow(policy.may_keep_panels, on=queries.running)
def panels(edition: Edition) -> str:
    """The panels of the running edition with their jurors."""
    jurors = queries.jurors(edition.id)
    seated = [(panel, [juror for juror in jurors if juror.panel_id == panel.id]) for panel in known.panels(edition.id)]
    return render_template("interviews/panels.html", edition=edition, panels=seated)


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


@bp.route("/juri/tambah", methods=["GET", "POST"])
@allow(policy.may_keep_panels, on=queries.running)
def add_juror(edition: Edition) -> ResponseReturnValue:
    """A new juror, who is invited at once."""
    form = JurorForm().offer(known.panels(edition.id))
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
    employer = judging.employer(form.employer.data or "")
    actions.add_juror(panel, (form.name.data or "").strip(), form.email.data or "", employer, by=access.actor(), at=clock.arrived())
