"""The interview week."""

from datetime import datetime, timedelta

from sqlalchemy import select

from p4comp.accounts import identity
from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.demo import rules
from p4comp.demo.actions import inviting
from p4comp.demo.actions.judging import let_sign_in
from p4comp.demo.actions.setting import Season
from p4comp.interviews import actions as interviews
from p4comp.interviews.actions import people
from p4comp.interviews.models import Interview, JurorSheet
from p4comp.interviews.policy import Lineup, Seated
from p4comp.interviews.policy.people import Appointed
from p4comp.interviews.queries import jurors
from p4comp.interviews.queries.panels import seats
from p4comp.interviews.rules import conduct
from p4comp.interviews.rules.states import InterviewState, SheetState

JURORS = 5
PLACED_AT = rules.wib(5, 12, 9)


def place(season: Season, password_hash: str) -> None:
    """Invite five jurors to one panel and place all finalists."""
    by = season.secretaries[0]
    with clock.at(PLACED_AT):
        panel = interviews.add_panel(season.edition, "Panel A", by=by, at=PLACED_AT)
        for number in range(1, JURORS + 1):
            email = f"juri{number}@peraga.invalid"
            interviews.add_juror(panel, f"Juri {number} (Simulasi)", email, by=by, at=PLACED_AT)
            session().flush()
            person = let_sign_in(email, password_hash)
            season.jurors[person.id] = identity.someone(person)
        db.commit()
        interviews.place_all(season.edition, by=by, at=PLACED_AT)
        db.commit()
        _promise(season, PLACED_AT)
        _declare(season, PLACED_AT)
        db.commit()
    inviting.prepare(season)


def _promise(season: Season, at: datetime) -> None:
    """The jurors accept the code of conduct, and the first takes the chair."""
    seen = conduct.sha256_of(conduct.text_for(season.spec.conduct))
    for juror in jurors(season.edition.id):
        found = Appointed(juror, season.edition, season.spec)
        people.accept_conduct(found, seen=seen, by=season.jurors[juror.person_id], at=at)
        people.fill_profile(found, people.Profile(), by=season.jurors[juror.person_id], at=at)
    taken = seats(season.edition.id)
    lineup = Lineup(season.edition, taken[0].panel, tuple(taken))
    interviews.name_chair(Seated(lineup, taken[0]), by=season.secretaries[0], at=at)


def _declare(season: Season, at: datetime) -> None:
    """The jurors state that they have no conflict of interest, but for the last two days: a visitor may see how it is done."""
    early = select(JurorSheet).join(Interview).where(JurorSheet.state == SheetState.ASSIGNED, Interview.starts_at < rules.wib(5, 27, 0))
    for sheet in session().execute(early).scalars().all():
        interviews.declare(sheet, False, by=season.jurors[sheet.juror.person_id], at=at)


def hear(season: Season, until: datetime) -> None:
    """Hold the interviews that are over by `until`, and lock the jurors' sheets on them."""
    query = select(Interview).where(Interview.state == InterviewState.PLACED).order_by(Interview.starts_at)
    over = [one for one in session().execute(query).scalars() if one.ends_at <= until]
    codes = {entry_id: code for code, entry_id in season.entry_ids.items()}
    sheets = session().execute(select(JurorSheet).where(JurorSheet.interview_id.in_([one.id for one in over]))).scalars()
    records = [_record(season, sheet, codes) for sheet in sheets if sheet.state in (SheetState.ASSIGNED, SheetState.OPEN)]
    with clock.at(until):
        for one in over:
            interviews.hold(one, by=season.secretaries[0], at=one.ends_at)
        interviews.record_sheets(records)
    db.commit()


def _record(season: Season, sheet: JurorSheet, codes: dict[str, str]) -> interviews.Record:
    interview = sheet.interview
    entrant = season.entrants[codes[interview.entry_id]]
    form = season.spec.interview_sheet_of(entrant.category)
    person = sheet.juror.person
    scores = rules.marks(entrant, person.email, [one.code for one in form.criteria], form.scale)
    notes = {form.criteria[0].code: "SIMULASI: dipaparkan pimpinan instansi."}
    return interviews.Record(sheet, season.jurors[person.id], interview.ends_at + timedelta(minutes=4), scores, notes)
