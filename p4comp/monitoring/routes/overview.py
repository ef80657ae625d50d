"""A province's institutions side by side, and who is late."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.monitoring import actions, policy, queries
from p4comp.monitoring.policy import Area
from p4comp.monitoring.routes.blueprint import CHOICES, bp, today, words_for
from p4comp.monitoring.routes.table import table
from p4comp.monitoring.rules import targets
from p4comp.monitoring.rules.monthly import last_whole
from p4comp.monitoring.rules.targets import MEASURES

FIRST_ONES = 6


@bp.get("/pemantauan/provinsi/<code>")
@allow(policy.may_look, on=queries.area)
def area(area: Area) -> ResponseReturnValue:
    """A province's institutions in a span: map, table, trend."""
    if not area.has_begun:
        return render_template("monitoring/beginning.html", area=area, runs=policy.runs(actor(), area))
    runs, month = policy.runs(actor(), area), last_whole(today(area.province.zone))
    found = table(area, queries.flagged_in(area) if runs else {})
    asked: dict[str, Any] = {key: value for key, value in request.args.items() if key in ("dari", "sampai", "kelompok", "ukuran", "urut")}
    return render_template(
        "monitoring/area.html",
        table=found,
        runs=runs,
        late=queries.late_names(area, month, found.group) if runs else [],
        month=month,
        measures=MEASURES,
        choices=CHOICES,
        words_for=words_for,
        wanted=targets.wanted,
        asked=asked,
        few=FIRST_ONES,
        sort_url=lambda key: url_for(".area", code=area.province.code, **(asked | {"urut": key})),
    )


@bp.get("/pemantauan/provinsi/<code>/belum-masuk")
@allow(policy.may_run, on=queries.area)
def late(area: Area) -> ResponseReturnValue:
    """Who has stated nothing of last month."""
    month = last_whole(today(area.province.zone))
    terms = queries.terms_for(area, month)
    return render_template("monitoring/late.html", area=area, month=month, terms=terms, rows=queries.late(area, month))


@bp.post("/pemantauan/provinsi/<code>/ingatkan")
@allow(policy.may_import, on=queries.area)
def remind(area: Area) -> ResponseReturnValue:
    """Remind those who are late and were not reminded yet."""
    number = actions.remind(area, by=actor(), at=clock.arrived())
    if number:
        flash(_("%(n)s instansi diingatkan lewat surel.", n=number), "success")
    else:
        flash(_("Tidak ada yang perlu diingatkan: semua sudah mengisi, atau sudah diingatkan untuk bulan ini."), "info")
    return redirect(url_for(".late", code=area.province.code), 303)
