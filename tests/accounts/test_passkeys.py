"""Passkeys over HTTP, with keys made of software."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from p4comp.accounts import rules
from p4comp.accounts.models import Passkey, SignIn, SpentChallenge
from p4comp.core import audit, db
from p4comp.core.db import everything, session
from p4comp.core.mail import Mail
from tests import factories, second_step
from tests.accounts.people import PASSWORD, somebody
from tests.authenticators import PRESENT, Phone, options_on

ADD = "/akun/langkah-kedua/kunci-sandi"


def rows(model):
    session().expire_all()
    return everything(select(model))


def add(browser, phone, name="Ponsel", *, status=None):
    """Make a passkey on the account page."""
    options, challenge = options_on(browser.get(ADD), "create")
    return browser.post(ADD, {"name": name, "answer": phone.make(options), "challenge": challenge}, status=status)


def come(browser, phone, *, status=303, **more):
    """Sign in with the passkey alone."""
    options, challenge = options_on(browser.get("/masuk"), "get")
    return browser.post("/masuk/kunci-sandi", {"answer": phone.enter(options), "challenge": challenge, **more}, status=status)


@pytest.fixture
def phone(browse):
    """Sari's phone, with her first passkey."""
    made = Phone()
    made.person = somebody()
    add(browse(made.person), made, status=200)
    return made


def test_a_passkey_alone_is_both_factors(phone, browse):
    browser = browse()
    assert come(browser, phone, next="/akun/sandi").location == "/akun/sandi"
    assert "sari@uji.go.id" in browser.get("/akun").main
    newest = max(rows(SignIn), key=lambda one: one.began_at)
    assert (newest.first, newest.second, newest.verified_at is None) == ("passkey", "passkey", False)


def test_the_first_passkey_brings_recovery_codes_the_second_does_not(browse, work):
    browser = browse(somebody())
    assert len(second_step.codes_on(add(browser, Phone(), status=200))) == 10
    add(browser, Phone(), "Laptop <b>kantor</b>", status=303)
    page = browser.get("/akun/langkah-kedua")
    assert "Laptop <b>kantor</b>" in page.main
    assert [one.name for one in rows(Passkey)] == ["Ponsel", "Laptop <b>kantor</b>"]
    assert [one.verb for one in audit.records()] == ["person.passkey_added"] * 2
    assert [one.template for one in rows(Mail)] == ["accounts/mail/factor_changed.txt"] * 2


def test_a_passkey_is_the_second_step_after_the_password(phone, browse):
    browser = browse()
    step = browser.post("/masuk", {"email": "sari@uji.go.id", "password": PASSWORD}).follow()
    options, challenge = options_on(step, "get")
    assert len(options["allowCredentials"]) == 1
    done = browser.post("/masuk/langkah-kedua/kunci-sandi", {"answer": phone.enter(options), "challenge": challenge})
    assert done.location == "/ruang-kerja"
    assert "kata sandi + kunci sandi" in browser.get("/akun").main


def test_whoever_must_have_a_factor_may_begin_with_a_passkey(browse):
    factories.secretariat(email="sari@uji.go.id", password=PASSWORD)
    browser, phone = browse(), Phone()
    led = browser.post("/masuk", {"email": "sari@uji.go.id", "password": PASSWORD}).follow()
    options, challenge = options_on(led, "create")
    sent = {"answer": phone.make(options), "challenge": challenge, "name": "Ponsel"}
    page = browser.post("/masuk/pasang/kunci-sandi", sent, status=200)
    assert len(second_step.codes_on(page)) == 10
    browser.get("/akun")
    assert come(browse(), phone).location == "/ruang-kerja"


def test_an_answer_is_good_once(phone, browse):
    options, challenge = options_on(browse().get("/masuk"), "get")
    sent = {"answer": phone.enter(options), "challenge": challenge}
    browse().post("/masuk/kunci-sandi", sent)
    page = browse().post("/masuk/kunci-sandi", sent, status=422)
    assert "sudah pernah dipakai" in page.main
    assert len(rows(SpentChallenge)) == 2  # one made it, one used it


def test_a_counter_that_runs_backwards_is_a_copied_key(phone, browse):
    come(browse(), phone)
    options, challenge = options_on(browse().get("/masuk"), "get")
    browse().post("/masuk/kunci-sandi", {"answer": phone.enter(options, count=1), "challenge": challenge}, status=422)
    assert [one.sign_count for one in rows(Passkey)] == [1]


def test_keys_that_do_not_count_are_good(browse):
    phone = Phone()
    add(browse(somebody()), phone, status=200)
    for _ in range(2):
        options, challenge = options_on(browse().get("/masuk"), "get")
        browse().post("/masuk/kunci-sandi", {"answer": phone.enter(options, count=0), "challenge": challenge})


