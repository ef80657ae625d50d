"""Signing in with an institution's own account, against a real provider on loopback and against one that lies."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import select

from p4comp.accounts import rules
from p4comp.accounts.actions import account_service
from p4comp.accounts.models import OpenIdAttempt, OpenIdLink, OpenIdProvider, Person, SignIn
from p4comp.core import audit, clock, db
from p4comp.core.db import everything, session
from tests import account_services, factories, second_step
from tests.account_services import CLIENT, Liar
from tests.accounts import people

pytestmark = pytest.mark.sqlite


def rows(model):
    session().expire_all()
    return everything(select(model))


def set_off(browser, served, *, status=200, **more):
    """Press the institution's button; the address the browser is led to."""
    page = browser.post(f"/masuk/instansi/{served.id}/mulai", more, status=status)
    return page.links["Lanjutkan"] if status == 200 else page


def come_back(browser, brought, *, status=303):
    """Come back with what the provider gave, and let the page send itself on."""
    return browser.get("/masuk/instansi/kembali", query=brought).submit("Lanjutkan", status=status)


def told(liar, browser, served, *, status=303):
    """Set off, and come back with a code from the liar, who knows the nonce."""
    asked = parse_qs(urlsplit(set_off(browser, served)).query)
    liar.nonce = liar.nonce or asked["nonce"][0]
    return come_back(browser, {"code": "c", "state": asked["state"][0]}, status=status)


def test_a_member_comes_in_with_the_account_of_the_institution(provider, place, browse, work):
    served, browser = place.serve(provider.issuer), browse()
    provider.knows("sari", email="Sari@uji.go.id", email_verified=True)
    chosen = browser.get("/akun/sandi", status=401).submit("Masuk dengan akun instansi", status=200)
    url = chosen.submit("Akun Contoh", status=200).links["Lanjutkan"]
    asked = parse_qs(urlsplit(url).query)
    assert asked["redirect_uri"] == ["http://localhost/masuk/instansi/kembali"]
    assert asked["code_challenge_method"] == ["S256"]
    assert come_back(browser, provider.consent(url, "sari")).location == "/akun/sandi"
    assert "akun instansi" in browser.get("/akun").main
    (link,) = rows(OpenIdLink)
    assert (link.person_id, link.issuer, link.subject) == (place.sari.id, provider.issuer, "sari")
    assert [one.verb for one in audit.records()] == ["open_id_provider.added", "open_id_link.made"]
    assert served.sealed_secret != "rahasia"


def test_the_link_holds_whatever_becomes_of_the_address(provider, place, browse):
    served = place.serve(provider.issuer)
    provider.knows("tetap", email="sari@uji.go.id", email_verified=True)
    come_back(one := browse(), provider.consent(set_off(one, served), "tetap"))
    provider.knows("tetap", email="baru@uji.go.id", email_verified=False)
    come_back(other := browse(), provider.consent(set_off(other, served), "tetap"))
    assert "sari@uji.go.id" in other.get("/akun").main


def test_an_address_given_to_somebody_else_there_does_not_open_the_account_here(provider, place, browse):
    served = place.serve(provider.issuer)
    for sub in ("lama", "pengganti"):
        provider.knows(sub, email="sari@uji.go.id", email_verified=True)
    come_back(one := browse(), provider.consent(set_off(one, served), "lama"))
    page = come_back(other := browse(), provider.consent(set_off(other, served), "pengganti"), status=409)
    assert "sudah terhubung" in page.main
    assert [link.subject for link in rows(OpenIdLink)] == ["lama"]


