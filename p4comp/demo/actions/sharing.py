"""After the award: invented finalists share practices, others apply them. No real institution is given words."""

from sqlalchemy import select

from p4comp.accounts.identity import Someone
from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.demo.actions.setting import Season
from p4comp.demo.rules import library
from p4comp.demo.rules.library import Shared
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.practices import actions, queries
from p4comp.practices.actions import Noted
from p4comp.practices.models import Practice
from p4comp.practices.rules import MOST_PRACTICES


def share(season: Season) -> None:
    """Some practices are published, the last one waits for the secretariat; three institutions apply the first ones."""
    finalists = _invented(season)
    if not finalists:
        return
    places = [one for _round in range(MOST_PRACTICES) for one in finalists]
    made = [_write(season, *place, shared) for place, shared in zip(places, library.SHARED, strict=False)]
    with clock.at(library.PUBLISHED_AT):
        for practice in made[: library.PUBLISHED]:
            case = queries.case(season.secretaries[0], practice.id)
            assert case is not None
            actions.publish(case, by=season.secretaries[0], at=library.PUBLISHED_AT)
        db.commit()
    chosen = (made[0], made[1 % len(made)], made[min(7, len(made) - 1)])
    for practice, code, words in zip(chosen, library.ADOPTERS, library.ADOPTED, strict=True):
        _adopt(season.members[code], practice, words)


def _invented(season: Season) -> list[tuple[str, str]]:
    """The invented finalists: entry and institution's code, by name."""
    query = select(Entry.id, Institution.code).join(Institution, Institution.id == Entry.institution_id)
    query = query.join(DecisionLine, DecisionLine.subject_id == Entry.id).join(Decision, Decision.id == DecisionLine.decision_id)
    query = query.where(Decision.edition_id == season.edition.id, Decision.purpose == Purpose.FINALISTS, Institution.is_invented)
    return [(row[0], row[1]) for row in session().execute(query.order_by(Institution.code)) if row[1] in season.members]


def _write(season: Season, entry_id: str, code: str, shared: Shared) -> Practice:
    by = season.members[code]
    with clock.at(library.WRITTEN_AT):
        invited = queries.invited(by, entry_id)
        assert invited is not None
        practice = actions.begin(invited, by=by, at=library.WRITTEN_AT)
        for name, text in shared.texts.items():
            actions.save(practice, name, text, seen=0, by=by, at=library.WRITTEN_AT)
        actions.send(practice, by=by, at=library.WRITTEN_AT)
    with clock.at(library.CONSENTED_AT):
        actions.consent(practice, by=by, at=library.CONSENTED_AT)
        db.commit()
    return practice


def _adopt(by: Someone, practice: Practice, words: str) -> None:
    with clock.at(library.ADOPTED_AT):
        found = queries.adopting(by, practice.code or "")
        assert found is not None
        noted = Noted(what=words, since_on=library.SINCE, result="", is_shown=True)
        adoption = actions.adopt(found, found.institutions[0], noted, by=by, at=library.ADOPTED_AT)
    with clock.at(library.CONFIRMED_AT):
        adopted = queries.adopted(by, adoption.id)
        assert adopted is not None
        actions.confirm_adoption(adopted, by=by, at=library.CONFIRMED_AT)
        db.commit()
