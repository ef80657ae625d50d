"""The catalogue of open data, and the archive's data sets as files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Response, current_app, render_template, request, url_for
from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.competition.rules import traits_of
from p4comp.config import Settings
from p4comp.core import clock, open_data, page_cache, spaces
from p4comp.core.access import Actor, public
from p4comp.core.open_data import Shelf
from p4comp.core.web import p4_url
from p4comp.institutions import queries as institutions
from p4comp.results import queries
from p4comp.results.queries import years as found_years
from p4comp.results.routes.blueprint import SECONDS, bp
from p4comp.results.routes.files import json_file, readable
from p4comp.results.rules import datasets, publication
from p4comp.results.rules.datasets import SETS, Dataset, catalogue, document

CSV, JSON = "text/csv", "application/json"


def dataset(_actor: Actor, code: str) -> Dataset | None:
    """A data set of the archive by its code."""
    return SETS.get(code)


def licence() -> str:
    """The licence that the edition that is run states for what is published of it; else that none is stated."""
    edition = competition.current()
    return (competition.spec_of(edition).library.licence if edition else "") or str(datasets.UNSTATED)


def _until() -> None:
    page_cache.fresh_until(publication.next_mark(clock.arrived()))


@bp.get("/data-terbuka")
@public(seconds=SECONDS)
def open_data_page() -> str:
    """All data sets with their dictionary and licence."""
    _until()
    terms = {"licence": licence(), "unstated": str(datasets.UNSTATED), "version": datasets.VERSION}
    return render_template("results/open_data.html", shelves=list(_shelves(is_whole=False)), sets=_archived(clock.arrived()), **terms)


@bp.get("/data-terbuka/katalog.json")
@public(seconds=SECONDS)
def open_data_catalogue() -> Response:
    """The catalogue for machines."""
    _until()
    house = spaces.house()
    address = p4_url("results.open_data_catalogue")
    content = catalogue(
        _("Data terbuka %(contest)s", contest=house.wordmark), f"{house.team}, {house.organiser}", address, _shelves(is_whole=True)
    )
    return Response(readable(content), content_type="application/ld+json")


def _archived(at: datetime) -> list[Dataset]:
    """The archive's sets, once there is an archive: a portal that is new has none."""
    return list(SETS.values()) if institutions.shelves(at) else []


def _shelves(*, is_whole: bool) -> Iterator[Shelf]:
    """The archive's sets, and of every edition the lists that are announced; nothing that is not."""
    terms, at = licence(), clock.arrived()
    for one in _archived(at):
        files = {
            kind: _address("results.dataset_file", is_whole=is_whole, code=one.code, form=form)
            for kind, form in ((CSV, "csv"), (JSON, "json"))
        }
        yield Shelf(one.code, str(one.title), str(one.about), terms, files)
    for edition in queries.announced_editions(at):
        spec = competition.spec_of(edition)
        files = {
            kind: _address(f"results.data_{form}", is_whole=is_whole, slug=edition.slug) for kind, form in ((CSV, "csv"), (JSON, "json"))
        }
        title = _("Hasil %(edition)s", edition=edition.name)
        yield Shelf(
            f"hasil-{edition.slug}",
            title,
            _("%(lists)s yang sudah diumumkan.", lists=traits_of(spec).lists),
            spec.library.licence or terms,
            files,
        )
    for shelf in open_data.contributed(at):
        whole = {kind: _whole(path) if is_whole else path for kind, path in shelf.files.items()}
        yield replace(shelf, licence=shelf.licence or terms, files=whole)


def _address(endpoint: str, *, is_whole: bool, **values: Any) -> str:
    return p4_url(endpoint, **values) if is_whole else url_for(endpoint, **values)


def _whole(path: str) -> str:
    """The full address of a path of this portal, whatever host the request named: the answer is kept for everybody."""
    settings: Settings = current_app.extensions["settings"]
    return settings.base_url + path.removeprefix(request.script_root)


@bp.get("/data-terbuka/<code>.<any(csv, json):form>")
@public(seconds=SECONDS, on=lambda actor, code, form: (found, form) if (found := dataset(actor, code)) else None)
def dataset_file(asked: tuple[Dataset, str]) -> Response:
    """A data set of the archive as CSV or JSON."""
    _until()
    one, form = asked
    rows = found_years.rows_of(one.code, clock.arrived())
    if form == "csv":
        return open_data.csv_file(one.names, rows, f"{one.code}.csv")
    return json_file(document(one, rows, licence()), f"{one.code}.json")
