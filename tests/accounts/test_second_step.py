"""The second step: the code of the app, once and throttled; half a sign-in is none."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from p4comp.accounts.models import RefusedSignIn, SignIn, Totp
from p4comp.core import clock, vault
from p4comp.core.access import SAFE
from p4comp.core.db import everything, session
from tests import factories, second_step
from tests.accounts.people import PASSWORD, somebody
from tests.factories import code_now


def enter(browser, email="sari@uji.go.id", **more):
    """The password; the page that follows."""
    return browser.post("/masuk", {"email": email, "password": PASSWORD, **more}).follow(status=None)


def rows(model):
    session().expire_all()
    return everything(select(model))


@pytest.fixture
def sari(app):
    """A member with an app; her secret is `sari.secret`."""
    who = somebody()
    who.secret = factories.app_of(who)
    return who


def test_the_second_step_lets_in_by_the_code_of_the_app(sari, browse):
    browser = browse()
    step = enter(browser, next="/akun/sandi")
    assert (step.h1, step.path) == ("Langkah kedua", "/masuk/langkah-kedua?lanjut=/akun/sandi")
    assert step.submit("Lanjutkan", code=code_now(sari.secret)).location == "/akun/sandi"
    assert "sari@uji.go.id" in browser.get("/akun").main
    assert "kata sandi + kode aplikasi" in browser.get("/akun").main


def test_a_person_without_a_factor_who_need_have_none_is_in_by_password(browse):
    somebody()
    assert enter(browse()).h1 != "Langkah kedua"


def test_half_a_sign_in_reaches_no_page_at_all(sari, app, browse):
    browser = browse()
    enter(browser)
    closed = [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments and app.extensions["access"][rule.endpoint].policy is not None
    ]
    assert len(closed) > 20
    found = {rule.rule: browser.get(rule.rule, status=None) for rule in closed}
    assert {path: page.status for path, page in found.items() if page.status != 401} == {}
    assert {page.h1 for page in found.values() if page.is_html} == {"Langkah kedua"}


def test_half_a_sign_in_can_send_nothing(sari, app, browse):
    browser = browse()
    enter(browser)
    for rule in app.url_map.iter_rules():
        access = app.extensions["access"][rule.endpoint]
        if set(rule.methods) - SAFE and access.policy is not None and not rule.arguments:
            assert browser.post(rule.rule, status=None).status == 401, rule
    assert everything(select(Totp.id)) == [rows(Totp)[0].id]


def test_half_a_sign_in_cannot_put_another_app_in_the_place_of_the_present_one(sari, browse):
    browser = browse()
    enter(browser)
    kept = rows(Totp)[0].sealed
    browser.post("/masuk/pasang", {"code": "123456", "sealed": "x"}, status=409)
    stranger = factories.secretariat(email="lain@uji.go.id", password=PASSWORD)
    led = enter(browse(), email="lain@uji.go.id")
    sealed, secret = led.form("Pasang dan masuk").fields["sealed"], second_step.secret_on(led)
    page = browser.post("/masuk/pasang", {"code": code_now(secret), "sealed": sealed}, status=409)
    assert page.h1 == "Langkah kedua"
    assert [one.sealed for one in rows(Totp)] == [kept]
    assert stranger.id not in {one.person_id for one in rows(Totp)}


def test_the_offer_of_one_person_is_no_good_for_another(browse):
    for email in ("satu@uji.go.id", "dua@uji.go.id"):
        factories.secretariat(email=email, password=PASSWORD)
    one, other = browse(), browse()
    mine, theirs = enter(one, email="satu@uji.go.id"), enter(other, email="dua@uji.go.id")
    sealed, secret = theirs.form("Pasang dan masuk").fields["sealed"], second_step.secret_on(theirs)
    page = mine.submit("Pasang dan masuk", code=code_now(secret), sealed=sealed, status=422)
    assert page.h1 == "Pasang langkah kedua"
    assert rows(Totp) == []


def test_half_a_sign_in_is_over_after_half_an_hour(sari, browse):
    browser = browse()
    enter(browser)
    session().execute(update(SignIn).values(began_at=clock.real() - timedelta(minutes=31)))
    page = browser.post("/masuk/langkah-kedua", {"code": code_now(sari.secret), "next": "/akun"}, status=401)
    assert page.h1 == "Masuk"
    assert page.form("Masuk").fields["next"] == "/akun"


def test_a_machine_is_told_that_half_is_not_enough(sari, browse):
    browser = browse()
    enter(browser)
    assert browser.get("/akun", status=401, headers={"Accept": "application/json"}).json == {"error": "Selesaikan masuk dahulu."}


def test_the_whole_sign_in_has_a_token_of_its_own(sari, browse):
    browser = browse()
    step = enter(browser)
    with browser.client.session_transaction() as cookie:
        half = cookie["_user_id"]
    step.submit("Lanjutkan", code=code_now(sari.secret))
    with browser.client.session_transaction() as cookie:
        assert cookie["_user_id"] != half
        cookie["_user_id"] = half
    browser.get("/akun", status=401)
    assert sorted((one.ended_at is None, one.second) for one in rows(SignIn)) == [(False, None), (True, "totp")]


def test_a_session_planted_by_somebody_else_does_not_become_mine(sari, browse):
    """The attacker's session, token against forged requests and all, is thrown away when somebody else signs in with it."""
    browser = browse(factories.person())
    browser.token()
    with browser.client.session_transaction() as cookie:
        planted = cookie["csrf_token"]
    step = enter(browser)
    step.submit("Lanjutkan", code=code_now(sari.secret))
    with browser.client.session_transaction() as cookie:
        assert cookie.get("csrf_token") != planted


