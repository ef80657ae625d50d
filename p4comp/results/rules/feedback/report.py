"""What a report says of an entry: claimed beside found, the next level, strengths and gaps by stated rules. Plain values in, plain values out.

    {"format": "p4comp-feedback/1", "edition", "category", "institution", "readings", "top", "score", "sources": [{"code", "sha256"}],
     "aspects": [{"code", "name", "weight", "claimed", "found", "field": {...} or None, "indicators": [{"code", "name", "weight",
     "claimed", "found", "next": {"level", "text"} or None}]}], "assessed": 48, "strengths": [codes], "gaps": [codes],
     "outcome": {"list", "award", "rules": [texts]}, "interview": {"score", "scale", "criteria": [{"name", "weight", "mean"}]} or None}

Found on an indicator is the level that the readers agreed, else the mean of the locked sheets; of an aspect the mean by weight.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, fsum
from typing import Any

from p4comp.competition.spec import Aspect, Indicator, Instrument
from p4comp.judging.rules.ranking import mean, rounded
from p4comp.results.rules.feedback import spread

FORMAT = "p4comp-feedback/1"
DECIMALS = 2
MOST = 3
GOOD_FROM_TOP, POOR_SHARE, NOTABLE = 1, 0.6, 1.0
Facts = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """What is known of one indicator of an entry: the claim, the locked sheets' levels, the level agreed if there is one."""

    claimed: int | None = None
    levels: Sequence[int] = ()
    agreed: int | None = None

    @property
    def found(self) -> float | None:
        """The level found, None where nobody kept one."""
        if self.agreed is not None:
            return float(self.agreed)
        return mean(self.levels, DECIMALS) if self.levels else None


@dataclass(frozen=True)
class Assessed:
    """An entry that somebody has read to the end: what was claimed and found, how often it was read, what came of it."""

    id: str
    name: str
    reads: Mapping[str, Read]
    readings: int
    score: float | None = None
    outcome: Mapping[str, Any] = field(default_factory=dict)
    interview: Mapping[str, Any] | None = None


def next_level(found: float | None, indicator: Indicator) -> dict[str, Any] | None:
    """The level above the one that is fully reached, with its text; None at the top and where nothing was found."""
    if found is None or floor(found) >= len(indicator.rubric) - 1:
        return None
    level = floor(found) + 1
    return {"level": level, "text": indicator.rubric[level]}


def weighted(values: Mapping[str, float | None], indicators: Sequence[Indicator]) -> float:
    """The mean by weight; what was not stated counts as nothing, as it does in the score."""
    weight = fsum(one.weight for one in indicators)
    total = fsum(one.weight * (values.get(one.code) or 0.0) for one in indicators)
    return rounded(total / weight, DECIMALS) if weight else 0.0


def aspect_found(one: Assessed, aspect: Aspect) -> float:
    """What was found on an aspect."""
    return weighted({code: read.found for code, read in one.reads.items()}, aspect.indicators)


def fields(instrument: Instrument, assessed: Sequence[Assessed]) -> dict[str, dict[str, Any] | None]:
    """How all assessed entries of a category lie, aspect by aspect; None where they are too few to show without telling who."""
    return {
        aspect.code: spread.spread([aspect_found(one, aspect) for one in assessed], instrument.top_level) for aspect in instrument.aspects
    }


def report(one: Assessed, instrument: Instrument, field_of: Mapping[str, Any], assessed: int) -> Facts:
    """The facts of an entry's report, without the names that edition and category have."""
    aspects = [_aspect(one, aspect, field_of.get(aspect.code)) for aspect in instrument.aspects]
    lines = [line for aspect in aspects for line in aspect["indicators"]]
    return {
        "format": FORMAT,
        "institution": one.name,
        "readings": one.readings,
        "top": instrument.top_level,
        "score": one.score,
        "assessed": assessed,
        "aspects": aspects,
        "strengths": strengths(lines, instrument.top_level),
        "gaps": gaps(lines, instrument.top_level),
        "outcome": dict(one.outcome),
        "interview": dict(one.interview) if one.interview else None,
    }


def _aspect(one: Assessed, aspect: Aspect, lies: Any) -> Facts:
    claimed = weighted({code: read.claimed for code, read in one.reads.items()}, aspect.indicators)
    found = {"code": aspect.code, "name": aspect.name, "weight": aspect.weight, "claimed": claimed, "found": aspect_found(one, aspect)}
    return found | {"field": lies, "indicators": [_indicator(one.reads.get(line.code, Read()), line) for line in aspect.indicators]}


def _indicator(read: Read, line: Indicator) -> Facts:
    values = {"code": line.code, "name": line.name, "weight": line.weight, "claimed": read.claimed, "found": read.found}
    return values | {"next": next_level(read.found, line)}


def strengths(lines: Sequence[Facts], top: int) -> list[str]:
    """At most three indicators found one level below the top or higher: the highest first, of equals the heavier."""
    good = [line for line in lines if line["found"] is not None and line["found"] >= top - GOOD_FROM_TOP]
    return [line["code"] for line in sorted(good, key=lambda line: (-line["found"], -line["weight"]))[:MOST]]


def gaps(lines: Sequence[Facts], top: int) -> list[str]:
    """At most three indicators found at three fifths of the top or lower: what costs most of the score first."""
    poor = [line for line in lines if line["found"] is not None and line["found"] <= top * POOR_SHARE]
    return [line["code"] for line in sorted(poor, key=lambda line: -line["weight"] * (top - line["found"]))[:MOST]]


def differences(facts: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The indicators claimed a level or more above what was found, and those found a level or more above what was claimed."""
    lines = [
        line for aspect in facts["aspects"] for line in aspect["indicators"] if line["claimed"] is not None and line["found"] is not None
    ]
    above = [line["code"] for line in lines if line["claimed"] - line["found"] >= NOTABLE]
    return above, [line["code"] for line in lines if line["found"] - line["claimed"] >= NOTABLE]


def is_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a report says something else of its own entry; that only the others lie elsewhere makes no new version."""
    return _own(old) != _own(new)


def _own(facts: Mapping[str, Any]) -> Facts:
    kept = {key: value for key, value in facts.items() if key not in {"sources", "assessed"}}
    return kept | {"aspects": [{key: value for key, value in one.items() if key != "field"} for one in facts["aspects"]]}
