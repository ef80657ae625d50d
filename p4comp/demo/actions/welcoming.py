"""All finalists are invited to the award before anybody knows who won; most answer, the guides' institutions at their visitors' leisure."""

from datetime import datetime

from p4comp.accounts.identity import Someone
from p4comp.core import clock, db
from p4comp.demo import rules
from p4comp.demo.actions.setting import Season
from p4comp.results.actions import guests
from p4comp.results.actions.guests import Terms
from p4comp.results.policy.guests import Gathering, Guest
from p4comp.results.queries import guests as queries
from p4comp.results.rules.answers import NOBODY

INVITED_AT, ANSWERED_AT, LATE_AT = rules.wib(6, 1, 11), rules.wib(6, 1, 15), rules.wib(6, 9, 10)
TERMS = Terms(rules.wib(6, 16, 19), "SIMULASI. Aula Rekaan, Jalan Contoh Nomor 1, Jakarta", rules.wib(6, 10, 16), 4)
SILENT, AWAY = 5, 11


def invite(season: Season) -> None:
    """All finalists are asked; by the final plenary most have answered, but for the guides' and every fifth."""
    secretary = season.secretaries[0]
    with clock.at(INVITED_AT):
        guests.invite(_gathering(season), TERMS, by=secretary, at=INVITED_AT)
        db.commit()
    guides = {guide.email for guide in rules.GUIDES}
    with clock.at(ANSWERED_AT):
        for number, one in enumerate(_gathering(season).guests):
            if number % SILENT and _member(season, one).email not in guides:
                _answer(season, one, number, ANSWERED_AT)
        db.commit()


def settle(season: Season) -> None:
    """The rest answers as well."""
    with clock.at(LATE_AT):
        for number, one in enumerate(_gathering(season).silent):
            _answer(season, one, number, LATE_AT)
        db.commit()


def _gathering(season: Season) -> Gathering:
    found = queries.gathering(season.secretaries[0], season.edition.slug)
    assert found is not None  # the secretariat sees its edition
    return found


def _member(season: Season, one: Guest) -> Someone:
    code = next(code for code, entry_id in season.entry_ids.items() if entry_id == one.entry.id)
    return season.members[code]


def _answer(season: Season, one: Guest, number: int, at: datetime) -> None:
    """Every eleventh cannot come; heads lead the others, with two to four people."""
    said = {"name": f"SIMULASI Pimpinan {number + 1}", "position": f"Pimpinan {one.entry.institution_name}"[:200]}
    coming = NOBODY | said | {"persons": 2 + number % 3}
    guests.answer(one, None if number % AWAY == AWAY - 1 else coming, by=_member(season, one), at=at)
