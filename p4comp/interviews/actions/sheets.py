"""What a juror does with a sheet: declare, score, lock. The same checks hold for one mark and for many sheets at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _

from p4comp.competition.spec import InterviewSheet
from p4comp.core import audit, autosave, db
from p4comp.core.access import Actor
from p4comp.core.autosave import Outcome
from p4comp.core.errors import Invalid, Refused
from p4comp.interviews.models import JurorSheet, Mark
from p4comp.interviews.queries import sheets
from p4comp.interviews.rules import scoring
from p4comp.interviews.rules.states import SHEETS, SheetState

FIELDS = frozenset({"score", "note"})
MOST_SIGNS = 4000


@dataclass(frozen=True)
class Record:
    """A whole sheet as a juror filled it: who, when it was locked, a score for every criterion, notes where there are some."""

    sheet: JurorSheet
    by: Actor
    at: datetime
    scores: Mapping[str, float]
    notes: Mapping[str, str] = field(default_factory=dict)


def declare(sheet: JurorSheet, has_conflict: bool, reason: str = "", *, by: Actor, at: datetime) -> None:
    """State before the dossier opens whether there is a conflict of interest; with one, the entry is gone for this juror."""
    if has_conflict and not reason.strip():
        raise Invalid(_("Tulis benturan kepentingannya, cukup satu kalimat."), "reason")
    sheet.state = SHEETS.after(sheet.state, "recuse" if has_conflict else "open")
    sheet.declared_at = at
    sheet.reason = reason.strip() if has_conflict else ""
    audit.record("juror_sheet.recused" if has_conflict else "juror_sheet.opened", sheet, by=by, at=at)


def save(sheet: JurorSheet, criterion: str, name: str, value: object, *, seen: int, by: Actor, at: datetime) -> Outcome:
    """Keep one field of one criterion (`score` or `note`), unless another tab changed it since `seen`."""
    form = sheets.form_of(sheet.interview.entry)
    _refuse_closed(sheet, at)
    if name not in FIELDS or criterion not in {line.code for line in form.criteria}:
        raise Invalid(_("Lembar ini tidak memuat isian itu. Muat ulang halaman."))
    checked = _score(value, form, criterion) if name == "score" else _note(value, criterion)
    mark = db.session().get(Mark, (sheet.id, criterion))
    if mark is None:
        mark = _blank(sheet, criterion, at)
    outcome = autosave.swap(mark, name, checked, seen=seen)
    if isinstance(outcome, autosave.Saved):
        mark.saved_at = at
        db.session().flush()
    return outcome


def lock(sheet: JurorSheet, *, by: Actor, at: datetime) -> None:
    """Close a sheet whose every criterion has a score; its total counts from now on and nothing on it changes any more."""
    marks = sheets.marks_of([sheet.id])[sheet.id]
    _lock(sheet, {code: mark.score for code, mark in marks.items()}, by, at)


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
    for criterion in form.criteria:
        mark = known.get(criterion.code) or _blank(record.sheet, criterion.code, record.at)
        if criterion.code in record.scores:
            autosave.swap(mark, "score", _score(record.scores[criterion.code], form, criterion.code), seen=mark.score_version)
        if criterion.code in record.notes:
            autosave.swap(mark, "note", _note(record.notes[criterion.code], criterion.code), seen=mark.note_version)


def _blank(sheet: JurorSheet, criterion: str, at: datetime) -> Mark:
    mark = Mark(sheet_id=sheet.id, criterion=criterion, score=None, score_version=0, note="", note_version=0, saved_at=at)
    db.session().add(mark)
    return mark


def _lock(sheet: JurorSheet, scores: Mapping[str, float | None], by: Actor, at: datetime) -> None:
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


def _score(value: object, form: InterviewSheet, criterion: str) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or not scoring.is_on_scale(value, form):
        raise Invalid(_("Isi angka 0 sampai %(top)d.", top=form.scale), f"score-{criterion}")
    return float(value)


def _note(value: object, criterion: str) -> str:
    text = str(value or "").replace("\r\n", "\n").strip()
    if len(text) > MOST_SIGNS:
        raise Invalid(_("Catatan paling panjang %(top)d huruf.", top=MOST_SIGNS), f"note-{criterion}")
    return text
