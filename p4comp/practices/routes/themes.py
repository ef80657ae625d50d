"""The secretariat's list of themes."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core.access import Actor, actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.practices import actions, policy, queries
from p4comp.practices.forms import ThemeForm
from p4comp.practices.routes.blueprint import bp
from p4comp.practices.rules import Theme


def known_theme(_actor: Actor, theme: str) -> Theme | None:
    """A theme by its code."""
    return queries.themes().get(theme)


@bp.route("/perpustakaan-praktik/tema", methods=["GET", "POST"])
@allow(policy.may_keep_themes)
def themes() -> ResponseReturnValue:
    """The list; a theme is added."""
    form = ThemeForm()
    if form.sent_well():
        try:
            actions.add_theme(form.name.data or "", by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Tema ditambahkan."), "success")
            return redirect(url_for(".themes"), 303)
    return render_template("practices/themes.html", themes=queries.themes(), form=form), form.status


@bp.route("/perpustakaan-praktik/tema/<theme>", methods=["GET", "POST"])
@allow(policy.may_keep_themes, on=known_theme)
def theme(found: Theme) -> ResponseReturnValue:
    """A theme is renamed, closed or opened again."""
    form = ThemeForm(data={"name": found.name, "is_closed": found.is_closed})
    if form.sent_well():
        try:
            actions.change_theme(found, form.name.data or "", is_closed=bool(form.is_closed.data), by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Tema disimpan."), "success")
            return redirect(url_for(".themes"), 303)
    return render_template("practices/theme.html", theme=found, form=form), form.status
