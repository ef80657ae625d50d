"""Another e-mail address for somebody's account: nobody takes an account over alone."""

import itertools

import pytest
from sqlalchemy import select

from p4comp.accounts import actions, policy, queries
from p4comp.accounts.actions.privacy_erasing import erase
from p4comp.accounts.identity import someone
from p4comp.accounts.models import AddressChange, AddressState, Person
from p4comp.accounts.rules.address_changes import ADDRESS_MOVES
from p4comp.core import audit, db
from p4comp.core.errors import RuleBroken
from p4comp.core.mail import Mail
from tests import factories
from tests.accounts import privacies

LEGAL = {("asked", "confirm"): "confirmed", ("asked", "refuse"): "refused"}
OLD, NEW = "sari@uji.go.id", "dewi@uji.go.id"
ASKED = ("address_change_asked.txt", OLD)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(AddressState, ADDRESS_MOVES.table)))
def test_moves(state, verb):
    if (state, verb) in LEGAL:
        assert ADDRESS_MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            ADDRESS_MOVES.after(state, verb)


class Scene:
    """Sari, who asked for her data to be corrected; two secretaries; the change that the first proposed."""

    def __init__(self, browse):
        self.sari = factories.person("Sari", email=OLD)
        self.first, self.second = factories.secretariat("Sekretaris Satu"), factories.secretariat("Sekretaris Dua")
        self.asked, self.browse = privacies.wish(self.sari), browse
        self.browse(self.first).post(f"/data-pribadi/permintaan/{self.asked.id}/perbaiki", {"name": "Sari", "email": "Dewi@uji.go.id"})
        (self.change,) = db.everything(select(AddressChange))
        self.path = f"/perubahan-surel/{self.change.id}"

    def address(self):
        """Sari's address now."""
        db.session().expire_all()
        return db.session().get(Person, self.sari.id).email

    def told(self):
        """Which letters went to whom."""
        return sorted((one.template.rpartition("/")[2], one.to) for one in db.everything(select(Mail)))


@pytest.fixture
def scene(app, browse):
    return Scene(browse)


def test_the_old_address_stays_and_is_told_until_a_second_person_says_yes(scene):
    assert (scene.address(), scene.told()) == (OLD, [ASKED])
    office = scene.browse(scene.second)
    assert "Alamat surel baru: Sari" in office.get("/persetujuan").text
    page = office.get(scene.path)
    assert (page.h1, "Pastikan sendiri" in page.text) == ("Perubahan alamat surel", True)
    office.post(f"{scene.path}/sahkan")
    assert (scene.address(), scene.told()) == (NEW, [ASKED, ("privacy_corrected.txt", NEW), ("privacy_corrected.txt", OLD)])
    assert [one.verb for one in audit.records() if one.verb.startswith("address_change")] == [
        "address_change.asked",
        "address_change.confirmed",
    ]


def test_who_proposes_does_not_confirm_nor_their_substitute_nor_somebody_unvouched(scene):
    substitute = factories.person("Pelaksana Harian")
    factories.deputy(substitute, scene.first)
    scene.browse(substitute).post(f"{scene.path}/sahkan", status=403)
    scene.browse(scene.first).post(f"{scene.path}/sahkan", status=403)
    new = factories.person("Rekan Baru")
    actions.join(new, "secretariat", by=someone(scene.first), at=factories.BEGINNING)
    scene.browse(new).post(f"{scene.path}/sahkan", status=403)
    assert scene.address() == OLD


def test_a_secretary_does_not_confirm_the_change_of_their_own_account(scene):
    scene.change.person_id = scene.second.id
    assert not policy.may_answer_address_change(someone(scene.second), scene.change, factories.BEGINNING)


def test_a_refused_change_leaves_everything_as_it_was_and_is_not_confirmed_later(scene):
    office = scene.browse(scene.second)
    office.post(f"{scene.path}/tolak")
    office.post(f"{scene.path}/sahkan", status=403)
    assert (scene.address(), scene.told()) == (OLD, [ASKED])


def test_one_change_waits_for_a_request_and_an_address_taken_meanwhile_is_refused(scene):
    first = scene.browse(scene.first)
    first.post(f"/data-pribadi/permintaan/{scene.asked.id}/perbaiki", {"name": "Sari", "email": "lain@uji.go.id"}, status=409)
    factories.person("Dewi", email=NEW)
    scene.browse(scene.second).post(f"{scene.path}/sahkan")
    assert (scene.address(), queries.address_change_of(scene.asked.id).state) == (OLD, "asked")


def test_a_change_proposed_for_another_address_than_the_account_has_by_now_is_refused(scene):
    scene.sari.email = "ketiga@uji.go.id"
    db.commit()
    scene.browse(scene.second).post(f"{scene.path}/sahkan", status=409)
    assert scene.address() == "ketiga@uji.go.id"


def test_erasing_a_person_takes_the_addresses_of_their_changes_along(scene):
    erase(scene.sari, by=someone(scene.second), at=factories.BEGINNING)
    db.commit()
    assert db.everything(select(AddressChange)) == []
