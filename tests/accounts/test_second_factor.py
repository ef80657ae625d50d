"""The second factor: who must have one, app and recovery codes, what changes and who is told."""

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, update

from p4comp.accounts import rules
from p4comp.accounts.models import RecoveryCode, RefusedSignIn, SignIn, Totp
from p4comp.core import audit, db
from p4comp.core.db import everything, session
from p4comp.core.mail import Mail
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


ROLES = {"secretariat": True, "auditor": True, "evaluator": True, "juror": True, "member": False, "local_admin": False, "approver": False}


@pytest.mark.parametrize(("role", "must"), ROLES.items())
def test_who_must_have_a_second_factor(role, must):
    assert rules.must_have_factor({role}) is must


@pytest.mark.parametrize("column", ["entrant", "stranger", "evaluator", "conflicted", "juror", "secretariat", "auditor"])
def test_whoever_must_have_a_factor_is_led_to_set_one_up_before_anything_else(cast, browse, column):
    who = cast.columns[column]
    who.password_hash = factories.people.QUICK.hash(PASSWORD)
    browser = browse()
    page = enter(browser, email=who.email)
    if column in {"entrant", "stranger"}:
        assert browser.get("/akun").h1 == "Akun saya"
        return
    assert page.h1 == "Pasang langkah kedua"
    browser.get("/ruang-kerja", status=401)
    assert second_step.set_up_and_go_on(page).location == "/ruang-kerja"
    assert browser.get("/akun").h1 == "Akun saya"


def test_a_role_given_later_asks_for_a_factor_at_the_next_step(browse):
    who = somebody()
    browser = browse()
    enter(browser)
    browser.get("/akun")
    factories.keep(factories.people.Membership(person_id=who.id, role="secretariat"))
    assert browser.get("/akun", status=401).h1 == "Pasang langkah kedua"


def test_a_demo_asks_nobody_to_set_one_up(browse, app, monkeypatch):
    factories.secretariat(email="sari@uji.go.id", password=PASSWORD)
    monkeypatch.setitem(app.extensions, "playing", True)
    browser = browse()
    enter(browser)
    assert browser.get("/akun").h1 == "Akun saya"


def test_the_first_factor_brings_ten_recovery_codes_shown_once(browse, work):
    factories.secretariat(email="sari@uji.go.id", password=PASSWORD)
    page = second_step.set_up(enter(browse()))
    codes = second_step.codes_on(page)
    assert (page.h1, len(set(codes))) == ("Kode pemulihan Anda", 10)
    kept = rows(RecoveryCode)
    assert len(kept) == 10
    assert not {code for code in codes for one in kept if code.replace("-", "") in one.mark}
    assert page.headers["Cache-Control"] == "no-store"
    assert [one.verb for one in audit.records()] == ["person.totp_added"]
    assert [(one.to, one.template) for one in rows(Mail)] == [("sari@uji.go.id", "accounts/mail/factor_changed.txt")]


def test_a_recovery_code_stands_in_once_and_warns_when_few_are_left(browse):
    factories.secretariat(email="sari@uji.go.id", password=PASSWORD)
    codes = second_step.codes_on(second_step.set_up(enter(browse())))
    warned = []
    for code in codes[:8]:
        browser = browse()
        enter(browser).submit("Lanjutkan", code=code.upper())
        warned.append([one for one in browser.get("/akun").flashes if "tinggal" in one])
        enter(browse()).submit("Lanjutkan", code=code, status=422)
        session().execute(update(RefusedSignIn).values(count=0))
    assert [bool(one) for one in warned] == [False] * 6 + [True] * 2
    assert "tinggal 2" in browser.get("/akun/langkah-kedua").main


def test_new_codes_void_the_former_ones(sari, browse):
    browser = browse(sari)
    old = second_step.codes_on(browser.post("/akun/langkah-kedua/kode-pemulihan", status=200))
    new = second_step.codes_on(browser.post("/akun/langkah-kedua/kode-pemulihan", status=200))
    enter(browse()).submit("Lanjutkan", code=old[0], status=422)
    enter(browse()).submit("Lanjutkan", code=new[0])


def test_codes_of_another_person_are_no_good(sari, browse):
    other = somebody(email="budi@uji.go.id")
    factories.app_of(other)
    codes = second_step.codes_on(browse(other).post("/akun/langkah-kedua/kode-pemulihan", status=200))
    enter(browse()).submit("Lanjutkan", code=codes[0], status=422)


