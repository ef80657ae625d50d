"""The secretariat's desk: practices that institutions consented to, returned, published, removed."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import paging
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.practices import actions, policy, queries
from p4comp.practices.forms import ReasonForm
from p4comp.practices.policy import Case
from p4comp.practices.queries import Desk
from p4comp.practices.routes.blueprint import bp


@bp.get("/perpustakaan-praktik")
@allow(policy.may_read, on=queries.desk)
def desk(found: Desk) -> ResponseReturnValue:
    """All that institutions consented to, what waits first."""
    page = paging.page(found.query)
    return render_template("practices/desk.html", page=page, titles=queries.titles(page.rows))


@bp.get("/perpustakaan-praktik/<practice_id>")
@allow(policy.may_read, on=queries.case)
def review(case: Case) -> ResponseReturnValue:
    """One practice, with what can be done about it."""
    return show_case(case)


def show_case(case: Case, status: int = 200, **forms: ReasonForm) -> ResponseReturnValue:
    """The desk's page of a practice; `forms` hold what was typed wrongly."""
    empty = {"back": ReasonForm(formdata=None, prefix="back-"), "out": ReasonForm(formdata=None, prefix="out-")}
    values: dict[str, object] = {"adoptions": queries.adoptions_of(case.practice), "proposal": queries.last_proposal(case.practice)}
    values |= {"versions": queries.versions_of(case.practice), "themes": queries.themes()}
    return render_template("practices/review.html", case=case, practice=case.practice, **values, **(empty | forms)), status


@bp.post("/perpustakaan-praktik/<practice_id>/terbitkan")
@allow(policy.may_publish, on=queries.case)
def publish(case: Case) -> ResponseReturnValue:
    """Publish it."""
    version = actions.publish(case, by=actor(), at=arrived())
    flash(_("Versi %(n)s terbit dengan kode %(code)s.", n=version.number, code=case.practice.code), "success")
    return redirect(url_for(".review", practice_id=case.practice.id), 303)


@bp.post("/perpustakaan-praktik/<practice_id>/kembalikan")
@allow(policy.may_give_back, on=queries.case)
def give_back(case: Case) -> ResponseReturnValue:
    """Return it with words."""
    form = ReasonForm(prefix="back-")
    if not form.sent_well():
        return show_case(case, form.status, back=form)
    actions.give_back(case, form.words.data or "", by=actor(), at=arrived())
    flash(_("Dikembalikan kepada instansi dengan catatan Anda."), "success")
    return redirect(url_for(".review", practice_id=case.practice.id), 303)


@bp.post("/perpustakaan-praktik/<practice_id>/keluarkan")
@allow(policy.may_remove, on=queries.case)
def remove(case: Case) -> ResponseReturnValue:
    """Take it out of the library."""
    form = ReasonForm(prefix="out-")
    if not form.sent_well():
        return show_case(case, form.status, out=form)
    actions.remove(case, form.words.data or "", by=actor(), at=arrived())
    flash(_("Praktik dikeluarkan dari perpustakaan. Instansi diberi tahu."), "success")
    return redirect(url_for(".review", practice_id=case.practice.id), 303)
