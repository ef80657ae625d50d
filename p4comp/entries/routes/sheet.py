"""One aspect's sheet as its page shows it: what is kept, what was typed, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from p4comp.competition.spec import Aspect, Indicator
from p4comp.core.access import Actor
from p4comp.core.autosave import Clash, seen
from p4comp.core.errors import Invalid
from p4comp.entries import actions
from p4comp.entries.models import Answer, Entry, Evidence
from p4comp.entries.queries import Dossier
from p4comp.entries.rules import too_long, words_in

FIELDS = ("level", "narrative")


@dataclass
class Line:
    """An indicator on the sheet. `typed` holds what was sent where that could not be kept."""

    indicator: Indicator
    answer: Answer | None
    evidence: list[Evidence]
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    def shown(self, name: str) -> object:
        """What stands in a field: what was typed, else what is kept."""
        if name in self.typed:
            return self.typed[name]
        return getattr(self.answer, name) if self.answer else None

    @property
    def levels(self) -> list[tuple[int, str]]:
        """The rubric as choices."""
        return list(enumerate(self.indicator.rubric))

    @property
    def is_wrong(self) -> bool:
        """Whether something sent for it could not be kept as it was."""
        return bool(self.errors or self.clashes)

    @property
    def is_kept(self) -> bool:
        """Whether all that was typed is saved, faulty or not."""
        return not self.typed

    def version(self, name: str) -> int:
        """The version of a field that the page shows."""
        return getattr(self.answer, f"{name}_version") if self.answer else 0


def sheet(dossier: Dossier, aspect: Aspect) -> list[Line]:
    """The aspect's indicators with what is kept of them."""
    return [Line(one, dossier.answers.get(one.code), dossier.evidence.get(one.code, [])) for one in aspect.indicators]


def fill(entry: Entry, lines: list[Line], sent: Mapping[str, str], *, by: Actor, at: datetime) -> bool:
    """Save every field that was sent; whether all of it is well. What cannot be kept stays in the lines, with its fault.

    A field named in `theirs` is left as it is kept: its writer chose the other's version.
    """
    for line in lines:
        for name in FIELDS:
            key = f"{line.code}.{name}"
            if key in sent and sent.get("theirs") != key:
                _take(entry, line, name, sent[key], seen(sent.get(f"{key}.version", "")), by, at)
    return not any(line.is_wrong for line in lines)


def _take(entry: Entry, line: Line, name: str, text: str, seen: int, by: Actor, at: datetime) -> None:
    try:
        saved = actions.save(entry, line.code, name, text, seen=seen, by=by, at=at)
    except Invalid as error:
        line.typed[name], line.errors[name] = text, [error.message]
        return
    if isinstance(saved, Clash):
        line.typed[name], line.clashes[name] = text, saved
    if name == "narrative" and words_in(text) > line.indicator.word_limit:
        line.errors[name] = [too_long(line.indicator, words_in(text))]
