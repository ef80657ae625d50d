"""The secretariat's list of people; who works where."""

import itertools

import pytest
from sqlalchemy import select

from p4comp.accounts import queries
from p4comp.accounts.models import Invitation
from p4comp.core.db import everything, session
from tests import factories
from tests.accounts.people import somebody


def names(page):
    return [cell.text.split()[0] for cell in page.select("main tbody td:first-child")]


def test_people_are_found_by_name_or_address(browse):
    somebody()
    factories.person("Budi", email="budi@lain.go.id")
    secretary = browse(factories.secretariat())
    assert names(secretary.get("/orang")) == ["Budi", "Sari", "Sekretaris"]
    assert names(secretary.get("/orang", query={"cari": "SAR"})) == ["Sari"]
    assert names(secretary.get("/orang", query={"cari": "lain.go"})) == ["Budi"]
    assert "Tidak ada yang cocok" in secretary.get("/orang", query={"cari": "zzz"}).main


def test_the_list_takes_the_same_number_of_queries_whatever_its_length(browse):
    secretary = browse(factories.secretariat())
    taken = []
    for _ in range(2):
        taken.append(len(secretary.get("/orang").queries))
        factories.member()
        factories.member()
    assert taken[0] == taken[1] <= 12


def test_a_new_link_is_sent_and_the_old_password_still_works(browse):
    who = somebody()
    secretary = browse(factories.secretariat())
    secretary.post(f"/orang/{who.id}/undang")
    assert everything(select(Invitation.email)) == ["sari@uji.go.id"]
    session().expire_all()
    assert who.password_hash


def test_a_colleague_is_invited_into_the_secretariat(browse):
    page = browse(factories.secretariat()).get("/orang/undang")
    page.submit("Kirim undangan", name="Budi", email="budi@uji.go.id", role="secretariat")
    assert "budi@uji.go.id" in [one.email for one in queries.secretariat()]
    assert everything(select(Invitation.role)) == ["secretariat"]


def test_a_forged_role_is_refused(browse):
    page = browse(factories.secretariat()).post("/orang/undang", {"name": "Budi", "email": "budi@uji.go.id", "role": "member"}, status=422)
    assert "role" in str(page.body)
    assert queries.person_by_email("budi@uji.go.id") is None


HOMES = ("none", "one", "three")


@pytest.mark.parametrize("asked", [some for most in range(4) for some in itertools.combinations(HOMES, most)])
def test_the_people_of_many_institutions_are_found_by_one_query(app, asked):
    homes = {name: factories.institution() for name in HOMES}
    factories.member(factories.person("Cici"), homes["one"])
    for name in ("Cici", "Ani", "Budi"):
        factories.member(factories.person(name), homes["three"])
    factories.member(factories.person("Pergi", is_active=False), homes["three"])
    with app.extensions["test_watch"]() as taken:
        found = queries.members_of([*(homes[name].id for name in asked), None])
    people = {"one": ["Cici"], "three": ["Ani", "Budi", "Cici"]}
    assert {key: [one.name for one in some] for key, some in found.items()} == {homes[k].id: people[k] for k in asked if k in people}
    assert len(taken) == 1
