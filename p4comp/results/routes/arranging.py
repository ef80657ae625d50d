"""The order of the evening: who sits where, and what is revealed first. Every step is a button, so that keyboard and phone do it alike."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.results.actions import guests as actions
from p4comp.results.forms.guests import RowForm, StepForm
from p4comp.results.policy import guests as policy
from p4comp.results.policy.guests import Gathering
from p4comp.results.queries import guests as queries
from p4comp.results.routes.blueprint import bp
from p4comp.results.rules import ceremony as rules


@bp.route("/edisi/<slug>/penganugerahan/kursi", methods=["GET", "POST"])
@allow(policy.may_arrange, on=queries.gathering)
def seating(found: Gathering) -> ResponseReturnValue:
    """The plan of seats; how many a row has."""
    form = RowForm(data={"per_row": found.per_row})
    if form.sent_well():
        actions.set_row(found, form.per_row.data or found.per_row, by=actor(), at=clock.arrived())
        flash(_("Jumlah kursi per baris disimpan; denah disusun ulang."), "success")
        return redirect(url_for(".seating", slug=found.edition.slug), 303)
    return render_template("results/seating.html", found=found, form=form), form.status


@bp.post("/edisi/<slug>/penganugerahan/kursi/pindah")
@allow(policy.may_arrange, on=queries.gathering)
def move_seat(found: Gathering) -> ResponseReturnValue:
    """Let a guest sit further to the front or to the back."""
    form = StepForm()
    actions.move_seat(found, form.key.data or "", form.places, by=actor(), at=clock.arrived())
    return redirect(url_for(".seating", slug=found.edition.slug, _anchor=f"tamu-{form.key.data}"), 303)


@bp.post("/edisi/<slug>/penganugerahan/kursi/protokol")
@allow(policy.may_arrange, on=queries.gathering)
def seat_by_protocol(found: Gathering) -> ResponseReturnValue:
    """Put the seats by protocol again."""
    actions.seat_by_protocol(found, by=actor(), at=clock.arrived())
    flash(_("Kursi disusun lagi menurut protokol."), "success")
    return redirect(url_for(".seating", slug=found.edition.slug), 303)


@bp.get("/edisi/<slug>/penganugerahan/urutan")
@allow(policy.may_arrange, on=queries.gathering)
def reveal_order(found: Gathering) -> str:
    """What is revealed first: categories, and the awards inside them."""
    return render_template("results/reveal_order.html", edition=found.edition, acts=_staged(found))


def _staged(found: Gathering) -> object:
    return rules.staged(found.spec.categories, found.plan.acts if found.plan else {})


@bp.post("/edisi/<slug>/penganugerahan/urutan")
@allow(policy.may_arrange, on=queries.gathering)
def move_act(found: Gathering) -> ResponseReturnValue:
    """Let a category or an award be revealed earlier or later."""
    form = StepForm()
    group, code = form.group.data or "", form.key.data or ""
    actions.move_act(found, group, code, form.places, by=actor(), at=clock.arrived())
    return redirect(url_for(".reveal_order", slug=found.edition.slug, _anchor=f"bagian-{group or 'acara'}-{code}"), 303)
