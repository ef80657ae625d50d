"""Desk evaluation and the plenary of the finalists."""

from bisect import bisect
from datetime import datetime, timedelta

from sqlalchemy import select

from p4comp.accounts import identity
from p4comp.accounts.models import Person
from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.decisions import actions as decisions
from p4comp.decisions.models import Plenary
from p4comp.demo import rules
from p4comp.demo.actions.setting import Season, again, work_queue
from p4comp.judging import actions as judging
from p4comp.judging import queries as judging_queries
from p4comp.judging.models import Assignment, SheetState
from p4comp.judging.rules import conduct
from p4comp.results import actions as results

EVALUATORS, EXPERIENCED = 30, 0.4
ASSIGNED_AT = rules.wib(4, 22, 16)
FIRST_LOCK, LAST_LOCK = rules.wib(4, 23, 8), rules.wib(5, 9, 21)
CATEGORIES = ("OA", "UMUM", "UPP")
TEAMS, TEAM_ENDS = ("UMUM", "UPP", "OA"), (16, 24)  # teams large enough that everybody reads some of a category
ATTENDANCE = "SIMULASI: Tim Sekretariat dan Tim Evaluasi Dokumen."


def assign(season: Season, password_hash: str) -> None:
    """Invite the evaluators and give every verified entry its readings."""
    by = season.secretaries[0]
    with clock.at(ASSIGNED_AT):
        for number in range(1, EVALUATORS + 1):
            email = f"penilai{number:02d}@peraga.invalid"
            judging.add_evaluator(season.edition, name=f"Evaluator {number:02d} (Simulasi)", email=email, by=by, at=ASSIGNED_AT)
            session().flush()
            person = let_sign_in(email, password_hash)
            season.evaluators[person.id] = identity.someone(person)
            _introduce(season, season.evaluators[person.id], TEAMS[bisect(TEAM_ENDS, number - 1)])
        db.commit()
        judging.assign_all(season.edition, by=by, at=ASSIGNED_AT)
        db.commit()


def _introduce(season: Season, who: identity.Someone, category: str) -> None:
    """Let an evaluator of a category's team fill in their profile and accept the code of conduct."""
    lot = judging_queries.profile(who)
    assert lot is not None
    chance, spec = rules.stream("profile", who.email), season.spec
    kinds = sorted({kind for category in spec.categories for kind in category.entrant_types})
    themes = [aspect.code for aspect in spec.instruments[0].aspects]
    profile = judging.Profile(
        is_experienced=chance.random() < EXPERIENCED,
        kinds=chance.sample(kinds, 4),
        themes=chance.sample(themes, min(3, len(themes))),
        categories=[category],
    )
    judging.fill_profile(lot, profile, by=who, at=ASSIGNED_AT)
    judging.accept_conduct(lot, seen=conduct.sha256_of(conduct.text_of(spec.conduct)), by=who, at=ASSIGNED_AT)


def let_sign_in(email: str, password_hash: str) -> Person:
    """Give an invited demo person the demo's password."""
    person = session().execute(select(Person).where(Person.email == email)).scalar_one()
    person.password_hash = password_hash
    session().flush()
    return person


def score(season: Season, until: datetime | None = None) -> None:
    """Let the evaluators lock their sheets up to `until`, or all of them."""
    waiting = list(session().execute(select(Assignment).where(Assignment.state != SheetState.LOCKED)).scalars())
    if until is not None:
        waiting = [one for one in waiting if _moment(one) <= until]
    codes = {entry_id: code for code, entry_id in season.entry_ids.items()}
    filled = [_filled(season, one, codes[one.entry_id]) for one in sorted(waiting, key=_moment)]
    moment = until or LAST_LOCK
    for start, end in rules.pieces(len(filled), 300):
        with clock.at(moment):
            judging.record_sheets(season.edition, filled[start:end])
        db.commit()


def _moment(assignment: Assignment) -> datetime:
    chance = rules.stream("lock", assignment.evaluator.person.email, assignment.entry.institution.code)
    return FIRST_LOCK + (LAST_LOCK - FIRST_LOCK) * chance.random()


def _filled(season: Season, assignment: Assignment, code: str) -> judging.Filled:
    entrant = season.entrants[code]
    instrument = season.spec.instrument_of(entrant.category)
    person = assignment.evaluator.person
    levels = rules.findings(entrant, person.email, [one.code for one in instrument.indicators], instrument.top_level)
    notes = {instrument.indicators[0].code: "SIMULASI: bukti sesuai dengan uraian."}
    return judging.Filled(assignment.id, levels, season.evaluators[person.id], _moment(assignment), notes)


def shortlist(season: Season) -> None:
    """Compute the rankings, propose, confirm by two, and announce the finalists."""
    at = rules.wib(5, 10, 10)
    earlier = at - timedelta(hours=1)
    with clock.at(earlier):
        for category in CATEGORIES:
            judging.ask_ranking(judging_queries.office_of(season.edition, category), by=season.secretaries[0], at=earlier)
        db.commit()
        work_queue()
    again(season)
    with clock.at(at):
        for category in CATEGORIES:
            plenary = judging.propose_shortlist(season.edition, category, by=season.secretaries[0], at=at)
            confirm(season, plenary, at)
    announced = rules.wib(5, 11, 10)
    with clock.at(announced - timedelta(hours=2)):
        results.announce_finalists(season.edition, announced, by=season.secretaries[0], at=announced - timedelta(hours=2))
        db.commit()
    with clock.at(announced):
        work_queue()
    again(season)


def confirm(season: Season, plenary: Plenary, at: datetime) -> None:
    """Type in who was there and let two people confirm."""
    facts = decisions.Facts(held_on=clock.local(at).date(), number="", attendance=ATTENDANCE, notes="SIMULASI")
    decisions.record_facts(plenary, facts, by=season.secretaries[0], at=at)
    for minutes, who in enumerate(season.secretaries[:2]):
        decisions.confirm(plenary, by=who, at=at + timedelta(hours=1, minutes=5 * minutes), seen=plenary.seen)
    db.commit()
