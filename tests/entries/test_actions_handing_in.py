"""Handing in, taking back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.competition import actions as competition
from p4comp.core import canonical, db
from p4comp.core.errors import Refused, RuleBroken
from p4comp.core.mail import Mail
from p4comp.entries import actions, queries
from p4comp.entries.models import Entry, State
from tests import factories
from tests.entries.entrants import CLOSES, DURING, SECOND, by, mails, verbs


def submit(entry, at=DURING):
    return actions.submit(entry, by=by(entry), at=at)


def test_a_hand_in_is_a_snapshot_with_number_and_hash(app):
    entry = factories.entry()
    found = submit(entry)
    assert (entry.state, entry.submitted_at, entry.first_submitted_at) == (State.SUBMITTED, DURING, DURING)
    assert found.code == "UJI/UMUM/0001"
    assert found.sha256 == canonical.sha256(found.snapshot)
    assert [(one["indicator"], one["level"]) for one in found.snapshot["answers"]] == [("A1", 3), ("A2", 3), ("B1", 3)]
    proofs = queries.dossier(entry).evidence
    assert {one["sha256"] for one in found.snapshot["evidence"]} == {one.sha256 for files in proofs.values() for one in files}
    assert verbs() == ["entry.submitted"]


def test_a_hand_in_is_told_to_every_member_with_every_hash(app):
    entry = factories.entry()
    second = factories.member(institution=entry.institution)
    submission = submit(entry)
    db.session().flush()
    assert sorted(mails()) == sorted(("submitted.txt", one) for one in (second.email, by(entry).email))
    body = db.first(select(Mail.body))
    for one in submission.snapshot["evidence"]:
        assert one["sha256"] in body
    assert submission.sha256 in body
    assert f"/kepesertaan/{entry.id}/tanda-terima" in body


def test_the_snapshot_does_not_change_with_the_dossier(app):
    entry = factories.entry()
    found = submit(entry)
    actions.reopen(entry, by=by(entry), at=DURING)
    actions.save_all(entry, {"A1": (0, "Lain.")}, by=by(entry), at=DURING)
    db.session().commit()
    kept = queries.submission(db.session().get(Entry, entry.id))
    assert kept.snapshot["answers"][0]["level"] == 3
    assert canonical.sha256(kept.snapshot) == found.sha256


def test_numbers_run_by_category_and_a_second_hand_in_keeps_its_own(app):
    first, second, unit = factories.entry(), factories.entry(), factories.entry(category="UPP")
    assert [submit(one).code for one in (first, second, unit)] == ["UJI/UMUM/0001", "UJI/UMUM/0002", "UJI/UPP/0001"]
    actions.reopen(first, by=by(first), at=DURING)
    assert first.submitted_at is None
    assert submit(first, DURING + SECOND).code == "UJI/UMUM/0001.2"
    assert first.first_submitted_at == DURING


@pytest.mark.parametrize(
    ("at", "is_in"), [(CLOSES - SECOND, True), (CLOSES - timedelta(microseconds=1), True), (CLOSES, False), (CLOSES + SECOND, False)]
)
def test_the_deadline_holds_to_the_second(app, at, is_in):
    entry = factories.entry()
    if is_in:
        assert submit(entry, at).submitted_at == at
    else:
        with pytest.raises(Refused):
            submit(entry, at)
        assert entry.state is State.DRAFT


def test_who_is_late_is_told_both_zones(app):
    place = factories.region("91", name="Papua", zone="Asia/Jayapura")
    entry = factories.entry(institution=factories.institution(region=place))
    with pytest.raises(Refused) as caught:
        submit(entry, CLOSES)
    assert "14 April 2022, 23.59 WIB (01.59 WIT, Jumat 15 April 2022)" in caught.value.message


@pytest.mark.parametrize(
    ("scope", "is_in"), [("all", True), ("category", True), ("entry", True), ("other category", False), ("other entry", False)]
)
def test_an_extension_counts_for_whom_it_is_given(app, scope, is_in):
    entry, other = factories.entry(), factories.entry()
    scopes = {
        "all": {},
        "category": {"category": "UMUM"},
        "entry": {"entry_id": entry.id},
        "other category": {"category": "UPP"},
        "other entry": {"entry_id": other.id},
    }
    competition.extend(
        entry.edition,
        "pendaftaran",
        CLOSES + timedelta(days=2),
        reason="Gangguan.",
        letter_number="B/1",
        by=None,
        at=DURING,
        **scopes[scope],
    )
    if is_in:
        assert submit(entry, CLOSES + timedelta(days=1)).code == "UJI/UMUM/0001"
    else:
        with pytest.raises(Refused):
            submit(entry, CLOSES + timedelta(days=1))


def test_a_second_hand_in_is_refused_and_makes_nothing(app):
    entry = factories.entry()
    submit(entry)
    with pytest.raises(RuleBroken, match="Dikirim"):
        submit(entry)
    assert len(queries.submissions(entry)) == 1


def test_a_dossier_with_gaps_is_not_taken(draft):
    with pytest.raises(Refused, match="belum lengkap"):
        submit(draft)


@pytest.mark.parametrize("lost", ["recommendation_sha256", "recommendation_number"])
def test_a_unit_hands_in_with_its_parents_letter_and_number_only(app, lost):
    entry = factories.entry(category="UPP")
    setattr(entry, lost, None if lost.endswith("sha256") else "")
    assert [gap.field for gap in queries.missing(queries.dossier(entry))] == ["letter"]
    with pytest.raises(Refused):
        submit(entry)


def test_reopening_ends_with_the_deadline(app):
    entry = factories.entry(state="submitted")
    with pytest.raises(Refused):
        actions.reopen(entry, by=by(entry), at=CLOSES)
    actions.reopen(entry, by=by(entry), at=CLOSES - SECOND)
    assert entry.state is State.DRAFT
