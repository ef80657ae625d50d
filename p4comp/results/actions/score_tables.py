"""Tables of figures: read with every fault beside its row, then taken over as a whole, so that a category can be ranked by them."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.competition.spec import Category
from p4comp.core import audit, clock, storage
from p4comp.core.access import Actor, demand
from p4comp.core.db import everything, session
from p4comp.core.errors import Invalid
from p4comp.core.sheets import MOST_ROWS, Sheet, Taken, restored
from p4comp.core.storage import StoredFile
from p4comp.decisions import actions as decisions
from p4comp.decisions.models import Plenary
from p4comp.entries.models import Entry, State
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import name_on
from p4comp.results.models import Nominee, ScoreTable
from p4comp.results.policy import score_tables as policy
from p4comp.results.policy.score_tables import Tabling
from p4comp.results.queries import score_tables as queries
from p4comp.results.queries.score_tables import Place
from p4comp.results.rules import figures, nominees
from p4comp.results.rules import score_tables as rules
from p4comp.results.rules.score_tables import Home, Row, TableState


def send(found: Tabling, taken: Taken, *, by: Actor, at: datetime) -> ScoreTable:
    """Keep a table that was sent; see `lay`. One that has no head line is refused and not kept."""
    demand(policy.may_send_table(by, found, at))
    sheets = restored(taken.kept)
    if any(one.is_long for one in sheets):
        raise Invalid(_("Tabel ini memuat lebih dari %(n)s baris. Satu peserta satu baris.", n=MOST_ROWS), "file")
    rows = read(found, sheets, at)
    return lay(found, storage.keep(taken.received, taken.media_type), taken.name, rows, by=by, at=at)


def lay(found: Tabling, file: StoredFile, name: str, read: tuple[list[Row], list[Home]], *, by: Actor, at: datetime) -> ScoreTable:
    """Keep what each row of a table says and what is wrong with it; one that was only looked at makes room."""
    demand(policy.may_send_table(by, found, at))
    rows, missing = read
    if found.draft is not None:
        _put_aside(found.draft)
    table = ScoreTable(
        edition_id=found.edition.id,
        category=found.category.code,
        state=TableState.READ,
        sha256=file.sha256,
        name=name,
        rows=[row.plain for row in rows],
        missing=[{"id": one.id, "code": one.code, "name": one.name} for one in missing],
        read_at=at,
        read_by=by.id,
    )
    session().add(table)
    session().flush()
    facts = {"category": table.category, "sha256": file.sha256, "rows": len(rows), "faulty": sum(bool(row.faults) for row in rows)}
    audit.record("score_table.read", table, by=by, at=at, **facts)
    return table


def read(found: Tabling, sheets: list[Sheet], at: datetime) -> tuple[list[Row], list[Home]]:
    """The rows of a spreadsheet with whose they are and what is wrong beside each, and who is missing."""
    category = found.category
    rows = rules.read(sheets, found.scoring.columns, is_personal=category.is_personal)
    entitled = queries.homes(category, at)
    homes = queries.meant(rows, entitled)
    rules.placed(rows, homes, _barred(found, homes, entitled))
    rules.doubled(rows)
    inputs = figures.plan_inputs(found.spec, category) | {"names": {one.code: one.name for one in found.scoring.columns}}
    for row in rows:
        row.faults += figures.value_faults(inputs, row.values)
    return rows, list(rules.missing(rows, entitled))


def _barred(found: Tabling, homes: dict[int, list[Home]], entitled: list[Home]) -> dict[str, str]:
    """Why institutions that rows name take no part, by id."""
    mine = {one.id for one in entitled}
    others = {one.id: one for own in homes.values() for one in own if one.id not in mine}
    places = queries.places_of(others) if others else {}
    return {key: _why_barred(one, places[key], found.category) for key, one in others.items()}


def _why_barred(one: Home, place: Place, category: Category) -> str:
    if category.province and place.province != category.province:
        return _("%(name)s tidak terletak di provinsi edisi ini. Keluarkan barisnya.", name=one.name)
    if category.parent and place.parent_code not in ("", category.parent):
        words = {"name": one.name, "parent": place.parent_name}
        return _("%(name)s menurut registri kini di bawah %(parent)s, jadi bukan peserta kategori ini. Keluarkan barisnya.", **words)
    return _("%(name)s bukan peserta kategori ini menurut jenis, induk, atau masa berlakunya. Keluarkan barisnya.", name=one.name)


def _put_aside(table: ScoreTable) -> None:
    table.state = rules.TABLE_MOVES.after(table.state, "replace")
    session().flush()


def use(found: Tabling, *, by: Actor, at: datetime) -> ScoreTable:
    """Let the table that is looked at count: every row has its entry then, and a proposal made from an older table is taken back."""
    demand(policy.may_use_table(by, found, at))
    table = found.draft
    assert table is not None
    if found.in_force is not None:
        _put_aside(found.in_force)
    entries = _entries(found, by, at)
    table.rows = [row.plain for row in found.rows]
    table.state = rules.TABLE_MOVES.after(table.state, "take")
    table.taken_at, table.taken_by = at, by.id
    _withdraw_others(found, {one.id for one in entries})
    audit.record("score_table.taken", table, by=by, at=at, category=table.category, sha256=table.sha256, rows=len(found.rows))
    if found.plenary is not None:
        _take_back(found.plenary, by=by, at=at)
    session().flush()
    return table


def _take_back(plenary: Plenary, *, by: Actor, at: datetime) -> None:
    decisions.take_back(plenary, reason=_("Angka penilaian diganti. Usulkan pemenang lagi."), by=by, at=at)


def _entries(found: Tabling, by: Actor, at: datetime) -> list[Entry]:
    """The entry of every row, found again or made now; the row is told which."""
    known = {(one.institution_id, one.tabled_as): one for one in _tabled(found)}
    people = {(one.entry.institution_id, rules.plain(one.name)): one for one in found.nominees.values()}
    number, made = len(found.nominees), []
    homes = {one.id: one for one in everything(select(Institution).where(Institution.id.in_([row.institution_id for row in found.rows])))}
    for row in found.rows:
        person = people.get((row.institution_id, rules.plain(row.person))) if found.category.is_personal else None
        number += found.category.is_personal and person is None
        code = person.code if person else nominees.code_of(number) if found.category.is_personal else ""
        entry = known.get((row.institution_id, _key(found, code))) or _entry(found, homes[row.institution_id], code, by, at)
        entry.state = rules.ENTRY_MOVES.after(entry.state, "count")
        row.entry_id, row.label = entry.id, entry.institution_name
        if code and person is None:
            _nominate(found, entry, code, row)
        made.append(entry)
    return made


def _tabled(found: Tabling) -> list[Entry]:
    category = found.category.code
    return everything(select(Entry).where(Entry.edition_id == found.edition.id, Entry.category == category, Entry.is_tabled))


def _entry(found: Tabling, home: Institution, code: str, by: Actor, at: datetime) -> Entry:
    name = name_on(home, clock.local(at, found.edition.zone).date())
    entry = Entry(
        edition_id=found.edition.id,
        category=found.category.code,
        institution_id=home.id,
        institution_name=nominees.label(code, name) if code else name,
        is_tabled=True,
        tabled_as=_key(found, code),
        state=State.VERIFIED,
        began_at=at,
        contact_id=by.id,
        verified_at=at,
        verified_by=by.id,
    )
    session().add(entry)
    session().flush()
    return entry


def _key(found: Tabling, code: str) -> str:
    return f"{found.category.code}:{code}" if code else found.category.code


def _nominate(found: Tabling, entry: Entry, code: str, row: Row) -> None:
    session().add(
        Nominee(
            edition_id=found.edition.id, category=found.category.code, code=code, entry_id=entry.id, name=row.person, position=row.position
        )
    )


def _withdraw_others(found: Tabling, kept: set[str]) -> None:
    for entry in _tabled(found):
        if entry.id not in kept:
            entry.state = rules.ENTRY_MOVES.after(entry.state, "drop")
