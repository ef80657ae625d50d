"""Reminders: each once, to whoever may still act, and none once it is handed in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.competition import actions as competition
from p4comp.core import clock, db, jobs
from p4comp.core.mail import Mail
from p4comp.entries.models import Reminder, Share
from p4comp.entries.rules.reminding import reminder_due
from tests import factories
from tests.entries.entrants import CLOSES, DURING, by, mails

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("left", "kind"),
    [
        (8 * DAY, ""),
        (7 * DAY + SECOND, ""),
        (7 * DAY, "7d"),
        (3 * DAY + SECOND, "7d"),
        (3 * DAY, "3d"),
        (DAY, "1d"),
        (3 * HOUR + SECOND, "1d"),
        (3 * HOUR, "3h"),
        (SECOND, "3h"),
        (timedelta(0), ""),
        (-DAY, ""),
    ],
)
def test_which_reminder_is_due(left, kind):
    assert reminder_due(DURING - 30 * DAY, CLOSES, CLOSES - left) == kind


def test_a_dossier_begun_late_is_not_reminded_of_what_has_passed():
    began = CLOSES - 5 * DAY
    assert reminder_due(began, CLOSES, CLOSES - 4 * DAY) == ""
    assert reminder_due(began, CLOSES, CLOSES - 2 * DAY) == "3d"


@pytest.fixture
def hour(at, work):
    """`hour(moment)` lets the worker's hour come at a moment; it gives the new mails."""

    def run(moment):
        at(moment)
        db.commit()
        before = len(mails())
        jobs.tidy()
        work()
        return mails()[before:]

    return run


def owner(entry):
    return ("reminder.txt", by(entry).email)


def test_a_season_of_reminders(app, hour):
    entry = factories.entry(levels=None, began_at=DURING - 20 * DAY)
    moments = (8 * DAY, 7 * DAY, 6 * DAY, 3 * DAY, 2 * DAY, DAY, 4 * HOUR, 3 * HOUR, HOUR, -HOUR)
    sent = [len(hour(CLOSES - left)) for left in moments]
    assert sent == [0, 1, 0, 1, 0, 1, 0, 1, 0, 0]
    assert [one.kind for one in db.everything(select(Reminder).order_by(Reminder.sent_at))] == ["7d", "3d", "1d", "3h"]
    assert owner(entry) in mails()


@pytest.mark.parametrize(
    ("state", "is_told"), [("draft", True), ("returned", True), ("submitted", False), ("verified", False), ("withdrawn", False)]
)
def test_only_unfinished_ones_are_reminded(app, hour, state, is_told):
    entry = factories.entry(state=state, began_at=DURING - 20 * DAY)
    assert hour(CLOSES - DAY) == ([owner(entry)] if is_told else [])


def test_a_dossier_handed_in_between_is_not_reminded(app, at, work):
    entry = factories.entry(began_at=DURING - 20 * DAY)
    at(CLOSES - DAY)
    db.commit()
    jobs.tidy()
    entry.state = "submitted"
    work()
    assert mails() == []


def test_a_moved_deadline_arms_them_again_for_whom_it_moved(app, hour):
    moved, other = factories.entry(began_at=DURING - 20 * DAY), factories.entry(began_at=DURING - 20 * DAY)
    assert sorted(hour(CLOSES - DAY)) == sorted([owner(moved), owner(other)])
    later = CLOSES + 10 * DAY
    with clock.at(CLOSES - HOUR):
        competition.extend(
            moved.edition, "pendaftaran", later, reason="Banjir.", letter_number="", entry_id=moved.id, by=None, at=CLOSES - HOUR
        )
    told = hour(CLOSES - HOUR)
    assert sorted(told) == sorted([("extended.txt", by(moved).email), owner(other)])
    assert hour(later - DAY) == [owner(moved)]
    assert hour(later - DAY + HOUR) == []


def test_drafters_approvers_and_those_given_a_part_are_told_viewers_are_not(app, hour):
    entry = factories.entry(began_at=DURING - 20 * DAY)
    place = entry.institution
    people = [factories.member(factories.person(), place, {duty}) for duty in ("drafter", "approver")]
    sharer, _viewer = (factories.member(factories.person(), place, set()) for _n in range(2))
    factories.keep(Share(entry_id=entry.id, aspect="A", person_id=sharer.id, note="", given_at=DURING, given_by=people[0].id))
    assert {to for _name, to in hour(CLOSES - DAY)} == {by(entry).email, sharer.email, *(one.email for one in people)}


def test_the_mail_says_how_far_it_is_and_both_zones(app, hour):
    place = factories.region("91", name="Papua", zone="Asia/Jayapura")
    factories.entry(institution=factories.institution(region=place), began_at=DURING - 20 * DAY)
    hour(CLOSES - DAY)
    mail = db.first(select(Mail))
    assert "14 April 2022, 23.59 WIB (01.59 WIT, Jumat 15 April 2022)" in mail.subject
    assert "Lengkap: 3 dari 3 indikator." in mail.body


def test_three_take_no_more_queries_than_one(app, hour, queries):
    taken = []
    for count in (1, 3):
        for _n in range(count):
            factories.entry(began_at=DURING - 20 * DAY)
        db.commit()
        from p4comp.entries import actions

        ids = [entry.id for entry, *_more in actions.due_reminders(CLOSES - DAY)]
        with queries() as statements:
            actions.remind(ids, at=CLOSES - DAY)
            taken.append(len([one for one in statements if str(one).lstrip().startswith("SELECT")]))
        db.commit()
    assert taken[0] == taken[1]


def test_a_parent_is_reminded_once_of_all_that_waits(app, hour):
    place = factories.institution("pemkab")
    admin = factories.member(factories.person(), place, {"local_admin"})
    for _n in range(3):
        entry = factories.entry(institution=factories.institution("upp", parent=place), category="UPP")
        entry.recommendation_sha256 = None
        factories.endorsement(entry, asked_at=DURING)
    assert hour(DURING + 2 * DAY) == []
    assert hour(DURING + 3 * DAY) == [("endorsement_reminder.txt", admin.email)]
    assert hour(DURING + 4 * DAY) == []
