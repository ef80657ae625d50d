"""The clock bar of a demo: put the portal at any stage, look at it as any role, start over. Absent elsewhere."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.accounts import actions as accounts
from p4comp.accounts import identity
from p4comp.accounts.rules import Proof
from p4comp.core import db, spaces
from p4comp.core.access import actor, public
from p4comp.demo import queries, rules
from p4comp.demo.actions import copies as kept
from p4comp.demo.queries import Demo
from p4comp.demo.rules import shows

bp = Blueprint("demo", __name__)


@bp.get("/peraga")
@public(on=queries.demo)
def show(demo: Demo) -> ResponseReturnValue:
    """What the demo is, its stages and its people."""
    values = {"stops": kept.sealed(), "password": rules.PASSWORD, "beside": [one for one in spaces.beside() if one.slug in shows.BESIDE]}
    return render_template("demo/show.html", guides=shows.of(spaces.slug()).guides_at(demo.stage), space=spaces.current(), **values)


@bp.post("/peraga/tahap")
@public(on=queries.demo, writes=False)
def stage(demo: Demo) -> ResponseReturnValue:
    """Put another stage on show; whoever looks stays who they are."""
    stop = shows.of(spaces.slug()).stop(request.form.get("stage", ""))
    if stop is None:
        raise NotFound
    who = actor().id
    kept.show(stop)
    _become(who)
    return redirect(url_for("home.start" if who else "home.index"), 303)


@bp.post("/peraga/peran")
@public(on=queries.demo, writes=False)
def role(demo: Demo) -> ResponseReturnValue:
    """Look at the portal as a demo person."""
    guide = shows.of(spaces.slug()).guide(request.form.get("role", ""))
    person_id = queries.person_id(guide.email) if guide else None
    if person_id is None:
        raise NotFound
    _become(person_id)
    return redirect(url_for("home.start"), 303)


@bp.post("/peraga/ulangi")
@public(on=queries.demo, writes=False)
def reset(demo: Demo) -> ResponseReturnValue:
    """Forget what visitors did at this stage and set its clock back."""
    stop = shows.of(spaces.slug()).stop(demo.stage)
    assert stop is not None
    who = actor().id
    kept.reset(stop)
    kept.show(stop)
    _become(who)
    flash(_("Tahap ini kembali ke keadaan semula."), "success")
    return redirect(url_for("home.start" if who else "home.index"), 303)


def _become(person_id: str) -> None:
    """Sign this browser in as a demo person, in the copy that is on show now."""
    if not person_id:
        return
    with db.aside() as other:
        token = accounts.open_sign_in(person_id, first=Proof.DEMO, second=Proof.DEMO, agent="peraga", within=other)
    identity.let_in(token, person_id)


def init_app(app: Flask) -> None:
    """Show the clock bar where there is one."""
    app.extensions["demo_bar"] = queries.bar
