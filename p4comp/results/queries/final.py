"""The final ranking of an edition, for the secretariat and auditors only."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import load_only

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision, DecisionLine, Plenary, PlenaryState, Purpose
from p4comp.entries.models import Entry
from p4comp.interviews.queries import interview_results
from p4comp.interviews.rules.scoring import InterviewResult
from p4comp.judging.queries import DeskResult, desk_results
from p4comp.results.policy import Office, Standing
from p4comp.results.rules import final

Named = Sequence[tuple[str, str, str]]


def final_inputs(edition: Edition, category: str) -> tuple[dict[str, Any], list[str]]:
    """All the final ranking of a category needs, as plain values; and the finalists for whom juror sheets are missing."""
    finalists = _finalists(edition.id).get(category, [])
    return _inputs(edition, category, finalists, interview_results(edition.id, category), _desk(edition, finalists))


def _desk(edition: Edition, finalists: Named) -> Mapping[str, DeskResult]:
    return desk_results(edition.id, only=[entry_id for entry_id, _name, _institution in finalists])


def _inputs(
    edition: Edition, category: str, finalists: Named, heard: Mapping[str, InterviewResult], desk: Mapping[str, DeskResult]
) -> tuple[dict[str, Any], list[str]]:
    waiting = [name for entry_id, name, _institution in finalists if entry_id not in heard or not heard[entry_id].is_complete]
    entries = [
        {
            "id": entry_id,
            "name": name,
            "institution_id": institution_id,
            "totals": list(heard[entry_id].totals),
            "aspects": {code: list(scores) for code, scores in heard[entry_id].marks.items()},
            "desk": desk[entry_id].total if entry_id in desk else None,
        }
        for entry_id, name, institution_id in sorted(finalists)
        if entry_id in heard and heard[entry_id].totals
    ]
    return final.plan_inputs(competition.spec_of(edition), category) | {"entries": entries}, waiting


def _finalists(edition_id: str) -> dict[str, list[tuple[str, str, str]]]:
    """The decided finalists by category: entry, name and institution."""
    query = (
        select(Decision.category, DecisionLine.subject_id, DecisionLine.subject_name, Entry.institution_id)
        .join(DecisionLine, DecisionLine.decision_id == Decision.id)
        .join(Entry, Entry.id == DecisionLine.subject_id)
        .where(Decision.edition_id == edition_id, Decision.purpose == Purpose.FINALISTS)
    )
    found: dict[str, list[tuple[str, str, str]]] = {}
    for category, entry_id, name, institution_id in db.session().execute(query.order_by(DecisionLine.subject_name)):
        found.setdefault(category, []).append((entry_id, name, institution_id))
    return found


def office(actor: Actor, slug: str, category: str = "") -> Office | None:
    """The end of an edition, or of one category of it, as staff see it; nobody else knows of it."""
    edition = competition.by_slug(slug) if is_staff(actor) else None
    if edition is None:
        return None
    spec = competition.spec_of(edition)
    codes = [one.code for one in spec.categories if category in ("", one.code)]
    if not codes:
        return None
    lists = _lists(edition.id)
    finalists = tuple(one for one in lists if one.purpose is Purpose.FINALISTS)
    winners = {one.category: one for one in lists if one.purpose is Purpose.WINNERS}
    return Office(edition, spec, _standings(edition, codes, winners), finalists)


def _lists(edition_id: str) -> list[Decision]:
    """The edition's decisions, without their big snapshots."""
    columns = load_only(Decision.purpose, Decision.category, Decision.code, Decision.announced_at)
    return db.everything(select(Decision).where(Decision.edition_id == edition_id).options(columns).order_by(Decision.category))


def _standings(edition: Edition, codes: Sequence[str], decided: Mapping[str, Decision]) -> tuple[Standing, ...]:
    finalists, heard = _finalists(edition.id), interview_results(edition.id)
    plenaries = {plenary.category: plenary for plenary in _plenaries(edition.id)}
    spec = competition.spec_of(edition)
    desk = _desk(edition, [one for ones in finalists.values() for one in ones])
    found = []
    for code in codes:
        inputs, waiting = _inputs(edition, code, finalists.get(code, []), heard, desk)
        category = spec.category(code)
        name = category.name if category else code
        found.append(Standing(code, name, final.rank(inputs), waiting, plenaries.get(code), decided.get(code)))
    return tuple(found)


def _plenaries(edition_id: str) -> list[Plenary]:
    """The live plenaries on winners, without their big proposals."""
    query = select(Plenary).where(
        Plenary.edition_id == edition_id, Plenary.purpose == Purpose.WINNERS, Plenary.state != PlenaryState.WITHDRAWN
    )
    return db.everything(query.options(load_only(Plenary.category, Plenary.state, Plenary.number)))
