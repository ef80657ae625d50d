"""What the annex of the decree prints: the winners decided, category by category; for the secretariat and auditors only."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import load_only, selectinload

from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision
from p4comp.results.policy import Office
from p4comp.results.queries.final import office
from p4comp.results.queries.nominees import called
from p4comp.results.rules.annex import Block, Form, blocks


@dataclass(frozen=True)
class Part:
    """A category with the decision in force on its winners, and its lists."""

    name: str
    winners: int
    decision: Decision
    blocks: tuple[Block, ...]
    is_ordered: bool


@dataclass(frozen=True)
class Annex:
    """The winners of all categories in one form."""

    office: Office
    form: Form
    parts: tuple[Part, ...]

    @property
    def is_ranked(self) -> bool:
        """Whether any of its lists tells an order."""
        return self.form is Form.RANKED

    @property
    def decree(self) -> Decision | None:
        """The decision whose decree all its lists share, once that is typed in."""
        numbers = {part.decision.decree_number for part in self.parts}
        return self.parts[0].decision if self.parts and len(numbers) == 1 and numbers != {""} else None


def annex(actor: Actor, slug: str, form: str) -> Annex | None:
    """The annex in a form; the ranked one exists only where the plan lets the order of a category be told."""
    place = office(actor, slug) if form in tuple(Form) else None
    ordered = [one.code for one in place.spec.categories if one.award_terms.is_ordered] if place else []
    if place is None or (form == Form.RANKED and not ordered):
        return None
    decided = {one.category: one for one in decided_lists([one.id for one in place.decisions])}
    lines = called(decided, place.spec.categories)
    parts = tuple(
        Part(one.name, one.winners, decided[one.code], blocks(one, lines[one.code], Form(form)), one.code in ordered)
        for one in place.spec.categories
        if one.code in decided
    )
    return Annex(place, Form(form), parts)


def decided_lists(ids: list[str]) -> list[Decision]:
    """These decisions with their lines, without the big snapshots."""
    wanted = load_only(
        Decision.category, Decision.code, Decision.sha256, Decision.decree_number, Decision.decree_on, Decision.decree_signatory
    )
    return db.everything(select(Decision).where(Decision.id.in_(ids)).options(wanted, selectinload(Decision.lines)))
