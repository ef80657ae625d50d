"""The second step of signing in, as somebody with an app on a phone takes it."""

from tests import factories


def secret_on(page):
    """The secret that a page tells in groups of four."""
    return page.one("code.setup-key").text.replace(" ", "")


def set_up(page):
    """Put the secret into an app and type its first code; the page with the recovery codes."""
    return page.submit("Pasang dan masuk", code=factories.code_now(secret_on(page)), status=200)


def set_up_and_go_on(page):
    """Set the app up, keep the codes, and go on; the redirect to where the person was going."""
    return set_up(page).submit("Sudah saya simpan, lanjutkan")


def codes_on(page):
    """The ten recovery codes on a page."""
    return [one.text for one in page.select(".recovery-codes code")]
