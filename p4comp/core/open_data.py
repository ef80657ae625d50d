"""Open data: what each room puts into the catalogue, and the one way its tables are written for machines.

Comma, point for decimals, UTF-8 with a byte-order mark, lines as RFC 4180 ends them; no cell is a formula. Tables that people here
open in their own spreadsheets are written by `downloads.csv`, with semicolons.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response

from p4comp.core.tables import neutral

TYPE = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Shelf:
    """A data set as the catalogue lists it, with the addresses of its files by media type; an empty licence is the archive's."""

    code: str
    title: str
    about: str
    licence: str
    files: Mapping[str, str]


Contribution = Callable[[datetime], Iterator[Shelf]]
_contributions: list[Contribution] = []


def contribute(function: Contribution) -> Contribution:
    """Let a room add what it has published to the catalogue; addresses begin at the portal's root."""
    _contributions.append(function)
    return function


def contributed(at: datetime) -> Iterator[Shelf]:
    """What all rooms have published at this moment."""
    for function in _contributions:
        yield from function(at)


def as_csv(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows below a head line; what is unknown is an empty cell."""
    out, names = io.StringIO(), list(columns)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([neutral(name) for name in names])
    writer.writerows([neutral(row[name]) for name in names] for row in rows)
    return "\ufeff" + out.getvalue()


def json_file(columns: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], name: str) -> Response:
    """The rows as JSON to be saved, with what each column means."""
    told = {"kolom": {column: str(words) for column, words in columns.items()}, "baris": [dict(row) for row in rows]}
    response = Response(json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def csv_file(columns: Iterable[str], rows: Iterable[Mapping[str, Any]], name: str) -> Response:
    """The same as a file to be saved."""
    response = Response(as_csv(columns, rows), content_type=TYPE)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
