"""What a moved deadline does to entries."""

from datetime import timedelta

import pytest
from flask import g

from p4comp.accounts.models import Membership
from p4comp.competition import actions as competition
from p4comp.core import web
from p4comp.core.errors import Invalid
from tests import factories
from tests.entries.entrants import CLOSES, DURING, by, mails


def extend(edition, **scope):
    competition.extend(
        edition, "pendaftaran", CLOSES + timedelta(days=1), reason="Gangguan.", letter_number="B/1", by=None, at=DURING, **scope
    )


def test_only_those_who_still_write_are_told(edition, work):
    writing, done = factories.entry(edition), factories.entry(edition, state="submitted")
    other = factories.entry(edition, category="UPP")
    extend(edition, category="UMUM")
    work()
    assert mails() == [("extended.txt", by(writing).email)]
    assert by(done).email != by(other).email


def test_an_extension_for_one_entry_is_told_to_it_alone(edition, work):
    first, _second = factories.entry(edition), factories.entry(edition)
    extend(edition, entry_id=first.id)
    work()
    assert mails() == [("extended.txt", by(first).email)]


def test_an_extension_for_an_entry_that_is_not_there_is_refused(edition):
    with pytest.raises(Invalid) as caught:
        extend(edition, entry_id="tidakada")
    assert caught.value.field == "entry_id"


def test_the_countdown_follows_the_ledger_for_the_entry_it_names(app, edition, at):
    first, second = factories.entry(edition), factories.entry(edition)
    at(DURING)

    def deadlines(entry):
        with app.test_request_context():
            for kept in ("running_edition", "own_entries"):  # each question stands for a request of its own
                g.pop(kept, None)
            return [one.at for one in web.contributed("countdown", by(entry), DURING)]

    assert [deadlines(first), deadlines(second)] == [[CLOSES], [CLOSES]]
    extend(edition, entry_id=first.id)
    assert [deadlines(first), deadlines(second)] == [[CLOSES + timedelta(days=1)], [CLOSES]]


def test_a_monitor_of_the_province_gets_no_mail_of_its_dossier(edition, work):
    entry = factories.entry(edition, factories.institution("pemprov", region=factories.region("63")))
    monitor = factories.person(email="mona@uji.example")
    factories.keep(Membership(person_id=monitor.id, role="monitor", institution_id=entry.institution_id))
    extend(edition)
    work()
    assert [to for _name, to in mails()] == [by(entry).email]
