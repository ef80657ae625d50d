"""What may be carried to each indicator, and what is ticked before anybody has looked: nothing that would take the place of something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from p4comp.entries.rules.carrying.differing import Part, parts
from p4comp.entries.rules.carrying.matching import TRUSTED, Asked, Kind, kind_of
from p4comp.entries.rules.completeness import Claim, words_in


@dataclass(frozen=True)
class OldFile:
    """A file of the earlier dossier; `dated_at` is when its content first came, `is_old` says that this was before the time now assessed."""

    id: str
    sha256: str
    name: str
    size: int
    dated_at: datetime
    is_old: bool = False


@dataclass(frozen=True)
class Source:
    """An earlier dossier: what was asked, what was answered, the files by indicator; `label` says whose and of which edition it is."""

    key: str
    label: str
    asked: tuple[Asked, ...]
    claims: Mapping[str, Claim]
    files: Mapping[str, Sequence[OldFile]]

    def indicator(self, code: str) -> Asked | None:
        """The indicator with this code."""
        return next((one for one in self.asked if one.code == code), None)


NOTHING = Claim(None, "")


@dataclass(frozen=True)
class Offer:
    """An indicator of the new instrument, the earlier one it is paired with, and both dossiers' word on it. `there` are hashes of files it has."""

    new: Asked
    old: Asked | None
    limit: int
    here: Claim = NOTHING
    before: Claim = NOTHING
    files: Sequence[OldFile] = ()
    there: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def kind(self) -> Kind:
        """What became of the earlier indicator."""
        return kind_of(self.new, self.old)

    @cached_property
    def parts(self) -> list[Part]:
        """What is asked otherwise."""
        return parts(self.old, self.new) if self.old and self.kind is not Kind.SAME else []

    @property
    def has_same_rubric(self) -> bool:
        """Whether a level means what it meant."""
        return self.old is not None and self.old.levels == self.new.levels

    @property
    def has_narrative(self) -> bool:
        """Whether there is a text to carry that does not stand here already."""
        return bool(self.before.narrative.strip()) and self.before.narrative != self.here.narrative

    @property
    def has_level(self) -> bool:
        """Whether there is a level to carry that this rubric has and that is not claimed already."""
        return self.before.level is not None and self.before.level < len(self.new.rubric) and self.before.level != self.here.level

    @cached_property
    def new_files(self) -> list[OldFile]:
        """The files that do not prove it already."""
        return [one for one in self.files if one.sha256 not in self.there]

    @property
    def has_any(self) -> bool:
        """Whether there is anything to carry."""
        return self.has_narrative or self.has_level or bool(self.new_files)

    @property
    def is_plain(self) -> bool:
        """Whether nobody has to decide anything: the same is asked, and nothing stands here yet."""
        return self.kind is Kind.SAME and self.has_any and self.here.level is None and not self.here.narrative.strip()

    @property
    def surplus(self) -> int:
        """How many words the earlier text has beyond the new limit."""
        return max(0, words_in(self.before.narrative) - self.limit)

    @property
    def ticks_narrative(self) -> bool:
        """Ticked from the start: the text, where the question is recognised and nothing was written."""
        return self.has_narrative and self.kind in TRUSTED and not self.here.narrative.strip()

    @property
    def ticks_level(self) -> bool:
        """Ticked from the start: the level, where the rubric is the same and none was chosen."""
        return self.has_level and self.kind in TRUSTED and self.has_same_rubric and self.here.level is None

    def ticks(self, file: OldFile) -> bool:
        """Ticked from the start: a file of the time assessed, where the question is recognised."""
        return self.kind in TRUSTED and not file.is_old
