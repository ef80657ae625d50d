"""One aspect of a sheet as its page shows it: what is kept, what was typed, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from p4comp.competition.spec import Aspect, Indicator
from p4comp.core.autosave import Clash, seen
from p4comp.entries.models import Answer, Evidence
from p4comp.entries.queries import Dossier, dossier
from p4comp.judging import queries
from p4comp.judging.models import Finding
from p4comp.judging.policy import Desk
from p4comp.judging.rules import sheets


@dataclass
class Line:
    """An indicator: the entrant's claim and evidence, the evaluator's finding. `typed` holds what could not be kept."""

    indicator: Indicator
    answer: Answer | None
    evidence: list[Evidence]
    finding: Finding | None
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def claim(self) -> int | None:
        """The level the entrant claims."""
        return self.answer.level if self.answer else None

    def shown(self, name: str) -> object:
        """What stands in a field: what was typed, else what is kept."""
        return self.typed.get(name, getattr(self.finding, name) if self.finding else None)

    def version(self, name: str) -> int:
        """The version of a field that the page shows."""
        return getattr(self.finding, f"{name}_version") if self.finding else 0


@dataclass
class Sheet:
    """One aspect's page of a desk, with how far the whole sheet is."""

    desk: Desk
    aspect: Aspect
    lines: list[Line]
    levels: dict[str, int | None]
    dossier: Dossier | None = None

    @property
    def done(self) -> int:
        """How many indicators of the whole sheet have a level."""
        return self.of - len(sheets.missing(self.desk.instrument, self.levels))

    @property
    def of(self) -> int:
        """How many indicators there are."""
        return len(self.desk.instrument.indicators)

    @property
    def total(self) -> float:
        """The locked total, or the score so far."""
        kept = self.desk.assignment.total
        return sheets.running(self.desk.instrument, self.levels) if kept is None else kept

    @property
    def has_faults(self) -> bool:
        """Whether something typed could not be kept."""
        return any(line.errors or line.clashes for line in self.lines)

    def complete_in(self, aspect: Aspect) -> bool:
        """Whether every indicator of an aspect has a level."""
        return all(self.levels.get(indicator.code) is not None for indicator in aspect.indicators)

    def neighbour(self, step: int) -> Aspect | None:
        """The aspect after (1) or before (-1) this one."""
        aspects = self.desk.instrument.aspects
        place = [one.code for one in aspects].index(self.aspect.code) + step
        return aspects[place] if 0 <= place < len(aspects) else None


def sheet(desk: Desk, code: str) -> Sheet:
    """The page of the aspect `code`; for an unknown one the first."""
    found, findings = dossier(desk.entry), queries.findings(desk.assignment.id)
    aspect = found.aspect(code) or desk.instrument.aspects[0]
    lines = [Line(one, found.answers.get(one.code), found.evidence.get(one.code, []), findings.get(one.code)) for one in aspect.indicators]
    return Sheet(desk, aspect, lines, levels_of(findings), found)


def levels_of(findings: Mapping[str, Finding]) -> dict[str, int | None]:
    """The levels given so far."""
    return {code: finding.level for code, finding in findings.items()}


def sent(form: Mapping[str, str], aspect: Aspect) -> tuple[dict[str, str], dict[str, int]]:
    """The fields of an aspect that were posted, and the versions they were typed over."""
    names = [f"{indicator.code}.{name}" for indicator in aspect.indicators for name in sorted(sheets.FIELDS)]
    texts = {name: form[name] for name in names if name in form}
    return texts, {name: seen(form.get(f"{name}.version", "")) for name in texts}
