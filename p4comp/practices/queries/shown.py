"""A published practice as anybody reads it. One that was withdrawn or removed keeps its address and nothing else."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from p4comp.competition import queries as competition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.practices.models import Adoption, Practice, PracticeFile, PracticeVersion
from p4comp.practices.rules import AdoptionState


@dataclass(frozen=True)
class Shown:
    """A practice with the version that is read; `version` is None once it has ended. `award` is what its entry won, by the lists in force."""

    practice: Practice
    version: PracticeVersion | None
    award: str = ""
    files: tuple[PracticeFile, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    adopted: int = 0

    @property
    def content(self) -> dict[str, Any]:
        """What the version holds."""
        return self.version.content if self.version else {}

    @property
    def is_newest(self) -> bool:
        """Whether no later version was published."""
        return self.version is not None and self.version.number == self.practice.published_number


def shown(_actor: Actor, code: str) -> Shown | None:
    """The newest version."""
    practice = _practice(code)
    return _shown(practice, practice.published_number) if practice else None


def shown_version(_actor: Actor, code: str, number: int) -> Shown | None:
    """An earlier version, which stays readable as long as the practice does."""
    practice = _practice(code)
    return _shown(practice, number) if practice and 0 < number <= (practice.published_number or 0) else None


def _practice(code: str) -> Practice | None:
    query = select(Practice).where(Practice.code == code, Practice.published_number.is_not(None))
    return db.first(query.options(joinedload(Practice.edition)))


def _shown(practice: Practice, number: int | None) -> Shown | None:
    if not practice.is_public:
        return Shown(practice, None)
    version = db.first(select(PracticeVersion).where(PracticeVersion.practice_id == practice.id, PracticeVersion.number == number))
    if version is None:
        return None
    files = _files(practice, [one["id"] for one in version.content["files"]])
    return Shown(practice, version, _award(practice), files, _adoptions(practice), _count(practice))


def _files(practice: Practice, ids: list[str]) -> tuple[PracticeFile, ...]:
    query = select(PracticeFile).where(PracticeFile.practice_id == practice.id, PracticeFile.id.in_(ids))
    known = {one.id: one for one in db.everything(query.options(joinedload(PracticeFile.file)))} if ids else {}
    return tuple(known[one] for one in ids if one in known)


def _award(practice: Practice) -> str:
    """What the institution is called for it: the award's name, else the category's finalist; nothing once it is on no list."""
    listed = select(Decision.purpose, DecisionLine.award).join(DecisionLine, DecisionLine.decision_id == Decision.id)
    rows = db.session().execute(listed.where(DecisionLine.subject_id == practice.entry_id, in_force(clock.arrived()))).all()
    lists = {row[0]: row[1] for row in rows}
    category = competition.spec_of(practice.edition).category(practice.category)
    if category is None or not lists:
        return ""
    if Purpose.WINNERS in lists:
        return next((one.name for one in category.awards if one.code == lists[Purpose.WINNERS]), category.name)
    return category.name


def _adoptions(practice: Practice) -> tuple[Adoption, ...]:
    query = select(Adoption).where(Adoption.practice_id == practice.id, Adoption.state == AdoptionState.CONFIRMED, Adoption.is_shown)
    return tuple(db.everything(query.order_by(Adoption.institution_name, Adoption.id).limit(100)))


def _count(practice: Practice) -> int:
    query = select(func.count(Adoption.id)).where(Adoption.practice_id == practice.id, Adoption.state == AdoptionState.CONFIRMED)
    return db.first(query) or 0


def public_file(_actor: Actor, code: str, file_id: str) -> PracticeFile | None:
    """A file of the version that anybody reads."""
    practice = _practice(code)
    if practice is None or not practice.is_public:
        return None
    numbered = (PracticeVersion.practice_id == practice.id, PracticeVersion.number == practice.published_number)
    version = db.first(select(PracticeVersion).where(*numbered))
    ids = [one["id"] for one in version.content["files"]] if version else []
    return next(iter(_files(practice, [file_id])), None) if file_id in ids else None
