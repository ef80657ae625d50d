"""What an evaluator has done on their sheets: verdicts, phrases, earlier levels, where they stopped, one indicator across all."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from p4comp.competition import queries as competition
from p4comp.competition.spec import EditionSpec, Indicator
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.entries.models import Answer, Evidence
from p4comp.judging.models import Assignment, EvidenceVerdict, Finding, PastLevel, Phrase, SheetState
from p4comp.judging.queries.sight import readings, unbound


@dataclass(frozen=True)
class Beside:
    """One indicator of one own dossier: what was claimed and what was found."""

    assignment: Assignment
    indicator: Indicator
    claim: int | None
    finding: Finding | None


@dataclass(frozen=True)
class Beam:
    """One indicator across all own opened dossiers of a category, and what else could be asked for."""

    category: str
    indicator: Indicator
    lines: list[Beside]
    categories: list[str]
    spec: EditionSpec

    @property
    def aspect(self) -> str:
        """The aspect that the indicator belongs to."""
        aspects = self.spec.instrument_of(self.category).aspects
        return next(one.code for one in aspects if self.indicator in one.indicators)


def pieces(entry_id: str, ids: Iterable[str]) -> set[str]:
    """Those of these ids that name a piece of the entry's evidence that was not removed."""
    root = func.coalesce(Evidence.origin_id, Evidence.id)
    query = select(root).where(Evidence.entry_id == entry_id, Evidence.removed_at.is_(None), root.in_(list(ids)))
    return set(db.session().execute(query).scalars())


def pieces_of(entry_ids: Collection[str]) -> dict[str, dict[str, str]]:
    """By entry its pieces of evidence that were not removed, each with its indicator; one query."""
    root = func.coalesce(Evidence.origin_id, Evidence.id)
    query = select(Evidence.entry_id, root, Evidence.indicator).where(Evidence.removed_at.is_(None), Evidence.entry_id.in_(list(entry_ids)))
    found: dict[str, dict[str, str]] = {}
    for entry_id, piece, indicator in db.session().connection().execute(query):
        found.setdefault(entry_id, {})[piece] = indicator
    return found


def verdicts(assignment_id: str) -> dict[str, EvidenceVerdict]:
    """What was held of each piece of evidence, by the id its versions have in common."""
    query = select(EvidenceVerdict).where(EvidenceVerdict.assignment_id == assignment_id)
    return {one.origin_id: one for one in db.everything(query)}


def past_levels(assignment_id: str) -> dict[str, list[PastLevel]]:
    """The levels that were replaced, by indicator, the newest first."""
    query = select(PastLevel).where(PastLevel.assignment_id == assignment_id).order_by(PastLevel.indicator, PastLevel.version.desc())
    found: dict[str, list[PastLevel]] = {}
    for one in db.everything(query):
        found.setdefault(one.indicator, []).append(one)
    return found


def phrases(person_id: str) -> list[Phrase]:
    """A person's phrases, in the order they were kept."""
    return db.everything(select(Phrase).where(Phrase.person_id == person_id).order_by(Phrase.added_at, Phrase.id))


def phrase(actor: Actor, phrase_id: str) -> Phrase | None:
    """An own phrase."""
    return db.first(select(Phrase).where(Phrase.id == phrase_id, Phrase.person_id == actor.id))


def last_touched(findings: Mapping[str, Finding]) -> str:
    """The indicator somebody worked on last; empty on a fresh sheet."""
    return max(findings.values(), key=lambda one: one.saved_at).indicator if findings else ""


def beam(actor: Actor, category: str = "", indicator: str = "") -> Beam | None:
    """One indicator across the own opened dossiers of a category; without words the first there is. None without such dossiers."""
    running = competition.current_calendar()
    if running is None or not actor.has("evaluator"):
        return None
    edition, calendar = running
    opened = readings(actor).where(Assignment.state.in_([SheetState.OPEN, SheetState.LOCKED]))
    own = [one for one in unbound(db.everything(opened), calendar.spec) if one.entry.edition_id == edition.id]
    categories = sorted({one.entry.category for one in own})
    if category not in (*categories, "") or not categories:
        return None
    chosen = category or categories[0]
    instrument = calendar.spec.instrument_of(chosen)
    what = instrument.indicator(indicator) if indicator else instrument.indicators[0]
    if what is None:
        return None
    lines = _beside([one for one in own if one.entry.category == chosen], what)
    return Beam(chosen, what, lines, categories, calendar.spec)


def _beside(own: list[Assignment], what: Indicator) -> list[Beside]:
    sheets, entries = [one.id for one in own], [one.entry_id for one in own]
    found = {
        one.assignment_id: one
        for one in db.everything(select(Finding).where(Finding.assignment_id.in_(sheets), Finding.indicator == what.code))
    }
    query = select(Answer.entry_id, Answer.level).where(Answer.entry_id.in_(entries), Answer.indicator == what.code)
    claims = {row[0]: row[1] for row in db.session().execute(query)}
    lines = [Beside(one, what, claims.get(one.entry_id), found.get(one.id)) for one in own]
    return sorted(
        lines,
        key=lambda line: (
            -(line.finding.level if line.finding and line.finding.level is not None else -1),
            line.assignment.entry.institution_name,
        ),
    )
