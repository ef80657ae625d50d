"""One institution: its months, its place against what is asked, what was corrected, and the form for a month."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.channels import queries as channels
from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.core.months import Month, Span, month_of
from p4comp.core.resending import done
from p4comp.monitoring import actions, policy, queries
from p4comp.monitoring.forms import MonthForm
from p4comp.monitoring.models import MonthlyFigures
from p4comp.monitoring.policy import Unit
from p4comp.monitoring.routes.blueprint import YEAR, asked_span, bp, today, words_for
from p4comp.monitoring.rules.counts import PARTS
from p4comp.monitoring.rules.monthly import DAYS, MONTHLY, last_whole, sum_off, worded
from p4comp.monitoring.rules.targets import MEASURES, Measure


@bp.get("/pemantauan/instansi/<code>")
@allow(policy.may_see_unit, on=queries.unit)
def unit(unit: Unit) -> ResponseReturnValue:
    """The months of one institution; flags only for itself and its province."""
    found = queries.unit_figures(unit, asked_span(request.args))
    over = last_whole(today(unit.area.province.zone))
    return render_template(
        "monitoring/unit.html",
        unit=unit,
        found=found,
        missing=[month for month in found.missing if month <= over] if unit.area.has_begun else [],
        former=queries.former(found.rows),
        channels=[one for one in channels.of_institution(unit.institution.id) if not one.has_ended],
        keeps_channels=actor().has("member", unit.institution.id) or is_staff(actor()),
        flags=queries.flags_of(unit) if policy.sees_flags(actor(), unit) else [],
        sees_flags=policy.sees_flags(actor(), unit),
        runs=policy.runs(actor(), unit.area),
        looks=policy.looks(actor(), unit.area),
        measures=MEASURES,
        followed_up=lambda stated: words_for(stated, Measure.FOLLOWED_UP),
        figures=MONTHLY,
        sum_off=sum_off,
        worded=worded,
    )


@bp.route("/pemantauan/instansi/<code>/isi", methods=["GET", "POST"])
@allow(policy.may_state, on=queries.unit)
def fill(unit: Unit) -> ResponseReturnValue:
    """Put in one month, or correct it."""
    form, back = _form(unit), url_for(".unit", code=unit.institution.code)
    if kept := done(form, lambda: _state(unit, form), told=lambda month: _kept_words(unit, month), back=back):
        return kept
    return render_template("monitoring/fill.html", unit=unit, form=form, parts=PARTS, days=DAYS, has_odd=_has_odd(form)), form.status


def _kept_words(unit: Unit, month: Month) -> str:
    if month <= last_whole(today(unit.area.province.zone)):
        return _("Angka %(month)s tersimpan.", month=month.name)
    return _(
        "Angka %(month)s tersimpan sebagai angka sementara: bulan itu belum berakhir. Lengkapi sesudah bulan berakhir.", month=month.name
    )


def _state(unit: Unit, form: MonthForm) -> Month:
    month, stated = form.month.month, form.stated
    assert month is not None
    if stated is None:
        raise Invalid(_("Perbaiki angka yang ditandai."))
    accepted, reason = bool(form.accepted.data), form.reason.data or ""
    actions.state(unit, month, stated, reason=reason, accepted=accepted, by=actor(), at=clock.arrived())
    return month


def _has_odd(form: MonthForm) -> bool:
    """Whether the only fault is a sum that people may mean."""
    stated = form.stated if form.is_submitted() and not form.month.errors else None
    return stated is not None and sum_off(stated.counts) is not None


def _form(unit: Unit) -> MonthForm:
    """The form; of a month that is there, with what is kept."""
    asked = month_of(request.args.get("bulan", "")[:7]) or _first_missing(unit)
    kept = queries.kept({unit.institution.id}, {str(asked)}).get((unit.institution.id, str(asked)))
    form = MonthForm(data=_shown(kept) if kept else None)
    if not form.is_submitted():
        form.month.data = str(asked)
    elif form.month.month not in (None, asked):
        kept = queries.kept({unit.institution.id}, {str(form.month.month)}).get((unit.institution.id, str(form.month.month)))
    form.watch({"of": str(form.month.month)} | {name: getattr(kept, name, None) for name in MONTHLY})
    return form


def _first_missing(unit: Unit) -> Month:
    """The earliest month of the last year that nothing is stated of, once anything is; else the last that is over."""
    last = last_whole(today(unit.area.province.zone))
    stated = {row.month for row in queries.months_of(unit.institution.id, Span(last.plus(1 - YEAR), last))}
    begun = min(stated, default=str(last))
    return next((month for month in Span(last.plus(1 - YEAR), last).months if begun < str(month) and str(month) not in stated), last)


def _shown(row: MonthlyFigures) -> dict[str, str]:
    """What is kept, as people write it."""
    values = {name: getattr(row, name) for name in MONTHLY}
    return {name: "" if value is None else f"{value:.10g}".replace(".", ",") for name, value in values.items()}
