"""The statistics over the years."""

from flask import render_template
from flask_babel import gettext as _

from p4comp.core import clock, page_cache
from p4comp.core.access import public
from p4comp.institutions import queries as archive
from p4comp.institutions.rules.archive import STAGE_NAMES
from p4comp.institutions.rules.kinds import KIND_WORDS, Kind
from p4comp.results.queries import years as found_years
from p4comp.results.routes.blueprint import SECONDS, bp
from p4comp.results.rules import publication, years


@bp.get("/arsip/statistik")
@public(seconds=SECONDS)
def statistics() -> str:
    """All editions side by side: how many came how far, from where, of what type, who came back."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    shelves = archive.shelves(clock.arrived())
    places = found_years.places(shelves)
    kinds = [
        (str(KIND_WORDS[Kind(kind)]) if kind else _("belum cocok dengan registri"), count)
        for kind, count in years.by_kind(places, "finalis")
    ]
    return render_template(
        "results/statistics.html",
        years=found_years.years(shelves),
        shelves=shelves,
        kinds=kinds,
        provinces={stage: years.by_province(places, stage) for stage in STAGE_NAMES},
        repeated={stage: years.repeated(places, stage) for stage in STAGE_NAMES},
        unplaced={stage: sum(1 for one in years.came(places, stage) if not one.province) for stage in STAGE_NAMES},
        numbers={shelf.slug: shelf.number for shelf in shelves},
    )
