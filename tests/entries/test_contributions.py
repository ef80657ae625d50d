"""What entries add to everybody's pages."""

from datetime import timedelta

import pytest
from flask import g

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person
from p4comp.core import clock, db, web
from p4comp.entries import queries
from p4comp.entries.models import State
from tests import factories
from tests.entries.entrants import CLOSES

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(factories.during("pendaftaran"))


def todo(who):
    g.pop("entry_states", None)  # each question stands for a request of its own
    with_request = db.session().get(type(who), who.id)
    return [
        (str(one.title), one.due)
        for one in web.contributed("todo", someone(with_request), clock.now())
        if one.url.startswith(("/kepesertaan", "/verifikasi"))
    ]


def test_what_is_expected_now_and_until_when(app, at):
    who = factories.person()
    entry = factories.entry(contact=who)
    factories.member(who, entry.institution)
    name = entry.institution_name
    secretary = factories.secretariat()
    with app.test_request_context():
        assert todo(who) == [(f"Lengkapi dan kirim berkas {name}", CLOSES)]
        entry.state = State.SUBMITTED
        assert (todo(who), todo(secretary)) == ([], [("1 berkas menunggu verifikasi", None)])
        at(factories.during("verifikasi"))
        entry.state, entry.correct_until = State.RETURNED, factories.closing("verifikasi")
        assert (todo(who), todo(secretary)) == ([(f"Perbaiki berkas {name}", factories.closing("verifikasi"))], [])
        at(factories.closing("verifikasi"))
        assert todo(who) == []


def test_an_institution_that_has_not_entered_is_reminded(app, at):
    factories.edition()
    who = factories.member()
    with app.test_request_context():
        assert todo(who) == [("Daftarkan instansi Anda", CLOSES)]
        at(CLOSES)
        assert todo(who) == []


def due_words(who):
    """What waits for a person, with the words of its end."""
    g.pop("own_entries", None)
    return [
        (str(one.title), str(one.until), one.due) for one in web.contributed("todo", someone(who), clock.now()) if "/kepesertaan" in one.url
    ]


def countdown(who):
    g.pop("own_entries", None)
    return [(str(one.label), one.at) for one in web.contributed("countdown", someone(who), clock.now())]


@pytest.fixture
def refused(app, at):
    """An entry refused in the middle of verification, in an edition with three days of objection."""
    at(factories.during("verifikasi"))
    edition = factories.edition(**factories.with_checklist())
    return factories.entry(edition, state="refused", refused_at=factories.during("verifikasi"), reason="Bukan peserta.")


def test_a_refusal_says_until_when_it_may_be_objected_to(app, refused, at):
    who = db.session().get(Person, refused.contact_id)
    (closes, _finality) = queries.appeal_term(refused)
    with app.test_request_context():
        title = f"Berkas {refused.institution_name} tidak diterima"
        assert due_words(who) == [(title, "Anda dapat menyanggah sampai", closes)]
        assert countdown(who) == [("Masa sanggah berakhir", closes)]
        at(closes - timedelta(seconds=1))
        assert len(due_words(who)) == 1
        at(closes)
        assert (due_words(who), countdown(who)) == ([], [])


def test_an_objection_that_was_made_is_not_asked_for_again(app, refused):
    who = db.session().get(Person, refused.contact_id)
    factories.objection(refused)
    with app.test_request_context():
        assert (due_words(who), countdown(who)) == ([], [])


@pytest.mark.parametrize("duties", [(), ("local_admin",)])
def test_whoever_may_not_object_is_not_asked_to(app, refused, duties):
    reader = factories.member(institution=refused.institution, duties=set(duties))
    with app.test_request_context():
        assert (due_words(reader), countdown(reader)) == ([], [])


def test_a_correction_is_awaited_until_its_day(app, at):
    entry = factories.entry(state="submitted")
    who = db.session().get(Person, entry.contact_id)
    at(factories.during("verifikasi"))
    entry.state, entry.correct_until, entry.reason = State.RETURNED, factories.closing("verifikasi"), "Tanggal."
    with app.test_request_context():
        assert due_words(who) == [
            (f"Perbaiki berkas {entry.institution_name}", "Perbaikan ditunggu sampai", factories.closing("verifikasi"))
        ]
        assert countdown(who) == [("Perbaikan ditunggu", factories.closing("verifikasi"))]


@pytest.mark.parametrize(("duties", "is_asked"), [((), False), (("local_admin",), False), (("drafter",), True), (("approver",), True)])
def test_only_those_who_fill_in_are_asked_to(app, duties, is_asked):
    entry = factories.entry()
    who = factories.member(institution=entry.institution, duties=set(duties))
    with app.test_request_context():
        assert bool(todo(who)) == is_asked


@pytest.mark.parametrize(("duties", "is_asked"), [((), False), (("local_admin",), True), (("drafter",), True), (("approver",), True)])
def test_only_those_with_a_duty_are_asked_to_enter(app, duties, is_asked):
    factories.edition()
    who = factories.member(duties=set(duties))
    with app.test_request_context():
        assert bool(todo(who)) == is_asked


def test_the_start_page_counts_down(refused, browse):
    page = browse(db.session().get(Person, refused.contact_id)).get("/ruang-kerja")
    (item,) = [one for one in page.select(".todo li") if "tidak diterima" in one.text]
    assert "Anda dapat menyanggah sampai" in item.text
    assert len(item.select("time[data-countdown]")) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_start_page_asks_as_often_for_three_refusals_as_for_one(refused, browse, count):
    who = db.session().get(Person, refused.contact_id)
    for _n in range(count - 1):
        unit = factories.institution()
        factories.member(who, unit)
        factories.entry(refused.edition, unit, contact=who, state="refused", refused_at=refused.refused_at)
    browser = browse(who)
    browser.get("/ruang-kerja")
    assert len(browser.get("/ruang-kerja").queries) <= 14


@pytest.mark.parametrize("state", ["draft", "submitted", "verified"])
def test_whoever_has_handed_in_finds_the_receipt_on_the_start_page_until_it_is_verified(browse, state):
    who = factories.person()
    entry = factories.entry(state=state, contact=who)
    factories.member(who, entry.institution)
    if state != "draft":
        factories.submission(entry, code="KP-UJI-7")
    page = browse(who).get("/ruang-kerja")
    found = "KP-UJI-7" in page.main, page.links.get(f"Tanda terima {entry.institution_name}")
    assert found == ((True, f"/kepesertaan/{entry.id}/tanda-terima") if state == "submitted" else (False, None))
