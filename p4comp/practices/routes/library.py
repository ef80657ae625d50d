"""The library for everybody: list, search, feed, open data."""

from flask import Response, render_template, request
from flask_babel import gettext as _

from p4comp.core import clock, open_data, page_cache, paging
from p4comp.core.access import public
from p4comp.institutions.rules.kinds import KIND_NAMES
from p4comp.practices import queries
from p4comp.practices.queries.library import CENTRAL, HEARD, WON, Asked
from p4comp.practices.routes.blueprint import bp
from p4comp.practices.rules import COLUMNS
from p4comp.results.rules import publication

SECONDS, SIZE, LONGEST_ASKED, FED = 10, 20, 200, 30


@bp.get("/praktik")
@public(seconds=SECONDS)
def index() -> str:
    """What there is, what fits what was asked for."""
    at = clock.arrived()
    page_cache.fresh_until(publication.next_mark(at))
    asked = Asked(**{name: request.args.get(name, "").strip()[:LONGEST_ASKED] for name in Asked.__dataclass_fields__})
    page = paging.page(queries.found(asked, at), size=SIZE)
    themes, choices = queries.themes(), queries.choices()
    return render_template(
        "practices/index.html",
        asked=asked,
        page=page,
        labels=queries.labels(page.rows, at),
        themes=themes,
        choices=choices,
        theme_choices=[(code, one.name) for code, one in themes.items()],
        kind_choices=[(one.value, KIND_NAMES[one]) for one in choices.kinds],
        awards=[(WON, _("Pemenang")), (HEARD, _("Finalis"))],
        central=CENTRAL,
    )


@bp.get("/praktik/umpan.xml")
@public(seconds=SECONDS)
def feed() -> Response:
    """New practices for whoever follows them (Atom)."""
    content = render_template("practices/feed.xml", cards=queries.newest(FED), at=clock.arrived())
    return Response(content, content_type="application/atom+xml; charset=utf-8")


@bp.get("/praktik/data.csv")
@public(seconds=SECONDS)
def data_csv() -> Response:
    """The library as a table."""
    return table_csv("praktik-baik.csv")


@bp.get("/praktik/data.json")
@public(seconds=SECONDS)
def data_json() -> Response:
    """The library as JSON, with what every column means."""
    return table_json("praktik-baik.json")


def table_csv(name: str) -> Response:
    """All published practices; no cell is a formula."""
    return open_data.csv_file(COLUMNS, queries.records(clock.arrived()), name)


def table_json(name: str) -> Response:
    """All published practices with the dictionary."""
    rows = ({column: row[column] for column in COLUMNS} for row in queries.records(clock.arrived()))
    return open_data.json_file(COLUMNS, rows, name)
