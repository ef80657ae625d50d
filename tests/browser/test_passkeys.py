"""Passkeys in a real Chromium with a virtual authenticator: made, used alone, used as the second step."""

import pytest

from tests import factories
from tests.browser.screens import AXE, RUN_AXE

PASSWORD = "kuda baterai staples"
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

NOTHING_SUGGESTED = "if (!sessionStorage.suggests) PublicKeyCredential.isConditionalMediationAvailable = async () => false"


@pytest.fixture
def window(chromium, live):
    """A window under the name `localhost`, where browsers allow passkeys, with a phone's authenticator."""
    context = chromium.new_context(
        base_url=live.url.replace("127.0.0.1", "localhost"), viewport={"width": 360, "height": 740}, bypass_csp=True
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("dialog", lambda dialog: dialog.accept())
    page.add_init_script(NOTHING_SUGGESTED)
    speech = context.new_cdp_session(page)
    speech.send("WebAuthn.enable")
    speech.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    yield page
    context.close()


def person(email, make=factories.person):
    who = make("Siti Aminah", email=email, password=PASSWORD)
    factories.base.session().commit()
    return who


def enter(page, email):
    page.goto("/masuk")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    press(page, "Masuk")


def press(page, words):
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=words, exact=True).click()


def check(page):
    """Axe finds nothing and nothing scrolls sideways, on a phone and on a desk."""
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(RUN_AXE) == []
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 360, "height": 740})


def leave(page):
    page.context.clear_cookies()


def test_a_passkey_is_made_and_opens_the_account_alone_and_as_second_step(window):
    person("siti@uji.example")
    enter(window, "siti@uji.example")
    window.goto("/akun/langkah-kedua/kunci-sandi")
    check(window)
    window.fill("[name=name]", "Ponsel saya")
    press(window, "Buat kunci sandi")
    assert window.locator(".recovery-codes code").count() == 10
    check(window)
    press(window, "Sudah saya simpan, lanjutkan")
    assert "Ponsel saya" in window.locator("main").inner_text()
    check(window)

    leave(window)
    window.goto("/masuk")
    check(window)
    press(window, "Masuk dengan kunci sandi")
    assert window.url.endswith("/ruang-kerja")

    leave(window)
    window.evaluate("sessionStorage.suggests = 'yes'")
    window.goto("/masuk")
    window.wait_for_url("**/ruang-kerja")  # the browser's own suggestion in the address field

    leave(window)
    window.evaluate("delete sessionStorage.suggests")
    enter(window, "siti@uji.example")
    assert window.locator("h1").inner_text() == "Langkah kedua"
    check(window)
    press(window, "Pakai kunci sandi")
    assert window.url.endswith("/ruang-kerja")


def test_a_secretary_sets_a_passkey_up_at_the_first_sign_in(window):
    person("sari@uji.example", factories.secretariat)
    enter(window, "sari@uji.example")
    assert window.locator("h1").inner_text() == "Pasang langkah kedua"
    check(window)
    press(window, "Pasang kunci sandi")
    press(window, "Sudah saya simpan, lanjutkan")
    assert window.url.endswith("/ruang-kerja")


def test_without_scripts_the_app_does_the_work(chromium, live):
    person("sari@uji.example", factories.secretariat)
    context = chromium.new_context(base_url=live.url, java_script_enabled=False)
    page = context.new_page()
    enter(page, "sari@uji.example")
    assert page.get_by_role("button", name="Pasang kunci sandi").count() == 0
    secret = page.locator("code.setup-key").inner_text().replace(" ", "")
    page.fill("[name=code]", factories.code_now(secret))
    press(page, "Pasang dan masuk")
    press(page, "Sudah saya simpan, lanjutkan")
    assert page.url.endswith("/ruang-kerja")
    context.close()
