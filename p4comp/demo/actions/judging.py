"""Desk evaluation and the plenary of the finalists."""

from bisect import bisect
from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import select

from p4comp.accounts import identity
from p4comp.accounts.models import Person
from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.demo import rules
from p4comp.demo.actions import meeting
from p4comp.demo.actions.setting import Season, again, work_queue
from p4comp.demo.rules import desk
from p4comp.institutions.models import Institution
from p4comp.judging import actions as judging
from p4comp.judging import queries as judging_queries
from p4comp.judging.models import Assignment, Evaluator, PinKind, SheetState, TieKind
from p4comp.judging.policy import Lot
from p4comp.judging.rules import conduct
from p4comp.judging.rules.moves import LIVE
from p4comp.results import actions as results

EVALUATORS, EXPERIENCED = 30, 0.4
ASSIGNED_AT = rules.wib(4, 22, 16)
CALIBRATED_AT = rules.wib(4, 25, 10)
LAST_LOCK = desk.NIGHTS[1]
CATEGORIES = ("OA", "UMUM", "UPP")
STILL_CALIBRATING = "OA"
TEAMS, TEAM_ENDS = ("UMUM", "UPP", "OA"), (16, 24)  # teams large enough that everybody reads some of a category
FORMERLY, FORMER_EMPLOYER, LEFT_ON = 2, "sim-umum-20", date(2020, 6, 30)
KEPT_APART = 3, "sim-umum-24"


def assign(season: Season, password_hash: str) -> None:
    """Invite the evaluators and give every verified entry its readings; one pair is kept apart beforehand."""
    by = season.secretaries[0]
    with clock.at(ASSIGNED_AT):
        for number in range(1, EVALUATORS + 1):
            email = address(number)
            judging.add_evaluator(season.edition, name=f"Evaluator {number:02d} (Simulasi)", email=email, by=by, at=ASSIGNED_AT)
            session().flush()
            person = let_sign_in(email, password_hash)
            season.evaluators[person.id] = identity.someone(person)
            _introduce(season, season.evaluators[person.id], number)
        db.commit()
        number, code = KEPT_APART
        why = "SIMULASI. Evaluator pernah menjadi narasumber pelatihan di instansi ini."
        apart = evaluator(season, number)
        judging.pin(season.entry(code), apart, PinKind.FORBID, reason=why, by=by, at=ASSIGNED_AT)
        judging.assign_all(season.edition, by=by, at=ASSIGNED_AT)
        db.commit()


def address(number: int) -> str:
    """The e-mail address of an evaluator."""
    return f"penilai{number:02d}@peraga.invalid"


def evaluator(season: Season, number: int) -> Evaluator:
    """An evaluator by number."""
    query = select(Evaluator).join(Evaluator.person).where(Person.email == address(number), Evaluator.edition_id == season.edition.id)
    return session().execute(query).scalar_one()


def _introduce(season: Season, who: identity.Someone, number: int) -> None:
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
        categories=[TEAMS[bisect(TEAM_ENDS, number - 1)]],
    )
    judging.fill_profile(lot, profile, by=who, at=ASSIGNED_AT)
    if number == FORMERLY:
        _tie(lot, who)
    judging.accept_conduct(lot, seen=conduct.sha256_of(conduct.text_of(spec.conduct)), by=who, at=ASSIGNED_AT)


def _tie(lot: Lot, who: identity.Someone) -> None:
    home = session().execute(select(Institution).where(Institution.code == FORMER_EMPLOYER)).scalar_one()
    judging.add_tie(lot, home, TieKind.WORKED, ended_on=LEFT_ON, reason="SIMULASI", by=who, at=ASSIGNED_AT)


def let_sign_in(email: str, password_hash: str) -> Person:
    """Give an invited demo person the demo's password."""
    person = session().execute(select(Person).where(Person.email == email)).scalar_one()
    person.password_hash = password_hash
    session().flush()
    return person


def calibrate(season: Season) -> None:
    """The dossiers that all of a category read are locked first and talked about; one category's round is not ended yet."""
    first = judging_queries.calibration_entries(season.edition.id)
    _record(season, [one for one in _waiting() if one.entry_id in first], CALIBRATED_AT, first)
    with clock.at(CALIBRATED_AT):
        for category in CATEGORIES:
            _discuss(season, category)
        db.commit()
        for category in CATEGORIES:
            if category != STILL_CALIBRATING:
                end_calibration(season, category, CALIBRATED_AT)


