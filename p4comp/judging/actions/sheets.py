"""Working on a sheet: declare, save, lock; one at a time by people, many at once by an import or a demo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import contains_eager

from p4comp.accounts import queries as accounts
from p4comp.competition.models import Edition
from p4comp.core import audit, autosave, mail
from p4comp.core.access import Actor, demand
from p4comp.core.autosave import Clash, Outcome, Saved
from p4comp.core.db import everything, session
from p4comp.core.errors import Invalid, Refused
from p4comp.entries.models import Entry
from p4comp.judging import policy, queries
from p4comp.judging.actions.copies import forget_copies
from p4comp.judging.actions.reviewing import review
from p4comp.judging.actions.verdicts import judge_all
from p4comp.judging.models import Assignment, Evaluator, EvidenceVerdict, Finding, PastLevel
from p4comp.judging.policy import Desk
from p4comp.judging.queries.sight import calendar_of, desk_of
from p4comp.judging.rules import sheets
from p4comp.judging.rules.moves import MOVES


def declare(desk: Desk, *, conflict: str = "", statement: str = "", by: Actor, at: datetime) -> None:
    """State that there is no conflict of interest and open the sheet; or name one, and lose sight of the dossier.

    A light bond is described before the sheet opens.
    """
    demand(policy.may_declare(by, desk, at))
    assignment = desk.assignment
    if desk.light and not conflict.strip() and not statement.strip():
        raise Invalid(_("Jelaskan hubungan Anda dengan peserta ini."), "statement")
    assignment.statement = statement.strip()
    if conflict.strip():
        assignment.state = MOVES.after(assignment.state, "recuse")
        assignment.reason = conflict.strip()
        forget_copies([assignment.id])
        audit.record("sheet.recused", assignment, by=by, at=at, entry=assignment.entry_id, reason=assignment.reason)
        _ask_for_replacement(desk, by=by, at=at)
    else:
        demand(policy.may_begin(by, desk, at))
        assignment.state = MOVES.after(assignment.state, "open")
        light = [relation.value for relation in desk.light]
        audit.record("sheet.opened", assignment, by=by, at=at, entry=assignment.entry_id, bonds=light, statement=assignment.statement)
    assignment.declared_at = at


def _ask_for_replacement(desk: Desk, *, by: Actor, at: datetime) -> None:
    for person in accounts.secretariat():
        mail.to_person("judging/mail/recused.txt", person, at=at, entry=desk.entry, evaluator=by.name)


def save(desk: Desk, field: str, text: str, *, seen: int, by: Actor, at: datetime) -> Outcome:
    """Save `A1.level`, a note, or `bukti.<id>` if nobody saved it since version `seen`; no audit record, the version counts."""
    demand(policy.may_score(by, desk, at))
    if sheets.piece(field):
        return judge_all(desk, {field: text}, {field: seen}, at=at)[field]
    value = sheets.value(desk.instrument, field, text)
    code, name = sheets.address(desk.instrument, field)
    finding = session().get(Finding, (desk.assignment.id, code))
    return _swap(desk, {code: finding} if finding else {}, (code, name), value, seen, at)


def save_all(desk: Desk, texts: Mapping[str, str], seen: Mapping[str, int], *, by: Actor, at: datetime) -> dict[str, Clash]:
    """Save many fields posted together; a wrong one raises Invalid and none is saved. Clashing ones stay as they were and are returned."""
    demand(policy.may_score(by, desk, at))
    proofs = {field: text for field, text in texts.items() if sheets.piece(field)}
    values = {field: sheets.value(desk.instrument, field, text) for field, text in texts.items() if field not in proofs}
    outcomes = judge_all(desk, proofs, seen, at=at)
    found = queries.findings(desk.assignment.id)
    outcomes |= {
        field: _swap(desk, found, sheets.address(desk.instrument, field), value, seen.get(field, 0), at) for field, value in values.items()
    }
    return {field: outcome for field, outcome in outcomes.items() if isinstance(outcome, Clash)}


def _swap(desk: Desk, found: dict[str, Finding], address: tuple[str, str], value: int | str | None, seen: int, at: datetime) -> Outcome:
    code, name = address
    if code not in found:
        if value is None or value is False or value == "":
            return Saved(0)
        found[code] = _begun(desk, code, at)
        session().add(found[code])
    one = found[code]
    before = one.level, one.level_version
    outcome = _marked(one, value) if name == "in_doubt" else autosave.swap(one, name, value, seen=seen)
    if isinstance(outcome, Saved):
        one.saved_at, one.touched = at, name
        if one.level_version > before[1] > 0:
            past = {"indicator": code, "version": before[1], "level": before[0], "until": at}
            session().add(PastLevel(assignment_id=desk.assignment.id, **past))
    return outcome


def _begun(desk: Desk, code: str, at: datetime) -> Finding:
    empty = {"level": None, "level_version": 0, "note": "", "note_version": 0, "remark": "", "remark_version": 0, "in_doubt": False}
    return Finding(assignment_id=desk.assignment.id, indicator=code, **empty, saved_at=at)


def _marked(one: Finding, value: object) -> Saved:
    """A mark of doubt is on or off; of two tabs the last one counts."""
    one.in_doubt = bool(value)
    return Saved(0)


def lock(desk: Desk, *, by: Actor, at: datetime) -> None:
    """Close the sheet: every indicator has a level, the total is kept on the reading."""
    demand(policy.may_lock(by, desk, at))
    assignment = desk.assignment
    levels = {code: finding.level for code, finding in queries.findings(assignment.id).items()}
    total = sheets.total(desk.instrument, levels)
    assignment.state = MOVES.after(assignment.state, "lock")
    assignment.total, assignment.locked_at = total, at
    audit.record("sheet.locked", assignment, by=by, at=at, entry=assignment.entry_id, total=assignment.total)
    session().flush()
    review(desk.edition, [assignment.entry_id], at=at)


@dataclass(frozen=True)
class Filled:
    """A sheet filled in elsewhere: the reading, levels, notes and remarks by indicator, who evaluated, when they locked it.

    `minutes` is how long it took; `verdicts` are held of pieces of evidence, by the id of the piece.
    """

    assignment_id: str
    levels: Mapping[str, int]
    by: Actor
    at: datetime
    notes: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    minutes: float = 0.0


def record_sheets(edition: Edition, filled: Sequence[Filled]) -> int:
    """Declare, fill in and lock many sheets in a few statements, each under the checks of a single one; how many."""
    desks = _desks(edition, [one.assignment_id for one in filled])
    findings: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    for one in filled:
        desk = desks.get(one.assignment_id)
        if desk is None or desk.assignment.evaluator.person_id != one.by.id:
            raise Refused(_("Lembar %(id)s tidak dapat dibuka oleh evaluator ini.", id=one.assignment_id))
        changes.append(_locked(desk, one))
        findings += _rows(desk, one)
    _record_verdicts(desks, filled)
    session().execute(insert(Finding), findings)
    table = Assignment.__table__
    session().connection().execute(update(table).where(table.c.id == bindparam("key")), changes)  # type: ignore[arg-type]  # a declared table
    entries = {desk.assignment.entry_id for desk in desks.values()}
    session().expire_all()
    review(edition, entries, at=max(one.at for one in filled))
    return len(changes)


def _desks(edition: Edition, ids: list[str]) -> dict[str, Desk]:
    """The readings that are free of conflicts by now, as their desks."""
    query = select(Assignment).join(Assignment.entry).join(Assignment.evaluator).where(Entry.edition_id == edition.id, Evaluator.is_active)
    query = query.options(
        contains_eager(Assignment.entry).joinedload(Entry.edition), contains_eager(Assignment.evaluator).joinedload(Evaluator.person)
    )
    wanted = set(ids)
    found = [one for one in everything(query) if one.id in wanted]
    calendar, gate = calendar_of(edition), queries.gate(edition.id, calendar_of(edition).spec)
    free = queries.unbound(found, calendar.spec)
    return {one.id: replace(desk_of(one, calendar), waits=gate.holds(one.entry.category, one.entry_id)) for one in free}


def _locked(desk: Desk, one: Filled) -> dict[str, Any]:
    state = MOVES.after(desk.assignment.state, "open")
    total = sheets.total(desk.instrument, dict(one.levels))
    demand(policy.may_begin(one.by, desk, one.at))
    audit.record("sheet.opened", desk.assignment, by=one.by, at=one.at, entry=desk.entry.id)
    audit.record("sheet.locked", desk.assignment, by=one.by, at=one.at, entry=desk.entry.id, total=total)
    moment = {"declared_at": one.at - timedelta(minutes=one.minutes), "locked_at": one.at}
    return {"key": desk.assignment.id, "state": MOVES.after(state, "lock"), "total": total} | moment


def _rows(desk: Desk, one: Filled) -> list[dict[str, Any]]:
    codes = [indicator.code for indicator in desk.instrument.indicators]
    if not {*one.levels, *one.notes, *one.remarks} <= set(codes):
        raise Invalid(_("Isian ini tidak ada dalam lembar. Muat ulang halaman."))
    return [
        {
            "assignment_id": desk.assignment.id,
            "indicator": code,
            "level": one.levels[code],
            "level_version": 1,
            "note": sheets.note(one.notes.get(code, ""), f"{code}.note"),
            "note_version": 1 if one.notes.get(code) else 0,
            "remark": sheets.note(one.remarks.get(code, ""), f"{code}.remark"),
            "remark_version": 1 if one.remarks.get(code) else 0,
            "saved_at": one.at - timedelta(minutes=one.minutes) * (len(codes) - number) / len(codes),
        }
        for number, code in enumerate(codes, 1)
    ]


def _record_verdicts(desks: Mapping[str, Desk], filled: Sequence[Filled]) -> None:
    """Write down what the sheets hold of pieces of evidence; a piece of another entry is refused."""
    wanted = {desks[one.assignment_id].entry.id for one in filled if one.verdicts}
    known = queries.pieces_of(wanted) if wanted else {}
    rows = []
    for one in filled:
        own = known.get(desks[one.assignment_id].entry.id, {})
        for piece, text in one.verdicts.items():
            if piece not in own:
                raise Invalid(_("Bukti ini tidak ada dalam berkas. Muat ulang halaman."))
            found = {"verdict": sheets.proof(text, f"bukti.{piece}"), "verdict_version": 1, "saved_at": one.at}
            rows.append({"assignment_id": one.assignment_id, "origin_id": piece, **found})
    if rows:
        session().execute(insert(EvidenceVerdict), rows)
