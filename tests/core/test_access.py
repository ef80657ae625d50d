"""The gate: who passes, and that nothing is half done."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from p4comp.core import access, audit, bodies, db, forms
from p4comp.core.access import NobodyMay
from p4comp.core.audit import AuditRecord
from p4comp.core.db import session
from tests import factories
from tests.core.conftest import Toy


def toys():
    return {toy.name: toy.count for toy in db.everything(select(Toy))}


@pytest.fixture
def toy(app):
    session().add(Toy(name="a"))
    db.commit()


def test_an_application_with_a_silent_view_does_not_start():
    app = Flask("silent")
    app.add_url_rule("/diam", "diam", lambda: "")
    with pytest.raises(NobodyMay, match="diam"):
        access.declared(app)


def test_who_is_not_signed_in_is_asked_to(browse, toy):
    page = browse().get("/toy/a", status=401)
    assert "Masuk" in page.text


def test_what_a_person_may_not_know_of_is_not_found(browse, person):
    session().add(Toy(name="rahasia-1"))
    browser = browse(person)
    hidden, missing = browser.get("/toy/rahasia-1", status=404), browser.get("/toy/tiada", status=404)
    assert hidden.body == missing.body


def test_what_a_person_may_not_do_is_refused_with_the_reason(browse, person, toy):
    assert "Hanya sekretariat." in browse(person).get("/toy/a", status=403).text


def test_the_work_and_its_audit_record_are_committed_before_the_answer(browse, toy):
    secretary = factories.secretariat()
    browse(secretary).post("/toy/a", status=200)
    assert toys() == {"a": 1}
    assert [(one.verb, one.person_id) for one in db.everything(select(AuditRecord))] == [("toy.touched", secretary.id)]


def test_a_get_that_writes_fails_and_writes_nothing(browse, toy):
    browse(factories.secretariat()).get("/toy/a", status=500)
    assert toys() == {"a": 0}
    assert list(audit.faults()) == []
    assert audit.head() is None


@pytest.mark.postgresql
def test_a_get_may_not_write_past_the_session_either(browse, person, toy):
    browse(person).get("/toys/raw", status=500)
    assert toys() == {"a": 0}


def test_what_is_refused_leaves_nothing_behind(browse, person):
    page = browse(person).post("/toys", {"name": "b", "then": "refuse"}, status=409)
    assert "Tidak jadi." in page.text
    assert toys() == {}


def test_an_invalid_form_is_answered_with_422_and_what_was_typed(browse, person):
    page = browse(person).post("/toys", {"name": "kiriman panjang", "then": "invalid"}, status=422)
    assert "Nama keliru." in page.text
    assert "kiriman panjang" in page.text


def test_a_clash_in_the_database_is_told_and_shows_what_was_typed(browse, person, toy):
    page = browse(person).post("/toys", {"name": "a"}, status=409)
    assert [one.text for one in page.select("main dd, main td, main pre")].count("a") == 1
    assert toys() == {"a": 0}


def test_a_post_without_token_is_refused_and_changes_nothing(browse, person):
    page = browse(person).post("/toys", {"name": "b"}, status=400, token=False)
    assert "kedaluwarsa" in page.text
    assert "b" in [one.text for one in page.select("main dd, main td, main pre")]
    assert toys() == {}


def test_a_token_of_another_browser_is_refused(browse, person):
    stranger = browse(factories.person())
    with stranger.client.session_transaction() as cookie:
        cookie["csrf_token"] = "x" * 40
    browse(person).post("/toys", {"name": "b", "csrf_token": stranger.token()}, status=400)
    assert toys() == {}


def test_a_form_larger_than_its_limit_is_refused(app, browse, person, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_FORM", 1000)
    browse(person).post("/toys", {"name": "x" * 200_000}, status=413)
    assert toys() == {}


def test_only_upload_views_take_a_large_body(app, browse, person, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_FORM", 100_000)
    monkeypatch.setitem(app.config, "MAX_UPLOAD", 100_000)

    def file(size):
        return {"file": factories.upload(content=b"x" * size)}

    assert "100000" in browse(person).post("/toys/upload", file(100_000), status=200).text
    browse(person).post("/toys", file(200_000), status=413)
    browse(person).post("/toys/upload", file(300_000), status=200)  # the view refuses it, and keeps what was typed beside it
    browse(person).post("/toys/upload", file(450_000), status=413)


def test_a_busy_database_is_told_as_a_clash(app, browse, person, monkeypatch):
    def busy():
        raise OperationalError("COMMIT", {}, Exception("database is locked"))

    browser = browse(person)
    monkeypatch.setattr(db, "commit", busy)
    with app.app_context():
        answer = browser.client.post("/toys", data={"name": "b", "csrf_token": browser.token()})
    monkeypatch.undo()
    assert answer.status_code == 409
    assert toys() == {}


def test_an_error_page_tells_nothing_of_the_inside(browse):
    page = browse().get("/toys/boom", status=500)
    assert "dapur" not in page.response.get_data(as_text=True)
    assert "LookupError" not in page.response.get_data(as_text=True)


def test_machines_get_errors_as_json(browse, toy, person):
    page = browse(person).get("/toy/a", status=403, headers={"Accept": "application/json"})
    assert page.json == {"error": "Hanya sekretariat."}


def test_every_answer_carries_the_security_headers(browse, toy):
    for path, status in (("/toys/when", 200), ("/toy/a", 401), ("/tiada", 404), ("/static/css/app.css", 200)):
        headers = browse().get(path, status=status).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"


def test_answers_for_a_person_are_not_kept_by_caches(browse, person, toy):
    assert browse(person).get("/toy/a", status=403).headers["Cache-Control"] == "no-store"


def test_the_moment_of_a_request_is_read_once(browse, at):
    moment = at("2022-04-14T23:58:59+07:00")
    assert f"{moment.astimezone(forms.clock.UTC).isoformat()} True" in browse().get("/toys/when").text


def test_the_sign_that_is_no_text_is_dropped_and_no_address_has_it(browse, person, toy):
    """PostgreSQL refuses U+0000; before, any form and any address could make it fail."""
    browser = browse(person)
    browser.get("/toy/%00", status=404)
    browse().get("/v/a%00", status=404)
    assert browse().get("/daftar", query={"cari": "ab\0c"}).status == 200
    browser.post("/toys", {"name": "b\0c", "\0": "x"})
    assert "bc" in toys()


def test_a_body_that_takes_too_long_is_refused_with_what_was_typed(browse, person, monkeypatch):
    monkeypatch.setattr(bodies, "LONGEST_FORM", timedelta(seconds=-1))
    page = browse(person).post("/toys", {"name": "kiriman lambat"}, status=409)
    assert "memakan waktu lebih dari" in page.text
    assert "kiriman lambat" in page.text
    assert toys() == {}
