"""The interview week as one story: availability, plan, confirmation, another slot, the day, live scoring by three, the lock."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from p4comp.core import audit, db
from p4comp.interviews.models import JurorSheet, Mark
from p4comp.interviews.queries import planning
from p4comp.interviews.rules.week import Seat
from tests import factories
from tests.browser.test_dossier import OFFLINE, says
from tests.interviews import verifier
from tests.journeys.week import CHAIR, FINALISTS, JAYAPURA, JURORS, SECRETARY, Week
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


LIKED, IMPOSSIBLE = 1, 2


def tap(window, taps, *moments):
    """Tap the hours that begin then so often; each tap is the next word."""
    for moment in moments:
        name = f"j{datetime.fromisoformat(moment).astimezone(UTC):%Y%m%d%H%M}"
        for _ in range(taps):
            window.page.locator(f".hours-cell:has([name='{name}']) .hours-tap").click()
    return window


def everybody_is_asked_for_their_time(week):
    board = week[SECRETARY].open("/jadwal-wawancara/waktu")
    board.send("Simpan dan kirim surel", closes_at="2022-05-15T16:00").shot("week-asked")
    week.work()
    assert "9" in board.open("/jadwal-wawancara/waktu").text


def jurors_and_finalists_say_when(week):
    """Ani cannot on Monday before 10.30 WIB, Budi says so of Monday afternoon on his own clock; Berau likes Tuesday at 14.00 WITA."""
    ani, budi, citra = (week[name].open("/wawancara/waktu") for name in JURORS)
    tap(ani, IMPOSSIBLE, "2022-05-23T08:30+07:00", "2022-05-23T09:30+07:00").send("Simpan waktu")
    assert "14.00–15.00" in budi.text
    tap(budi, IMPOSSIBLE, "2022-05-23T14:00+08:00", "2022-05-23T15:00+08:00", "2022-05-23T16:00+08:00").send("Simpan waktu")
    citra.send("Semua bisa")
    for name in FINALISTS:
        window = week[name].open("/ruang-kerja").follow("Isi waktu").shot("week-times")
        tap(window, LIKED, *(["2022-05-24T14:00+08:00"] if name == BERAU else [])).send("Simpan waktu")


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


def five_confirm_and_one_asks_for_another_slot(week):
    for name in FINALISTS:
        window = week[name].open("/jadwal-wawancara/saya")
        if name != JAYAPURA:
            window.send("Kami hadir pada waktu ini").shot("week-confirmed")
            assert "Dikonfirmasi" in window.text
    jayapura = week[JAYAPURA].follow("Minta waktu lain").shot("week-ask-change")
    wanted = jayapura.page.get_by_label("terisi, perlu bertukar")
    for number in range(3):
        wanted.nth(number).check()
    jayapura.send("Kirim permintaan", reason="Bupati dilantik pada hari itu.").shot("week-change-asked")
    assert "Anda meminta waktu lain" in jayapura.text


def the_secretariat_grants_it(week):
    """Who asked has one of the times that suit and need not confirm it; at most two others moved; each of them is told."""
    before = {name: row.starts_at for name, row in week.timetable().items()}
    ratna = week[SECRETARY].open("/jadwal-wawancara/undangan").shot("week-invitations")
    ratna.follow("Jawab", exact=False).shot("week-request").send("Setujui pilihan 1")
    week.work()
    after = week.timetable()
    moved = {name for name, row in after.items() if row.starts_at != before[name]}
    assert 1 <= len(moved - {JAYAPURA}) <= 2
    assert {name for name, row in after.items() if row.state == "proposed"} == moved - {JAYAPURA}
    told = [one["To"] for one in week.letters() if re.fullmatch(r"Jadwal wawancara .* berubah", one["Subject"])]
    assert sorted(told) == sorted(week.addresses[name] for name in moved)


def whoever_was_moved_confirms_again(week):
    for name, row in week.timetable().items():
        if row.state == "proposed":
            week[name].open("/jadwal-wawancara/saya").send("Kami hadir pada waktu ini")
    assert {row.state for row in week.timetable().values()} == {"confirmed"}


def of_monday(week):
    """The names of Monday's two finalists, and when they are heard."""
    return [(name, row.starts_at) for name, row in week.timetable().items() if row.starts_at < MIDNIGHT]