def _discuss(season: Season, category: str) -> None:
    found = judging_queries.calibration(season.secretaries[0], category)
    assert found is not None
    judging.note_calibration(found, desk.DISCUSSED[category], seen=0, by=season.secretaries[0], at=CALIBRATED_AT)


def end_calibration(season: Season, category: str, at: datetime) -> None:
    """Open the rest of a category."""
    found = judging_queries.calibration(season.secretaries[0], category)
    assert found is not None
    judging.end_calibration(found, by=season.secretaries[0], at=at)
    db.commit()


def score(season: Season, until: datetime | None = None) -> None:
    """Let the evaluators lock their sheets up to `until`, or all of them; where a calibration round still runs, nobody does."""
    first = judging_queries.calibration_entries(season.edition.id)
    gate = judging_queries.gate(season.edition.id, season.spec)
    waiting = [one for one in _waiting() if not gate.holds(one.entry.category, one.entry_id)]
    if until is not None:
        waiting = [one for one in waiting if _moment(one, first) <= until]
    _record(season, waiting, until or LAST_LOCK, first)


def _waiting() -> list[Assignment]:
    query = select(Assignment).where(Assignment.state.in_(LIVE - {SheetState.LOCKED, SheetState.OPEN}))
    return list(session().execute(query).scalars())


def _record(season: Season, sheets: list[Assignment], moment: datetime, first: Collection[str]) -> None:
    codes = {entry_id: code for code, entry_id in season.entry_ids.items()}
    pieces = judging_queries.pieces_of({one.entry_id for one in sheets})
    sheets = sorted(sheets, key=lambda one: _moment(one, first))
    filled = [_filled(season, one, codes[one.entry_id], pieces.get(one.entry_id, {}), first) for one in sheets]
    for start, end in rules.pieces(len(filled), 300):
        with clock.at(moment):
            judging.record_sheets(season.edition, filled[start:end])
        db.commit()


def _moment(assignment: Assignment, first: Collection[str]) -> datetime:
    email, code = assignment.evaluator.person.email, assignment.entry.institution.code
    return max(desk.lock_moment(email, code, is_first=assignment.entry_id in first), assignment.assigned_at + timedelta(hours=2))


def levels_of(season: Season, code: str, email: str) -> dict[str, int]:
    """The levels an evaluator finds on an entry."""
    entrant = season.entrants[code]
    instrument = season.spec.instrument_of(entrant.category)
    return rules.findings(entrant, email, [one.code for one in instrument.indicators], instrument.top_level)


def _filled(season: Season, assignment: Assignment, code: str, pieces: dict[str, str], first: Collection[str]) -> judging.Filled:
    person = assignment.evaluator.person
    levels, email = levels_of(season, code, person.email), person.email
    return judging.Filled(
        assignment.id,
        levels,
        season.evaluators[person.id],
        _moment(assignment, first),
        desk.notes(email, code, levels),
        desk.remarks(email, code, list(levels)),
        {piece: desk.verdict(email, f"{code}/{indicator}", levels[indicator]) for piece, indicator in pieces.items()},
        desk.minutes(email, code),
    )


def rank(season: Season, at: datetime) -> None:
    """Let the rankings be computed of which there is none, or none of the sheets as they are now."""
    with clock.at(at):
        for category in CATEGORIES:
            known = judging_queries.computed(season.edition.id, category)
            if known.run is not None and not known.is_stale:
                continue
            judging.ask_ranking(judging_queries.office_of(season.edition, category), by=season.secretaries[0], at=at)
        db.commit()
        work_queue()
    again(season)


def shortlist(season: Season) -> None:
    """Propose, confirm by two, and announce the finalists."""
    at = rules.wib(5, 10, 10)
    rank(season, at - timedelta(hours=1))
    with clock.at(at):
        for category in CATEGORIES:
            plenary = judging.propose_shortlist(season.edition, category, by=season.secretaries[0], at=at)
            meeting.hold(season, plenary, at)
    announced = rules.wib(5, 11, 10)
    with clock.at(announced - timedelta(hours=2)):
        results.announce_finalists(season.edition, announced, by=season.secretaries[0], at=announced - timedelta(hours=2))
        db.commit()
    with clock.at(announced):
        work_queue()
    again(season)
