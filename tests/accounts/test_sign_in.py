"""Signing in and out, over HTTP."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from p4comp.accounts import queries, rules
from p4comp.accounts.identity import someone
from p4comp.accounts.models import RefusedSignIn, SignIn
from p4comp.core import clock, db
from p4comp.core.db import everything, session
from tests import factories
from tests.accounts.people import PASSWORD, somebody


def enter(browser, *, status=303, email="sari@uji.go.id", password=PASSWORD, **more):
    """Fill in the sign-in form."""
    return browser.post("/masuk", {"email": email, "password": password, **more}, status=status)


def rows(model):
    session().expire_all()
    return everything(select(model))


def test_a_person_signs_in_and_reaches_the_own_account(browse):
    somebody()
    browser = browse()
    assert enter(browser, email=" SARI@uji.go.id ").location == "/ruang-kerja"
    assert "sari@uji.go.id" in browser.get("/akun").main


def test_only_the_hash_of_the_token_is_kept(browse):
    somebody()
    browser = browse()
    enter(browser)
    with browser.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    (row,) = rows(SignIn)
    assert row.token_hash == rules.digest(token)
    assert row.ends_at - row.began_at == timedelta(hours=12)


def test_unknown_address_and_wrong_password_get_the_same_answer(browse):
    somebody()
    one, other = browse(), browse()
    wrong = enter(one, password="salah salah salah", status=422)
    unknown = enter(other, email="tidak.ada@uji.go.id", status=422)
    assert wrong.main == unknown.main
    assert rows(SignIn) == []


@pytest.mark.parametrize("kind", ["inactive", "invited"])
def test_who_is_not_active_or_has_no_password_cannot_come_in(browse, kind):
    if kind == "inactive":
        somebody(is_active=False)
    else:
        factories.person(email="sari@uji.go.id")
    enter(browse(), status=422)


def test_the_sixth_try_must_wait_even_with_the_right_password(browse):
    somebody()
    browser = browse()
    for _ in range(5):
        enter(browser, password="salah", status=422)
    page = enter(browser, status=429)
    assert 0 < int(page.headers["Retry-After"]) <= 30
    assert "Tunggu" in page.main
    assert rows(SignIn) == []


def test_an_unknown_address_is_throttled_alike(browse):
    browser = browse()
    for _ in range(5):
        enter(browser, email="tidak.ada@uji.go.id", status=422)
    enter(browser, email="tidak.ada@uji.go.id", status=429)


def test_the_throttle_of_one_account_leaves_the_neighbour_alone(browse):
    somebody()
    somebody(email="budi@uji.go.id")
    browser = browse()
    for _ in range(6):
        browser.post("/masuk", {"email": "sari@uji.go.id", "password": "salah"}, status=None)
    enter(browser, email="budi@uji.go.id")


def test_after_the_wait_the_person_comes_in_and_the_count_starts_anew(browse):
    somebody()
    browser = browse()
    for _ in range(5):
        enter(browser, password="salah", status=422)
    session().execute(update(RefusedSignIn).values(last_at=clock.real() - timedelta(seconds=31)))
    enter(browser)
    assert {row.key: row.count for row in rows(RefusedSignIn)} == {"ip:127.0.0.1": 5}


def test_a_full_room_behind_one_address_is_only_slowed_down(browse):
    somebody()
    session().add(RefusedSignIn(key="ip:127.0.0.1", count=70, last_at=clock.real()))
    page = enter(browse(), status=429)
    assert int(page.headers["Retry-After"]) <= 30


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/akun/sandi?x=1", "/akun/sandi?x=1"),
        ("//jahat.example", "/ruang-kerja"),
        ("https://jahat.example", "/ruang-kerja"),
        ("/\\jahat", "/ruang-kerja"),
        ("/masuk", "/ruang-kerja"),
    ],
)
def test_after_signing_in_one_goes_on_only_inside_the_portal(browse, asked, leads_to):
    somebody()
    assert enter(browse(), next=asked).location == leads_to


def test_a_closed_page_answers_401_with_the_form_and_leads_back(browse):
    somebody()
    page = browse().get("/akun/sandi", status=401)
    done = page.submit("Masuk", email="sari@uji.go.id", password=PASSWORD)
    assert done.location == "/akun/sandi"


def test_signing_out_ends_the_row_not_only_the_cookie(browse):
    who = somebody()
    browser = browse(who)
    with browser.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    browser.post("/keluar")
    assert rows(SignIn)[0].ended_at is not None
    with browser.client.session_transaction() as cookie:
        cookie["_user_id"] = token
    browser.get("/akun", status=401)


@pytest.mark.parametrize("change", ["ended", "over", "inactive"])
def test_a_sign_in_lives_only_while_row_time_and_person_allow(browse, change):
    who = somebody()
    browser = browse(who)
    browser.get("/akun")
    row = rows(SignIn)[0]
    if change == "ended":
        row.ended_at = clock.real()
    elif change == "over":
        row.ends_at = clock.real() - timedelta(seconds=1)
    else:
        who.is_active = False
    browser.get("/akun", status=401)


def test_another_browser_can_be_ended_from_the_account_page(browse):
    who = somebody()
    here, there = browse(who), browse(who)
    page = here.get("/akun")
    assert page.main.count("Peramban ini") == 1
    page.submit("Akhiri")
    there.get("/akun", status=401)
    here.get("/akun")


def test_signing_in_as_somebody_else_ends_the_former_sign_in(browse):
    browser = browse(factories.person())
    somebody()
    enter(browser)
    assert sorted(row.ended_at is None for row in rows(SignIn)) == [False, True]
    assert "sari@uji.go.id" in browser.get("/akun").main


def test_a_stranger_cannot_end_my_sign_in(browse):
    mine, theirs = browse(somebody()), browse(factories.person())
    row = next(row for row in rows(SignIn) if row.person_id == mine.person.id)
    theirs.post(f"/akun/masuk/{row.id}/akhiri", status=404)
    mine.get("/akun")


def test_last_seen_is_noted_at_most_every_five_minutes(browse):
    browser = browse(somebody())
    row = rows(SignIn)[0]
    first = row.seen_at
    browser.get("/akun")
    assert rows(SignIn)[0].seen_at == first
    long_ago = clock.real() - timedelta(minutes=6)
    session().execute(update(SignIn).values(seen_at=long_ago))
    browser.get("/akun")
    assert rows(SignIn)[0].seen_at > long_ago


def test_who_asks_is_found_with_one_query(browse):
    place = factories.institution()
    who = factories.member(somebody(), place)
    browser = browse(who)
    page = browser.get("/pesan")
    assert len([one for one in page.queries if "sign_in" in one or "membership" in one]) == 1


def test_roles_are_pairs_of_role_and_scope(app):
    place = factories.institution(short_name="Pemkab Uji")
    actor = someone(factories.member(somebody(), place))
    assert actor.has("member")
    assert actor.has("member", place.id)
    assert not actor.has("member", "lain")
    assert not actor.has("secretariat")
    assert actor.institutions == {place.id}
    assert actor.role_label == "Pemkab Uji"


def test_a_changed_password_signs_other_browsers_out(browse, work):
    who = somebody()
    here, there = browse(who), browse(who)
    page = here.get("/akun/sandi")
    page.submit("Ganti kata sandi", current=PASSWORD, password="rumah di atas bukit", password_again="rumah di atas bukit")
    there.get("/akun", status=401)
    here.get("/akun")
    enter(browse(), password="rumah di atas bukit")
    enter(browse(), status=422)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"current": "salah", "password": "rumah di atas bukit", "password_again": "rumah di atas bukit"}, "current"),
        ({"current": PASSWORD, "password": "pendek", "password_again": "pendek"}, "password"),
        ({"current": PASSWORD, "password": "rumah di atas bukit", "password_again": "rumah di bawah bukit"}, "password_again"),
    ],
)
def test_a_password_is_changed_only_with_proof_and_a_good_new_one(browse, typed, field):
    who = somebody()
    kept = who.password_hash
    page = browse(who).post("/akun/sandi", typed, status=422)
    assert set(page.errors) == {field, ""}
    session().expire_all()
    assert queries.person_by_email("sari@uji.go.id").password_hash == kept


def test_no_transaction_is_open_while_a_password_is_hashed(browse, monkeypatch):
    somebody()
    seen = []
    monkeypatch.setattr(rules, "is_password", lambda kept, password: seen.append(db.db.session().in_transaction()) or True)
    enter(browse())
    assert seen == [False]
