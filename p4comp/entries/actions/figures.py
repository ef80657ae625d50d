"""Complaint figures: typed one at a time, taken over from a spreadsheet whole or not at all, and what they suggest taken as claim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select

from p4comp.core import audit, storage
from p4comp.core.access import Actor
from p4comp.core.autosave import Clash, Outcome, Saved, swap
from p4comp.core.db import everything, first, new_id, session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.sheets import Taken
from p4comp.core.uploads import XLSX
from p4comp.entries import queries
from p4comp.entries.actions.evidence import attach, demand_bytes, stay_hidden
from p4comp.entries.actions.filling import must_be_editable, save
from p4comp.entries.models import Answer, Entry, FigureColumns, FigureLine, FigureSource, FigureVersion
from p4comp.entries.rules import MOST_FILES
from p4comp.entries.rules.figures import Figure, Line, Scope, Span, Unreadable, read_figure

MOST_LINES = 240
MOST_REMEMBERED = 200


@dataclass
class _Cell:
    """One figure of a line, for the compare-and-swap."""

    line: FigureLine
    figure: Figure

    @property
    def value(self) -> Any:
        return getattr(self.line, self.figure.value)

    @value.setter
    def value(self, value: Any) -> None:
        setattr(self.line, self.figure.value, value)

    @property
    def value_version(self) -> int:
        return int(self.line.versions.get(self.figure.value, 0))

    @value_version.setter
    def value_version(self, version: int) -> None:
        self.line.versions = {**self.line.versions, self.figure.value: version}


def save_figure(entry: Entry, scope: Scope, span: Span, figure: Figure, text: str, *, seen: int, by: Actor, at: datetime) -> Outcome:
    """Save one figure, unless somebody saved another since version `seen`; an empty text states nothing."""
    must_be_editable(entry)
    try:
        value = _kept(read_figure(figure, text))
    except Unreadable as fault:
        raise Invalid(str(fault), f"{scope.value}.{span.key}.{figure.value}") from None
    line = _line(entry, scope, span)
    if line is None:
        if value is None:
            return Saved(0)
        _demand_room(entry)
        line = _blank(entry, scope, span, by, at)
    return _put(line, figure, value, seen, by, at)


def _kept(value: int | Decimal | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def _line(entry: Entry, scope: Scope, span: Span) -> FigureLine | None:
    wanted = select(FigureLine).where(FigureLine.entry_id == entry.id, FigureLine.scope == scope)
    return first(wanted.where(FigureLine.first_month == str(span.first), FigureLine.last_month == str(span.last)))


def _demand_room(entry: Entry) -> None:
    if len(everything(select(FigureLine.id).where(FigureLine.entry_id == entry.id))) >= MOST_LINES:
        raise Invalid(_("Angka satu kepesertaan paling banyak %(n)s baris.", n=MOST_LINES))


def _blank(entry: Entry, scope: Scope, span: Span, by: Actor, at: datetime) -> FigureLine:
    line = FigureLine(
        entry_id=entry.id,
        scope=scope,
        first_month=str(span.first),
        last_month=str(span.last),
        versions={},
        saved_at=at,
        saved_by=by.id,
    )
    session().add(line)
    return line


def _put(line: FigureLine, figure: Figure, value: int | float | None, seen: int, by: Actor, at: datetime) -> Outcome:
    cell = _Cell(line, figure)
    before, version = cell.value, cell.value_version
    outcome = swap(cell, "value", value, seen=seen)
    if isinstance(outcome, Saved) and outcome.version != version:
        if version:
            _remember(line, figure, version, before, by, at)
        line.saved_at, line.saved_by = at, by.id
    return outcome


def _remember(line: FigureLine, figure: Figure, version: int, value: Any, by: Actor, at: datetime) -> None:
    session().add(
        FigureVersion(
            line_id=line.id,
            figure=figure.value,
            version=version,
            value="" if value is None else str(value),
            changed_at=at,
            changed_by=by.id,
        )
    )


def add_source(entry: Entry, scope: Scope, taken: Taken, *, by: Actor, at: datetime) -> FigureSource:
    """Keep a spreadsheet that was sent; one sent before and never taken over makes room for it."""
    must_be_editable(entry)
    file = storage.keep(taken.received, taken.media_type)
    waiting = select(FigureSource).where(FigureSource.entry_id == entry.id, FigureSource.taken_at.is_(None))
    for old in everything(waiting):
        session().delete(old)
    source = FigureSource(entry_id=entry.id, scope=scope, sha256=file.sha256, name=taken.name, sheets=taken.kept, sent_at=at, sent_by=by.id)
    session().add(source)
    return source


@dataclass(frozen=True)
class TakeOver:
    """Lines to be taken over: `columns` as they are to be remembered, `figures` the ones the file states, `seen` the mark of what the preview showed."""

    lines: tuple[Line, ...]
    figures: tuple[Figure, ...]
    columns: Mapping[str, str]
    seen: str
    indicator: str = ""


def take_over(entry: Entry, source: FigureSource, wanted: TakeOver, *, by: Actor, at: datetime) -> None:
    """Put a spreadsheet's figures in, all of them, if nothing changed since they were shown; the file stays as their source."""
    must_be_editable(entry)
    found = queries.figures_of(entry)
    if queries.mark_of(found, source.scope) != wanted.seen or source.taken_at is not None:
        raise Refused(_("Angka berubah sejak pratinjau dibuat. Periksa pratinjau yang baru, lalu ambil alih sekali lagi."))
    known = found.of(source.scope)
    if len(found.rows) + sum(line.span not in known for line in wanted.lines) > MOST_LINES:
        raise Invalid(_("Angka satu kepesertaan paling banyak %(n)s baris.", n=MOST_LINES))
    for line in wanted.lines:
        row = known.get(line.span) or _blank(entry, source.scope, line.span, by, at)
        row.source_id = source.id
        for figure in wanted.figures:
            _put(row, figure, _kept(line.counts.get(figure)), _Cell(row, figure).value_version, by, at)
    source.taken_at, source.sheets = at, []
    _remember_columns(entry.institution_id, wanted.columns)
    if wanted.indicator:
        _prove(entry, source, wanted.indicator, by, at)
    audit.record("figures.imported", source, by=by, at=at, entry=entry.id, sha256=source.sha256, lines=len(wanted.lines))


