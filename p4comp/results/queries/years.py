"""What the archive and the open data say of all editions: the facts that come with the portal, and the archive's honours."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from p4comp.competition import files
from p4comp.competition.rules.sources import Sources
from p4comp.institutions import queries as archive
from p4comp.institutions.models import Honour
from p4comp.institutions.queries import Shelf
from p4comp.results.rules.years import STEPS, Figure, Won, Year

UNKNOWN = "tidak_diketahui"


@cache
def facts() -> tuple[Year, ...]:
    """The numbers of the editions that come with the portal, the oldest first; read once."""
    found = (files.spec_from(files.read(name)) for name in files.presets())
    return tuple(sorted((_year(spec) for spec in found), key=lambda one: one.number))


def _year(spec: Any) -> Year:
    sources = Sources(spec.provenance)
    return Year(spec.slug, spec.number, spec.held_in, {step: _figure(spec.statistics.get(step), sources, step) for step in STEPS})


def _figure(value: int | None, sources: Sources, step: str) -> Figure:
    said = sources.of(f"statistik.{step}")
    if value is None:
        return Figure(None, UNKNOWN, "")
    return Figure(value, said.status if said else "", said.source if said else "")


def years(shelves: list[Shelf]) -> list[Year]:
    """The editions that the archive may show today, the oldest first."""
    shown = {shelf.slug: shelf.year for shelf in shelves}
    return [replace(one, year=shown[one.slug]) for one in facts() if one.slug in shown]


def places(shelves: list[Shelf]) -> list[Won]:
    """The archive's places as the statistics count them."""
    return [_won(one) for one in _honours(shelves)]


def _honours(shelves: list[Shelf]) -> list[Honour]:
    return archive.honours(sorted({shelf.slug for shelf in shelves}))


def _won(one: Honour) -> Won:
    home = one.institution
    kind, province = (home.kind.value, home.province_code) if home else ("", "")
    key = home.code if home else one.institution_name.casefold()
    return Won(key, home.name if home else one.institution_name, kind, province, one.edition_slug, one.stage)


def rows_of(code: str, at: datetime) -> list[dict[str, Any]]:
    """The rows of a data set of the archive as it stands at a moment."""
    shelves = archive.shelves(at)
    if code == "penghargaan":
        return [
            _honour(one)
            for one in sorted(_honours(shelves), key=lambda one: (one.edition_number, one.category, one.stage, one.institution_name))
        ]
    if code == "edisi":
        return [_shelf(one) for one in sorted(shelves, key=lambda one: (one.number, one.category, one.stage))]
    return [_number(year, step) for year in years(shelves) for step in STEPS]


def _honour(one: Honour) -> dict[str, Any]:
    home = one.institution
    return {
        "edisi": one.edition_slug,
        "nomor_edisi": one.edition_number,
        "tahun": one.year,
        "kategori": one.category,
        "tahap": one.stage,
        "penghargaan": one.award,
        "instansi": one.institution_name,
        "kode_instansi": home.code if home else "",
        "jenis": home.kind.value if home else "",
        "kode_provinsi": home.province_code if home else "",
        "sumber": one.source,
        "catatan": one.note,
    }


def _shelf(one: Shelf) -> dict[str, Any]:
    about = {"edisi": one.slug, "nomor_edisi": one.number, "tahun": one.year, "kategori": one.category, "tahap": one.stage}
    return about | {"diketahui": one.known, "seluruhnya": one.total}


def _number(year: Year, step: str) -> dict[str, Any]:
    figure = year.figures[step]
    about = {"edisi": year.slug, "nomor_edisi": year.number, "tahun": year.year, "tahap": step}
    return about | {"jumlah": figure.value, "keterangan": figure.status, "sumber": figure.source}
