"""The public result: the editions, an edition's lists, and every announced decision."""

from flask import render_template

from p4comp.competition import queries as competition
from p4comp.competition.spec import Stage
from p4comp.core import clock, page_cache
from p4comp.core.access import public
from p4comp.results import queries
from p4comp.results.queries import Published, Record
from p4comp.results.queries.rows import roots
from p4comp.results.routes.blueprint import SECONDS, bp
from p4comp.results.rules import publication


@bp.get("/hasil")
@public(seconds=SECONDS)
def index() -> str:
    """The editions of which anything is announced."""
    at = clock.arrived()
    page_cache.fresh_until(publication.next_mark(at))
    editions = [(one, competition.spec_of(one)) for one in queries.announced_editions(at)]
    return render_template("results/index.html", editions=editions)


@bp.get("/hasil/<slug>")
@public(seconds=SECONDS, on=queries.published)
def show(result: Published) -> str:
    """The result of an edition, as far as it is announced."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    return render_template("results/show.html", result=result, award_stage=result.overview.calendar.window(Stage.AWARD))


@bp.get("/hasil/<slug>/keputusan/<code>")
@public(seconds=SECONDS, on=queries.record)
def record(found: Record) -> str:
    """An announced decision, in force or replaced since: it stays readable for ever."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    return render_template("results/record.html", record=found, root=roots([found.decision]).get(found.decision.code))