def _remember_columns(institution_id: str, columns: Mapping[str, str]) -> None:
    known = session().get(FigureColumns, institution_id)
    if known is None:
        known = FigureColumns(institution_id=institution_id, fields={})
        session().add(known)
    fields = {name: field for name, field in known.fields.items() if name not in columns} | dict(columns)
    known.fields = dict(list(fields.items())[-MOST_REMEMBERED:])


def _prove(entry: Entry, source: FigureSource, indicator: str, by: Actor, at: datetime) -> None:
    if source.file.media_type != XLSX:
        raise Invalid(_("CSV tidak dapat menjadi bukti. Simpan sebagai XLSX, lalu impor lagi."), "indicator")
    there = queries.evidence_of(entry, indicator)
    if any(one.sha256 == source.sha256 for one in there):
        return
    if len(there) >= MOST_FILES:
        raise Invalid(_("Indikator %(code)s sudah memuat %(n)d berkas bukti.", code=indicator, n=MOST_FILES), "indicator")
    demand_bytes(entry, source.file.size, source.sha256)
    evidence = attach(entry, indicator, source.file, source.name, by=by, at=at)
    session().flush()
    stay_hidden(entry, evidence)
    audit.record("evidence.added", evidence, by=by, at=at, entry=entry.id, indicator=indicator, sha256=source.sha256)


def take_suggestion(entry: Entry, indicator: str, level: int, *, by: Actor, at: datetime) -> Outcome:
    """Claim the level that the figures suggest, in place of the one claimed before; its version is kept."""
    answer = session().get(Answer, (entry.id, indicator))
    return save(entry, indicator, "level", str(level), seen=answer.level_version if answer else 0, by=by, at=at)


def put_in(entry: Entry, scope: Scope, lines: Iterable[Line], *, by: Actor, at: datetime) -> None:
    """State many lines at once where nothing was stated; the bulk form for a demo, without a record in the log."""
    must_be_editable(entry)
    rows = [_row(entry, scope, line, by, at) for line in lines]
    session().flush()
    session().execute(insert(FigureLine), rows)


def _row(entry: Entry, scope: Scope, line: Line, by: Actor, at: datetime) -> dict[str, Any]:
    values = {figure.value: _kept(line.counts.get(figure)) for figure in Figure}
    place = {"entry_id": entry.id, "scope": scope, "first_month": str(line.span.first), "last_month": str(line.span.last)}
    versions = {name: 1 for name, value in values.items() if value is not None}
    return {"id": new_id(), **place, **values, "versions": versions, "saved_at": at, "saved_by": by.id}


__all__ = ["Clash", "TakeOver", "add_source", "put_in", "save_figure", "take_over", "take_suggestion"]
