"""Feedback of the season: drawn up before the award, read by the secretariat, out half an hour after the winners."""

from datetime import datetime

from p4comp.core import clock, db
from p4comp.demo import rules
from p4comp.demo.actions import setting
from p4comp.demo.actions.setting import Season
from p4comp.demo.rules.desk import NOTES
from p4comp.results.actions import feedback
from p4comp.results.queries import feedback as queries

DRAWN_AT, READ_AT = rules.wib(6, 15, 21), rules.wib(6, 16, 9)
REWORDED, WHY = NOTES[1], "SIMULASI: kalimat dibuat lebih membantu."
WORDS = "SIMULASI: rencananya sudah baik. Tunjukkan dokumen yang membuktikan bahwa sudah dijalankan."


def draw_up(season: Season) -> None:
    """The reports of all assessed entries, the day before they go out."""
    with clock.at(DRAWN_AT):
        feedback.draw_up(queries.desk_of(season.edition), by=season.secretaries[0], at=DRAWN_AT)
        db.commit()
        setting.work_queue()


def read(season: Season, moment: datetime) -> None:
    """One note is put in other words, all reports are read, the moment is set."""
    by = season.secretaries[0]
    with clock.at(READ_AT):
        _reword(season)
        desk = queries.desk_of(season.edition)
        reports = db.everything(queries.listed(desk, {}))
        feedback.pass_many(desk, [one.id for one in reports], by=by, at=READ_AT)
        for one in reports:
            case = queries.feedback_case(by, one.entry_id) if one.doubts else None
            if case is not None:
                feedback.pass_on(case, by=by, at=READ_AT)
        db.session().flush()
        feedback.release(queries.desk_of(season.edition), moment, by=by, at=READ_AT)
        db.commit()
    with clock.at(moment):
        setting.work_queue()


def _reword(season: Season) -> None:
    by = season.secretaries[0]
    for one in db.everything(queries.listed(queries.desk_of(season.edition), {})):
        case = queries.feedback_case(by, one.entry_id) if one.noted else None
        note = next((note for note in case.feedback.notes if note.original == REWORDED), None) if case else None
        about = queries.note_case(by, one.entry_id, note.id) if note else None
        if about is not None:
            feedback.mend(about, WORDS, WHY, by=season.secretaries[1], at=READ_AT)
            return
