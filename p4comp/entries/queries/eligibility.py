"""Whether an institution may enter, category by category: for its own people, for an operator, and for everybody."""

from dataclasses import dataclass, replace
from datetime import date

from p4comp.competition.models import Edition
from p4comp.competition.policy import Overview
from p4comp.competition.queries import published, spec_of
from p4comp.competition.spec import Category
from p4comp.core.access import Actor
from p4comp.core.clock import arrived
from p4comp.entries.queries.registry import opens_on, verdicts
from p4comp.entries.rules import Answers, Applicant, CategoryCheck, RuleCheck, RuleVerdict, advice, bars, beside, statement_from, ways_on
from p4comp.entries.rules.applicant import Question
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import by_code


def checks(edition: Edition, who: Applicant, answers: Answers, *, since_on: date | None = None) -> tuple[CategoryCheck, ...]:
    """Every category judged by the registry and the answers, each rule with its ways on; no query of its own.

    `since_on` is the system's first day as it was typed into a form, before any answer.
    """
    judged = {one: _verdicts(edition, one, who, answers, since_on) for one in spec_of(edition).categories}
    fitting = tuple(one for one, found in judged.items() if not any(bars(verdict) for verdict in found))
    return tuple(
        CategoryCheck(one, _with_ways(edition, one, who, found, fitting), advice(one, answers) if who.kind in one.entrant_types else ())
        for one, found in judged.items()
    )


def _verdicts(edition: Edition, category: Category, who: Applicant, answers: Answers, since_on: date | None) -> tuple[RuleVerdict, ...]:
    said = statement_from(category, answers)
    return beside(category, answers, verdicts(edition, category, who, replace(said, system_since_on=since_on or said.system_since_on)))


def _with_ways(
    edition: Edition, category: Category, who: Applicant, found: tuple[RuleVerdict, ...], fitting: tuple[Category, ...]
) -> tuple[RuleCheck, ...]:
    rules = {rule.code: rule for rule in category.rules}
    asking = Question(category, who, statement_from(category, {}), edition.number, opens_on(edition), rulings=spec_of(edition).rulings)
    return tuple(RuleCheck(one, ways_on(one, asking.about(rules.get(one.rule)), fitting)) for one in found)


@dataclass(frozen=True)
class PublicCheck:
    """An institution before everybody's eyes: nothing but the registry's name and the public archive; no entry is looked at."""

    institution: Institution
    view: Overview
    category: Category | None = None


def public_check(actor: Actor, code: str, category: str = "") -> PublicCheck | None:
    """An institution of today and the published edition; None for any other, and for an unknown category."""
    view, institution = published(actor), by_code(code, on=arrived())
    if view is None or institution is None:
        return None
    wanted = view.spec.category(category) if category else None
    return PublicCheck(institution, view, wanted) if wanted or not category else None
