"""A sign-in that ends in the middle of typing: nothing typed is lost, and nobody else gets it."""

import pytest
from sqlalchemy import select, update

from p4comp.accounts.models import SignIn
from p4comp.core import clock
from p4comp.core.db import everything, session
from tests import factories, second_step
from tests.accounts import people
from tests.accounts.people import PASSWORD, somebody


@pytest.fixture
def refused(browse):
    """The 401 page of a secretary whose refusal of a request came too late, and the request."""
    secretary = factories.secretariat(email="sari@uji.go.id", password=PASSWORD)
    secret = factories.app_of(secretary)
    waiting = people.request()
    browser = browse(secretary)
    page = browser.get(f"/permintaan-akun/{waiting.id}")
    session().execute(update(SignIn).values(ended_at=clock.real()))
    return page.submit("Tolak permintaan", status=401, reason="Surat <b>tidak</b>\nterbaca."), waiting, secret


def enter(page, secret, **more):
    """Password, then the second step."""
    step = page.submit("Masuk", email="sari@uji.go.id", password=PASSWORD, status=200, **more)
    assert step.h1 == "Langkah kedua"
    return step.submit("Lanjutkan", code=factories.code_now(secret), status=200)


def test_the_same_person_sends_it_again_with_one_button(refused):
    page, waiting, secret = refused
    again = enter(page, secret)
    assert again.h1 == "Kirim isian Anda lagi"
    assert "Surat <b>tidak</b>" in again.main
    again.submit("Kirim lagi")
    session().expire_all()
    assert waiting.state == "refused"
    assert waiting.reason.replace("\r\n", "\n") == "Surat <b>tidak</b>\nterbaca."


def test_another_person_never_gets_it(refused):
    page, waiting, _secret = refused
    somebody(email="budi@uji.go.id")
    done = page.submit("Masuk", email="budi@uji.go.id", password=PASSWORD)
    assert done.location == "/ruang-kerja"
    assert "tidak" not in done.body.decode()
    session().expire_all()
    assert waiting.state == "waiting"


def test_a_wrong_password_in_between_loses_nothing(refused):
    page, _waiting, secret = refused
    wrong = page.submit("Masuk", email="sari@uji.go.id", password="salah", status=422)
    again = enter(wrong, secret)
    assert again.h1 == "Kirim isian Anda lagi"


def test_a_forged_packet_is_ignored(refused):
    page, _waiting, secret = refused
    packet = page.form("Masuk").fields["replay"]
    step = page.submit("Masuk", email="sari@uji.go.id", password=PASSWORD, replay="x" + packet).follow()
    assert step.submit("Lanjutkan", code=factories.code_now(secret)).location == "/ruang-kerja"


def test_a_wrong_code_in_between_loses_nothing(refused):
    page, _waiting, secret = refused
    step = page.submit("Masuk", email="sari@uji.go.id", password=PASSWORD, status=200)
    wrong = step.submit("Lanjutkan", code="000000", status=422)
    assert wrong.submit("Lanjutkan", code=factories.code_now(secret), status=200).h1 == "Kirim isian Anda lagi"


def test_what_a_half_sign_in_sends_comes_back_after_the_second_step(browse):
    secretary = factories.secretariat(email="sari@uji.go.id", password=PASSWORD)
    secret, waiting, browser = factories.app_of(secretary), people.request(), browse()
    browser.post("/masuk", {"email": "sari@uji.go.id", "password": PASSWORD})
    step = browser.post(f"/permintaan-akun/{waiting.id}/tolak", {"reason": "Surat tidak terbaca."}, status=401)
    assert step.h1 == "Langkah kedua"
    again = step.submit("Lanjutkan", code=factories.code_now(secret), status=200)
    assert again.h1 == "Kirim isian Anda lagi"
    again.submit("Kirim lagi")
    session().expire_all()
    assert waiting.state == "refused"


def test_whoever_sets_the_second_step_up_first_finds_the_typed_text_behind_the_codes(browse):
    factories.secretariat(email="sari@uji.go.id", password=PASSWORD)
    waiting, browser = people.request(), browse()
    browser.post("/masuk", {"email": "sari@uji.go.id", "password": PASSWORD})
    led = browser.post(f"/permintaan-akun/{waiting.id}/tolak", {"reason": "Surat tidak terbaca."}, status=401)
    again = second_step.set_up(led).submit("Sudah saya simpan, lanjutkan", status=200)
    assert again.h1 == "Kirim isian Anda lagi"


def test_passwords_never_travel_in_the_packet(browse):
    who = somebody()
    browser = browse(who)
    page = browser.get("/akun/sandi")
    session().execute(update(SignIn).values(ended_at=clock.real()))
    late = page.submit(
        "Ganti kata sandi", status=401, current=PASSWORD, password="rumah di atas bukit", password_again="rumah di atas bukit"
    )
    assert late.form("Masuk").fields["replay"] == ""


def test_after_signing_out_in_another_tab_the_typed_text_is_kept_as_well(browse):
    secretary = factories.secretariat(email="sari@uji.go.id", password=PASSWORD)
    secret = factories.app_of(secretary)
    waiting = people.request()
    browser = browse(secretary)
    page = browser.get(f"/permintaan-akun/{waiting.id}")
    browser.post("/keluar")
    late = page.submit("Tolak permintaan", status=401, reason="Surat tidak terbaca.")
    assert enter(late, secret).h1 == "Kirim isian Anda lagi"


def test_what_an_anonymous_browser_sends_is_nobodys(browse):
    waiting = people.request()
    page = browse().post(f"/permintaan-akun/{waiting.id}/tolak", {"reason": "Surat tidak terbaca."}, status=401)
    assert page.form("Masuk").fields["replay"] == ""


def test_a_machine_gets_a_plain_401(browse):
    browser = browse(somebody())
    session().execute(update(SignIn).values(ended_at=clock.real()))
    assert browser.get("/akun", status=401, headers={"Accept": "application/json"}).json == {"error": "Masuk dahulu dengan akun Anda."}
    assert len(everything(select(SignIn))) == 1
