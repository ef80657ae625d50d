"""What a province publishes of its figures: open data up to a month, never flags, notes or plans."""

import json
from collections.abc import Iterator

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, open_data
from p4comp.core.access import Actor, actor, allow, public
from p4comp.core.errors import Invalid
from p4comp.core.months import month_of
from p4comp.institutions.models import Institution
from p4comp.monitoring import actions, policy, queries
from p4comp.monitoring.forms import PublishForm
from p4comp.monitoring.policy import Area
from p4comp.monitoring.routes.blueprint import bp, today
from p4comp.monitoring.rules.monthly import last_whole
from p4comp.monitoring.rules.reading import HEADS, STATED, line

SECONDS = 10
Published = tuple[Institution, str]


@bp.route("/pemantauan/provinsi/<code>/terbitkan", methods=["GET", "POST"])
@allow(policy.may_import, on=queries.area)
def publishing(area: Area) -> ResponseReturnValue:
    """Publish figures up to a month."""
    form = PublishForm()
    until = queries.published_until(area.province.id)
    if not form.is_submitted():
        form.until.data = until or str(last_whole(today(area.province.zone)))
    if form.sent_well():
        assert form.until.month is not None
        try:
            actions.publish(area, form.until.month, by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Angka sampai %(month)s terbit sebagai data terbuka.", month=form.until.month.name), "success")
            return redirect(url_for(".publishing", code=area.province.code), 303)
    return render_template("monitoring/publishing.html", area=area, form=form, until=month_of(until)), form.status


@bp.post("/pemantauan/provinsi/<code>/tarik")
@allow(policy.may_import, on=queries.area)
def unpublish(area: Area) -> ResponseReturnValue:
    """Publish nothing any more."""
    actions.unpublish(area, by=actor(), at=clock.arrived())
    flash(_("Data terbuka ditarik. Salinan yang sudah diunduh orang tidak dapat ditarik."), "success")
    return redirect(url_for(".publishing", code=area.province.code), 303)


def _published(_actor: Actor, code: str) -> Published | None:
    return queries.published(code)


def _rows(found: Published) -> Iterator[dict[str, str | int | float]]:
    for institution, row in queries.open_rows(found[0].id, found[1]):
        told = ("" if cell is None else cell for cell in line(institution.code, institution.name, row))
        yield dict(zip(HEADS, told, strict=True))


@bp.get("/data-terbuka/pemantauan/<code>.csv")
@public(seconds=SECONDS, on=_published)
def open_csv(found: Published) -> Response:
    """A province's published figures as CSV."""
    return open_data.csv_file(HEADS, _rows(found), f"pemantauan-{found[0].code}.csv")


@bp.get("/data-terbuka/pemantauan/<code>.json")
@public(seconds=SECONDS, on=_published)
def open_json(found: Published) -> Response:
    """The same as JSON, with what every column means."""
    told = {
        "provinsi": found[0].name,
        "sampai": found[1],
        "kolom": {head: str(words) for head, words in STATED.values()},
        "baris": list(_rows(found)),
    }
    response = Response(json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"pemantauan-{found[0].code}.json")
    return response
