"""Who takes tables and summaries along: whoever may compare a category's entries, and nobody else."""

from dataclasses import dataclass
from datetime import datetime

from p4comp.core.access import Actor, Verdict
from p4comp.entries.models import Entry
from p4comp.judging.models import Export
from p4comp.judging.policy.office import Office, may_compare


@dataclass(frozen=True)
class Exported:
    """An own table that is made, with its category's office."""

    office: Office
    export: Export


@dataclass(frozen=True)
class Summary:
    """An entry whose sheets are shown side by side, with its category's office."""

    office: Office
    entry: Entry


def may_take(actor: Actor, exported: Exported, at: datetime) -> Verdict:
    """A table is taken by whoever may still compare the entries."""
    return may_compare(actor, exported.office, at)


def may_summarise(actor: Actor, summary: Summary, at: datetime) -> Verdict:
    """An entry's sheets are shown to whoever may compare the entries."""
    return may_compare(actor, summary.office, at)


def names_evaluators(actor: Actor, office: Office) -> bool:
    """Who scored what is told by name to those who evaluate nothing themselves in this edition."""
    return not actor.has("evaluator", office.edition.id)
