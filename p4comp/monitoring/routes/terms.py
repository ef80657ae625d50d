"""What a province asks of its institutions."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.months import Month, month_of
from p4comp.core.resending import done
from p4comp.monitoring import actions, policy, queries
from p4comp.monitoring.forms import TermsForm
from p4comp.monitoring.policy import Area
from p4comp.monitoring.routes.blueprint import bp, today
from p4comp.monitoring.rules import targets
from p4comp.monitoring.rules.targets import MEASURES


@bp.route("/pemantauan/provinsi/<code>/sasaran", methods=["GET", "POST"])
@allow(policy.may_run, on=queries.area)
def terms(area: Area) -> ResponseReturnValue:
    """The targets with the months they hold from, and the form for new ones."""
    here = today(area.province.zone)
    form = TermsForm(obj=area.terms[-1] if area.terms else None)
    if not form.is_submitted():
        form.from_month.data = str(Month(here.year, here.month))
    month = str(form.from_month.month)
    kept_terms = next((one for one in area.terms if one.from_month == month), None)
    form.watch({"of": month} | (queries.said(kept_terms) if kept_terms else {}))  # another month than the page showed is nobody's yet
    back = url_for(".terms" if area.has_begun else ".area", code=area.province.code)
    if kept := done(form, lambda: _set(area, form), told=lambda one: _("Sasaran mulai %(month)s tersimpan.", month=one), back=back):
        return kept
    rows = [(month_of(one.from_month), one, queries.targets_of(one)) for one in reversed(area.terms)]
    page = {"area": area, "form": form, "rows": rows, "asked": targets.ASKED, "measures": MEASURES, "wanted": targets.wanted}
    return render_template("monitoring/terms.html", **page), form.status


def _set(area: Area, form: TermsForm) -> str:
    month, day = form.from_month.month, form.due_day.number
    assert month is not None
    assert day is not None
    actions.set_terms(area, month, form.asked(), int(day), form.basis.data or "", by=actor(), at=clock.arrived())
    return month.name
