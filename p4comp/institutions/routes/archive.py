"""The public archive."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.core import clock
from p4comp.core.access import public
from p4comp.institutions import queries, signals
from p4comp.institutions.forms import ReportForm
from p4comp.institutions.queries import Shelf
from p4comp.institutions.routes.blueprint import bp
from p4comp.institutions.rules.archive import CATEGORY_NAMES, HELD_ON, STAGE_NAMES

FRESH_SECONDS = 60


@bp.get("/arsip")
@public(seconds=FRESH_SECONDS)
def archive() -> str:
    """The editions of the archive; with a filter, the rows that fit."""
    shelves = queries.shelves(clock.arrived())
    asked = {name: request.args.get(name, "").strip()[:100] for name in ("cari", "edisi", "kategori")}
    rows = None
    if any(asked.values()):
        slugs = [shelf.slug for shelf in shelves if asked["edisi"] in ("", shelf.slug)]
        rows = queries.honours(slugs, category=asked["kategori"], text=asked["cari"])
    editions = _editions(shelves)
    choices = [("", _("Semua")), *((slug, _("ke-%(n)s (%(year)s)", n=own[0].number, year=own[0].year)) for slug, own in editions.items())]
    return render_template(
        "institutions/archive.html",
        editions=editions,
        choices=choices,
        rows=rows,
        asked=asked,
        categories=CATEGORY_NAMES,
        kept=[(code, CATEGORY_NAMES.get(code, code)) for code in dict.fromkeys(shelf.category for shelf in shelves)],
        stages=STAGE_NAMES,
    )


@bp.get("/arsip/<slug>")
@public(seconds=FRESH_SECONDS)
def archive_edition(slug: str) -> str:
    """One edition: every known place by category, with its source."""
    shelves = [shelf for shelf in queries.shelves(clock.arrived()) if shelf.slug == slug]
    if not shelves:
        raise NotFound
    found = queries.honours([slug])
    lists = [(shelf, [one for one in found if (one.category, one.stage) == (shelf.category, shelf.stage)]) for shelf in shelves]
    return render_template(
        "institutions/archive_edition.html",
        edition=shelves[0],
        held=HELD_ON.get(slug),
        lists=lists,
        categories=CATEGORY_NAMES,
        stages=STAGE_NAMES,
    )


def _editions(shelves: list[Shelf]) -> dict[str, list[Shelf]]:
    return {slug: [shelf for shelf in shelves if shelf.slug == slug] for slug in dict.fromkeys(shelf.slug for shelf in shelves)}


@bp.route("/arsip/laporkan", methods=["GET", "POST"])
@public
def report_error() -> ResponseReturnValue:
    """Anybody may report an error in the archive; the secretariat gets it as a message."""
    form = ReportForm()
    if request.method == "GET":
        form.place.data = request.args.get("tentang", "")[:250]
    if not form.sent_well():
        return render_template("institutions/report_error.html", form=form), form.status
    signals.error_reported.send(
        text=form.text.data, contact=form.contact.data or "", place=(form.place.data or "")[:250], at=clock.arrived()
    )
    flash(_("Terima kasih. Laporan Anda diteruskan kepada sekretariat."), "success")
    return redirect(url_for("institutions.report_error"), 303)
