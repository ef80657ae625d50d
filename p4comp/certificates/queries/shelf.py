"""The secretariat's desk: an edition's decisions with their certificates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from p4comp.certificates.models import LISTED, Certificate, PrintItem
from p4comp.certificates.queries.held import Held
from p4comp.certificates.queries.runs import Progress, latest
from p4comp.certificates.rules.runs import ItemState
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.jobs import Job, JobState
from p4comp.decisions.models import Decision, Purpose


@dataclass(frozen=True)
class Stack:
    """A decision and the certificates issued on it; `failed` could not be printed, `missing` are still to be issued on it, `run` prints them."""

    decision: Decision
    category_name: str
    certificates: list[Certificate]
    failed: int
    missing: int
    run: Progress | None = None

    @property
    def printed(self) -> int:
        """How many certificates have their file."""
        return sum(certificate.pdf_sha256 is not None for certificate in self.certificates)

    @property
    def is_of_winners(self) -> bool:
        """Whether it is the list of winners."""
        return self.decision.purpose is Purpose.WINNERS


@dataclass(frozen=True)
class Shelf:
    """An edition's decisions with the certificates issued on each."""

    edition: Edition
    stacks: list[Stack]


def shelf(actor: Actor, slug: str) -> Shelf | None:
    """All decisions of an edition and their certificates; nothing is looked up for others, whose waiting would tell of it."""
    edition = competition.by_slug(slug)
    if edition is None:
        return None
    if not actor.has("secretariat"):
        return Shelf(edition, [])
    wanted = (
        select(Decision).where(Decision.edition_id == edition.id).options(selectinload(Decision.lines), joinedload(Decision.replacement))
    )
    decisions = db.everything(wanted.order_by(Decision.purpose.desc(), Decision.category, Decision.decided_at))
    kept = db.everything(
        select(Certificate).where(Certificate.edition_id == edition.id, Certificate.kind.in_(LISTED)).order_by(Certificate.institution_name)
    )
    awards = {(line.decision_id, line.subject_id): line.award for decision in decisions for line in decision.lines}
    held = [Held(one, awards.get((one.decision_id, one.entry_id or ""), "")) for one in kept]
    lists = {one.id: (one.purpose, one.category) for one in decisions}
    runs = latest(edition.id) if kept else {}
    failed = _failed(runs.values()) if any(one.pdf_sha256 is None for one in kept) else set()
    stacks = [_stack(edition, decision, _same_list(decision, held, lists), failed) for decision in decisions]
    return Shelf(edition, [replace(stack, run=runs.get(stack.decision.id)) for stack in stacks])


def _same_list(decision: Decision, held: list[Held], lists: Mapping[str, tuple[str, str]]) -> list[Held]:
    return [one for one in held if lists[one.certificate.decision_id] == (decision.purpose, decision.category)]


def _stack(edition: Edition, decision: Decision, held: list[Held], failed: set[str]) -> Stack:
    category = competition.spec_of(edition).category(decision.category)
    own = [one.certificate for one in held if one.certificate.decision_id == decision.id]
    broken = sum(one.pdf_sha256 is None and one.id in failed for one in own)
    missing = sum(not any(one.covers(line) for one in held) for line in decision.lines)
    return Stack(decision, category.name if category else decision.category, own, broken, missing)


def _failed(runs: Iterable[Progress]) -> set[str]:
    """Ids of the certificates whose printing was given up, alone or in a run; runs are asked only where one tells of failures."""
    rows = session().execute(select(Job.arguments).where(Job.task == "certificates.print", Job.state == JobState.FAILED))
    broken = [one.run.id for one in runs if one.failed]
    query = select(PrintItem.certificate_id).where(PrintItem.state == ItemState.FAILED, PrintItem.run_id.in_(broken))
    return {arguments[0] for (arguments,) in rows} | (set(session().execute(query).scalars()) if broken else set())