STRANGERS = {
    "unverified": ({"email": "sari@uji.go.id", "email_verified": False}, "belum memastikan"),
    "verified as text": ({"email": "sari@uji.go.id", "email_verified": "true"}, "belum memastikan"),
    "no address": ({"email_verified": True}, "belum memastikan"),
    "unknown": ({"email": "tiada@uji.go.id", "email_verified": True}, "belum terdaftar"),
    "non-member": ({"email": "luar@uji.go.id", "email_verified": True}, "belum terdaftar"),
    "inactive": ({"email": "pergi@uji.go.id", "email_verified": True}, "belum terdaftar"),
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_who_is_not_a_verified_member_stays_outside_and_gets_no_account(provider, place, browse, kind):
    claims, words = STRANGERS[kind]
    factories.member(factories.person(email="luar@uji.go.id"), factories.institution())
    factories.member(factories.person(email="pergi@uji.go.id", is_active=False), place)
    served, browser = place.serve(provider.issuer), browse()
    provider.knows(kind.replace(" ", "-"), **claims)
    before = len(rows(Person))
    page = come_back(browser, provider.consent(set_off(browser, served), kind.replace(" ", "-")), status=409)
    assert words in page.main
    browser.get("/akun", status=401)
    assert (len(rows(Person)), rows(OpenIdLink), rows(SignIn)) == (before, [], [])


def test_a_member_who_left_stays_outside_whatever_the_link_says(provider, place, browse):
    served = place.serve(provider.issuer)
    provider.knows("sari", email="sari@uji.go.id", email_verified=True)
    come_back(one := browse(), provider.consent(set_off(one, served), "sari"))
    for held in everything(select(factories.people.Membership).filter_by(person_id=place.sari.id)):
        session().delete(held)
    come_back(other := browse(), provider.consent(set_off(other, served), "sari"), status=409)


def test_a_nonce_that_was_not_ours_is_refused(provider, place, browse):
    served, browser = place.serve(provider.issuer), browse()
    provider.knows("sari", email="sari@uji.go.id", email_verified=True)
    page = come_back(browser, provider.consent(set_off(browser, served), "sari", nonce="lain"), status=422)
    assert "tidak dapat diterima" in page.main


def test_an_answer_is_good_once_and_in_the_browser_that_set_off(provider, place, browse):
    served, browser, thief = place.serve(provider.issuer), browse(), browse()
    provider.knows("sari", email="sari@uji.go.id", email_verified=True)
    brought = provider.consent(set_off(browser, served), "sari")
    assert "tidak dimulai dari peramban ini" in come_back(thief, brought, status=422).main
    come_back(browser, brought | {"state": "lain"}, status=422)
    assert rows(SignIn) == []
    url = set_off(browser, served)
    state = parse_qs(urlsplit(url).query)["state"][0]
    come_back(browser, provider.consent(url, "sari"))
    with browser.client.session_transaction() as cookie:
        cookie["open_id"] = state
    assert "sudah dipakai" in come_back(browser, {"state": state, "code": "x"}, status=409).main


def test_an_attempt_too_late_is_refused(provider, place, browse):
    served, browser = place.serve(provider.issuer), browse()
    brought = provider.consent(set_off(browser, served), "sari")
    (attempt,) = rows(OpenIdAttempt)
    attempt.ends_at = clock.real()
    assert "lewat waktunya" in come_back(browser, brought, status=409).main


def test_whoever_presses_no_there_is_told_here(place, browse):
    assert "dibatalkan" in browse().get("/masuk/instansi/kembali", query={"error": "access_denied"}, status=422).main


def test_a_silent_service_is_told_with_another_way(place, browse):
    served = place.serve(f"http://127.0.0.1:{account_services.free_port()}")
    began = time.monotonic()
    page = set_off(browse(), served, status=502)
    assert "tidak menjawab" in page.main
    assert time.monotonic() - began < 5
    assert rows(OpenIdAttempt) == []


FORGED = {
    "other key": lambda liar: setattr(liar, "signer", RSAKey.generate_key(2048, {"kid": "satu"})),
    "no signature": lambda liar: setattr(liar, "token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzLTEifQ."),
    "public key as secret": Liar.shared_secret,
    "no token": lambda liar: setattr(liar, "token", "bukan token"),
    **{
        f"{claim} {value}": lambda liar, claim=claim, value=value: liar.claims.update({claim: value})
        for claim, value in [
            ("iss", "https://lain.example"),
            ("iss", None),
            ("aud", "lain"),
            ("aud", None),
            ("aud", [CLIENT, "lain"]),
            ("azp", "lain"),
            ("exp", 1),
            ("exp", None),
            ("iat", None),
            ("nonce", "lain"),
            ("nonce", None),
            ("sub", None),
            ("sub", 7),
            ("sub", ""),
            ("sub", "x" * 256),
        ]
    },
}


@pytest.mark.parametrize("forgery", FORGED)
def test_a_forged_token_opens_nothing(liar, place, browse, forgery):
    served, browser = place.serve(liar.issuer), browse()
    FORGED[forgery](liar)
    page = told(liar, browser, served, status=422)
    assert "tidak dapat diterima" in page.main
    assert (rows(SignIn), rows(OpenIdLink)) == ([], [])


def test_an_honest_token_of_the_same_service_opens(liar, place, browse):
    assert told(liar, browse(), place.serve(liar.issuer)).location == "/ruang-kerja"
    assert liar.asked == ["/.well-known/openid-configuration"] * 2 + ["/token", "/jwks"]


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize(
    "elsewhere", ["http://127.0.0.1:1/x", "http://169.254.169.254/x", "https://lain.example/x", "file:///etc/passwd", "", None, 3]
)
def test_a_service_that_names_another_host_is_not_followed(liar, place, browse, name, elsewhere):
    liar.metadata = {name: elsewhere}
    set_off(browse(), place.serve(liar.issuer), status=502)
    assert liar.asked == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/jwks"])
def test_no_redirect_is_followed(liar, place, browse, path):
    served, browser, other = place.serve(liar.issuer), browse(), Liar()
    liar.moved = {path: f"{other.issuer}{path}"}
    if "well-known" in path:
        set_off(browser, served, status=502)
    else:
        told(liar, browser, served, status=502)
    other.close()
    assert other.asked == []


def test_a_description_without_end_is_cut_off(liar, place, browse):
    liar.metadata = {"x": "x" * 300_000}
    set_off(browse(), place.serve(liar.issuer), status=502)


def test_a_description_of_another_issuer_is_refused(liar, place, browse):
    liar.metadata = {"issuer": "https://lain.example"}
    set_off(browse(), place.serve(liar.issuer), status=502)


def test_the_network_is_never_asked_inside_a_transaction(app):
    session().execute(select(OpenIdProvider))
    service = rules.Service("a", "b", "http://127.0.0.1:1", "c", "d", False)
    with pytest.raises(account_service.InsideTransaction):
        account_service.authorization_url(service, rules.new_attempt("", ""), "s", "http://localhost/x")
    db.rollback()


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize(
    ("claims", "is_strong"),
    [({}, False), ({"amr": ["pwd"]}, False), ({"amr": ["pwd", "mfa"]}, True), ({"acr": "mfa"}, True), ({"acr": "1"}, False)],
)
def test_the_second_step_of_the_institution_counts_if_it_says_so_and_is_trusted(liar, place, browse, trusted, claims, is_strong):
    factories.keep(factories.people.Membership(person_id=place.sari.id, role="secretariat"))
    served, browser = place.serve(liar.issuer, trusts_second_factor=trusted), browse()
    liar.claims = claims
    page = told(liar, browser, served)
    if trusted and is_strong:
        assert "langkah kedua instansi" in browser.get("/akun").main
    else:
        browser.get("/akun", status=401)
        assert second_step.set_up_and_go_on(page.follow()).location == "/ruang-kerja"


def test_what_was_typed_before_the_sign_in_ended_survives_the_way_there_and_back(liar, place, browse):
    served, asked = place.serve(liar.issuer), people.request(place)
    factories.keep(factories.people.Membership(person_id=place.sari.id, role="secretariat"))
    factories.app_of(place.sari)
    browser = browse(place.sari)
    page = browser.get(f"/permintaan-akun/{asked.id}")
    browser.post("/keluar")
    late = page.submit("Tolak permintaan", status=401, reason="Surat tidak terbaca.")
    way = late.submit("Masuk dengan akun instansi", status=200).submit("Akun Contoh", status=200).links["Lanjutkan"]
    way = parse_qs(urlsplit(way).query)
    liar.nonce = way["nonce"][0]
    step = come_back(browser, {"code": "c", "state": way["state"][0]}, status=200)
    assert step.h1 == "Langkah kedua"
    assert step.form("Lanjutkan").fields["replay"]
    assert served.is_active
