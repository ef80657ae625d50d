"""The final ranking of an edition, for the secretariat and auditors only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, load_only

from p4comp.accounts.policy import is_staff
from p4comp.competition import own_sheets
from p4comp.competition import queries as competition
from p4comp.competition.final_terms import FinalStage
from p4comp.competition.models import Edition
from p4comp.competition.spec import EditionSpec
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, DecisionLine, Plenary, PlenaryState, Purpose
from p4comp.entries.models import Entry
from p4comp.institutions.queries import relation
from p4comp.institutions.rules.conflicts import Relation
from p4comp.interviews.queries import interview_results
from p4comp.interviews.rules.scoring import InterviewResult
from p4comp.judging.queries import DeskResult, aspect_scores, desk_results
from p4comp.results.policy import Correction, Office, Standing
from p4comp.results.queries import score_tables
from p4comp.results.queries.deserted import deserted
from p4comp.results.rules import final

Named = Sequence[tuple[str, str, str]]


def final_inputs(edition: Edition, category: str) -> tuple[dict[str, Any], list[str]]:
    """All the final ranking of a category needs, as plain values; and the finalists for whom juror sheets are missing."""
    own = competition.spec_of(edition).category(category)
    if own is not None and own.scoring is not None:
        return score_tables.figure_inputs(edition, own, score_tables.counting(edition.id).get(category, [])), []
    finalists = _finalists(edition.id).get(category, [])
    return _inputs(edition, category, finalists, interview_results(edition.id, category), _desk(edition, finalists))


def _desk(edition: Edition, finalists: Named) -> Mapping[str, DeskResult]:
    return desk_results(edition.id, only=[entry_id for entry_id, _name, _institution in finalists])


def _inputs(
    edition: Edition, category: str, finalists: Named, heard: Mapping[str, InterviewResult], desk: Mapping[str, DeskResult]
) -> tuple[dict[str, Any], list[str]]:
    plan = final.plan_inputs(competition.spec_of(edition), category)
    if competition.spec_of(edition).plan.final_stage == FinalStage.DESK:
        return _desk_inputs(edition, category, finalists, desk, plan)
    waiting = [name for entry_id, name, _institution in finalists if entry_id not in heard or not heard[entry_id].is_complete]
    unread = {entry_id: name for entry_id, name, _institution in finalists if "stages" in plan and entry_id not in desk}
    waiting += [_("%(name)s (evaluasi dokumen)", name=name) for name in unread.values()]
    entries = [
        {
            "id": entry_id,
            "name": name,
            "institution_id": institution_id,
            "totals": list(heard[entry_id].totals),
            "aspects": {code: list(scores) for code, scores in heard[entry_id].marks.items()},
            "desk": desk[entry_id].total if entry_id in desk else None,
            **({} if heard[entry_id].correction is None else {"correction": heard[entry_id].correction}),
        }
        for entry_id, name, institution_id in sorted(finalists)
        if entry_id in heard and heard[entry_id].totals and entry_id not in unread
    ]
    return plan | {"entries": entries}, waiting


def _desk_inputs(
    edition: Edition, category: str, finalists: Named, desk: Mapping[str, DeskResult], plan: dict[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """The same where the desk evaluation alone decides: its score is the one sheet, its aspects are the criteria."""
    waiting = [name for entry_id, name, _institution in finalists if entry_id not in desk]
    aspects = aspect_scores(edition, category, [entry_id for entry_id, _name, _institution in finalists if entry_id in desk])
    entries = [
        {
            "id": entry_id,
            "name": name,
            "institution_id": institution_id,
            "totals": [desk[entry_id].total],
            "aspects": aspects[entry_id],
            "desk": desk[entry_id].total,
        }
        for entry_id, name, institution_id in sorted(finalists)
        if entry_id in desk
    ]
    return plan | {"entries": entries}, waiting


def _finalists(edition_id: str) -> dict[str, list[tuple[str, str, str]]]:
    """The decided finalists by category: entry, name and institution."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for category, entry_id, name, institution_id in db.session().execute(_named(), {"edition_id": edition_id}):
        found.setdefault(category, []).append((entry_id, name, institution_id))
    return found


@cache
def _named() -> Select[str, str, str, str]:
    """The query, made once: making it costs more than asking it."""
    return (
        select(Decision.category, DecisionLine.subject_id, DecisionLine.subject_name, Entry.institution_id)
        .join(DecisionLine, DecisionLine.decision_id == Decision.id)
        .join(Entry, Entry.id == DecisionLine.subject_id)
        .where(Decision.edition_id == bindparam("edition_id"), Decision.purpose == Purpose.FINALISTS, decisions.newest())
        .order_by(DecisionLine.subject_name)
    )


def office(actor: Actor, slug: str, category: str = "") -> Office | None:
    """The end of an edition, or of one category of it, as staff see it; nobody else knows of it."""
    edition = competition.by_slug(slug) if is_staff(actor) else None
    if edition is None:
        return None
    spec = competition.spec_of(edition)
    codes = [one.code for one in spec.categories if category in ("", one.code)]
    if not codes:
        return None
    lists, at = _lists(edition.id), clock.arrived()
    by_purpose = {purpose: decisions.standing_lists([one for one in lists if one.purpose is purpose], at) for purpose in Purpose}
    winners = {one.category: one for one in by_purpose[Purpose.WINNERS]}
    corrections = tuple(one for one in lists if one.is_published_correction and one.replacement is None and not one.is_known(at))
    standings = tuple(_seen(actor, edition.id, standing) for standing in _standings(edition, codes, winners))
    finalists = tuple(by_purpose[Purpose.FINALISTS])
    gone = frozenset[str]() if category else _deserted(edition, spec, finalists)
    return Office(edition, spec, standings, finalists, corrections, gone)