def test_the_same_person_keeps_the_token_of_the_forms_that_are_still_open(browse):
    somebody()
    browser = browse()
    enter(browser)
    page = browser.get("/akun/sandi")
    session().execute(update(SignIn).values(ended_at=clock.real()))
    enter(browser)
    page.submit("Ganti kata sandi", current=PASSWORD, password="rumah di atas bukit", password_again="rumah di atas bukit")


@pytest.mark.parametrize("ahead", [-1, 0, 1])
def test_the_neighbouring_code_is_good_too(sari, browse, ahead):
    enter(browse()).submit("Lanjutkan", code=code_now(sari.secret, ahead))


@pytest.mark.parametrize("ahead", [-3, -2, 2, 3])
def test_a_code_further_off_is_not(sari, browse, ahead):
    page = enter(browse()).submit("Lanjutkan", code=code_now(sari.secret, ahead), status=422)
    assert set(page.errors) == {"code", ""}


def test_a_code_is_good_once(sari, browse):
    code = code_now(sari.secret)
    enter(browse()).submit("Lanjutkan", code=code)
    enter(browse()).submit("Lanjutkan", code=code, status=422)
    enter(browse()).submit("Lanjutkan", code=code_now(sari.secret, -1), status=422)


def test_a_code_is_typed_as_people_type_it(sari, browse):
    code = code_now(sari.secret)
    enter(browse()).submit("Lanjutkan", code=f" {code[:3]} {code[3:]} ")


def test_tries_at_the_code_count_against_the_account_wherever_they_come_from(sari, browse):
    for _ in range(5):
        enter(browse()).submit("Lanjutkan", code="000000", status=422)
    page = enter(browse()).submit("Lanjutkan", code=code_now(sari.secret), status=429)
    assert 0 < int(page.headers["Retry-After"]) <= 30
    assert "Tunggu" in page.errors["code"]
    session().execute(update(RefusedSignIn).values(last_at=clock.real() - timedelta(seconds=31)))
    enter(browse()).submit("Lanjutkan", code=code_now(sari.secret))
    assert {one.key for one in rows(RefusedSignIn)} == {"ip:127.0.0.1"}


def test_the_password_alone_does_not_wipe_the_count_of_wrong_codes(sari, browse):
    for _ in range(4):
        enter(browse()).submit("Lanjutkan", code="000000", status=422)
    enter(browse())
    assert {one.key: one.count for one in rows(RefusedSignIn)}[f"step:{sari.id}"] == 4


def test_the_secret_is_sealed_at_rest_and_opens_for_its_person_only(sari, app):
    (kept,) = rows(Totp)
    assert sari.secret not in kept.sealed
    with pytest.raises(vault.Unsealable):
        vault.unseal(kept.sealed, "totp lain")
