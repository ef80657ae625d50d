"""The public package of a result, and the rankings its plan opened, as files."""

import hashlib
import io
from typing import Any

from flask import Response, render_template
from flask_babel import gettext as _

from p4comp.core import canonical, clock, page_cache
from p4comp.core.access import public
from p4comp.core.bundle import Bundle
from p4comp.core.open_data import csv_file
from p4comp.results.queries import open_data
from p4comp.results.queries import packages as queries
from p4comp.results.queries.packages import Package
from p4comp.results.queries.rows import roots
from p4comp.results.routes.blueprint import SECONDS, bp
from p4comp.results.routes.files import attached, json_file
from p4comp.results.rules import publication
from p4comp.results.rules.open_data import COLUMNS
from p4comp.results.rules.rankings import RANKED, ranked

DECISIONS = ("kode", "jenis", "kategori", "diputuskan", "diumumkan", "nomor_penetapan", "sha256", "akar_baris", "sha256_berkas")


@bp.get("/hasil/<slug>/paket.zip")
@public(seconds=SECONDS, on=queries.package)
def package(found: Package) -> Response:
    """Everything of the result that is open, as one ZIP: with the rankings in it, anybody can make them again."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    file = io.BytesIO()
    last = max(one.announced_at for one in found.decisions if one.announced_at)
    out = Bundle(file, clock.local(last, found.result.edition.zone))
    _write(out, found)
    return attached(file.getvalue(), "application/zip", f"paket-{found.result.edition.slug}.zip")


def _write(out: Bundle, found: Package) -> None:
    rows = open_data.rows(found.result)
    lists = _("daftar finalis dan pemenang") if found.result.has_finalists else _("daftar penerima penghargaan")
    out.csv("hasil.csv", list(COLUMNS), ([row[key] for key in COLUMNS] for row in rows), lists)
    texts = {code: canonical.text(content) for code, content in found.opened.items()}
    for code, text in texts.items():
        out.text(f"keputusan/{code}.json", text)
    known = roots(found.decisions)
    lines = (_line(one, known.get(one.code, ""), texts.get(one.code)) for one in found.decisions)
    out.csv("keputusan/keputusan.csv", DECISIONS, lines, "keputusan yang diumumkan dengan SHA-256 dan akar barisnya")
    out.text("BACA-SAYA.txt", render_template("results/package.txt", package=found, lists=lists, simulated=clock.is_demo()))
    out.close()


def _line(one: Any, root: str, text: str | None) -> tuple[Any, ...]:
    sha256 = hashlib.sha256(text.encode()).hexdigest() if text is not None else ""
    about = (one.code, one.purpose, one.category, one.decided_at, one.announced_at)
    return *about, one.decree_number, one.sha256, root, sha256


@bp.get("/hasil/<slug>/peringkat.csv")
@public(seconds=SECONDS, on=queries.ranking)
def ranking_csv(found: Package) -> Response:
    """The rankings the plan opened, as CSV."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    return csv_file(RANKED, ranked(found.opened), f"peringkat-{found.result.edition.slug}.csv")


@bp.get("/hasil/<slug>/peringkat.json")
@public(seconds=SECONDS, on=queries.ranking)
def ranking_json(found: Package) -> Response:
    """The rankings the plan opened, as JSON."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    content = {"edisi": found.result.edition.slug, "keterbukaan": found.openness, "kolom": RANKED, "baris": ranked(found.opened)}
    return json_file(content, f"peringkat-{found.result.edition.slug}.json")
