"""The interview week: a panel is seated, finalists are placed, heard step by step, and scored."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from p4comp.accounts import identity
from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.demo import rules
from p4comp.demo.actions import inviting, observing, wishing
from p4comp.demo.actions.judging import let_sign_in
from p4comp.demo.actions.setting import Season
from p4comp.demo.rules import week
from p4comp.institutions.models import Institution
from p4comp.interviews import actions as interviews
from p4comp.interviews.actions import people
from p4comp.interviews.actions.sittings import step
from p4comp.interviews.models import Interview, Juror, JurorSheet, Sitting
from p4comp.interviews.policy import Lineup, Seated
from p4comp.interviews.policy.people import Appointed
from p4comp.interviews.queries import jurors
from p4comp.interviews.queries.panels import seats
from p4comp.interviews.rules import conduct
from p4comp.interviews.rules.day import SITTINGS, Stage
from p4comp.interviews.rules.states import InterviewState, SheetState

JURORS, CHAIR = 5, "juri2@peraga.invalid"
EMPLOYERS = {"juri4@peraga.invalid": "sim-upp-60"}
"""A juror whose employer lives by another clock."""
LEFT_OPEN = ((rules.wib(5, 24, 15, 20), "juri5@peraga.invalid", 1), (rules.wib(5, 25, 9, 5), "juri1@peraga.invalid", 0))
"""Sheets that are not locked at once: of which interview, whose, and how many scores they still lack."""
SCORED_SO_FAR = {"juri2@peraga.invalid": 2, "juri3@peraga.invalid": 1}
"""How many criteria of the running interview were scored, by juror."""
TO_LOCK = timedelta(minutes=4)


def place(season: Season, password_hash: str) -> None:
    """Invite five jurors to one panel, ask who can come when, place all finalists."""
    with clock.at(week.SEATED_AT):
        _seat(season, password_hash)
        db.commit()
    wishing.gather(season)
    with clock.at(week.PLACED_AT):
        interviews.place_all(season.edition, by=season.secretaries[0], at=week.PLACED_AT)
        db.commit()
    inviting.prepare(season)
    with clock.at(week.INVITED_AT):
        _declare(season, week.INVITED_AT)
        db.commit()


def _seat(season: Season, password_hash: str) -> None:
    """The jurors by decree, with profile and promise; one of them takes the chair."""
    by, at = season.secretaries[0], week.SEATED_AT
    panel = interviews.add_panel(season.edition, "Panel A", by=by, at=at)
    for number in range(1, JURORS + 1):
        email = f"juri{number}@peraga.invalid"
        interviews.add_juror(panel, f"Juri {number} (Simulasi)", email, decree_number=week.DECREE, by=by, at=at)
        session().flush()
        person = let_sign_in(email, password_hash)
        season.jurors[person.id] = identity.someone(person)
    for juror in jurors(season.edition.id):
        _promise(season, juror, at)
    taken = tuple(seats(season.edition.id))
    chair = next(one for one in taken if one.juror.person.email == CHAIR)
    interviews.name_chair(Seated(Lineup(season.edition, panel, taken), chair), by=by, at=at)


def _promise(season: Season, juror: Juror, at: datetime) -> None:
    """A juror accepts the code of conduct and states what they know."""
    found, who = Appointed(juror, season.edition, season.spec), season.jurors[juror.person_id]
    people.accept_conduct(found, seen=conduct.sha256_of(conduct.text_for(season.spec.conduct)), by=who, at=at)
    chance = rules.stream("profile", who.email)
    kinds = sorted({kind for category in season.spec.categories for kind in category.entrant_types})
    themes = [aspect.code for aspect in season.spec.instruments[0].aspects]
    employer = session().execute(select(Institution).where(Institution.code == EMPLOYERS.get(who.email))).scalar_one_or_none()
    profile = people.Profile(employer, chance.sample(kinds, 3), chance.sample(themes, min(2, len(themes))))
    people.fill_profile(found, profile, by=who, at=at)


def _declare(season: Season, at: datetime) -> None:
    """The jurors state that they have no conflict of interest, but for the last two days: a visitor may see how it is done."""
    early = select(JurorSheet).join(Interview).where(JurorSheet.state == SheetState.ASSIGNED, Interview.starts_at < rules.wib(5, 27, 0))
    for sheet in session().execute(early).scalars().all():
        interviews.declare(sheet, False, by=season.jurors[sheet.juror.person_id], at=at)


def open_day(season: Season, until: datetime) -> None:
    """The week up to the moment the demo opens in: one is heard, the next waits, one has not come in time, a few sheets are open."""
    inviting.come_to_today(season)
    _hear(season, until, late=week.LATE)
    with clock.at(until):
        by, codes = season.secretaries[0], _codes(season)
        rows = {row.starts_at: row for row in session().execute(_placed()).scalars()}
        step(rows[week.LATE], "delay", by=by, at=week.LATE + timedelta(minutes=3))
        running = rows[week.RUNNING]
        for verb, moment in week.course(codes[running.entry_id], running.starts_at).items():
            if moment < until:
                step(running, verb, by=by, at=moment)
        _score_so_far(season, running, until)
        db.commit()
    observing.begin(season)


def _score_so_far(season: Season, running: Interview, at: datetime) -> None:
    for sheet in session().execute(select(JurorSheet).where(JurorSheet.interview_id == running.id)).scalars().all():
        _fill(season, sheet, SCORED_SO_FAR.get(sheet.juror.person.email, 0), at)
    for moment, email, lacking in LEFT_OPEN:
        query = select(JurorSheet).join(Interview).where(Interview.starts_at == moment, Interview.state != InterviewState.CANCELLED)
        sheet = next(one for one in session().execute(query).scalars() if one.juror.person.email == email)
        _fill(season, sheet, -lacking if lacking else None, at)


def _fill(season: Season, sheet: JurorSheet, number: int | None, at: datetime) -> None:
    """Score the first criteria of a sheet and leave it open."""
    record = _record(season, sheet, _codes(season), at)
    for code, score in list(record.scores.items())[:number]:
        interviews.save(sheet, f"{code}.score", score, seen=0, by=record.by, at=at)


def finish(season: Season, until: datetime) -> None:
    """The rest of the week, and the look on the spot."""
    inviting.finish(season)
    _hear(season, until)
    observing.finish(season)


def _placed() -> Select[Interview]:
    return select(Interview).where(Interview.state == InterviewState.PLACED).order_by(Interview.starts_at)


def _codes(season: Season) -> dict[str, str]:
    return {entry_id: code for code, entry_id in season.entry_ids.items()}


def _hear(season: Season, until: datetime, late: datetime | None = None) -> None:
    """Hold the interviews that are over by `until`, but for the `late` one, and lock the jurors' sheets on them."""
    codes = _codes(season)
    over = [one for one in session().execute(_placed()).scalars() if one.ends_at <= until and one.starts_at != late]
    courses = {one.id: week.course(codes[one.entry_id], one.starts_at) for one in over}
    with clock.at(until):
        for one in sorted(over, key=lambda row: courses[row.id]["begin"]):
            _hold(season, one, courses[one.id].items())
        open_ = set() if late is None else {(moment, email) for moment, email, _lacking in LEFT_OPEN}
        query = select(JurorSheet).join(Interview).where(Interview.state == InterviewState.HELD)
        waiting = query.where(JurorSheet.state.in_((SheetState.ASSIGNED, SheetState.OPEN)))
        sheets = [one for one in session().execute(waiting).scalars() if (one.interview.starts_at, one.juror.person.email) not in open_]
        ends = {key: found["end"] + TO_LOCK for key, found in courses.items()}
        interviews.record_sheets([_record(season, one, codes, ends.get(one.interview_id, until)) for one in sheets])
    db.commit()


def _hold(season: Season, row: Interview, course: Iterable[tuple[str, datetime]]) -> None:
    """Take an interview through the steps it has not had yet."""
    sitting = session().get(Sitting, row.id)
    stage = sitting.stage if sitting else Stage.WAITING
    for verb, moment in course:
        if SITTINGS.allows(stage, verb):
            stage = step(row, verb, by=season.secretaries[0], at=moment).stage


def _record(season: Season, sheet: JurorSheet, codes: dict[str, str], at: datetime) -> interviews.Record:
    entrant = season.entrants[codes[sheet.interview.entry_id]]
    form = season.spec.interview_sheet_of(entrant.category)
    person = sheet.juror.person
    scores = rules.marks(entrant, person.email, [one.code for one in form.criteria], form.scale)
    notes = {form.criteria[0].code: "SIMULASI: dipaparkan pimpinan instansi."}
    return interviews.Record(sheet, season.jurors[person.id], at, scores, notes)
