"""What a field of a dossier held before."""

from dataclasses import dataclass

from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.competition.spec import Aspect, Indicator
from p4comp.core.access import Actor
from p4comp.core.db import everything
from p4comp.entries.models import Answer, AnswerVersion
from p4comp.entries.policy import Case
from p4comp.entries.queries.dossier import AspectCase
from p4comp.entries.queries.dossier import indicator as of_indicator
from p4comp.entries.rules.history import Wrote, in_goes

FIELDS = ("level", "narrative")


@dataclass(frozen=True)
class History:
    """A field with all it held, the newest first; `names` are those of the writers."""

    of: AspectCase
    indicator: Indicator
    field: str
    versions: list[Wrote]
    names: dict[str, str]

    @property
    def case(self) -> Case:
        """The case of the dossier."""
        return self.of.case

    @property
    def aspect(self) -> Aspect:
        """The aspect of the field."""
        return self.of.aspect

    @property
    def current(self) -> int:
        """The version that counts."""
        answer = self.of.dossier.answers.get(self.indicator.code)
        return getattr(answer, f"{self.field}_version") if answer else 0

    def version(self, number: int) -> Wrote | None:
        """One version."""
        return next((one for one in self.versions if one.version == number), None)


def history(actor: Actor, entry_id: str, indicator: str, field: str) -> History | None:
    """What a field of a visible dossier held, in two queries beside the dossier's."""
    found = of_indicator(actor, entry_id, indicator) if field in FIELDS else None
    one = found.dossier.instrument.indicator(indicator) if found else None
    if found is None or one is None:
        return None
    before = select(AnswerVersion).where(AnswerVersion.entry_id == entry_id, AnswerVersion.indicator == indicator)
    before = before.where(AnswerVersion.field == field)
    versions = [Wrote(row.version, row.value, row.saved_at, row.saved_by) for row in everything(before)]
    answer = found.dossier.answers.get(indicator)
    if answer is not None and (getattr(answer, f"{field}_version") or getattr(answer, field) not in (None, "")):
        versions.append(_now(answer, field))
    goes = in_goes(versions)
    people = everything(select(Person).where(Person.id.in_({one.by for one in goes})))
    return History(found, one, field, goes, {person.id: person.name for person in people})


def _now(answer: Answer, field: str) -> Wrote:
    value = getattr(answer, field)
    return Wrote(getattr(answer, f"{field}_version"), "" if value is None else str(value), *answer.written(field))
