"""The interview week as one story: availability, plan, confirmation, another slot, the day, live scoring by three, the lock."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from p4comp.core import audit, db
from p4comp.interviews.queries import planning
from p4comp.interviews.rules.week import Seat
from tests.interviews import verifier
from tests.journeys.week import CHAIR, FINALISTS, SECRETARY, Week
from tests.sites import Site

pytestmark = pytest.mark.browser

ASKED = datetime.fromisoformat("2022-05-12T09:00+07:00")
PLANNED = datetime.fromisoformat("2022-05-16T09:00+07:00")
MIDNIGHT = datetime.fromisoformat("2022-05-24T00:00+07:00")
BERAU, LEBAK = "Pemerintah Kabupaten Berau", "Pemerintah Kabupaten Lebak"
MINUTE = timedelta(minutes=1)
SAVED = re.compile(r"^Tersimpan \d\d\.\d\d$")


@pytest.fixture
def week(workshop, database, tmp_path, chromium):
    """A served portal whose finalists have just been announced."""
    made = Week(Site(tmp_path / "instance", workshop.url(database, "week")), chromium)
    with made.app.app_context():
        try:
            made.open(ASKED)
            yield made
        finally:
            made.close()


def test_the_interview_week(week):
    everybody_is_asked_for_their_time(week)
    jurors_and_finalists_say_when(week)
    the_week_is_planned_and_put_in_force(week)
    five_confirm_and_one_asks_for_another_slot(week)
    the_secretariat_grants_it(week)
    whoever_was_moved_confirms_again(week)
    the_first_interview_runs_from_the_board(week)
    three_jurors_score_at_once(week)
    the_second_finalist_is_heard(week)
    the_day_ends_and_sheets_lock(week)
    the_chair_sees_who_is_missing_but_no_values(week)
    assert list(audit.faults()) == []


def cell(moment):
    """How the grid calls the hour that begins then."""
    return f"j{datetime.fromisoformat(moment).astimezone(UTC):%Y%m%d%H%M}"


def everybody_is_asked_for_their_time(week):
    board = week[SECRETARY].open("/jadwal-wawancara/waktu")
    board.send("Simpan dan kirim surel", closes_at="2022-05-15T16:00").shot("week-asked")
    week.work()
    assert "9" in board.open("/jadwal-wawancara/waktu").text


def jurors_and_finalists_say_when(week):
    """Ani cannot on Monday before 10.30 WIB, Budi says so of Monday afternoon in his own zone; Berau likes Tuesday at 14.00 WITA."""
    impossible = {cell(f"2022-05-23T{hour}+07:00"): "impossible" for hour in ("08:30", "09:30")}
    week[CHAIR].open("/wawancara/waktu").send("Simpan waktu", **impossible)
    afternoon = {cell(f"2022-05-23T{hour}+08:00"): "impossible" for hour in ("14:00", "15:00", "16:00")}
    week["Budi"].open("/wawancara/waktu").send("Simpan waktu", **afternoon)
    assert "14.00–15.00" in week["Budi"].text
    week["Citra"].open("/wawancara/waktu").send("Semua bisa")
    for name in FINALISTS:
        window = week[name].open("/ruang-kerja").follow("Isi waktu").shot("week-times")
        window.send("Simpan waktu", **({cell("2022-05-24T14:00+08:00"): "preferred"} if name == BERAU else {}))


def the_week_is_planned_and_put_in_force(week):
    week.at(PLANNED)
    asked = planning.asked(week.edition, PLANNED).question
    db.rollback()
    ratna = week[SECRETARY].open("/jadwal-wawancara/pemeriksaan").shot("week-precheck")
    ratna.send("Susun jadwal").shot("week-waiting")
    draft = ratna.path
    week.work()
    ratna.open(draft).shot("week-plan").send("Berlakukan jadwal ini").shot("week-timetable")
    week.work()
    placed = week.timetable()
    assert placed.keys() == FINALISTS.keys()
    seats = {row.entry_id: Seat(row.panel_id, row.starts_at) for row in placed.values()}
    assert verifier.wrongs(asked, seats) == []
    assert sum(row.starts_at < MIDNIGHT for row in placed.values()) == 2
