"""The rules of messages, each move written out by hand."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from p4comp.core.errors import Invalid, RuleBroken
from p4comp.messages.rules import announcements, broadcasts, phones, questions, tickets
from p4comp.messages.rules.broadcasts import Recipient

LEGAL = {
    "broadcast": {
        ("draft", "ask"): "asked",
        ("asked", "take_back"): "draft",
        ("asked", "give_back"): "draft",
        ("asked", "approve"): "sending",
        ("sending", "finish"): "sent",
        ("draft", "cancel"): "cancelled",
    },
    "announcement": {("draft", "publish"): "published", ("withdrawn", "publish"): "published", ("published", "withdraw"): "withdrawn"},
    "question": {
        ("waiting", "publish"): "published",
        ("withdrawn", "publish"): "published",
        ("waiting", "refuse"): "refused",
        ("published", "withdraw"): "withdrawn",
    },
    "ticket": {
        ("new", "answer"): "answered",
        ("answered", "answer"): "answered",
        ("asked_back", "answer"): "answered",
        ("new", "ask_back"): "asked_back",
        ("answered", "ask_back"): "asked_back",
        ("asked_back", "ask_back"): "asked_back",
        ("new", "reply"): "new",
        ("answered", "reply"): "new",
        ("asked_back", "reply"): "new",
        ("done", "reply"): "new",
        ("new", "close"): "done",
        ("answered", "close"): "done",
        ("asked_back", "close"): "done",
    },
}
TABLES = {
    "broadcast": (broadcasts.MOVES, broadcasts.BroadcastState),
    "announcement": (announcements.MOVES, announcements.NoticeState),
    "question": (questions.MOVES, questions.QuestionState),
    "ticket": (tickets.MOVES, tickets.TicketState),
}
CASES = [(kind, state, verb) for kind, (moves, states) in TABLES.items() for state, verb in itertools.product(states, moves.table)]


@pytest.mark.parametrize(("kind", "state", "verb"), CASES)
@pytest.mark.usefixtures("app")
@pytest.mark.sqlite
def test_moves(kind, state, verb):
    moves = TABLES[kind][0]
    if (state.value, verb) in LEGAL[kind]:
        assert moves.after(state, verb) == LEGAL[kind][state.value, verb]
    else:
        with pytest.raises(RuleBroken):
            moves.after(state, verb)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Yth. {nama} dari {instansi}, {batas_waktu}, {alamat_portal}", ""),
        ("tanpa isian", ""),
        ("Yth. {name}", "{name}"),
        ("{nilai} {nama}", "{nilai}"),
        ("{}", "{}"),
        ("{ nama }", "{ nama }"),
        ("{nama", "tidak berpasangan"),
        ("nama}", "tidak berpasangan"),
        ("{{nama}}", "tidak berpasangan"),
    ],
)
def test_a_mass_mails_text_holds_known_places_only(app, text, fault):
    if not fault:
        broadcasts.check_text(text, "body")
        return
    with pytest.raises(Invalid) as told:
        broadcasts.check_text(text, "body")
    assert fault in told.value.message
    assert told.value.field == "body"


def test_what_stands_in_a_value_is_not_read_again():
    assert broadcasts.filled("{nama}, {instansi}", {"nama": "{instansi}", "instansi": "A"}) == "{instansi}, A"


def test_each_address_is_written_to_once():
    one, same, two = (
        Recipient("1", "Ani", "a@x.id", "", "B"),
        Recipient("2", "Ani", "A@X.id", "", "C"),
        Recipient("3", "Budi", "b@x.id", "", "A"),
    )
    assert broadcasts.doubles_removed([one, same, two]) == ([two, one], 1)


@pytest.mark.sqlite
def test_a_deadline_in_the_text_needs_one_for_everybody(app):
    due = Recipient("1", "Ani", "a@x.id", due=datetime(2022, 4, 14, tzinfo=UTC))
    bare = Recipient("2", "Budi", "b@x.id")
    broadcasts.check_recipients([due], "{batas_waktu}", "")
    broadcasts.check_recipients([due, bare], "tanpa", "batas")
    with pytest.raises(Invalid):
        broadcasts.check_recipients([due, bare], "", "{batas_waktu}")
    with pytest.raises(Invalid):
        broadcasts.check_recipients([], "", "")


NOW = datetime(2022, 3, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("state", announcements.NoticeState)
@pytest.mark.parametrize("appears", [None, -MINUTE, timedelta(0), MINUTE])
@pytest.mark.parametrize("expires", [None, -MINUTE, timedelta(0), MINUTE])
def test_an_announcement_is_shown_from_its_moment_until_its_end(state, appears, expires):
    appears_at, expires_at = (NOW + shift if shift is not None else None for shift in (appears, expires))
    expected = state == "published" and appears in (-MINUTE, timedelta(0)) and expires in (None, MINUTE)
    assert announcements.is_shown(state, appears_at, expires_at, NOW) is expected


@pytest.mark.sqlite
def test_the_short_text_opens_whatsapp_for_mobile_numbers_only(app):
    text = phones.reminder("Ani & Budi", "Portal P4", "https://p4.id")
    assert phones.whatsapp("6281234567890", "a & b?") == "https://wa.me/6281234567890?text=a%20%26%20b%3F"
    assert phones.whatsapp("62217398381", text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apakah RSUD boleh ikut?", False),
        ("Bagaimana mengisi indikator pengelolaan pengaduan?", False),
        ("Apakah laporan tahunan boleh menjadi bukti?", False),
        ("Saya ingin mengadukan petugas kelurahan", True),
        ("Jalan rusak di depan sekolah", True),
        ("KTP saya belum jadi sejak Januari", True),
        ("Ada PUNGLI di kantor", True),
    ],
)
def test_complaints_are_told_from_questions(text, expected):
    assert questions.looks_like_complaint(text) is expected


@pytest.mark.parametrize(("asker", "address", "expected"), [(0, 0, False), (4, 29, False), (5, 5, True), (0, 30, True)])
def test_an_asker_sends_a_few_an_address_some_more(asker, address, expected):
    assert questions.is_too_much(asker, address) is expected


def test_the_usual_wait_is_the_median():
    waits = [(NOW, NOW + timedelta(hours=hours)) for hours in (1, 2, 30)]
    assert tickets.usual_wait(waits) == timedelta(hours=2)
    assert tickets.usual_wait([]) is None
