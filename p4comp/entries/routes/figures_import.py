"""Complaint figures from a spreadsheet: sent, its columns named on screen, looked at beside what is there, taken over."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import sheets
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid, Refused
from p4comp.core.sheets import Sheet
from p4comp.entries import actions, policy, queries
from p4comp.entries.queries import FigureCase
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.rules.figures import (
    FIELD_WORDS,
    Change,
    Columns,
    Figure,
    Reading,
    changes,
    first_row,
    guessed,
    heads,
    key,
    read,
    year_above,
)


@bp.route("/kepesertaan/<entry_id>/angka/<scope>/impor", methods=["GET", "POST"])
@allow(policy.may_edit_part, on=queries.figure_scope, upload=True, body=sheets.look_in)
def import_figures(found: FigureCase) -> ResponseReturnValue:
    """Send a spreadsheet; nothing of it counts before it was looked at."""
    fault = ""
    if request.method == "POST":
        try:
            source = actions.add_source(found.entry, found.scope, sheets.take(request.files.get("file")), by=actor(), at=arrived())
        except Invalid as error:
            fault = error.message
        else:
            return redirect(url_for(".map_figures", entry_id=found.entry.id, source_id=source.id), 303)
    limit = min(sheets.MOST_BYTES, current_app.config["MAX_UPLOAD"])
    return render_template("entries/figures_import.html", case=found.case, found=found, fault=fault, limit=limit), 422 if fault else 200


@dataclass(frozen=True)
class Plan:
    """How a spreadsheet is to be read, as it was asked for; what was not asked is guessed."""

    found: FigureCase
    asked: Mapping[str, str]

    @cached_property
    def number(self) -> int:
        """Which of its sheets."""
        return min(_whole(self.asked.get("lembar", ""), 0), len(self.found.sheets) - 1)

    @property
    def sheet(self) -> Sheet:
        """The sheet."""
        return self.found.sheets[self.number]

    @cached_property
    def start(self) -> int:
        """The first row of data, from 0."""
        asked = _whole(self.asked.get("mulai", ""), 0) if self.asked.get("lembar_lama", str(self.number)) == str(self.number) else 0
        return asked - 1 if 0 < asked <= len(self.sheet.rows) else first_row(self.sheet)

    @cached_property
    def heads(self) -> list[str]:
        """The head words of each column."""
        return heads(self.sheet, self.start)

    @cached_property
    def columns(self) -> Columns:
        """What each column holds."""
        year = _whole(self.asked["tahun"], 0) if "tahun" in self.asked else year_above(self.sheet, self.start) or 0
        return Columns(self._fields(), self.start, year if 2000 <= year < 2100 else None)

    def _fields(self) -> dict[int, str]:
        is_other = self.asked.get("lembar_lama", str(self.number)) != str(self.number)
        if is_other or not any(name.startswith("k") and name[1:].isdecimal() for name in self.asked):
            return guessed(self.heads, queries.remembered_columns(self.found.entry.institution_id))
        asked = {column: self.asked.get(f"k{column}", "") for column in range(self.sheet.width)}
        return {column: held for column, held in asked.items() if held in FIELD_WORDS}

    @cached_property
    def reading(self) -> Reading:
        """What the sheet says."""
        return read(self.sheet, self.columns)

    @cached_property
    def changes(self) -> list[Change]:
        """What taking it over changes."""
        kept = {span: queries.counts_of(row) for span, row in self.found.figures.of(self.found.scope).items()}
        return list(changes([line for _row, line in self.reading.lines], kept, self.columns))

    @property
    def mark(self) -> str:
        """The mark of what is there while this is shown."""
        return queries.mark_of(self.found.figures, self.found.scope)

    @property
    def remembered(self) -> dict[str, str]:
        """What is to be remembered of the columns, those that hold nothing too."""
        return {key(name): self.columns.fields.get(column, "") for column, name in enumerate(self.heads) if name}


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default


@bp.get("/kepesertaan/<entry_id>/angka/berkas/<source_id>")
@allow(policy.may_edit_part, on=queries.pending_source)
def map_figures(found: FigureCase) -> ResponseReturnValue:
    """The first rows, what each column holds, and what taking the file over would change."""
    return _page(Plan(found, request.args))


def _page(plan: Plan, fault: str = "") -> str:
    return render_template("entries/figures_map.html", case=plan.found.case, found=plan.found, plan=plan, words=FIELD_WORDS, fault=fault)


@bp.post("/kepesertaan/<entry_id>/angka/berkas/<source_id>")
@allow(policy.may_edit_part, on=queries.pending_source)
def take_figures(found: FigureCase) -> ResponseReturnValue:
    """Take the figures over, whole or not at all."""
    plan = Plan(found, request.form)
    if not plan.reading.is_sound:
        return _page(plan), 422
    assert found.source is not None
    indicator = request.form.get("indikator", "")
    wanted = actions.TakeOver(
        tuple(line for _row, line in plan.reading.lines),
        tuple(figure for figure in Figure if plan.columns.of(figure) is not None),
        plan.remembered,
        request.form.get("tanda", ""),
        indicator if indicator in {one.code for _aspect, one in found.measured} else "",
    )
    try:
        actions.take_over(found.entry, found.source, wanted, by=actor(), at=arrived())
    except Refused as fault:
        return _page(plan, fault.message), fault.status
    flash(_("%(n)s baris angka dari “%(name)s” diambil alih.", n=len(wanted.lines), name=found.source.name), "success")
    return redirect(url_for(".figures", entry_id=found.entry.id), 303)
