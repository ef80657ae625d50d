"""Telephone numbers: as typed, as kept, as read."""

import pytest

from p4comp.accounts import rules
from p4comp.accounts.models import Person
from p4comp.core.db import session
from tests import factories


@pytest.mark.parametrize(
    ("typed", "number", "is_mobile"),
    [
        ("0812 3456 7890", "6281234567890", True),
        ("+62 812-3456-7890", "6281234567890", True),
        ("62812 3456 7890", "6281234567890", True),
        ("+62 (0)812 3456 7890", "6281234567890", True),
        ("812 3456 7890", "6281234567890", True),
        ("(021) 7398381", "62217398381", False),
        ("0511/4772222", "625114772222", False),
        ("", "", False),
        ("12345", "", False),
        ("0812", "", False),
        ("belum ada", "", False),
        ("0812 3456 7890 ext 2", "", False),
        ("+1 202 555 0143", "", False),
    ],
)
def test_telephone_numbers(typed, number, is_mobile):
    assert (rules.normal_phone(typed), rules.is_mobile(rules.normal_phone(typed))) == (number, is_mobile)


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("6281234567890", "0812-3456-7890"),
        ("628123456789", "0812-3456-789"),
        ("62217398381", "0217398381"),
        ("", ""),
        ("belum ada", "belum ada"),
    ],
)
def test_numbers_are_read_in_groups(kept, read):
    assert rules.spoken_phone(kept) == read


def test_people_change_their_own_number_and_it_is_kept_normalised(app, browse):
    who = factories.member()
    browser = browse(who)
    page = browser.get("/akun/data")
    browser.post("/akun/data", page.form("Simpan").fields | {"phone": "+62 (0)812 3456 7890", "position": " Kepala  Bagian "})
    session().expire_all()
    assert (session().get(Person, who.id).phone, session().get(Person, who.id).position) == ("6281234567890", "Kepala Bagian")
    assert "0812-3456-7890" in browser.get("/akun").main


@pytest.mark.parametrize("typed", ["12345", "belum ada", "0812 3456 7890 ext 2", "+1 202 555 0143"])
def test_a_number_nobody_can_dial_is_refused_and_stays_typed(app, browse, typed):
    who = factories.member()
    page = browse(who).post("/akun/data", {"phone": typed, "position": "Staf"}, status=422)
    assert page.form("Simpan").fields["phone"] == typed
    session().expire_all()
    assert session().get(Person, who.id).phone == ""
