"""Invitations: once, for 14 days."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts import actions
from p4comp.accounts.models import Invitation, Person, SignIn
from p4comp.accounts.rules import digest
from p4comp.core import clock
from p4comp.core.db import everything, session
from p4comp.core.errors import Refused
from p4comp.core.mail import Mail
from p4comp.core.words import moment
from tests import factories
from tests.accounts.people import PASSWORD

GOOD = {"name": "Dra. Sari Dewi, M.Si.", "password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture
def invitation(app):
    place = factories.institution(name="Pemerintah Kabupaten Contoh")
    person = actions.person_for("Sari@uji.go.id", "Sari", at=factories.BEGINNING)
    session().flush()
    actions.join(person, "member", place, by=None, at=factories.BEGINNING)
    made = actions.invite(person, role="member", institution=place, by=None, at=factories.BEGINNING)
    session().flush()
    made.url = f"/undangan/{made.token}"
    return made


def test_the_mail_holds_the_link_and_the_table_only_its_hash(invitation, app):
    (mail,) = everything(select(Mail))
    assert (mail.to, mail.subject) == ("sari@uji.go.id", "Undangan ke Portal Kompetisi P4")
    assert f"http://localhost{invitation.url}\n" in mail.body
    assert "Pemerintah Kabupaten Contoh" in mail.body
    assert invitation.token_hash == digest(invitation.token)
    assert invitation.ends_at - clock.real() > timedelta(days=13, hours=23)


def test_name_and_password_are_chosen_and_the_person_is_in(invitation, browse):
    browser = browse()
    page = browser.get(invitation.url)
    assert page.form().fields["name"] == "Sari"
    assert page.submit("Simpan dan masuk", **GOOD).location == "/ruang-kerja"
    assert "Dra. Sari Dewi, M.Si." in browser.get("/akun").main
    browse().post("/masuk", {"email": "sari@uji.go.id", "password": PASSWORD})


def test_a_used_invitation_says_so_and_changes_nothing(invitation, browse):
    browse().post(invitation.url, GOOD)
    late = browse().post(
        invitation.url, GOOD | {"name": "Orang Lain", "password": "sandi orang lain 9", "password_again": "sandi orang lain 9"}, status=410
    )
    assert "sudah dipakai" in late.main
    assert browse().get(invitation.url, status=410).h1 == "Undangan tidak berlaku"
    session().expire_all()
    assert everything(select(Person.name)) == ["Dra. Sari Dewi, M.Si."]


def test_a_used_link_ends_every_other_link_and_sign_in_of_the_person(invitation, browse):
    person = session().get(Person, everything(select(Person.id))[0])
    other = actions.invite(person, role="", by=None, at=factories.BEGINNING)
    actions.open_sign_in(person.id)
    url = f"/undangan/{other.token}"
    browse().post(invitation.url, GOOD)
    browse().get(url, status=410)
    session().expire_all()
    assert sorted(one.ended_at is None for one in everything(select(SignIn))) == [False, True]


def test_an_expired_invitation_says_so(invitation, browse):
    invitation.ends_at = clock.real() - timedelta(seconds=1)
    assert "kedaluwarsa" in browse().get(invitation.url, status=410).main
    browse().post(invitation.url, GOOD, status=410)
    assert everything(select(SignIn)) == []


def test_an_unknown_link_does_not_exist(app, browse):
    browse().get("/undangan/tidak-ada", status=404)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"password": "pendek", "password_again": "pendek"}, "password"),
        ({"password_again": "lain sekali"}, "password_again"),
    ],
)
def test_a_faulty_form_leaves_the_invitation_good(invitation, browse, typed, field):
    browser = browse()
    page = browser.post(invitation.url, GOOD | typed, status=422)
    assert set(page.errors) == {field, ""}
    browser.post(invitation.url, GOOD)


def test_an_inactive_person_cannot_use_it(invitation, app):
    session().get(Person, everything(select(Person))[0].id).is_active = False
    with pytest.raises(Refused):
        actions.accept(everything(select(Invitation))[0], name="Sari", password_hash="x", at=factories.BEGINNING)


def test_joining_twice_is_joining_once(app):
    place = factories.institution()
    person = factories.person()
    first = actions.join(person, "member", place, by=None, at=factories.BEGINNING)
    assert actions.join(person, "member", place, by=None, at=factories.BEGINNING) is first


def test_a_person_is_found_by_address_however_written(app):
    one = actions.person_for("Sari@UJI.go.id ", "Sari", at=factories.BEGINNING)
    assert actions.person_for("sari@uji.go.id", "Lain", at=factories.BEGINNING) is one


@pytest.mark.parametrize("is_played", [False, True])
def test_the_letter_says_for_how_long_and_until_which_true_moment(app, monkeypatch, is_played):
    if is_played:
        monkeypatch.setitem(app.extensions, "playing", True)
    with app.test_request_context(), clock.at(factories.during("pendaftaran")):
        invitation = actions.invite(factories.person(), role="member", by=None, at=clock.now())
    body = " ".join(everything(select(Mail.body))[0].split())
    clause = " menurut jam sebenarnya, bukan waktu peraga" if is_played else ""
    assert f"dalam 14 hari sejak undangan ini dibuat: sampai {moment(invitation.ends_at)}{clause}. Jangan" in body
