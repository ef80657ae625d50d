"""Keeping the reports of a category as they were drawn up: new ones, those that changed before they went out, later versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload, undefer

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Category
from p4comp.core import canonical, db
from p4comp.results.actions.feedback import copied, doubtful, next_version
from p4comp.results.models.feedback import Feedback, FeedbackNote, FeedbackRound, FeedbackState
from p4comp.results.queries import feedback as queries
from p4comp.results.rules.feedback import notes as rules
from p4comp.results.rules.feedback import report
from p4comp.results.rules.feedback.report import Facts

Notes = Mapping[str, list[str]]
Key = tuple[str, str]


@dataclass(frozen=True)
class Drawn:
    """A report as it was drawn up: whose, what it says, the notes as they were written."""

    entry_id: str
    name: str
    facts: Facts
    notes: Notes


def drawn(edition: Edition, category: Category) -> list[Drawn]:
    """The reports of all assessed entries of a category."""
    spec, found = spec_of(edition), queries.material(edition, category)
    instrument = spec.instrument_of(category.code)
    lies = report.fields(instrument, found.assessed)
    named = {"edition": edition.name, "category": category.name, "sources": found.sources}
    return [
        Drawn(one.id, one.name, report.report(one, instrument, lies, len(found.assessed)) | named, found.notes.get(one.id, {}))
        for one in found.assessed
    ]


def keep(found: FeedbackRound, reports: list[Drawn], names: tuple[list[str], list[str]], reason: str, *, at: datetime) -> int:
    """Keep what is new or has changed; how many that was."""
    query = select(Feedback).where(
        Feedback.round_id == found.id, queries.newest(), Feedback.entry_id.in_([one.entry_id for one in reports])
    )
    whole = query.options(undefer(Feedback.facts), selectinload(Feedback.notes))
    known = {one.entry_id: one for one in db.everything(whole)}
    return sum(_keep(found, one, known.get(one.entry_id), names, reason, at) for one in reports)


def _keep(found: FeedbackRound, one: Drawn, old: Feedback | None, names: tuple[list[str], list[str]], reason: str, at: datetime) -> bool:
    if old is None:
        made = Feedback(round_id=found.id, entry_id=one.entry_id, facts=one.facts, made_at=at)
        _fill(made, one, {}, names)
        db.session().add(made)
        return True
    texts = {(note.indicator, note.original): note for note in old.notes}
    same_notes = set(texts) == {(code, text) for code, written in one.notes.items() for text in written}
    if same_notes and not report.is_changed(old.facts, one.facts):
        return False
    if old.is_out(at):
        _fill(next_version(old, one.facts, reason, at=at), one, texts, names)
        return True
    old.facts, old.made_at, old.pdf_sha256 = one.facts, at, None
    if not same_notes and old.state is FeedbackState.READ:
        old.state, old.out_at = rules.MOVES.after(old.state, "unread"), None
    _fill(old, one, texts, names)
    return True


def _fill(made: Feedback, one: Drawn, before: Mapping[Key, FeedbackNote], names: tuple[list[str], list[str]]) -> None:
    """Give a report its hash and its notes; what was done to a note before is done again."""
    written = [(code, text) for code in sorted(one.notes) for text in rules.in_order(one.entry_id, code, one.notes[code])]
    made.sha256 = canonical.sha256(one.facts)
    made.notes = list(_notes(written, before, one.name, names))
    made.noted, made.doubts = len(made.notes), doubtful(made.notes)


def _notes(written: list[Key], before: Mapping[Key, FeedbackNote], own: str, names: tuple[list[str], list[str]]) -> Iterable[FeedbackNote]:
    for position, (code, text) in enumerate(written):
        if (code, text) in before:
            note = copied(before[code, text])
            note.position = position
        else:
            suspected = [kind.value for kind in rules.doubts(text, own, *names)]
            note = FeedbackNote(position=position, indicator=code, original=text, words=text, doubts=suspected)
        yield note
