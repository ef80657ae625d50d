"""An announced decision as anybody may read it for ever, in force or replaced since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions import rules
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.results.queries import nominees
from p4comp.results.queries.shown import Group, digits, groups, shown


@dataclass(frozen=True)
class Record:
    """An announced decision as anybody may read it for ever; `into`, `out` and `other` are whom a correction concerns, by name."""

    edition: Edition
    decision: Decision
    category_name: str
    groups: tuple[Group, ...]
    into: list[str]
    out: list[str]
    other: list[str]
    at: datetime

    @property
    def replacement(self) -> Decision | None:
        """The correction that replaces it, once that is known."""
        newer = self.decision.replacement
        return newer if newer is not None and newer.is_known(self.at) else None


def record(actor: Actor, slug: str, code: str) -> Record | None:
    """An announced decision of a public edition, in force or replaced; before its moment there is none."""
    overview, at = competition.published(actor, slug), clock.arrived()
    known = {one.code: one for one in decisions.known(overview.edition.id, at)} if overview else {}
    decision = known.get(code)
    category = overview.spec.category(decision.category) if overview and decision else None
    if overview is None or decision is None or category is None:
        return None
    people = nominees.named([line.subject_id for line in decision.lines]) if category.is_personal else {}
    named = shown(decision, {}, people)
    listed = (
        groups(category, named, decision, digits(overview.spec, category))
        if decision.purpose is Purpose.WINNERS
        else (Group(category.name, named),)
    )
    lists = _concerned(decision, people) if decision.is_published_correction else ([], [], [])
    return Record(overview.edition, decision, category.name, listed, *lists, at)


def _concerned(decision: Decision, people: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    old = decision.replaces.lines if decision.replaces else []
    told = rules.fates(rules.differences(_plain(old), _plain(decision.lines), {}, ""))
    names = {line.subject_id: people.get(line.subject_id, line.subject_name) for line in [*old, *decision.lines]}
    found = {fate: sorted(names[key] for key, one in told.items() if one is fate) for fate in rules.Fate}
    return found[rules.Fate.IN], found[rules.Fate.OUT], found[rules.Fate.AWARD]


def _plain(lines: Sequence[DecisionLine]) -> list[rules.Line]:
    return [
        {"subject_id": one.subject_id, "name": one.subject_name, "place": one.place, "award": one.award, "score": one.score}
        for one in lines
    ]
