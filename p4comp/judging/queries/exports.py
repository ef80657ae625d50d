"""The rows of tables that are taken along, and who may have which."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from statistics import fmean
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.core.jobs import Job
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.models import Institution
from p4comp.institutions.rules.kinds import KIND_WORDS, Kind
from p4comp.judging.models import Assignment, Evaluator, Export, ExportKind, Finding, RankedEntry, SheetState
from p4comp.judging.policy import Exported, Office, Summary
from p4comp.judging.queries.office import office
from p4comp.judging.queries.results import inputs
from p4comp.judging.queries.runs import last_run
from p4comp.judging.rules import ranking
from p4comp.partners.queries import bound

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """Heads and rows; the rows come from the database as they are written."""

    heads: tuple[str, ...]
    rows: Iterator[Row]


def table(edition: Edition, export: Export) -> Table:
    """The table that was asked for."""
    return {
        ExportKind.LONG: _long,
        ExportKind.FINDINGS: _long,
        ExportKind.WIDE: _wide,
        ExportKind.SCORES: _scores,
        ExportKind.RANKING: _ranking,
    }[export.kind](edition, export)


def _sheets(edition: Edition, export: Export, *columns: Any) -> Select[Any]:
    """The locked sheets of a category's verified entries, in one order, without those left out."""
    query = select(*columns).select_from(Assignment).join(Assignment.entry).join(Entry.institution).join(Assignment.evaluator)
    query = query.join(Person, Person.id == Evaluator.person_id)
    query = query.where(Entry.edition_id == edition.id, Entry.category == export.category, Entry.state == EntryState.VERIFIED)
    query = query.where(Assignment.state == SheetState.LOCKED, Entry.id.not_in(export.left_out))
    return query.order_by(Entry.institution_name, Entry.id, Assignment.id)


class _Names:
    """Evaluators by name, or for those who may not know them by numbers that begin anew with every entry.

    One number for a person throughout would tell who it is (by what each reads) and how severe they are.
    """

    def __init__(self, export: Export):
        self.shown, self.entry, self.numbers = export.names_evaluators, "", dict[str, int]()

    def of(self, entry_id: str, evaluator_id: str, name: str) -> str:
        """What an evaluator is called in the table's lines on an entry."""
        if self.entry != entry_id:
            self.entry, self.numbers = entry_id, {}
        return name if self.shown else _("Evaluator %(n)s", n=self.numbers.setdefault(evaluator_id, len(self.numbers) + 1))


def _long(edition: Edition, export: Export) -> Table:
    heads = (
        _("Peserta"),
        _("Jenis"),
        _("Evaluator"),
        _("Aspek"),
        _("Indikator"),
        _("Nama indikator"),
        _("Bobot"),
        _("Tingkat"),
        _("Catatan"),
    )
    columns = (
        Entry.id,
        Entry.institution_name,
        Institution.kind,
        Evaluator.id,
        Person.name,
        Finding.indicator,
        Finding.level,
        Finding.note,
    )
    query = _sheets(edition, export, *columns).join(Finding, Finding.assignment_id == Assignment.id).order_by(Finding.indicator)
    return Table(heads, _long_rows(edition, export, query))


def _long_rows(edition: Edition, export: Export, query: Select[Any]) -> Iterator[Row]:
    aspects = spec_of(edition).instrument_of(export.category).aspects
    known = {one.code: (aspect.name, one.name, one.weight) for aspect in aspects for one in aspect.indicators}
    names = _Names(export)
    rows = db.session().connection().execution_options(yield_per=1000).execute(query)
    for key, entry, kind, evaluator_id, name, code, level, note in rows:
        aspect, words, weight = known.get(code, ("", "", None))
        yield entry, str(KIND_WORDS[kind]), names.of(key, evaluator_id, name), aspect, code, words, weight, level, note


def _wide(edition: Edition, export: Export) -> Table:
    codes = [one.code for one in spec_of(edition).instrument_of(export.category).indicators]
    heads = (_("Peserta"), _("Jenis"), _("Lembar"), _("Nilai rata-rata"), _("Nilai terendah"), _("Nilai tertinggi"), *codes)
    columns = (Entry.id, Entry.institution_name, Institution.kind, Assignment.id, Assignment.total, Finding.indicator, Finding.level)
    query = _sheets(edition, export, *columns).join(Finding, Finding.assignment_id == Assignment.id)
    return Table(heads, _wide_rows(query, codes, spec_of(edition).plan.decimals))


