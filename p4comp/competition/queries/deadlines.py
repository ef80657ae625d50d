"""The deadline ledger as pages show it."""

from dataclasses import dataclass

from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition, Extension
from p4comp.competition.queries.editions import calendar
from p4comp.competition.rules import days
from p4comp.competition.spec import Stage
from p4comp.core.db import everything, session


@dataclass(frozen=True)
class Signed:
    """A row of the ledger and who wrote it; nobody if the portal did."""

    row: Extension
    person: Person | None


def signed_ledger(edition: Edition) -> list[Signed]:
    """All rows with their writers, the latest first."""
    query = select(Extension, Person).outerjoin(Person, Person.id == Extension.person_id).where(Extension.edition_id == edition.id)
    return [Signed(row, person) for row, person in session().execute(query.order_by(Extension.made_at.desc(), Extension.id))]


def concerns(edition: Edition) -> list[str]:
    """What speaks against the day on which an edition closes its registration; the ledger applied."""
    closes = calendar(edition).window(Stage.REGISTRATION).closes
    return days.concerns(closes, edition.zone) if closes else []


def general_ledger(edition: Edition) -> list[Extension]:
    """The rows everybody may read: those for all or for a category, never for one entry."""
    query = select(Extension).where(Extension.edition_id == edition.id, Extension.entry_id == "")
    return everything(query.order_by(Extension.made_at.desc(), Extension.id))
