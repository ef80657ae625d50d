"""When jurors and finalists can come: asked for, answered by most, by each on their own clock."""

from datetime import datetime, timedelta

from p4comp.accounts.identity import Someone
from p4comp.core import clock, db
from p4comp.demo import rules
from p4comp.demo.actions.setting import Season
from p4comp.demo.rules import week
from p4comp.interviews.actions import availability
from p4comp.interviews.policy.availability import Times
from p4comp.interviews.queries import jurors, timetable
from p4comp.interviews.queries.availability import call, zone_of
from p4comp.interviews.rules import grid

WAKING = timedelta(hours=10)


def gather(season: Season) -> None:
    """Ask everybody until the next morning and let them answer."""
    with clock.at(week.SEATED_AT):
        availability.ask(season.edition, week.ASKED_UNTIL, by=season.secretaries[0], at=week.SEATED_AT)
        for number, juror in enumerate(sorted(jurors(season.edition.id), key=lambda one: one.person.email), 1):
            zone = zone_of(juror, season.edition)
            times = Times(season.edition, season.spec, juror.person.name, zone, juror=juror, call=call(season.edition.id))
            _answer(times, week.said_by_juror(number, _starts(times)), season.jurors[juror.person_id], juror.person.email)
        _finalists(season)
        db.commit()


def _finalists(season: Season) -> None:
    codes = {entry_id: code for code, entry_id in season.entry_ids.items()}
    for entry in timetable.finalists(season.edition, week.SEATED_AT):
        code, zone = codes[entry.id], entry.institution.zone
        if week.is_silent(code):
            continue
        times = Times(season.edition, season.spec, entry.institution_name, zone, entry=entry, call=call(season.edition.id))
        by = season.secretaries[1] if week.answers_by_phone(code) else season.members[code]
        _answer(times, week.said(code, _starts(times), zone), by, code)


def _cells(times: Times) -> list[grid.Cell]:
    found = grid.days(times.spec.interview, times.spec.zone, times.zone)
    return [cell for cells in found.values() for cell in cells]


def _starts(times: Times) -> list[datetime]:
    return [cell.starts_at for cell in _cells(times)]


def _answer(times: Times, words: list[str], by: Someone, name: str) -> None:
    moment = week.SEATED_AT + WAKING * rules.stream("answered", name).random()
    choices = dict(zip(_cells(times), words, strict=True))
    note = (week.JURORS_NOTE if times.juror else week.NOTE) if len(set(words)) > 1 else ""
    availability.answer(times, choices, note=note, seen=0, by=by, at=moment)
