"""Rules of invitations: states, moments around a seat, links that may be given to people."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from p4comp.competition.interview_terms import InvitationTerms
from p4comp.core.errors import Invalid, RuleBroken
from p4comp.interviews.rules.invitations import (
    INVITATIONS,
    REQUESTS,
    InvitationState,
    Moments,
    RequestState,
    https_link,
    meeting_name,
)

START = datetime(2022, 5, 23, 1, 30, tzinfo=UTC)
SEATS = {
    ("proposed", "confirm"): "confirmed",
    ("proposed", "ask_change"): "change_asked",
    ("confirmed", "ask_change"): "change_asked",
    ("change_asked", "take_back"): "proposed",
    ("change_asked", "refuse"): "proposed",
    ("proposed", "reseat"): "proposed",
    ("confirmed", "reseat"): "proposed",
    ("change_asked", "reseat"): "proposed",
}
ANSWERS = {"grant": "granted", "refuse": "refused", "take_back": "taken_back", "overtake": "overtaken"}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(InvitationState, INVITATIONS.table)))
def test_moves_of_an_invitation(state, verb):
    if (state, verb) in SEATS:
        assert INVITATIONS.after(state, verb) == SEATS[state, verb]
    else:
        with pytest.raises(RuleBroken):
            INVITATIONS.after(state, verb)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(RequestState, REQUESTS.table)))
def test_moves_of_a_request(state, verb):
    if state is RequestState.WAITING:
        assert REQUESTS.after(state, verb) == ANSWERS[verb]
    else:
        with pytest.raises(RuleBroken):
            REQUESTS.after(state, verb)


def test_moments_follow_from_the_seat_and_the_edition_s_terms():
    found = Moments(START, InvitationTerms(confirm_hours=24, change_hours=48, slide_hours=12, link_minutes=15, grace_minutes=5))
    assert found.confirm_by == START - timedelta(hours=24)
    assert found.remind_at == START - timedelta(hours=48)
    assert found.change_by == START - timedelta(hours=48)
    assert found.slides_by == START - timedelta(hours=12)
    assert found.link_from == START - timedelta(minutes=15)
    assert found.missed_from == START + timedelta(minutes=5)


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Jakarta", 1), ("Asia/Makassar", 0), ("Asia/Jayapura", 23)])
def test_the_link_is_mailed_on_the_morning_before_on_the_edition_s_clock(zone, hour):
    found = Moments(START, InvitationTerms()).link_mailed_at(zone).astimezone(UTC)
    assert found == datetime(2022, 5, 21 if hour == 23 else 22, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(document.cookie)//https://x.id",
        " java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "http://rapat.example.id/a",
        "//rapat.example.id",
        "rapat.example.id/a",
        "https:",
        "https://",
        "https://localhost/a",
        "https://nama:sandi@rapat.example.id/a",
        "https://[::1",
        "https://rapat.example.id/a\u202eb",
        "https://rapat.example.id/<script>",
        "https://rapat.example.id\\.lain.example.id/",
        "https://rapat.example.id/" + "a" * 500,
    ],
)
def test_only_a_whole_https_address_is_a_link(app, link):
    with pytest.raises(Invalid) as refused:
        https_link(link)
    assert refused.value.field == "link"


def test_a_link_broken_by_mail_is_mended_and_none_is_none(app):
    assert https_link(" https://rapat.example.id/j/1\n 23?pwd=x#y ") == "https://rapat.example.id/j/123?pwd=x#y"
    assert https_link('https://rapat.example.id/?context={"Tid":"a"}') == "https://rapat.example.id/?context=%7B%22Tid%22:%22a%22%7D"
    assert https_link("  ") == ""


def test_the_name_in_the_meeting_says_who_and_from_where(app):
    assert meeting_name("UMUM", "Kabupaten Tapin") == "UMUM_Kabupaten Tapin_Nama"
