"""Where a sign-in leads on to: a page of this place of the portal, never another site nor another space."""

import pytest

from p4comp.accounts.routes import entering

ROOT, SPACE = "", "/p/kalsel"
OTHERS = ["", "pesan", "//evil.example", "/\\evil.example", "https://evil.example/", "/pesan\r\nX: y"]
ROUNDABOUT = [
    "/%70/kaltim/masuk",
    "/p%2fkaltim/masuk",
    "/./p/kaltim/",
    "/x/../p/kaltim/",
    "/%2e/p/kaltim/",
    "/p\\kaltim",
    "/p//kaltim/",
    "/%5cp/kaltim",
]
BACK = [f"/p/kalsel{path}" for path in ("/../kaltim/pesan", "/%2e%2e/kaltim/", "/..\\kaltim/", "/..%2fkaltim/", "//../kaltim/")]
OTHERS += ROUNDABOUT + BACK
PLACES = {
    ROOT: {
        "/pesan": True,
        "/edisi?x=1": True,
        "/cari?q=../p/": True,
        "/instansi/a%20b": True,
        "/p/kalsel/pesan": False,
        "/p/": False,
        "/masuk": False,
    },
    SPACE: {"/p/kalsel/pesan": True, "/pesan": False, "/p/kaltim/pesan": False, "/p/kalsel-palsu/pesan": False, "/p/kalsel/masuk": False},
}
CASES = [(root, path, led) for root, paths in PLACES.items() for path, led in (paths | dict.fromkeys(OTHERS, False)).items()]


@pytest.mark.parametrize(("root", "path", "is_followed"), CASES)
def test_a_sign_in_leads_on_within_its_own_place_only(app, root, path, is_followed):
    with app.test_request_context(f"{root}/masuk", environ_overrides={"SCRIPT_NAME": root, "PATH_INFO": "/masuk"}):
        assert entering.safe(path) == (path if is_followed else f"{root}/ruang-kerja")