def office_of_lists(actor: Actor, slug: str) -> Office | None:
    """The end of an edition without its rankings: what is decided and announced, and what is closed to whoever asks."""
    edition = competition.by_slug(slug) if is_staff(actor) else None
    if edition is None:
        return None
    spec, lists, at = competition.spec_of(edition), _lists(edition.id), clock.arrived()
    winners, finalists = (
        decisions.standing_lists([one for one in lists if one.purpose is purpose], at) for purpose in (Purpose.WINNERS, Purpose.FINALISTS)
    )
    bonds = _bonds(actor, winners)
    decided = {one.category: one for one in winners}
    bare = [Standing(one.code, one.name, (), [], None, decided.get(one.code), relation=bonds.get(one.code)) for one in spec.categories]
    standings = tuple(_closed(actor, edition.id, one) for one in bare)
    return Office(edition, spec, standings, tuple(finalists), deserted=_deserted(edition, spec, finalists))


def _deserted(edition: Edition, spec: EditionSpec, finalists: Sequence[Decision]) -> frozenset[str]:
    return deserted(edition.id, spec.categories, {one.category for one in finalists})


def _bonds(actor: Actor, decided: Sequence[Decision]) -> dict[str, Relation | None]:
    """What binds the person to those whom the decided lists rank, by category; no query for whoever works for no institution."""
    if not actor.institutions:
        return {}
    query = select(Plenary.category, Plenary.concerned).join(Decision, Decision.plenary_id == Plenary.id)
    found = db.session().execute(query.where(Decision.id.in_([one.id for one in decided])))
    return {category: relation(actor, concerned) for category, concerned in found}


def _closed(actor: Actor, edition_id: str, standing: Standing) -> Standing:
    is_known = standing.decision is not None and standing.decision.is_known(clock.arrived())
    hidden = own_sheets.hides(actor, edition_id, standing.code) or (standing.relation is not None and not is_known)
    rows, inputs = ((), {}) if hidden else (standing.rows, standing.inputs)
    return replace(standing, rows=rows, inputs=inputs, hidden=hidden)


def _seen(actor: Actor, edition_id: str, standing: Standing) -> Standing:
    """The standing with what binds the person to those ranked, and without its rows for whom it is closed.

    That is whoever still scores in the category, and until its winners are announced whoever is bound to one of those ranked.
    """
    bond = relation(actor, [row["institution_id"] for row in standing.rows])
    return _closed(actor, edition_id, replace(standing, relation=bond))


def _lists(edition_id: str) -> list[Decision]:
    """The edition's decisions, without their big snapshots."""
    wanted = (Decision.purpose, Decision.category, Decision.code, Decision.announced_at, Decision.replaces_id, Decision.reason)
    query = select(Decision).where(Decision.edition_id == edition_id).order_by(Decision.category, Decision.decided_at)
    chain = (joinedload(one).load_only(Decision.code, Decision.announced_at) for one in (Decision.replaces, Decision.replacement))
    return db.everything(query.options(load_only(*wanted), *chain))


def correction(actor: Actor, slug: str, decision_id: str) -> Correction | None:
    """A correction of an announced list, as staff announce it; nobody else knows of it."""
    edition = competition.by_slug(slug) if is_staff(actor) else None
    if edition is None:
        return None
    decision = db.first(db.held(select(Decision), Decision).where(Decision.id == decision_id, Decision.edition_id == edition.id))
    return Correction(edition, decision) if decision and decision.is_published_correction else None


def _standings(edition: Edition, codes: Sequence[str], decided: Mapping[str, Decision]) -> tuple[Standing, ...]:
    finalists, heard = _finalists(edition.id), interview_results(edition.id)
    plenaries = {plenary.category: plenary for plenary in _plenaries(edition.id)}
    spec = competition.spec_of(edition)
    desk = _desk(edition, [one for ones in finalists.values() for one in ones])
    tables = score_tables.counting(edition.id) if any(one.scoring for one in spec.categories) else {}
    found = []
    for code in codes:
        category, waiting = spec.category(code), list[str]()
        if category is not None and category.scoring is not None:
            inputs = score_tables.figure_inputs(edition, category, tables.get(code, []))
        else:
            inputs, waiting = _inputs(edition, code, finalists.get(code, []), heard, desk)
        name = category.name if category else code
        found.append(Standing(code, name, final.rank(inputs), waiting, plenaries.get(code), decided.get(code), inputs=inputs))
    return tuple(found)


def _plenaries(edition_id: str) -> list[Plenary]:
    """The live plenaries on winners, without their big proposals."""
    query = select(Plenary).where(
        Plenary.edition_id == edition_id,
        Plenary.purpose == Purpose.WINNERS,
        Plenary.state != PlenaryState.WITHDRAWN,
        Plenary.replaces_id.is_(None),
    )
    return db.everything(query.options(load_only(Plenary.category, Plenary.state, Plenary.number)))
