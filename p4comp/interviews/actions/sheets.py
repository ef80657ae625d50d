"""What a juror does with a sheet: declare, score, lock. The same checks hold for one mark and for many sheets at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.core import audit, autosave, db
from p4comp.core.access import Actor
from p4comp.core.autosave import Outcome
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions.rules.conflicts import Relation
from p4comp.interviews.models import JurorSheet, Mark
from p4comp.interviews.queries import sheets
from p4comp.interviews.rules import scoring
from p4comp.interviews.rules.states import SHEETS, SheetState


@dataclass(frozen=True)
class Record:
    """A whole sheet as a juror filled it: who, when it was locked, a score for every criterion, notes where there are some."""

    sheet: JurorSheet
    by: Actor
    at: datetime
    scores: Mapping[str, float]
    notes: Mapping[str, str] = default(default_factory=dict)


def declare(
    sheet: JurorSheet, has_conflict: bool, reason: str = "", *, statement: str = "", light: Sequence[Relation] = (), by: Actor, at: datetime
) -> None:
    """State before the dossier opens whether there is a conflict of interest; with one, the entry is gone for this juror.

    What is known of them and bars nobody (`light`) is explained in their own words.
    """
    if light and not has_conflict and not statement.strip():
        raise Invalid(_("Jelaskan hubungan yang tercatat, cukup satu kalimat."), "statement")
    if has_conflict and not reason.strip():
        raise Invalid(_("Tulis benturan kepentingannya, cukup satu kalimat."), "reason")
    sheet.state = SHEETS.after(sheet.state, "recuse" if has_conflict else "open")
    sheet.declared_at = at
    sheet.reason, sheet.statement = reason.strip() if has_conflict else "", statement.strip()
    audit.record("juror_sheet.recused" if has_conflict else "juror_sheet.opened", sheet, by=by, at=at)


def save(sheet: JurorSheet, field: str, value: float | str | None, *, seen: int, by: Actor, at: datetime) -> Outcome:
    """Keep one field (`dampak.score` or `dampak.note`), unless another tab changed it since version `seen`."""
    form = sheets.form_of(sheet.interview.entry)
    _refuse_closed(sheet, at)
    criterion, name = scoring.address(form, field)
    checked = scoring.checked(form, field, value)
    mark = db.session().get(Mark, (sheet.id, criterion)) or _blank(sheet, criterion, at)
    db.session().flush()
    outcome = autosave.swap(mark, name, checked, seen=seen)
    if isinstance(outcome, autosave.Saved):
        mark.saved_at = at
    return outcome


def lock(sheet: JurorSheet, *, by: Actor, at: datetime) -> None:
    """Close a sheet whose every criterion has a score; its total counts from now on and nothing on it changes any more."""
    marks = sheets.marks_of([sheet.id])[sheet.id]
    _lock(sheet, {code: mark.score for code, mark in marks.items()}, by, at)


def lock_complete(rows: Iterable[JurorSheet], *, by: Actor | None, at: datetime) -> list[JurorSheet]:
    """Close those of these open sheets whose every criterion has a score, and return them; the others stay open."""
    meant = [sheet.id for sheet in rows]
    held = db.everything(db.held(select(JurorSheet), JurorSheet).where(JurorSheet.id.in_(meant)))
    found = [sheet for sheet in held if sheet.state is SheetState.OPEN and sheet.interview.starts_at <= at]
    marks = sheets.marks_of(sheet.id for sheet in found)
    scores = {sheet.id: {code: mark.score for code, mark in marks[sheet.id].items()} for sheet in found}
    complete = [sheet for sheet in found if not scoring.missing(scores[sheet.id], sheets.form_of(sheet.interview.entry))]
    for sheet in complete:
        _lock(sheet, scores[sheet.id], by, at)
    return complete


def record_sheets(records: Iterable[Record]) -> None:
    """Declare, score and lock many sheets at once, each under the checks of a single one."""
    rows = list(records)
    marks = sheets.marks_of(record.sheet.id for record in rows)
    for record in rows:
        if record.sheet.state is SheetState.ASSIGNED:
            declare(record.sheet, False, by=record.by, at=record.sheet.interview.starts_at)
        _refuse_closed(record.sheet, record.at)
        _fill(record, marks[record.sheet.id])
        _lock(record.sheet, record.scores, record.by, record.at)
    db.session().flush()


def _fill(record: Record, known: Mapping[str, Mark]) -> None:
    form = sheets.form_of(record.sheet.interview.entry)
    typed = {f"{code}.score": value for code, value in record.scores.items()} | {
        f"{code}.note": text for code, text in record.notes.items()
    }
    made = dict(known)
    for field, value in typed.items():
        criterion, name = scoring.address(form, field)
        if criterion not in made:
            made[criterion] = _blank(record.sheet, criterion, record.at)
        mark = made[criterion]
        autosave.swap(mark, name, scoring.checked(form, field, value), seen=getattr(mark, f"{name}_version"))


def _blank(sheet: JurorSheet, criterion: str, at: datetime) -> Mark:
    mark = Mark(sheet_id=sheet.id, criterion=criterion, score=None, score_version=0, note="", note_version=0, saved_at=at)
    db.session().add(mark)
    return mark


def _lock(sheet: JurorSheet, scores: Mapping[str, float | None], by: Actor | None, at: datetime) -> None:
    form = sheets.form_of(sheet.interview.entry)
    _refuse_closed(sheet, at, verb="lock")
    missing = scoring.missing(scores, form)
    if missing:
        raise Invalid(_("Belum dinilai: %(names)s. Isi dahulu, lalu kunci.", names=", ".join(line.name for line in missing)))
    sheet.total = scoring.total({code: score for code, score in scores.items() if score is not None}, form)
    sheet.state, sheet.locked_at = SHEETS.after(sheet.state, "lock"), at
    audit.record("juror_sheet.locked", sheet, by=by, at=at, total=sheet.total)


def _refuse_closed(sheet: JurorSheet, at: datetime, verb: str = "save") -> None:
    SHEETS.after(sheet.state, verb)
    if at < sheet.interview.starts_at:
        raise Refused(_("Nilai dapat diisi sejak wawancara dimulai."))
