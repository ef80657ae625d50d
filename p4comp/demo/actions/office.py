"""What waits for the secretariat in the middle of the desk evaluation, and how it ended."""

from datetime import datetime

from sqlalchemy import select

from p4comp.accounts.identity import Someone
from p4comp.accounts.models import Person
from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.demo import rules
from p4comp.demo.actions import judging as play
from p4comp.demo.actions.setting import Season
from p4comp.judging import actions as judging
from p4comp.judging import queries
from p4comp.judging.models import Assignment, Calibration, Divergence, Evaluator, SheetState
from p4comp.judging.policy import Desk

AT, AFTER = rules.wib(4, 29, 9), rules.wib(4, 29, 14)
GUIDE, RECUSED, LEAVING, ASKING = 1, 7, 16, 5
BEGUN = (12, 5)
WHY_RECUSED = "SIMULASI. Saudara kandung saya bekerja di instansi ini."
WHY_LEAVING = "SIMULASI. Sakit; surat dokter diterima sekretariat 28 April 2022."
WHY_WAIVED = "SIMULASI. Kekurangan pembaca yang mengenal jenis instansi ini; hubungan kerja berakhir pada 2020."
WHY_NOT_WAIVED = "SIMULASI. Masih ada pembaca lain yang bebas."
WHY_UNLOCKED = "SIMULASI. Bukti satu indikator baru terbaca sesudah diputar; tingkatnya perlu diperiksa ulang."


def leave_open(season: Season) -> None:
    """One recused, one falls ill, a draft is to be approved, a waiver and an unlocking to be answered, two sheets are half done."""
    with clock.at(AT):
        _recuse(season)
        judging.dismiss(play.evaluator(season, LEAVING), reason=WHY_LEAVING, by=season.secretaries[0], at=AT)
        _ask_waiver(season)
        _ask_unlock(season)
        for number, sheet in zip(BEGUN, _sheets(GUIDE, SheetState.ASSIGNED), strict=False):
            _begin(season, sheet, number)
        session().flush()
        judging.propose(season.edition, by=season.secretaries[0], at=AT)
        db.commit()


def close(season: Season) -> None:
    """The draft is approved, the waiver refused, the sheet opened and locked again, the half done ones finished, the last round ended."""
    with clock.at(AFTER):
        for proposal in session().execute(queries.open_proposals(season.edition.id)).scalars().all():
            judging.approve(proposal, by=season.secretaries[0], at=AFTER)
        second = season.secretaries[1]
        for one in queries.waivers(season.edition.id):
            waived = queries.waived(second, one.id)
            assert waived is not None
            judging.refuse_waiver(waived, answer=WHY_NOT_WAIVED, by=second, at=AFTER)
        for asked in queries.unlockings(season.edition.id):
            unlock = queries.unlock(second, asked.id)
            assert unlock is not None
            judging.grant_unlock(unlock, by=second, at=AFTER)
        db.commit()
        for number in (GUIDE, ASKING):
            for sheet in _sheets(number, SheetState.OPEN):
                _finish(season, sheet)
        play.end_calibration(season, play.STILL_CALIBRATING, AFTER)


def _who(season: Season, sheet: Assignment) -> Someone:
    return season.evaluators[sheet.evaluator.person_id]


def _sheets(number: int, state: SheetState) -> list[Assignment]:
    """An evaluator's sheets in a state, of dossiers that not all read and on which nothing is being settled; in the order they were given."""
    query = select(Assignment).join(Assignment.evaluator).join(Evaluator.person).where(Person.email == play.address(number))
    apart = (Assignment.entry_id.not_in(select(one)) for one in (Calibration.entry_id, Divergence.entry_id))
    return list(session().execute(query.where(Assignment.state == state, *apart).order_by(Assignment.id)).scalars())


def _desk(season: Season, sheet: Assignment) -> Desk:
    found = queries.desk(_who(season, sheet), sheet.id)
    assert found is not None
    return found


def _recuse(season: Season) -> None:
    sheet = _sheets(RECUSED, SheetState.ASSIGNED)[0]
    judging.declare(_desk(season, sheet), conflict=WHY_RECUSED, by=_who(season, sheet), at=AT)


def _ask_waiver(season: Season) -> None:
    entry, one = season.entry(play.FORMER_EMPLOYER), play.evaluator(season, play.FORMERLY)
    barred = queries.barred(season.secretaries[0], entry.id, one.id)
    assert barred is not None
    judging.propose_waiver(barred, reason=WHY_WAIVED, by=season.secretaries[0], at=AT)


def _ask_unlock(season: Season) -> None:
    sheet = _sheets(ASKING, SheetState.LOCKED)[0]
    found = queries.locked(_who(season, sheet), sheet.id)
    assert found is not None
    judging.ask_unlock(found, reason=WHY_UNLOCKED, by=_who(season, sheet), at=AT)


def _begin(season: Season, sheet: Assignment, number: int) -> None:
    """Open a sheet and fill in so many indicators, the last of them in doubt."""
    who = _who(season, sheet)
    judging.declare(_desk(season, sheet), by=who, at=AT)
    session().flush()
    texts = {f"{code}.level": str(level) for code, level in list(_levels(season, sheet).items())[:number]}
    last = list(texts)[-1].removesuffix(".level")
    texts |= {f"{last}.in_doubt": "ya", f"{last}.remark": "SIMULASI: tanya pembaca lain saat rekonsiliasi."}
    judging.save_all(_desk(season, sheet), texts, {}, by=who, at=AT)
    session().flush()


def _finish(season: Season, sheet: Assignment, at: datetime = AFTER) -> None:
    found = queries.findings(sheet.id)
    seen = {f"{code}.level": one.level_version for code, one in found.items()}
    texts = {f"{code}.level": str(level) for code, level in _levels(season, sheet).items()}
    judging.save_all(_desk(season, sheet), texts, seen, by=_who(season, sheet), at=at)
    session().flush()
    judging.lock(_desk(season, sheet), by=_who(season, sheet), at=at)
    db.commit()


def _levels(season: Season, sheet: Assignment) -> dict[str, int]:
    return play.levels_of(season, sheet.entry.institution.code, sheet.evaluator.person.email)
