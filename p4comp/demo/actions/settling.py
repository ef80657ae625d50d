"""Where sheets lie too far apart: readers agree a finding, disagree, or have not talked yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.demo import rules
from p4comp.demo.actions.setting import Season
from p4comp.demo.rules import desk
from p4comp.entries.models import Entry
from p4comp.judging import actions as judging
from p4comp.judging import queries
from p4comp.judging.models import Agreement, AgreementState, Assignment, Divergence, ReasonCode, SheetState
from p4comp.judging.policy import Case
from p4comp.judging.rules.reconciling import spread

BEGAN_AT, ENDED_AT = rules.wib(4, 29, 8, 30), rules.wib(5, 9, 22)
ROUNDS = 21
LEFT = 2


def begin(season: Season) -> None:
    """By the visit some are agreed, some proposed, some refused, the others wait; of the guide's one waits for the guide's word."""
    with clock.at(BEGAN_AT):
        cases = [(entry_id, _readers(season, entry_id)) for entry_id in _unsettled()]
        guide = next(key for key, who in season.evaluators.items() if who.email == rules.READER)
        for entry_id, readers in [one for one in cases if guide in one[1]][:1]:
            _talk(season, entry_id, readers, BEGAN_AT, agrees=True)
        for number, (entry_id, readers) in enumerate(one for one in cases if guide not in one[1]):
            if number % 3 == 0:
                _agree(season, entry_id, readers, BEGAN_AT)
            elif number % 3 == 1:
                _talk(season, entry_id, readers, BEGAN_AT, agrees=number % 2 == 0)
        db.commit()


def finish(season: Season) -> None:
    """All but a few are agreed before the plenary."""
    with clock.at(ENDED_AT):
        waiting = _unsettled()
        for entry_id in waiting[: max(0, len(waiting) - LEFT)]:
            _agree(season, entry_id, _readers(season, entry_id), ENDED_AT)
        db.commit()


def _unsettled() -> list[str]:
    query = select(Divergence.entry_id).join(Divergence.entry).where(Divergence.settled_at.is_(None))
    return list(session().execute(query.order_by(Entry.institution_name)).scalars())


def _readers(season: Season, entry_id: str) -> list[str]:
    """The people who read an entry and still are evaluators, those of the guides last, so that they find something to answer."""
    query = select(Assignment).where(Assignment.entry_id == entry_id, Assignment.state == SheetState.LOCKED)
    people = [one.evaluator.person for one in session().execute(query).scalars() if one.evaluator.is_active]
    guides = {guide.email for guide in rules.GUIDES}
    return [one.id for one in sorted(people, key=lambda one: (one.email in guides, one.email))]


def _case(season: Season, person_id: str, entry_id: str) -> Case:
    found = queries.case(season.evaluators[person_id], entry_id)
    assert found is not None
    return found


def _agree(season: Season, entry_id: str, readers: Sequence[str], at: datetime) -> None:
    """Agree findings, the widest difference first, until the sheets lie close enough."""
    for _round in range(ROUNDS):
        case = _case(season, readers[0], entry_id)
        if case.divergence.settled_at is not None:
            return
        made = case.standing(_widest(case)) or _propose(season, case, readers[0], at)
        _say(season, made, entry_id, [one for one in readers if one not in _voices(season, made)], at)


def _talk(season: Season, entry_id: str, readers: Sequence[str], at: datetime, *, agrees: bool) -> None:
    """Propose a finding; the next reader refuses it, or nobody but the proposer has spoken yet."""
    made = _propose(season, _case(season, readers[0], entry_id), readers[0], at)
    if not agrees and len(readers) > 1:
        voice = queries.voice(season.evaluators[readers[1]], entry_id, made.id)
        assert voice is not None
        judging.say(voice, agrees=False, note=desk.DISAGREES, by=season.evaluators[readers[1]], at=at)


def _widest(case: Case) -> str:
    """The indicator on which the sheets lie furthest apart that is not agreed yet."""
    agreed = {one.indicator for one in case.agreements if one.state is AgreementState.AGREED}
    levels = [{code: case.level(sheet, code) for code in case.differing()} for sheet in case.sheets]
    left = [code for code in case.differing() if code not in agreed]
    return max(left, key=lambda code: (spread(levels, code), code))


def _propose(season: Season, case: Case, person_id: str, at: datetime) -> Agreement:
    code = _widest(case)
    given = [level for sheet in case.sheets if (level := case.level(sheet, code)) is not None]
    level = desk.middle(given)
    reason, words = desk.ground(given, level)
    what = judging.Proposed(code, level, ReasonCode(reason), words)
    made = judging.propose_agreement(case, what, by=season.evaluators[person_id], at=at)
    session().flush()
    return made


def _voices(season: Season, made: Agreement) -> set[str]:
    query = select(Assignment).where(Assignment.entry_id == made.entry_id, Assignment.state == SheetState.LOCKED)
    known = {one.evaluator_id: one.evaluator.person_id for one in session().execute(query).scalars()}
    return {known[one.evaluator_id] for one in made.voices}


def _say(season: Season, made: Agreement, entry_id: str, readers: Sequence[str], at: datetime) -> None:
    for person_id in readers:
        voice = queries.voice(season.evaluators[person_id], entry_id, made.id)
        assert voice is not None
        judging.say(voice, agrees=True, by=season.evaluators[person_id], at=at)
        session().flush()
