"""Working on a dossier together."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts import actions as people
from p4comp.accounts import queries as accounts
from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person
from p4comp.accounts.policy import Seat
from p4comp.accounts.rules import Duty
from p4comp.core import clock, db
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.entries import actions, queries
from p4comp.entries.models import Presence, Share
from tests import factories
from tests.entries.entrants import DURING, by, mails, verbs


@pytest.fixture
def colleague(draft):
    return factories.member(factories.person("Budi Santoso", email="budi@uji.example"), draft.institution, {"drafter"})


def aspect(entry, code="A"):
    return queries.dossier(entry).aspect(code)


def share(entry, person_id, **more):
    return actions.share(entry, aspect(entry), person_id, by=by(entry), at=DURING, **more)


def test_an_aspect_is_given_to_a_colleague_who_is_told_once(draft, colleague):
    share(draft, colleague.id, note="Ada SK baru", until_on=date(2022, 3, 20))
    share(draft, colleague.id, note="Ada SK baru", until_on=date(2022, 3, 20))
    share(draft, colleague.id, note="Ada dua SK baru")
    (given,) = db.everything(select(Share))
    assert (given.aspect, given.person_id, given.note, given.until_on) == ("A", colleague.id, "Ada dua SK baru", None)
    assert mails() == [("shared.txt", "budi@uji.example")]
    assert verbs() == ["entry.shared", "entry.shared"]


def test_an_aspect_is_taken_back(draft, colleague):
    share(draft, colleague.id)
    assert share(draft, "") is None
    assert db.everything(select(Share)) == []
    assert verbs() == ["entry.shared", "entry.unshared"]


@pytest.mark.parametrize("duties", [(), ("local_admin",)])
def test_nobody_is_asked_who_may_not_fill_in(draft, duties):
    viewer = factories.member(institution=draft.institution, duties=set(duties))
    for person_id in (viewer.id, factories.member().id, "tiada"):
        with pytest.raises(Invalid) as caught:
            share(draft, person_id)
        assert caught.value.field == "person"
    assert db.everything(select(Share)) == []


def test_a_dossier_that_is_handed_in_is_not_shared_out(app):
    entry = factories.entry(state="submitted")
    with pytest.raises(Refused):
        share(entry, entry.contact_id)


def test_tasks_tell_how_far_each_aspect_is_by_one_query(app, draft, colleague):
    share(draft, colleague.id)
    actions.save(draft, "A1", "level", "3", seen=0, by=by(draft), at=DURING)
    actions.save(draft, "A2", "level", "3", seen=0, by=by(draft), at=DURING)
    actions.save(draft, "A2", "narrative", "Ada.", seen=0, by=by(draft), at=DURING)
    who = someone(colleague)
    db.commit()
    edition_id = draft.edition_id
    with app.extensions["test_watch"]() as taken:
        (task,) = queries.tasks_of(who, edition_id)
    assert (task.aspect.code, task.filled, len(task.aspect.indicators), task.is_done) == ("A", 1, 2, False)
    assert len(taken.selects) == 1
    assert queries.tasks_of(by(draft), draft.edition_id) == []


def test_whoever_may_no_longer_fill_in_has_no_task(draft, colleague):
    share(draft, colleague.id)
    nobody = factories.person()
    assert queries.tasks_of(someone(nobody), draft.edition_id) == []


def test_presence_is_seen_by_others_for_five_minutes_and_forgotten_after_a_day(draft, colleague):
    db.commit()
    with db.transactions(writing=False):  # as in its request: it writes aside
        actions.note_presence(draft.id, colleague.id, "B")
        db.rollback()
    now = clock.real()
    assert queries.present(draft, by(draft), now) == [queries.Seen("Budi Santoso", "B", 0)]
    assert queries.present(draft, by(draft), now + timedelta(minutes=2, seconds=1))[0].minutes == 2
    assert queries.present(draft, by(draft), now + timedelta(minutes=6)) == []
    assert queries.present(draft, someone(colleague), now) == []
    actions.forget_presence()
    assert len(db.everything(select(Presence))) == 1
    db.everything(select(Presence))[0].seen_at = now - timedelta(hours=25)
    actions.forget_presence()
    assert db.everything(select(Presence)) == []


def seat(institution, person):
    """The person's place in the team, for whoever leads it."""
    team = accounts.team(someone(factories.secretariat()), institution.code)
    return Seat(team, next(one.membership for one in team.colleagues if one.membership.person_id == person.id))