@pytest.mark.parametrize(
    "fault", ["origin", "unverified", "other key", "other handle", "unknown", "changed", "nonsense", "empty", "signed by another page"]
)
def test_a_false_answer_opens_nothing(phone, browse, fault):
    before = len(rows(SignIn))
    browser = browse()
    options, challenge = options_on(browser.get("/masuk"), "get")
    if fault == "origin":
        phone.origin = "https://p4.jahat.example"
    elif fault == "unverified":
        phone.flags = PRESENT
    elif fault == "other key":
        phone.key = Phone().key
    elif fault == "other handle":
        phone.handle = b"orang lain"
    elif fault == "unknown":
        phone.id = b"tidak ada"
    elif fault == "changed":
        options["challenge"] = "AAAA"
    elif fault == "signed by another page":
        _, challenge = options_on(browse(phone.person).get(ADD), "create")
    answer = {"nonsense": '{"id": [1], "response": {"userHandle": 3}}', "empty": ""}.get(fault, phone.enter(options))
    page = browser.post("/masuk/kunci-sandi", {"answer": answer, "challenge": challenge}, status=422)
    assert page.h1 == "Masuk"
    added = 1 if fault == "signed by another page" else 0
    assert len(rows(SignIn)) == before + added
    browser.get("/akun", status=401)


def test_anothers_passkey_does_not_finish_my_sign_in(phone, browse):
    other = somebody(email="budi@uji.go.id")
    key = Phone()
    add(browse(other), key, status=200)
    browser = browse()
    step = browser.post("/masuk", {"email": "sari@uji.go.id", "password": PASSWORD}).follow()
    options, challenge = options_on(step, "get")
    page = browser.post("/masuk/langkah-kedua/kunci-sandi", {"answer": key.enter(options), "challenge": challenge}, status=422)
    assert page.h1 == "Langkah kedua"
    browser.get("/akun", status=401)


def test_a_challenge_of_one_person_makes_no_key_for_another(browse):
    mine, theirs = browse(somebody()), browse(somebody(email="budi@uji.go.id"))
    options, challenge = options_on(theirs.get(ADD), "create")
    mine.post(ADD, {"name": "x", "answer": Phone().make(options), "challenge": challenge}, status=422)
    assert rows(Passkey) == []


def test_the_same_key_is_not_kept_twice(phone, browse):
    page = add(browse(phone.person), phone, status=422)
    assert "sudah terpasang" in page.main


def test_an_inactive_person_does_not_come_in(phone, browse):
    phone.person.is_active = False
    come(browse(), phone, status=422)


def test_a_stranger_cannot_remove_my_passkey(phone, browse):
    path = f"{ADD}/{rows(Passkey)[0].id}/hapus"
    browse(somebody(email="budi@uji.go.id")).post(path, status=404)
    browse(phone.person).post(path)
    assert rows(Passkey) == []


def test_whoever_must_have_a_factor_removes_all_but_the_last(browse):
    who = factories.secretariat()
    browser = browse(who)
    add(browser, Phone(), "Satu", status=200)
    add(browser, Phone(), "Dua", status=303)
    one, other = rows(Passkey)
    browser.post(f"{ADD}/{one.id}/hapus")
    browser.post(f"{ADD}/{other.id}/hapus", status=403)
    assert [key.name for key in rows(Passkey)] == ["Dua"]


def test_under_another_address_no_passkey_is_offered(phone, browse):
    page = browse().get("/masuk", headers={"Host": "p4.lain.example"})
    assert page.select("[data-passkey]") == []


HTTPS = "https://p4.go.id"


@pytest.mark.parametrize(
    ("base", "host", "party"),
    [
        (HTTPS, "p4.go.id", ("p4.go.id", HTTPS)),
        (HTTPS, "P4.go.id", ("p4.go.id", HTTPS)),
        (HTTPS, "lain.go.id", None),
        (HTTPS, "p4.go.id:8443", None),
        (HTTPS, "localhost", None),
        ("https://p4.go.id:8443", "p4.go.id:8443", ("p4.go.id", "https://p4.go.id:8443")),
        ("http://p4.go.id", "p4.go.id", None),
        ("https://10.1.2.3", "10.1.2.3", None),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", None),
        ("http://127.0.0.1:8000", "localhost:8000", ("localhost", "http://localhost:8000")),
        ("http://127.0.0.1:8000", "localhost:9000", None),
        ("http://localhost", "localhost", ("localhost", "http://localhost")),
    ],
)
def test_where_passkeys_work(base, host, party):
    found = rules.relying_party(base, host)
    assert (found and (found.id, found.origin)) == party


BYTES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "authenticatorData", "signature", "userHandle"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=BYTES)
def test_whatever_is_sent_is_refused_in_words(browse, phone, said):
    if isinstance(said, dict):
        said = {"id": rows(Passkey)[0].credential_id} | said
    browser = browse()
    _, challenge = options_on(browser.get("/masuk"), "get")
    page = browser.post("/masuk/kunci-sandi", {"answer": json.dumps(said), "challenge": challenge}, status=None)
    assert page.status in {422, 429}
    db.rollback()