def _wide_rows(query: Select[Any], codes: list[str], decimals: int) -> Iterator[Row]:
    rows = db.session().connection().execution_options(yield_per=1000).execute(query)
    for _entry, own in groupby(rows, key=itemgetter(0)):
        totals, levels, name, kind = dict[str, float](), defaultdict[str, list[int]](list), "", ""
        for _id, name, kind, sheet, total, code, level in own:  # noqa: B007  # the last ones are used below
            totals[sheet] = total
            if level is not None:
                levels[code].append(level)
        found = list(totals.values())
        means = (round(fmean(levels[code]), 2) if levels[code] else None for code in codes)
        yield name, str(KIND_WORDS[Kind(kind)]), len(found), ranking.mean(found, decimals), min(found), max(found), *means


def _scores(edition: Edition, export: Export) -> Table:
    columns = (Entry.id, Entry.institution_name, Evaluator.id, Person.name, Assignment.total, Assignment.locked_at)
    rows = db.session().connection().execution_options(yield_per=1000).execute(_sheets(edition, export, *columns))
    heads = (_("Peserta"), _("Evaluator"), _("Nilai lembar"), _("Dikunci"))
    return Table(heads, _score_rows(export, rows))


def _score_rows(export: Export, rows: Iterable[Any]) -> Iterator[Row]:
    """The moment of a lock would name its evaluator: the board tells when each locked last."""
    names = _Names(export)
    for entry_id, entry, evaluator_id, name, total, at in rows:
        yield entry, names.of(entry_id, evaluator_id, name), total, at.isoformat() if at and names.shown else ""


def _ranking(edition: Edition, export: Export) -> Table:
    run, out = last_run(edition.id, export.category), set(export.left_out)
    heads = (_("Tempat"), _("Peserta"), _("Nilai"), _("Nilai adil"), _("Peluang masuk"), _("Tempat terendah"), _("Tempat tertinggi"))
    if run is not None:
        rows: Any = db.session().execute(select(RankedEntry.row).where(RankedEntry.run_id == run.id).order_by(RankedEntry.place)).scalars()
    else:
        rows = ranking.rank(inputs(edition, export.category))
    keys = ("place", "name", "score", "fair", "chance", "low", "high")
    return Table(heads, (tuple(row.get(key) for key in keys) for row in rows if row["subject_id"] not in out))


def barred_entries(actor: Actor, edition_id: str) -> list[str]:
    """The entries that the person is bound to, and so never finds in a table."""
    return sorted(bound(actor.institutions, edition_id))


def exports(actor: Actor, found: Office) -> list[Export]:
    """The person's own tables of a category, the newest first."""
    assert found.category is not None
    query = select(Export).where(Export.asked_by == actor.id, Export.edition_id == found.edition.id, Export.category == found.category.code)
    return db.everything(query.order_by(Export.asked_at.desc(), Export.id).limit(20))


def jobs_of(found: Collection[Export]) -> dict[str, Job]:
    """How far the tables that are being made are, by table."""
    waiting = {one.job_id: one.id for one in found if one.made_at is None}
    return {waiting[job.id]: job for job in db.everything(select(Job).where(Job.id.in_(list(waiting))))} if waiting else {}


def export(actor: Actor, export_id: str) -> Exported | None:
    """An own table that is made; none that holds an entry the person has since become bound to."""
    query = select(Export).where(Export.id == export_id, Export.asked_by == actor.id, Export.made_at.is_not(None))
    found = db.first(query.options(joinedload(Export.file)))
    place = office(actor, found.category) if found else None
    if place is None or found is None or place.edition.id != found.edition_id:
        return None
    return None if set(barred_entries(actor, found.edition_id)) - set(found.left_out) else Exported(place, found)


def summary(actor: Actor, category: str, entry_id: str) -> Summary | None:
    """A verified entry of a category with its locked sheets; none that the person is bound to."""
    place = office(actor, category)
    if place is None or entry_id in barred_entries(actor, place.edition.id):
        return None
    query = select(Entry).where(Entry.id == entry_id, Entry.edition_id == place.edition.id, Entry.category == category)
    entry = db.first(query.where(Entry.state == EntryState.VERIFIED).options(joinedload(Entry.institution)))
    return Summary(place, entry) if entry else None


def sheets_of(found: Summary) -> list[Assignment]:
    """The locked sheets of an entry with their evaluators, in a fixed order."""
    query = select(Assignment).where(Assignment.entry_id == found.entry.id, Assignment.state == SheetState.LOCKED)
    return db.everything(query.options(joinedload(Assignment.evaluator).joinedload(Evaluator.person)).order_by(Assignment.id))


def findings_of(sheets: Collection[Assignment]) -> dict[tuple[str, str], Finding]:
    """What these sheets found, by sheet and indicator."""
    query = select(Finding).where(Finding.assignment_id.in_([one.id for one in sheets]))
    return {(one.assignment_id, one.indicator): one for one in db.everything(query)}