@pytest.fixture
def lead(draft):
    return factories.member(factories.person("Lead", email="lead@uji.example"), draft.institution, {"local_admin"}, leads=True)


def parts():
    """Who has which aspect."""
    db.session().flush()
    db.session().expire_all()
    return {one.aspect: one.person.name for one in db.everything(select(Share))}


@pytest.mark.parametrize("leaves", [True, False])
def test_whoever_takes_over_has_the_parts(draft, colleague, leaves):
    taker = factories.member(factories.person("Citra"), draft.institution, set())
    other = factories.member(factories.person("Dewi"), draft.institution, {"drafter"})
    share(draft, colleague.id)
    actions.share(draft, aspect(draft, "B"), other.id, by=by(draft), at=DURING)
    giver = seat(draft.institution, colleague)
    people.hand_over(giver, seat(draft.institution, taker).membership, leaves=leaves, by=someone(colleague), at=DURING)
    assert parts() == {"A": "Citra", "B": "Dewi"}
    assert [task.aspect.code for task in queries.tasks_of(someone(taker), draft.edition_id)] == ["A"]
    assert verbs().count("entry.shared") == 3
    assert "parts_free.txt" not in [name for name, _to in mails()]


def test_the_parts_of_whoever_leaves_are_nobodys_and_the_admins_are_told(draft, colleague, lead):
    share(draft, colleague.id)
    people.end_membership(seat(draft.institution, colleague), by=someone(colleague), at=DURING)
    assert parts() == {}
    assert verbs()[-2:] == ["membership.ended", "entry.unshared"]
    told = [to for name, to in mails() if name == "parts_free.txt"]
    assert sorted(told) == sorted(["lead@uji.example", db.session().get(Person, draft.contact_id).email])


def test_nobody_is_told_of_parts_of_a_dossier_that_is_handed_in(draft, colleague, lead):
    share(draft, colleague.id)
    draft.state = "verified"
    people.end_membership(seat(draft.institution, colleague), by=someone(colleague), at=DURING)
    assert parts() == {}
    assert "parts_free.txt" not in [name for name, _to in mails()]


@pytest.mark.parametrize(
    ("duties", "kept"), [(frozenset(), False), (frozenset({Duty.LOCAL_ADMIN}), False), (frozenset({Duty.APPROVER}), True)]
)
def test_a_member_who_only_reads_from_now_on_has_no_part(draft, colleague, lead, duties, kept):
    share(draft, colleague.id)
    people.change_duties(seat(draft.institution, colleague), duties, by=someone(lead), at=DURING)
    assert parts() == ({"A": "Budi Santoso"} if kept else {})


def test_a_unit_without_admin_has_its_parents_told(app):
    parent = factories.institution("pemkab")
    boss = factories.member(factories.person(email="induk@uji.example"), parent, {"local_admin"})
    unit = factories.institution("upp", parent=parent)
    writer = factories.member(factories.person("Eka"), unit, {"drafter"})
    entry = factories.entry(institution=unit, category="UPP", contact=writer, levels=None)
    actions.share(entry, aspect(entry), writer.id, by=someone(writer), at=DURING)
    people.end_membership(seat(unit, writer), by=someone(writer), at=DURING)
    assert [to for name, to in mails() if name == "parts_free.txt"] == [boss.email]
    (mail,) = db.everything(select(Mail).where(Mail.to == boss.email))
    assert f"/tim/{unit.code}" in mail.body


def test_a_local_admin_gives_parts_away_without_filling_in(draft, colleague, lead, browse, at):
    at(DURING)
    page = browse(lead).get(f"/kepesertaan/{draft.id}/pembagian")
    assert len(page.select("main form")) == 2
    browse(lead).post(f"/kepesertaan/{draft.id}/aspek/A/pembagian", {"A-person": colleague.id}, status=303)
    assert parts() == {"A": "Budi Santoso"}
    browse(lead).post(f"/kepesertaan/{draft.id}/aspek/A", {}, status=403)