def test_an_app_is_set_up_in_ones_account_and_other_browsers_are_out(browse):
    who = somebody()
    here, there = browse(who), browse(who)
    page = here.get("/akun/langkah-kedua/aplikasi")
    secret = second_step.secret_on(page)
    address = urlsplit(page.links["Buka di aplikasi autentikator"])
    assert (address.scheme, address.netloc, parse_qs(address.query)["secret"]) == ("otpauth", "totp", [secret])
    wrong = page.submit("Pasang aplikasi", code="000000", status=422)
    assert second_step.secret_on(wrong) == secret
    assert second_step.codes_on(wrong.submit("Pasang aplikasi", code=code_now(secret), status=200))
    there.get("/akun", status=401)
    here.get("/akun")
    assert enter(browse()).h1 == "Langkah kedua"


def test_a_new_phone_takes_the_place_of_the_old_one(sari, browse):
    browser = browse(sari)
    page = browser.get("/akun/langkah-kedua/aplikasi")
    page.submit("Pasang aplikasi", code=code_now(second_step.secret_on(page)), status=200)
    enter(browse()).submit("Lanjutkan", code=code_now(sari.secret), status=422)
    enter(browse()).submit("Lanjutkan", code=code_now(second_step.secret_on(page), 1))


def test_a_member_may_take_the_factor_away_and_the_codes_go_with_it(sari, browse, work):
    browser = browse(sari)
    browser.post("/akun/langkah-kedua/kode-pemulihan", status=200)
    there = browse(sari)
    browser.get("/akun/langkah-kedua").submit("Hapus")
    assert (rows(Totp), rows(RecoveryCode)) == ([], [])
    there.get("/akun", status=401)
    assert enter(browse()).h1 != "Langkah kedua"


def test_whoever_must_have_one_keeps_the_last(browse):
    who = factories.secretariat()
    factories.app_of(who)
    browser = browse(who)
    assert "Peran Anda mewajibkan" in browser.get("/akun/langkah-kedua").main
    browser.post("/akun/langkah-kedua/hapus-aplikasi", status=403)
    assert len(rows(Totp)) == 1


def test_a_forgotten_password_does_not_forget_the_second_step(sari, browse):
    from p4comp.accounts import actions

    made = actions.invite(sari, role="", by=None, at=factories.BEGINNING)
    typed = {"name": "Sari", "password": "rumah di atas bukit", "password_again": "rumah di atas bukit"}
    assert browse().post(f"/undangan/{made.token}", typed).follow().h1 == "Langkah kedua"


def test_a_new_device_is_told_by_mail_the_first_and_a_known_one_are_not(browse):
    somebody()
    agents = [
        "Mozilla/5.0 (Windows NT 10.0) Firefox/121.0",
        "Mozilla/5.0 (Windows NT 10.0) Firefox/122.0",
        "Mozilla/5.0 (iPhone) Safari/604.1",
    ]
    for agent in agents:
        browser = browse()
        browser.post("/masuk", {"email": "sari@uji.go.id", "password": PASSWORD}, headers={"User-Agent": agent})
    (mail,) = rows(Mail)
    assert (mail.to, mail.subject) == ("sari@uji.go.id", "Akun Anda dibuka di perangkat baru")
    assert "Safari di iPhone" in mail.body


def test_forty_people_behind_one_address_come_in_while_one_account_is_under_attack(browse):
    people = [somebody(email=f"orang{number}@uji.go.id") for number in range(40)]
    somebody()
    for _ in range(8):
        browse().post("/masuk", {"email": "sari@uji.go.id", "password": "salah"}, status=None)
    for who in people:
        enter(browse(), email=who.email)
    assert browse().post("/masuk", {"email": "sari@uji.go.id", "password": PASSWORD}, status=None).status == 429
    assert len(rows(SignIn)) == 40


def test_all_other_sign_ins_are_ended_at_once(browse):
    who = somebody()
    here, one, other = browse(who), browse(who), browse(who)
    here.get("/akun").submit("Akhiri semua yang lain")
    one.get("/akun", status=401)
    other.get("/akun", status=401)
    assert "Akhiri semua yang lain" not in here.get("/akun").main


def test_a_forged_request_changes_nothing(sari, browse):
    browser = browse(sari)
    for path in ("/akun/langkah-kedua/hapus-aplikasi", "/akun/langkah-kedua/kode-pemulihan", "/akun/masuk/akhiri-lain", "/masuk/pasang"):
        browser.post(path, token=False, status=400)
    assert (len(rows(Totp)), rows(RecoveryCode)) == (1, [])


def test_an_actor_of_a_half_sign_in_is_found_with_one_query(sari, browse):
    browser = browse()
    enter(browser)
    page = browser.get("/akun", status=401)
    assert len([one for one in page.queries if "sign_in.token_hash" in one]) == 1
    db.rollback()
