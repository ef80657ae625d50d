"""A part of a sheet as its page shows it: what is kept, what was typed, what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from p4comp.competition.spec import Aspect, Indicator
from p4comp.core.autosave import Clash, seen
from p4comp.entries.models import Answer, Evidence
from p4comp.entries.queries import Dossier, dossier
from p4comp.judging import queries
from p4comp.judging.models import EvidenceVerdict, Finding
from p4comp.judging.policy import Desk
from p4comp.judging.rules import sheets
from p4comp.judging.rules.moves import SheetState

DOUBTS = "ragu"


@dataclass
class Line:
    """An indicator: the entrant's claim and evidence, the evaluator's finding. `typed` holds what could not be kept."""

    indicator: Indicator
    answer: Answer | None
    evidence: list[Evidence]
    finding: Finding | None
    verdicts: Mapping[str, EvidenceVerdict] = field(default_factory=dict)
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

    @property
    def names(self) -> list[str]:
        """The fields of this indicator on the sheet."""
        own = [f"{self.code}.{name}" for name in sorted(sheets.FIELDS)]
        return own + [sheets.EVIDENCE + one.root for one in self.evidence]

    def shown(self, name: str) -> object:
        """What stands in a field: what was typed, else what is kept."""
        return self.typed.get(f"{self.code}.{name}", getattr(self.finding, name) if self.finding else None)

    def version(self, name: str) -> int:
        """The version of a field that the page shows."""
        return getattr(self.finding, f"{name}_version") if self.finding else 0

    def verdict(self, evidence: Evidence) -> object:
        """What is held of a piece of evidence: what was typed, else what is kept."""
        kept = self.verdicts.get(evidence.root)
        return self.typed.get(sheets.EVIDENCE + evidence.root, kept.verdict if kept else None)

    def verdict_version(self, evidence: Evidence) -> int:
        """The version of that verdict."""
        kept = self.verdicts.get(evidence.root)
        return kept.verdict_version if kept else 0

    def faults(self, name: str) -> list[str]:
        """What is wrong with one of its fields."""
        return self.errors.get(f"{self.code}.{name}", [])


@dataclass
class Sheet:
    """A page of a desk, an aspect's or all indicators in doubt, with how far the whole sheet is."""

    desk: Desk
    aspect: Aspect | None
    lines: list[Line]
    findings: dict[str, Finding]
    dossier: Dossier

    @property
    def code(self) -> str:
        """The part of the sheet this is, as addresses name it."""
        return self.aspect.code if self.aspect else DOUBTS

    @property
    def levels(self) -> dict[str, int | None]:
        """The levels given so far."""
        return levels_of(self.findings)

    @property
    def done(self) -> int:
        """How many indicators of the whole sheet have a level."""
        return self.of - len(sheets.missing(self.desk.instrument, self.levels))

    @property
    def doubts(self) -> int:
        """How many indicators of the whole sheet are marked as in doubt."""
        return sum(finding.in_doubt for finding in self.findings.values())

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
        if self.aspect is None:
            return None
        aspects = self.desk.instrument.aspects
        place = [one.code for one in aspects].index(self.aspect.code) + step
        return aspects[place] if 0 <= place < len(aspects) else None


def sheet(desk: Desk, code: str) -> Sheet:
    """The page of the aspect `code`, or of all that is in doubt; for an unknown one that of the field saved last."""
    found, findings = dossier(desk.entry), queries.findings(desk.assignment.id)
    aspect = None if code == DOUBTS else found.aspect(code) or _last(desk, findings)
    doubts = [one for one in desk.instrument.indicators if one.code in findings and findings[one.code].in_doubt]
    held = queries.verdicts(desk.assignment.id)
    lines = [
        Line(one, found.answers.get(one.code), found.evidence.get(one.code, []), findings.get(one.code), held)
        for one in (aspect.indicators if aspect else doubts)
    ]
    return Sheet(desk, aspect, lines, findings, found)


def _last(desk: Desk, findings: Mapping[str, Finding]) -> Aspect:
    aspects = desk.instrument.aspects
    last = queries.last_touched(findings) if desk.assignment.state is SheetState.OPEN else ""
    return next((aspect for aspect in aspects if last in {one.code for one in aspect.indicators}), aspects[0])


def levels_of(findings: Mapping[str, Finding]) -> dict[str, int | None]:
    """The levels given so far."""
    return {code: finding.level for code, finding in findings.items()}


def sent(form: Mapping[str, str], lines: Iterable[Line]) -> tuple[dict[str, str], dict[str, int]]:
    """The fields of a page that were posted, and the versions they were typed over; a mark that is off is not posted by browsers."""
    names = [name for line in lines for name in line.names]
    texts = {name: form[name] for name in names if name in form}
    marks = [name for name in names if name.endswith(".in_doubt") and f"{name}.shown" in form]
    texts |= {name: form.get(name, "") for name in marks}
    return texts, {name: seen(form.get(f"{name}.version", "")) for name in texts}
