"""Days that matter for a deadline."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from p4comp.competition import commands, queries
from p4comp.competition.rules import days, entry_terms
from p4comp.core import db
from tests import factories

WIB = ZoneInfo("Asia/Jakarta")


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ((2022, 3, 16, 23, 59), []),
        ((2022, 3, 19, 12, 0), ["akhir pekan"]),
        ((2022, 3, 20, 0, 0), ["akhir pekan"]),
        ((2022, 3, 21, 0, 0), ["akhir pekan"]),
        ((2022, 3, 3, 12, 0), ["hari libur: Hari Suci Nyepi"]),
        ((2022, 3, 2, 23, 59), ["menjelang libur: Hari Suci Nyepi"]),
        ((2022, 4, 14, 23, 59), ["menjelang libur: Wafat Yesus Kristus", "Ramadan"]),
        ((2022, 5, 2, 12, 0), ["hari libur: Hari Raya Idul Fitri", "menjelang libur"]),
        ((2022, 5, 4, 12, 0), []),
    ],
)
def test_what_speaks_against_a_deadline(app, moment, said):
    found = days.concerns(datetime(*moment, tzinfo=WIB))
    assert len(found) == len(said)
    assert [word in text for word, text in zip(said, found, strict=True)] == [True] * len(said)


@pytest.mark.parametrize(
    ("on", "fasts"),
    [
        (date(2022, 4, 1), False),
        (date(2022, 4, 14), True),
        (date(2022, 5, 2), False),
        (date(2030, 12, 28), True),
        (date(2031, 1, 10), True),
        (date(2031, 2, 1), False),
    ],
)
def test_ramadan(on, fasts):
    assert days.is_ramadan(on) is fasts


@pytest.mark.parametrize(("days_", "on"), [(0, 3), (1, 4), (2, 7), (5, 10)])
def test_working_days_leave_out_weekends(days_, on):
    thursday = datetime(2022, 11, 3, 9, tzinfo=WIB)
    assert days.working_days_later(thursday, days_) == datetime(2022, 11, on, 9, tzinfo=WIB)


@given(hours=st.integers(0, 15 * 365 * 24), number=st.integers(0, 30))
def test_a_working_day_is_reached_and_never_too_early(hours, number):
    start = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    found = days.working_days_later(start, number)
    assert found - start >= timedelta(days=number)
    assert number == 0 or days.is_working_day(found.date())


def test_loading_an_edition_warns_of_its_deadline(app):
    told = CliRunner().invoke(commands.edition, ["load", "p4-2022"], catch_exceptions=False).output
    warned = [line for line in told.splitlines() if line.startswith("PERHATIAN, batas pendaftaran: Kamis, 14 April 2022")]
    assert len(warned) == 2
    assert queries.by_slug("p4-2022") is not None


def test_the_ledgers_form_warns_and_saves_all_the_same(app, browse, at):
    edition = factories.edition()
    at(factories.during("pendaftaran"))
    desk = browse(factories.secretariat())
    sent = {"stage": "pendaftaran", "category": "", "until": "2022-04-30T23:59", "reason": "Banjir.", "letter_number": ""}
    page = desk.post(f"/edisi/{edition.slug}/tenggat", sent).follow()
    assert "Sabtu, 30 April 2022 adalah akhir pekan." in page.main
    assert "30 April 2022 jatuh pada bulan Ramadan" in page.main
    db.session().expire_all()
    assert queries.calendar(edition).window("pendaftaran").closes == datetime(2022, 4, 30, 16, 59, tzinfo=UTC)
    assert "Naskah pengumuman untuk disalin" in page.main


def test_a_moved_deadline_stands_above_the_pages_of_those_it_concerns(app, browse, at):
    edition = factories.edition()
    moved, other = factories.entry(edition), factories.entry(edition)
    people = [factories.member(institution=one.institution) for one in (moved, other)]
    at(factories.during("pendaftaran"))
    sent = {
        "stage": "pendaftaran",
        "category": "",
        "until": "2022-05-20T23:59",
        "reason": "Banjir.",
        "letter_number": "",
        "entry_id": moved.id,
    }
    browse(factories.secretariat()).post(f"/edisi/{edition.slug}/tenggat", sent)
    told = ["Batas pengiriman berkas Anda diundur" in browse(one).get("/kepesertaan").main for one in people]
    assert told == [True, False]
    at(factories.closing("pendaftaran"))
    counted = [browse(one).get("/kepesertaan").select(".strip-time [data-countdown]") for one in people]
    assert [[one.get("data-countdown") or one.get("datetime") for one in each] for each in counted] == [["2022-05-20T16:59:00+00:00"], []]


def test_the_grace_of_an_edition_is_published_and_kept_with_what_is_frozen(app, browse):
    edition = factories.edition(penyerahan={"tenggang_unggahan": 45})
    assert "paling lambat 45 menit sesudahnya" in browse().get(f"/ketentuan/{edition.slug}").main
    plain = factories.document()
    assert entry_terms(plain) == entry_terms(plain | {"penyerahan": {"tenggang_unggahan": 30}})
    assert entry_terms(plain) != entry_terms(plain | {"penyerahan": {"tenggang_unggahan": 31}})
