"""p4comp/accounts: substitutes (Plh.) act for a time, and make one hand with whom they stand in for"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts import actions, policy, queries
from p4comp.accounts.actions import Order
from p4comp.accounts.identity import someone
from p4comp.accounts.models import Deputy
from p4comp.core import clock, db
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.decisions import actions as decisions
from p4comp.decisions import queries as plenaries
from tests import factories

AT = factories.during("pleno_finalis")
DAY = timedelta(days=1)


@pytest.fixture
def chief(app, at):
    at(AT)
    return factories.secretariat("Kepala")


@pytest.fixture
def other(app):
    return factories.secretariat("Petugas")


@pytest.fixture
def stand_in(app):
    return factories.person("Pengganti")


def appoint(chief, stand_in, by, **changes):
    order = {
        "email": stand_in.email,
        "name": stand_in.name,
        "principal_id": chief.id,
        "begins_at": AT,
        "ends_at": AT + DAY,
        "letter": "SP/1",
    }
    made = actions.appoint_deputy(Order(**(order | changes)), by=someone(by), at=AT)
    db.session().flush()
    return made


def vouched(made):
    """Somebody else than who appointed them has vouched for a substitute."""
    for one in queries.vouchings_of(made.person_id):
        actions.vouch(one, by=someone(factories.secretariat("Penegas")), at=AT)
    db.session().flush()


def test_a_substitute_is_of_the_secretariat_from_then_until_then_only(chief, other, stand_in, at):
    appoint(chief, stand_in, other, begins_at=AT + DAY, ends_at=AT + 2 * DAY)
    held = {}
    for days in (0, 1, 1.99, 2):
        at(AT + days * DAY)
        held[days] = someone(stand_in).has("secretariat")
    assert held == {0: False, 1: True, 1.99: True, 2: False}


def test_both_are_told(chief, other, stand_in):
    appoint(chief, stand_in, other)
    found = {one.to for one in db.everything(select(Mail).where(Mail.template == "accounts/mail/deputy.txt"))}
    assert found == {chief.email, stand_in.email}


@pytest.mark.parametrize(("first", "second"), [("stand_in", "chief"), ("chief", "stand_in")])
def test_a_person_and_their_substitute_never_make_two(app, chief, other, stand_in, first, second):
    vouched(appoint(chief, stand_in, other))
    people = {"stand_in": stand_in, "chief": chief}
    edition = factories.edition()
    plenary = factories.plenary(edition, [factories.entry(edition, state="verified")])
    decisions.confirm(plenary, by=someone(people[first]), at=AT, seen=plenary.seen)
    with pytest.raises(Refused, match="orang lain"):
        decisions.confirm(plenary, by=someone(people[second]), at=AT, seen=plenary.seen)


def test_minutes_say_for_whom_a_substitute_signed(app, chief, other, stand_in):
    vouched(appoint(chief, stand_in, other))
    edition = factories.edition()
    plenary = factories.plenary(edition, [factories.entry(edition, state="verified")])
    decisions.confirm(plenary, by=someone(stand_in), at=AT, seen=plenary.seen)
    decisions.confirm(plenary, by=someone(other), at=AT, seen=plenary.seen)
    assert plenaries.minutes(plenary, None).confirmed_by == ["Pengganti (Plh. Kepala)", "Petugas"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"principal_id": "siapa"}, "principal"), ({"ends_at": AT}, "ends_at"), ({"begins_at": AT + 2 * DAY}, "ends_at")],
)
def test_an_order_that_cannot_be_says_where(chief, other, stand_in, changes, field):
    with pytest.raises(Invalid) as refused:
        appoint(chief, stand_in, other, **changes)
    assert refused.value.field == field


def test_nobody_stands_in_for_themselves_nor_two_for_one(chief, other, stand_in):
    with pytest.raises(Invalid, match="dirinya sendiri"):
        appoint(chief, chief, other)
    appoint(chief, stand_in, other)
    with pytest.raises(Invalid, match="sudah diwakili"):
        appoint(chief, factories.person(), other)


def test_an_ended_substitution_gives_no_right_any_more(chief, other, stand_in):
    made = appoint(chief, stand_in, other)
    actions.end_deputy(made, by=someone(other), at=AT)
    db.session().flush()
    assert someone(stand_in).has("secretariat") is False
    assert policy.same_hand(someone(chief), stand_in.id) is True
    with pytest.raises(Refused, match="sudah berakhir"):
        actions.end_deputy(made, by=someone(other), at=AT)


def test_the_page_appoints_and_ends(browse, chief, other):
    office = browse(other)
    form = {"principal": chief.id, "name": "Baru", "email": "baru@uji.example", "letter": ""}
    page = office.post("/pelaksana-harian", form, status=422)
    assert set(page.errors) - {""} == {"begins_at", "ends_at"}
    times = {"begins_at": "2022-05-01T08:00", "ends_at": f"{clock.local(AT + DAY):%Y-%m-%dT%H:%M}"}
    office.post("/pelaksana-harian", form | times)
    [made] = db.everything(select(Deputy))
    assert (made.principal_id, made.person.name, made.letter) == (chief.id, "Baru", "")
    assert "menunggu nomor" in office.get("/pelaksana-harian").text
    office.post(f"/pelaksana-harian/{made.id}/akhiri")
    db.session().expire_all()
    assert db.session().get(Deputy, made.id).ended_by == other.id


def test_a_substitute_does_not_appoint_themself_for_longer(chief, other, stand_in):
    vouched(appoint(chief, stand_in, other))
    with pytest.raises(Invalid, match="menunjuk diri sendiri"):
        appoint(other, stand_in, stand_in, begins_at=AT + DAY, ends_at=AT + 9 * DAY)
    assert len(db.everything(select(Deputy))) == 1
