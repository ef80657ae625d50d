"""Giving dossiers out: computed, looked at as a difference, approved. Nobody is given anything before."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Window
from p4comp.core import audit, canonical, jobs, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import everything, new_id, session
from p4comp.core.errors import Refused
from p4comp.judging import policy, queries
from p4comp.judging.actions.conflicts import recheck
from p4comp.judging.models import Assignment, Calibration, Evaluator, Proposal
from p4comp.judging.queries.sharing import BARRED, FORBIDDEN, MOVED, Sharing, sharing
from p4comp.judging.rules import linkage
from p4comp.judging.rules.assignment import ALGORITHM, Answer, Pair, Shortage, share
from p4comp.judging.rules.moves import MOVES, SheetState
from p4comp.judging.rules.narrowing import FEWEST
from p4comp.judging.rules.proposals import MOVES as STATES
from p4comp.judging.rules.proposals import ProposalState

AT_ONCE = 60_000
"""From so many pairs of entry and evaluator on the queue computes."""
WHY = {MOVED: "Pembagian diatur ulang.", FORBIDDEN: "Pasangan dilarang sekretariat."}


@dataclass(frozen=True)
class Outcome:
    """What giving out did: how many readings it made, which entries stay short and by how many."""

    made: int = 0
    shortages: list[Shortage] = field(default_factory=list)


def propose(edition: Edition, *, moves_waiting: bool = False, by: Actor, at: datetime) -> Proposal:
    """Begin a proposal in place of any other; a big one is computed by the queue."""
    demand(policy.may_assign(by, queries.office_of(edition), at))
    for old in everything(queries.open_proposals(edition.id).with_for_update()):
        old.state = STATES.after(old.state, "drop")
    count = session().execute(select(Proposal.id).where(Proposal.edition_id == edition.id)).all()
    seed = f"{spec_of(edition).plan.lot_seed}:penugasan:{len(count) + 1}"
    made = Proposal(edition_id=edition.id, state=ProposalState.WAITING, moves_waiting=moves_waiting, seed=seed, made_by=by.id, made_at=at)
    session().add(made)
    session().flush()
    if queries.pairs_to_weigh(edition.id) > AT_ONCE:
        made.job_id = jobs.later("judging.compute_assignment", made.id).id
    else:
        settle(made, weigh(edition, made))
    return made


Weighed = tuple[str, dict[str, Any]]


def weigh(edition: Edition, proposal: Proposal) -> Weighed:
    """Ask the database and the solver: what the answer was made from, by its hash, and the answer; nothing is written."""
    found = sharing(edition, proposal.seed, moves_waiting=proposal.moves_waiting)
    return found.basis(proposal.seed), _written(found, share(found.asked, seed=proposal.seed))


def settle(proposal: Proposal, weighed: Weighed) -> None:
    """Write the answer down, ready to be looked at."""
    proposal.state = STATES.after(proposal.state, "compute")
    proposal.basis, proposal.found = weighed


def _written(found: Sharing, answer: Answer) -> dict[str, Any]:
    """The answer as plain values: the difference, loads before and after, what cannot be met and why, who stands apart."""
    held = {one.pair: one for one in found.held}
    final = {*answer.pairs, *found.shared}
    taken = [[*_plain(one), why] for one, why in found.gone.values()]
    taken += [[*_plain(one), MOVED] for pair, one in held.items() if pair not in final]
    kept = {one.pair for one in found.kept} | (held.keys() & final)
    return {
        "algorithm": ALGORITHM,
        "solver": f"ortools {version('ortools')}",
        "added": sorted(list(pair) for pair in final - held.keys()),
        "taken": sorted(taken),
        "kept": len(kept),
        "calibration": found.calibration,
        "shortages": [[one.entry_id, one.missing, one.barred, one.ground.value] for one in answer.shortages],
        "below": answer.below,
        "loads": _loads(found, kept | final),
        "worst": answer.worst,
        "demand": sum(found.asked.wanted.values()),
        "capacity": _capacity(found),
        "apart": _apart(found, kept | final),
        "few": _few(found, kept | final),
    }


def _plain(one: Any) -> list[str]:
    return [one.id, one.entry_id, one.evaluator_id]


def _loads(found: Sharing, final: Iterable[Pair]) -> dict[str, list[int | None]]:
    """By evaluator the readings before and after, and the most they take."""
    gone = [one for one, _why in found.gone.values()]
    before = Counter(one.evaluator_id for one in [*found.kept, *found.held, *gone])
    after = Counter(one for _entry, one in final)
    return {one.id: [before[one.id], after[one.id], found.rooms[one.id]] for one in found.people}


def _capacity(found: Sharing) -> int | None:
    """How many further readings all evaluators together take; None where one of them states no bound."""
    if any(found.rooms[one.id] is None for one in found.people):
        return None
    loads = Counter(one.evaluator_id for one in found.kept)
    return sum(max(0, (found.rooms[one.id] or 0) - loads[one.id]) for one in found.people)


def _apart(found: Sharing, final: Iterable[Pair]) -> dict[str, list[str]]:
    """By category the evaluators whom no chain of shared dossiers links to the others."""
    categories, pairs = {one.id: one.category for one in found.entries}, defaultdict(list)
    for pair in final:
        pairs[categories[pair[0]]].append(pair)
    return {category: apart for category, own in sorted(pairs.items()) if (apart := linkage.apart(own))}


def _few(found: Sharing, final: Iterable[Pair]) -> dict[str, list[str]]:
    """By category the evaluators who read fewer dossiers of it than they can be compared by."""
    categories = {one.id: one.category for one in found.entries}
    counts = Counter((categories[entry], one) for entry, one in final)
    few: dict[str, list[str]] = defaultdict(list)
    for (category, one), number in sorted(counts.items()):
        if number < FEWEST:
            few[category].append(one)
    return dict(few)


def approve(proposal: Proposal, *, by: Actor, at: datetime) -> Outcome:
    """Let a proposal take effect as it was looked at; Refused where anything it was made from has changed since."""
    edition = session().get_one(Edition, proposal.edition_id)
    demand(policy.may_assign(by, queries.office_of(edition), at))
    session().flush()
    session().refresh(proposal, ["state"], with_for_update=True)
    target = STATES.after(proposal.state, "approve")
    found = sharing(edition, proposal.seed, moves_waiting=proposal.moves_waiting)
    if found.basis(proposal.seed) != proposal.basis:
        raise Refused(_("Evaluator, berkas, atau benturan kepentingan sudah berubah sejak rancangan ini dihitung. Buat rancangan baru."))
    proposal.state, proposal.answered_by, proposal.answered_at = target, by.id, at
    return _carry_out(edition, proposal, found, by=by, at=at)


def _carry_out(edition: Edition, proposal: Proposal, found: Sharing, *, by: Actor, at: datetime) -> Outcome:
    content = proposal.found
    recheck(edition, by=by, at=at)
    _take([row for row in content["taken"] if row[3] != BARRED], by=by, at=at)
    session().add_all(Calibration(edition_id=edition.id, entry_id=one, chosen_at=at) for one in content["calibration"])
    pairs = [(entry, one) for entry, one in content["added"]]
    _insert(pairs, at)
    _tell(edition, found.people, pairs, at)
    shortages = [Shortage(entry, missing, barred, ground) for entry, missing, barred, ground in content["shortages"]]
    told = {"count": len(pairs), "taken": len(content["taken"]), "short": len(shortages), "seed": proposal.seed, "proposal": proposal.id}
    told |= {"algorithm": content["algorithm"], "solver": content["solver"], "basis": proposal.basis}
    audit.record("assignments.made", edition, by=by, at=at, sha256=canonical.sha256(sorted(pairs)), **told)
    return Outcome(len(pairs), shortages)


def _take(rows: list[list[str]], *, by: Actor, at: datetime) -> None:
    why = {row[0]: row[3] for row in rows}
    for one in everything(select(Assignment).where(Assignment.id.in_(list(why))).with_for_update()) if why else ():
        one.state, one.reason = MOVES.after(one.state, "withdraw"), WHY[why[one.id]]
        audit.record("assignment.withdrawn", one, by=by, at=at, reason=one.reason)


def _insert(pairs: list[Pair], at: datetime) -> None:
    if pairs:
        given = {"state": SheetState.ASSIGNED, "assigned_at": at, "reason": "", "statement": ""}
        rows = [{"id": new_id(), "entry_id": entry, "evaluator_id": evaluator, **given} for entry, evaluator in pairs]
        session().execute(insert(Assignment), rows)


def _tell(edition: Edition, people: list[Evaluator], pairs: list[Pair], at: datetime) -> None:
    number: Counter[str] = Counter(evaluator for _entry, evaluator in pairs)
    window = queries.office_of(edition).window
    for one in people:
        if number[one.id]:
            tell(edition, one, number[one.id], window, at)


def tell(edition: Edition, one: Evaluator, number: int, window: Window, at: datetime) -> None:
    """Write to an evaluator how many dossiers came, never whose."""
    mail.to_person("judging/mail/assigned.txt", one.person, at=at, edition=edition, number=number, window=window)


def drop(proposal: Proposal, *, by: Actor, at: datetime) -> None:
    """Leave a proposal; nothing has changed."""
    proposal.state = STATES.after(proposal.state, "drop")
    proposal.answered_by, proposal.answered_at = by.id, at
    audit.record("proposal.dropped", proposal, by=by, at=at)


def assign_all(edition: Edition, *, by: Actor, at: datetime) -> Outcome:
    """Propose and approve at once, for imports and demos; run again it only fills what is missing."""
    proposal = propose(edition, by=by, at=at)
    if proposal.state is ProposalState.WAITING:
        settle(proposal, weigh(edition, proposal))
    return approve(proposal, by=by, at=at)
