"""Who may do what in a team, for the whole product of who asks and about whom."""

import itertools

import pytest
from sqlalchemy import select

from p4comp.accounts import policy, queries
from p4comp.accounts.identity import someone
from p4comp.accounts.models import Membership
from p4comp.core.db import everything, session
from tests import factories

AT = factories.BEGINNING
ACTORS = ("lead", "admin", "drafter", "viewer", "above", "province", "unit", "stranger", "former", "secretariat", "auditor")
SEATS = ("lead", "admin", "drafter", "viewer")


class House:
    """A regency under a province, with a unit; its team, and people around it."""

    def __init__(self):
        self.province = factories.institution("pemprov")
        self.regency = factories.institution("pemkab", parent=self.province)
        self.place = factories.institution("upp", parent=self.regency)
        self.unit = factories.institution("unit", parent=self.place)
        person, member = factories.person, factories.member
        self.people = {
            "lead": member(person("Lead"), self.place, leads=True),
            "admin": member(person("Admin"), self.place, ("local_admin",)),
            "drafter": member(person("Drafter"), self.place, ("drafter",)),
            "viewer": member(person("Viewer"), self.place, ()),
            "above": member(person("Above"), self.regency),
            "province": member(person("Province"), self.province),
            "unit": member(person("Unit"), self.unit),
            "stranger": member(person("Stranger")),
            "former": person("Former"),
            "secretariat": factories.secretariat(),
            "auditor": factories.auditor(),
        }

    def seat_of(self, name):
        query = select(Membership.id).where(Membership.person_id == self.people[name].id, Membership.institution_id == self.place.id)
        return everything(query)[0]


@pytest.fixture
def house(app):
    return House()


def chosen(policy_, house):
    """The pairs of who may, about whom."""
    found = set()
    for who, whom in itertools.product(ACTORS, SEATS):
        actor = someone(house.people[who])
        seat = queries.seat(actor, house.place.code, house.seat_of(whom))
        if seat is not None and policy_(actor, seat, AT):
            found.add((who, whom))
    return found


EVERYBODY = set(SEATS)
OVER = {(who, whom) for who in ("lead", "above", "secretariat") for whom in EVERYBODY}
OWN = {(who, who) for who in EVERYBODY}


def test_who_changes_whose_duties(house):
    assert chosen(policy.may_change_duties, house) == OVER | {("admin", "admin"), ("admin", "drafter"), ("admin", "viewer")}


def test_who_ends_whose_membership(house):
    assert chosen(policy.may_end_membership, house) == OVER | OWN | {("admin", "drafter"), ("admin", "viewer")}


def test_who_hands_over_whose_duties(house):
    assert chosen(policy.may_hand_over, house) == OVER | OWN | {("admin", "drafter"), ("admin", "viewer")}


def test_who_makes_whom_lead(house):
    assert chosen(policy.may_make_lead, house) == {(who, "admin") for who in ("lead", "above", "secretariat")}


def test_who_sees_the_team_and_who_leads_it(house):
    seen = {who for who in ACTORS if queries.team(someone(house.people[who]), house.place.code)}
    led = {who for who in ACTORS if queries.led(someone(house.people[who]), house.place.code)}
    assert seen == {"lead", "admin", "drafter", "viewer", "above", "secretariat", "auditor"}
    assert led == {"lead", "admin", "above", "secretariat"}


def test_the_last_admin_may_not_leave_but_may_be_let_go_from_above(house):
    session().delete(session().get(Membership, house.seat_of("admin")))
    session().flush()
    verdicts = {}
    for who in ("lead", "above", "secretariat"):
        actor = someone(house.people[who])
        verdicts[who] = bool(policy.may_end_membership(actor, queries.seat(actor, house.place.code, house.seat_of("lead")), AT))
    assert verdicts == {"lead": False, "above": True, "secretariat": True}


def test_nobody_hands_over_to_an_empty_room(app):
    place = factories.institution()
    alone = factories.member(institution=place)
    actor = someone(alone)
    (membership,) = everything(select(Membership).where(Membership.person_id == alone.id))
    assert not policy.may_hand_over(actor, queries.seat(actor, place.code, membership.id), AT)


@pytest.mark.parametrize(("who", "must"), [("lead", False), ("above", False), ("secretariat", True)])
def test_only_the_secretariat_gives_reasons(house, who, must):
    actor = someone(house.people[who])
    assert policy.needs_reason(actor, queries.led(actor, house.place.code).place) is must
