"""The open data of a public result: its lists as files."""

from flask import Response

from p4comp.core import clock, page_cache
from p4comp.core.access import public
from p4comp.core.open_data import csv_file
from p4comp.results import queries
from p4comp.results.queries import Published, open_data
from p4comp.results.routes.blueprint import SECONDS, bp
from p4comp.results.routes.files import json_file
from p4comp.results.rules import publication
from p4comp.results.rules.open_data import COLUMNS


@bp.get("/hasil/<slug>/data.csv")
@public(seconds=SECONDS, on=queries.published)
def data_csv(result: Published) -> Response:
    """The public lists as CSV."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    return csv_file(COLUMNS, open_data.rows(result), f"hasil-{result.edition.slug}.csv")


@bp.get("/hasil/<slug>/data.json")
@public(seconds=SECONDS, on=queries.published)
def data_json(result: Published) -> Response:
    """The public lists as JSON, with what every column means."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    edition = result.edition
    content = {
        "edisi": edition.slug,
        "nama": edition.name,
        "rencana_penilaian_sha256": edition.plan_sha256,
        "kolom": COLUMNS,
        "baris": open_data.rows(result),
    }
    return json_file(content, f"hasil-{edition.slug}.json")