def the_first_interview_runs_from_the_board(week):
    (name, starts_at), _second = of_monday(week)
    week.at(starts_at - 3 * MINUTE)
    turn = week[name].open("/jadwal-wawancara/saya/giliran")
    expect(turn.page.locator(".turn-word")).to_have_text("Anda berikutnya")
    board = week[SECRETARY].open("/hari-wawancara").shot("week-board-before").send("Panggil masuk")
    expect(turn.page.locator(".turn-word")).to_have_text("Silakan masuk")
    week.at(starts_at)
    board.open("/hari-wawancara").send("Mulai paparan").shot("week-board-talk")
    expect(turn.page.locator(".turn-word")).to_have_text("Paparan Anda berlangsung")
    for minutes, signal in ((0, "calm"), (8, "soon"), (10, "over")):
        week.at(starts_at + minutes * MINUTE)
        for window in (week[CHAIR].open("/wawancara/layar"), turn.open("/jadwal-wawancara/saya/giliran")):
            expect(window.page.locator("[data-timer]")).to_have_attribute("data-signal", signal)
    board.open("/hari-wawancara").send("Mulai tanya jawab")
    expect(turn.page.locator(".turn-word")).to_have_text("Tanya jawab berlangsung")


def three_jurors_score_at_once(week):
    """All three type before any of them is saved; Budi's line is gone meanwhile and comes back."""
    (name, _starts_at), _second = of_monday(week)
    sheets = {juror: to_sheet(week, juror, name) for juror in JURORS}
    budi = sheets["Budi"].page.context
    budi.set_offline(True)
    for number, window in enumerate(sheets.values()):
        window.fill(**{f"{code}.score": str(80 + number) for code in factories.CRITERIA}, dampak__note="Terukur.")
    says(sheets["Budi"], OFFLINE)
    for juror in (CHAIR, "Citra"):
        saved(sheets[juror])
    assert scores(week) == [80.0, 82.0]
    budi.set_offline(False)
    saved(sheets["Budi"])
    assert scores(week) == [80.0, 81.0, 82.0]
    sheets[CHAIR].shot("week-sheet").send("Kunci lembar")
    week[SECRETARY].open("/hari-wawancara").send("Akhiri wawancara").shot("week-board-ended")


def to_sheet(week, juror, name):
    """The juror's way to a sheet: the agenda, the declaration."""
    return week[juror].open("/wawancara").follow(name).send("Simpan pernyataan", conflict="no")


def saved(window):
    window.page.locator("[data-autosave-words]").filter(has_text=SAVED).wait_for(timeout=30_000)


def scores(week):
    """The scores for impact that the database holds."""
    query = select(Mark).where(Mark.criterion == "dampak", Mark.score.is_not(None))
    return sorted(week.read(query, lambda one: one.score))


def the_second_finalist_is_heard(week):
    """Citra leaves one criterion empty; nobody locks."""
    _first, (name, starts_at) = of_monday(week)
    week.at(starts_at)
    for verb in ("Panggil masuk", "Mulai paparan", "Mulai tanya jawab"):
        week[SECRETARY].open("/hari-wawancara").send(verb)
    for juror in JURORS:
        codes = [code for code in factories.CRITERIA if (juror, code) != ("Citra", "dampak")]
        saved(to_sheet(week, juror, name).fill(**{f"{code}.score": "77" for code in codes}))
    week.at(starts_at + 25 * MINUTE)
    week[SECRETARY].open("/hari-wawancara").send("Akhiri wawancara")


def the_day_ends_and_sheets_lock(week):
    """What is complete locks at midnight, not an hour later; a page that was left open is told so."""
    week.at(MIDNIGHT - 43 * MINUTE)
    week.hour()
    assert states(week) == {CHAIR: ["locked", "open"], "Budi": ["open", "open"], "Citra": ["open", "open"]}
    week.at(MIDNIGHT)
    week.work()
    assert states(week) == {CHAIR: ["locked", "locked"], "Budi": ["locked", "locked"], "Citra": ["locked", "open"]}
    budi = week["Budi"]
    budi.fill(**{"dampak.score": "12"})
    says(budi, "Lembar ini sudah dikunci")
    assert scores(week) == [77.0, 77.0, 80.0, 81.0, 82.0]


def states(week):
    """How far Monday's sheets are, by juror."""
    rows = week.read(select(JurorSheet), lambda row: (row.juror.person.name, row.state.value, row.interview.starts_at))
    return {name: sorted(state for juror, state, starts_at in rows if juror == name and starts_at < MIDNIGHT) for name in JURORS}


def the_chair_sees_who_is_missing_but_no_values(week):
    first, second = of_monday(week)
    week.at(MIDNIGHT + 8 * 60 * MINUTE)
    chair = week[CHAIR].open("/wawancara/panel").shot("week-chair")
    open_row, done = chair.page.locator("table").all()
    assert open_row.locator("tbody tr").count() == 1
    assert second[0] in open_row.inner_text()
    assert "Citra" in open_row.inner_text()
    chair.page.locator("summary").filter(has_text="Sudah lengkap").click()
    assert first[0] in done.inner_text()
    given = {"77", "80", "81", "82"}
    assert given & set(re.findall(r"\d+", chair.text)) == set()
