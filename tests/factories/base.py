"""What all factories share: the small edition, its moments, and writing a row."""

import itertools
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from p4comp.core.db import Choice, session

SMALL = tomllib.loads((Path(__file__).parent.parent / "small_edition.toml").read_text("utf-8"))
INDICATORS = {one["kode"]: one["bobot"] for aspect in SMALL["instrumen"][0]["aspek"] for one in aspect["indikator"]}
CRITERIA = {one["kode"]: one["bobot"] for part in SMALL["lembar_wawancara"][0]["bagian"] for one in part["kriteria"]}
WINDOWS = {window["kode"]: (window["buka"].astimezone(UTC), window["tutup"].astimezone(UTC)) for window in SMALL["jadwal"]}
BEGINNING = datetime(2022, 1, 3, 2, tzinfo=UTC)

numbers = itertools.count(1)


def keep(row):
    """Write one row now, so that others may point at it; texts become members of the column's enumeration."""
    for column in row.__mapper__.columns:
        value = getattr(row, column.key)
        if isinstance(column.type, Choice) and value is not None:
            setattr(row, column.key, column.type.choices(value))
    session().add(row)
    session().flush()
    return row


def during(stage):
    """A moment in the middle of a window of the small edition."""
    opens, closes = WINDOWS[stage]
    return opens + (closes - opens) / 2


def opening(stage):
    """The first moment of a window of the small edition."""
    return WINDOWS[stage][0]


def closing(stage):
    """The first moment after a window of the small edition."""
    return WINDOWS[stage][1]


def each(values, weights):
    return values if isinstance(values, dict) else dict.fromkeys(weights, values)


def total(values, weights, top):
    return sum(weights[code] * value for code, value in each(values, weights).items()) / top
