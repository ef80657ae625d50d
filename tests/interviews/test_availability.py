"""When jurors and finalists can be heard: said, asked for, reminded of, seen by the secretariat, heeded by the timetable."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import g
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.core import clock, db, web
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.interviews.actions import availability as actions
from p4comp.interviews.models import Availability, AvailabilityCall
from p4comp.interviews.policy.availability import may_answer
from p4comp.interviews.queries import availability as known
from p4comp.interviews.queries.weeks import week_of
from p4comp.interviews.rules import grid
from p4comp.interviews.rules.wishes import Wish, WishKind
from p4comp.interviews.tasks.availability import remind_of_times
from tests import factories
from tests.interviews.stage import PLACED_AT, actor, stage

CLOSES = datetime(2022, 5, 18, 10, tzinfo=UTC)
FIRST = "j202205230130"
MORNING = datetime(2022, 5, 23, 1, 30, tzinfo=UTC)


@pytest.fixture
def found(app, at):
    """Three finalists in three zones and a panel of two, on 12 May."""
    at(PLACED_AT)
    return stage()


def times_of(found, juror=None, entry=None):
    secretary = found.secretary
    return known.juror_times(secretary, juror.id) if juror else known.finalist_times(secretary, entry.id)


def fill(times, *, by, at=PLACED_AT, seen=0, **said):
    days = grid.days(times.spec.interview, times.spec.zone, times.zone)
    choices = {cell: said.get(cell.name, "possible") for cells in days.values() for cell in cells}
    return actions.answer(times, choices, seen=seen, by=by, at=at)


def called(found, closes_at=CLOSES):
    actions.ask(found.edition, closes_at, by=found.secretary, at=PLACED_AT)
    db.session().flush()


def letters():
    return sorted((one.template.rsplit("/", 1)[1], one.to) for one in db.everything(select(Mail)) if "times_" in one.template)


class TestSaying:
    def test_what_a_juror_says_reaches_the_timetable(self, found):
        juror = found.jurors[0]
        fill(times_of(found, juror=juror), by=actor(juror.person), **{FIRST: "impossible", "j202205230230": "preferred"})
        hour = timedelta(hours=1)
        expected = (Wish(MORNING, MORNING + hour, WishKind.IMPOSSIBLE), Wish(MORNING + hour, MORNING + 2 * hour, WishKind.PREFERRED))
        assert known.wishes(found.edition.id).jurors == {juror.id: expected}
        assert known.wishes(found.edition.id).entries == {}
        assert week_of(found.edition, found.entries).wishes == known.wishes(found.edition.id)

    def test_days_away_are_impossible_from_midnight_to_midnight_on_the_edition_s_clock(self, found):
        found.jurors[0].away = [["2022-05-23", "2022-05-24"]]
        db.session().flush()
        begins, ends = datetime(2022, 5, 22, 17, tzinfo=UTC), datetime(2022, 5, 24, 17, tzinfo=UTC)
        assert known.wishes(found.edition.id).jurors == {found.jurors[0].id: (Wish(begins, ends, WishKind.IMPOSSIBLE),)}

    def test_a_finalist_s_team_answers_together_and_nobody_overwrites_unawares(self, found):
        entry = found.entries[1]
        one, two = (factories.member(factories.person(), entry.institution) for _ in range(2))
        made = fill(times_of(found, entry=entry), by=actor(one), **{FIRST: "impossible"})
        with pytest.raises(actions.Overtaken, match=one.name):
            fill(times_of(found, entry=entry), by=actor(two), seen=0)
        fill(times_of(found, entry=entry), by=actor(two), seen=1)
        db.session().expire_all()
        assert (made.version, made.wishes, made.answered_by, made.is_for_them) == (2, [], two.id, False)
        assert db.count(select(Availability)) == 1

    def test_the_secretariat_answers_in_somebody_s_name_and_that_is_recorded(self, found, session):
        made = fill(times_of(found, juror=found.jurors[0]), by=found.secretary)
        assert (made.is_for_them, made.answered_by) == (True, found.secretary.id)


ASKED, OVER, BEFORE = "asked", "over", "before"


@pytest.mark.parametrize("who", ["juror", "member", "secretary", "stranger"])
@pytest.mark.parametrize("moment", [BEFORE, ASKED, OVER])
@pytest.mark.parametrize("placed", [False, True])
def test_who_may_answer_when(found, who, moment, placed):
    entry, juror = found.entries[0], found.jurors[0]
    member = factories.member(factories.person(), entry.institution)
    if placed:
        factories.juror_sheet(factories.interview(entry, found.panel), juror)
    if moment != BEFORE:
        called(found)
    when = {BEFORE: PLACED_AT, ASKED: CLOSES - timedelta(seconds=1), OVER: CLOSES}[moment]
    times = times_of(found, juror=juror) if who == "juror" else times_of(found, entry=entry)
    asks = {"juror": actor(juror.person), "member": actor(member), "secretary": found.secretary, "stranger": actor(factories.person())}
    allowed = who == "secretary" or (who in {"juror", "member"} and not placed and moment != OVER)
    assert bool(may_answer(asks[who], times, when)) is allowed


def test_after_the_interview_days_nobody_answers(found):
    times = times_of(found, juror=found.jurors[0])
    midnight = datetime.combine(times.last_day + timedelta(days=1), time(), ZoneInfo("Asia/Jakarta"))
    assert may_answer(found.secretary, times, midnight - timedelta(seconds=1))
    assert not may_answer(found.secretary, times, midnight)


class TestAsking:
    def test_everybody_who_has_not_answered_is_asked_on_their_own_clock(self, found):
        entry = found.entries[1]
        factories.member(factories.person(email="tim@uji.example"), entry.institution)
        for one in (found.entries[0], found.entries[2]):
            fill(times_of(found, entry=one), by=found.secretary)
        fill(times_of(found, juror=found.jurors[0]), by=found.secretary)
        called(found)
        team = sorted([db.session().get(Person, entry.contact_id).email, "tim@uji.example"])
        assert letters() == [*(("times_finalist.txt", one) for one in team), ("times_juror.txt", found.jurors[1].person.email)]
        mail = db.first(select(Mail).where(Mail.to == "tim@uji.example"))
        assert "18 Mei 2022 pukul 18.00 WITA" in mail.body
        assert f"/jadwal-wawancara/waktu/{entry.id}" in mail.body

    def test_a_moment_that_has_gone_is_refused(self, found):
        with pytest.raises(Invalid, match="sudah lewat"):
            actions.ask(found.edition, PLACED_AT, by=found.secretary, at=PLACED_AT)

    def test_only_the_secretariat_asks(self, found):
        with pytest.raises(Refused, match="sekretariat"):
            actions.ask(found.edition, CLOSES, by=actor(found.jurors[0].person), at=PLACED_AT)

    def test_the_reminder_leaves_once_by_itself_in_the_last_day(self, found):
        called(found)
        for one in found.entries:
            fill(times_of(found, entry=one), by=found.secretary)
        fill(times_of(found, juror=found.jurors[0]), by=found.secretary)
        for hours, number in ((25, 0), (24, 1), (3, 1)):
            with clock.at(CLOSES - timedelta(hours=hours)):
                remind_of_times()
            assert len([one for one in letters() if one[0].endswith("_again.txt")]) == number
        assert letters()[-1] == ("times_juror_again.txt", found.jurors[1].person.email)

    def test_a_later_moment_is_reminded_of_anew(self, found):
        called(found)
        with clock.at(CLOSES - timedelta(hours=1)):
            remind_of_times()
        called(found, CLOSES + timedelta(days=2))
        assert db.session().get(AvailabilityCall, found.edition.id).reminded_at is None


class TestPages:
    def test_a_juror_marks_hours_on_a_phone_without_script(self, browse, found):
        juror = found.jurors[0]
        browser = browse(juror.person)
        page = browser.get("/wawancara/waktu")
        assert next(one.text.strip() for one in page.select("fieldset.hours-day legend")) == "Senin, 23 Mei 2022"
        done = page.submit("Simpan waktu", **{FIRST: "impossible"}).follow()
        assert done.flashes == ["Tersimpan."]
        assert f"Terakhir disimpan {juror.person.name}" in done.text
        assert known.wishes(found.edition.id).juror_cannot(juror.id, MORNING, MORNING + timedelta(minutes=1))

    @pytest.mark.parametrize(("zone", "hours"), [(0, 4), (2, 2)])
    def test_all_mornings_are_those_of_the_own_clock(self, browse, found, zone, hours):
        """11.30 WIB is past noon in Jayapura: of the first day four cells begin before noon in Jakarta, two there."""
        entry = found.entries[zone]
        browser = browse(factories.member(factories.person(), entry.institution))
        browser.post(f"/jadwal-wawancara/waktu/{entry.id}", {"quick": "pagi", "version": "0"}).follow()
        said = known.wishes(found.edition.id)
        days = grid.days(*_grid_of(found, entry))
        first = next(iter(days.values()))
        assert [said.entry_cannot(entry.id, one.starts_at, one.ends_at) for one in first] == [True] * hours + [False] * (7 - hours)

    def test_who_can_never_is_told_what_that_means(self, browse, found):
        juror = found.jurors[0]
        browser = browse(juror.person)
        page = None
        for day in ("2022-05-23", "2022-05-24", "2022-05-25", "2022-05-27", "2022-05-30"):
            made = db.first(select(Availability))
            page = browser.post("/wawancara/waktu", {"quick": day, "version": str(made.version if made else 0)}).follow()
            db.session().expire_all()
        assert page.flashes[-1].startswith("Semua waktu ditandai tidak bisa")

    def test_a_colleague_s_answer_is_shown_and_nothing_typed_is_lost(self, browse, found):
        entry = found.entries[0]
        one, two = (factories.member(factories.person(), entry.institution) for _ in range(2))
        first, second = browse(one), browse(two)
        open_page = second.get(f"/jadwal-wawancara/waktu/{entry.id}")
        first.get(f"/jadwal-wawancara/waktu/{entry.id}").submit("Simpan waktu", **{FIRST: "preferred"}).follow()
        clash = open_page.submit("Simpan waktu", status=409, **{FIRST: "impossible", "note": "Gubernur dinas luar"})
        assert f"{one.name} sudah menyimpan" in clash.text
        assert "Gubernur dinas luar" in clash.text
        clash.submit("Simpan waktu").follow()
        assert known.wishes(found.edition.id).entry_cannot(entry.id, MORNING, MORNING + timedelta(minutes=1))

    @pytest.mark.parametrize("word", ["", "never", "<script>"])
    def test_a_word_that_is_none_changes_nothing(self, browse, found, word):
        browse(found.jurors[0].person).post("/wawancara/waktu", {FIRST: word, "version": "0"}).follow()
        assert known.wishes(found.edition.id).jurors == {found.jurors[0].id: ()}

    def test_a_note_too_long_is_refused_and_kept(self, browse, found):
        page = browse(found.jurors[0].person).post("/wawancara/waktu", {"note": "x" * 501, FIRST: "impossible", "version": "0"}, status=422)
        assert "x" * 501 in page.text
        assert page.one(f"#{FIRST} option[selected]").text == "Tidak bisa"

    def test_the_secretariat_is_warned_of_an_interview_placed_at_that_time(self, browse, found):
        entry = found.entries[0]
        factories.interview(entry, found.panel, starts_at=MORNING)
        browser = browse(factories.secretariat())
        page = browser.get(f"/jadwal-wawancara/waktu/{entry.id}")
        assert f"Anda mengisi atas nama {entry.institution_name}" in page.text
        done = page.submit("Simpan waktu", **{FIRST: "impossible"}).follow()
        assert done.flashes[1].startswith(f"Wawancara {entry.institution_name} sudah dijadwalkan")
        assert "Diisikan oleh sekretariat." in done.text

    def test_the_board_counts_and_asks_and_takes_a_fixed_number_of_queries(self, browse, found, queries):
        browser = browse(factories.secretariat())
        page = browser.get("/jadwal-wawancara/waktu")
        assert "Belum mengisi 5" in page.text
        done = page.submit("Simpan dan kirim surel", closes_at="2022-05-18T17:00").follow()
        assert done.flashes == ["5 surel dikirim kepada yang belum mengisi."]
        assert "Rabu, 18 Mei 2022 pukul 17.00 WIB" in done.text
        assert browser.post("/jadwal-wawancara/waktu/ingatkan").follow().flashes == ["5 surel pengingat dikirim."]
        with queries() as before:
            browser.get("/jadwal-wawancara/waktu?tampil=belum")
        for _ in range(3):
            factories.juror(found.panel)
        fill(times_of(found, entry=found.entries[0]), by=found.secretary)
        db.session().commit()
        with queries() as after:
            browser.get("/jadwal-wawancara/waktu?tampil=belum")
        assert len(before) == len(after)

    @pytest.mark.parametrize(
        ("typed", "said"), [("", "Isi hari dan jam"), ("kapan-kapan", "Isi tanggal dan jam"), ("2022-05-01T10:00", "sudah lewat")]
    )
    def test_a_moment_that_is_none_is_blamed_and_kept(self, browse, found, typed, said):
        page = browse(factories.secretariat()).post("/jadwal-wawancara/waktu", {"closes_at": typed}, status=422)
        assert said in page.text
        assert f'value="{typed}"' in page.response.text


def _grid_of(found, entry):
    times = times_of(found, entry=entry)
    return times.spec.interview, times.spec.zone, times.zone


class TestStart:
    def told(self, app, who, moment=PLACED_AT):
        with app.test_request_context(), clock.at(moment):
            g.pop("tallies", None)
            asks = actor(who)
            todo = [one for one in web.contributed("todo", asks, moment) if str(one.label) == "Isi waktu"]
            nav = [
                str(one.label)
                for one in web.contributed("nav", asks, moment)
                if "aktu" in str(one.label) or "Ketersediaan" in str(one.label)
            ]
            down = [one.at for one in web.contributed("countdown", asks, moment) if "waktu" in str(one.label)]
            return [(str(one.title), one.due) for one in todo], nav, down

    def test_a_juror_is_asked_until_answered(self, app, found):
        juror = found.jurors[0]
        assert self.told(app, juror.person) == ([("Tandai jam wawancara yang bisa bagi Anda", None)], ["Waktu saya"], [])
        called(found)
        assert self.told(app, juror.person) == ([("Tandai jam wawancara yang bisa bagi Anda", CLOSES)], ["Waktu saya"], [CLOSES])
        assert self.told(app, juror.person, CLOSES) == ([], ["Waktu saya"], [])
        fill(times_of(found, juror=juror), by=actor(juror.person))
        assert self.told(app, juror.person) == ([], ["Waktu saya"], [])

    def test_a_finalist_is_asked_until_placed(self, app, found):
        entry = found.entries[0]
        member = factories.member(factories.person(), entry.institution)
        called(found)
        assert self.told(app, member) == ([("Tandai jam wawancara yang bisa", CLOSES)], ["Waktu wawancara"], [CLOSES])
        factories.interview(entry, found.panel)
        assert self.told(app, member) == ([], [], [])

    def test_who_is_no_finalist_is_told_nothing(self, app, found):
        other = factories.entry(found.edition, state="verified")
        assert self.told(app, factories.member(factories.person(), other.institution)) == ([], [], [])
