"""Answers, evidence and figures of an earlier dossier put into a new one, all of it or nothing; and said to hold still."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.autosave import Clash
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.core.storage import StoredFile
from p4comp.entries import queries
from p4comp.entries.actions.evidence import demand_bytes, demand_place, put, stay_hidden
from p4comp.entries.actions.figures import put_in
from p4comp.entries.actions.filling import blank, indicator_of, must_be_editable, save
from p4comp.entries.models import Answer, Entry
from p4comp.entries.policy import may_carry
from p4comp.entries.queries.carrying import Carrying, figures_to_carry
from p4comp.entries.rules.carrying import OldFile, confirmed, marked
from p4comp.entries.rules.figures import Line, Scope


@dataclass(frozen=True)
class Pick:
    """What is to be carried to one indicator; `seen` are the versions of its fields that the page showed."""

    indicator: str
    narrative: str | None = None
    level: int | None = None
    files: Sequence[OldFile] = ()
    seen: dict[str, int] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """Its fields as they are saved."""
        stated = {"narrative": self.narrative, "level": None if self.level is None else str(self.level)}
        return {name: value for name, value in stated.items() if value is not None}


def carry(found: Carrying, picks: Sequence[Pick], *, figures: bool = False, by: Actor, at: datetime) -> None:
    """Put what was picked into the dossier, marked as not looked at again. What somebody changed meanwhile stops all of it.

    Only a person's own act brings anything over; scores and findings belong to no dossier and never come.
    """
    entry = found.case.entry
    must_be_editable(entry)
    demand(may_carry(by, found, at))
    with session().begin_nested():
        files = [one for pick in picks for one in _carry(entry, found, pick, by, at)]
        lines = _carry_figures(found, by, at) if figures else 0
        audit.record(
            "entry.carried",
            entry,
            by=by,
            at=at,
            source=found.source.key,
            mark=found.mark,
            indicators=[pick.indicator for pick in picks],
            files=files,
            figures=lines,
        )


def _carry(entry: Entry, found: Carrying, pick: Pick, by: Actor, at: datetime) -> list[str]:
    versions = {}
    for name, value in pick.fields.items():
        outcome = save(entry, pick.indicator, name, value, seen=pick.seen.get(name, 0), by=by, at=at)
        if isinstance(outcome, Clash):
            raise Refused(
                _("%(code)s diubah rekan lain sejak halaman ini dibuka. Tidak ada yang dibawa; periksa lagi.", code=pick.indicator)
            )
        versions[name] = outcome.version
    made = [_carry_file(entry, pick.indicator, one, by, at) for one in pick.files]
    answer = session().get(Answer, (entry.id, pick.indicator))
    if answer is None:
        answer = blank(entry, pick.indicator, by, at)
        session().add(answer)
    answer.carried = marked(answer.carried, found.source.label, versions, made, by=by.id, at=at)
    return made


def _carry_file(entry: Entry, indicator: str, old: OldFile, by: Actor, at: datetime) -> str:
    indicator_of(entry, indicator)
    demand_place(entry, indicator, old.sha256)
    demand_bytes(entry, old.size, old.sha256)
    evidence = put(entry, indicator, session().get_one(StoredFile, old.sha256), old.name, by, at)
    evidence.came_at = old.dated_at
    session().flush()
    stay_hidden(entry, evidence)
    audit.record("evidence.added", evidence, by=by, at=at, entry=entry.id, indicator=indicator, sha256=old.sha256, carried=True)
    return evidence.id


def _carry_figures(found: Carrying, by: Actor, at: datetime) -> int:
    """State the earlier entry's figures where this one states none."""
    if found.entry is None or not figures_to_carry(found):
        return 0
    figures, count = queries.figures_of(found.entry), 0
    for scope in Scope:
        lines = [Line(span, queries.counts_of(row)) for span, row in figures.of(scope).items()]
        if lines:
            put_in(found.case.entry, scope, lines, by=by, at=at)
            count += len(lines)
    return count


def confirm_carried(entry: Entry, indicator: str, *, by: Actor, at: datetime) -> None:
    """Say of a carried answer that it still holds."""
    must_be_editable(entry)
    answer = session().get(Answer, (entry.id, indicator))
    if answer is None or not answer.carried or not answer.is_unchecked:
        return
    answer.carried = confirmed(answer.carried, by=by.id, at=at)
    audit.record("entry.carried_confirmed", entry, by=by, at=at, indicator=indicator)
