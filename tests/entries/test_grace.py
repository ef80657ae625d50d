"""An upload that began in time may arrive, and the dossier be handed in, within the grace; for all others the deadline holds."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p4comp.competition.spec import Stage, Window
from p4comp.core.errors import Refused
from p4comp.entries import actions, queries
from p4comp.entries.models import Entry, State
from p4comp.entries.policy import Case, in_time, may_edit, may_finish_upload
from tests import factories
from tests.entries.entrants import CLOSES, DURING, SECOND, by

MINUTE = timedelta(minutes=1)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


def case_of(entry, began_at=None, grace=30 * MINUTE):
    window = Window(Stage.REGISTRATION, "Pendaftaran", DURING, CLOSES)
    return Case(entry, window, grace=grace, upload_began_at=began_at)


@pytest.mark.parametrize(
    ("began_at", "at", "is_in"),
    [
        (CLOSES - SECOND, CLOSES - SECOND, True),
        (CLOSES - SECOND, CLOSES, True),
        (CLOSES - SECOND, CLOSES + 30 * MINUTE - SECOND, True),
        (CLOSES - SECOND, CLOSES + 30 * MINUTE, False),
        (CLOSES, CLOSES, False),
        (CLOSES + SECOND, CLOSES + MINUTE, False),
        (None, CLOSES - SECOND, True),
        (None, CLOSES, False),
    ],
)
def test_the_grace_to_the_second(app, began_at, at, is_in):
    entry = factories.entry()
    if began_at is not None:
        factories.upload_on_its_way(entry, began_at)
    if is_in:
        assert actions.submit(entry, by=by(entry), at=at).submitted_at == at
    else:
        with pytest.raises(Refused, match="Batas waktu sudah lewat"):
            actions.submit(entry, by=by(entry), at=at)
        assert entry.state is State.DRAFT


def test_the_receipt_says_both_moments(app):
    entry = factories.entry()
    factories.upload_on_its_way(entry, CLOSES - MINUTE)
    found = actions.submit(entry, by=by(entry), at=CLOSES + MINUTE)
    assert found.snapshot["grace"] == {
        "closes": CLOSES.isoformat(),
        "upload_began_at": (CLOSES - MINUTE).isoformat(),
        "until": (CLOSES + 30 * MINUTE).isoformat(),
    }
    early = factories.entry()
    factories.upload_on_its_way(early, CLOSES - MINUTE)
    assert "grace" not in actions.submit(early, by=by(early), at=CLOSES - SECOND).snapshot


@pytest.mark.parametrize("minutes", [0, 5])
def test_the_edition_states_the_grace(app, minutes):
    entry = factories.entry(factories.edition(penyerahan={"tenggang_unggahan": minutes}))
    factories.upload_on_its_way(entry, CLOSES - SECOND)
    if minutes:
        assert actions.submit(entry, by=by(entry), at=CLOSES + minutes * MINUTE - SECOND).code
    else:
        with pytest.raises(Refused):
            actions.submit(entry, by=by(entry), at=CLOSES)


def test_only_an_upload_for_this_entry_that_is_still_on_its_way_counts(app):
    entry, other = factories.entry(), factories.entry()
    factories.upload_on_its_way(other, CLOSES - MINUTE)
    factories.upload_on_its_way(entry, CLOSES - MINUTE, state="refused")
    factories.upload_on_its_way(entry, CLOSES - MINUTE, purpose="samaran")
    factories.upload_on_its_way(entry, CLOSES - MINUTE, expires_in=-MINUTE)
    factories.upload_on_its_way(entry, CLOSES - 60 * MINUTE, state="done")
    assert queries.uploads_begun_before(entry, CLOSES) is None
    factories.upload_on_its_way(entry, CLOSES - 2 * MINUTE)
    assert queries.uploads_begun_before(entry, CLOSES) == CLOSES - 2 * MINUTE


def test_an_upload_that_arrived_within_the_grace_still_counts(app):
    entry = factories.entry()
    factories.upload_on_its_way(entry, CLOSES - MINUTE, state="done")
    arrived = factories.proof(entry, "A1", content=factories.pdf("Di ujung waktu"))
    arrived.added_at = CLOSES + MINUTE
    assert queries.uploads_begun_before(entry, CLOSES) == CLOSES - MINUTE


def test_within_the_grace_nothing_else_is_edited(app):
    entry = factories.entry()
    found, who = case_of(entry, CLOSES - MINUTE), by(entry)
    assert may_finish_upload(who, found, CLOSES - MINUTE, CLOSES + MINUTE)
    assert not may_finish_upload(who, found, CLOSES, CLOSES + MINUTE)
    assert not may_edit(who, found, CLOSES)
    assert not in_time(found, CLOSES)
    factories.upload_on_its_way(entry, CLOSES - MINUTE)
    entry.state = State.SUBMITTED
    with pytest.raises(Refused):
        actions.reopen(entry, by=who, at=CLOSES)


@given(
    zone=st.sampled_from(ZONES),
    minute=st.integers(0, 8 * 365 * 24 * 60),
    before=st.integers(-7200, 7200),
    after=st.integers(-7200, 7200),
    grace=st.integers(0, 240),
)
def test_the_grace_is_the_same_on_every_clock(zone, minute, before, after, grace):
    closes = datetime(2022, 1, 2, tzinfo=UTC) + minute * MINUTE
    began, at = closes - timedelta(seconds=before), closes + timedelta(seconds=after)
    is_in = at < closes or (began < closes and at < closes + grace * MINUTE)
    for end in (closes, closes.astimezone(ZoneInfo(zone))):
        window = Window(Stage.REGISTRATION, "Pendaftaran", end - timedelta(days=9), end)
        case = Case(Entry(state=State.DRAFT), window, grace=grace * MINUTE, upload_began_at=began.astimezone(ZoneInfo(zone)))
        last = case.hand_in_closes if case.is_in_grace(at) else case.closes
        assert (at < last) == is_in
