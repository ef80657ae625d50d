"""The secretariat's word on a handed-in entry."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.errors import Invalid, Refused, RuleBroken
from p4comp.core.mail import Mail
from p4comp.entries import actions
from p4comp.entries.models import State
from tests import factories
from tests.entries.entrants import SECOND, by, mails, verbs


@pytest.fixture
def submitted(app):
    return factories.entry(state="submitted")


@pytest.fixture
def secretary(app):
    return someone(factories.secretariat())


LATER = factories.during("verifikasi")


def test_verifying_tells_the_entrant(submitted, secretary):
    actions.verify(submitted, by=secretary, at=LATER)
    assert (submitted.state, submitted.verified_at, submitted.verified_by) == (State.VERIFIED, LATER, secretary.id)
    db.session().flush()
    assert [name for name, _to in mails()] == ["verified.txt"]
    assert verbs() == ["entry.verified"]


def test_a_returned_entry_is_corrected_and_handed_in_until_its_own_day(submitted, secretary):
    until = LATER + timedelta(days=2)
    actions.return_for_correction(submitted, reason="Surat kabur.", until=until, by=secretary, at=LATER)
    assert (submitted.state, submitted.reason) == (State.RETURNED, "Surat kabur.")
    actions.save_all(submitted, {"A1": (2, "Diperbaiki.")}, by=by(submitted), at=until - SECOND)
    with pytest.raises(Refused):
        actions.submit(submitted, by=by(submitted), at=until)
    assert actions.submit(submitted, by=by(submitted), at=until - SECOND).snapshot["answers"][0]["level"] == 2
    assert (submitted.state, submitted.correct_until, submitted.reason) == (State.SUBMITTED, None, "")


def test_a_correction_needs_time(submitted, secretary):
    with pytest.raises(Invalid) as caught:
        actions.return_for_correction(submitted, reason="x", until=LATER, by=secretary, at=LATER)
    assert caught.value.field == "until"


def test_a_refusal_keeps_its_reason(submitted, secretary):
    actions.refuse(submitted, reason="Bukan peserta.", by=secretary, at=LATER)
    assert (submitted.state, submitted.reason) == (State.REFUSED, "Bukan peserta.")
    db.session().flush()
    assert "Bukan peserta." in db.first(select(Mail.body))


@pytest.mark.parametrize("state", ["draft", "returned", "verified", "refused", "withdrawn"])
def test_only_what_was_handed_in_is_verified(app, secretary, state):
    entry = factories.entry(state=state)
    for verb in (
        lambda: actions.verify(entry, by=secretary, at=LATER),
        lambda: actions.return_for_correction(entry, reason="x", until=LATER + SECOND, by=secretary, at=LATER),
        lambda: actions.refuse(entry, reason="x", by=secretary, at=LATER),
    ):
        with pytest.raises(RuleBroken):
            verb()
