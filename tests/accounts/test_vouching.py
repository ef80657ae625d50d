"""Two people make a third: a colleague whom one person made is nobody's second until another has vouched for them."""

import itertools
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from p4comp.accounts import actions, policy, queries
from p4comp.accounts.actions import Order
from p4comp.accounts.commands import users
from p4comp.accounts.identity import someone
from p4comp.accounts.models import Membership, Role, Vouching, VouchState
from p4comp.accounts.rules.vouching import VOUCH_MOVES
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import Refused, RuleBroken
from tests import factories

NOW = factories.during("evaluasi_dokumen")
DAY = timedelta(days=1)
LEGAL = {("waiting", "confirm"): "confirmed", ("waiting", "refuse"): "refused"}


@pytest.fixture(autouse=True)
def time_stands(app, at):
    at(NOW)


@pytest.fixture
def first(app):
    return factories.secretariat("Sekretaris Satu")


def _made(by, name="Petugas Baru"):
    """A secretary whom this person alone has made."""
    person = factories.person(name)
    actions.join(person, Role.SECRETARIAT, by=someone(by), at=NOW)
    db.commit()
    return person


def _order(principal, name="Pelaksana Harian"):
    return Order(f"{name.split()[0].lower()}@uji.example", name, principal.id, NOW - DAY, NOW + DAY, "1/ST/2022")


def _substitute(by, principal, name="Pelaksana Harian"):
    made = actions.appoint_deputy(_order(principal, name), by=someone(by), at=NOW)
    db.commit()
    return made.person


def _waiting(person):
    return queries.vouchings_of(person.id)[0]


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(VouchState, VOUCH_MOVES.table)))
def test_vouching_moves_as_the_table_says(state, verb):
    if (state, verb) in LEGAL:
        assert VOUCH_MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            VOUCH_MOVES.after(state, verb)


@pytest.mark.parametrize("kind", ["secretary", "substitute"])
def test_one_person_makes_no_second_hand_of_their_own(first, kind):
    other = factories.secretariat("Sekretaris Dua")
    puppet = _made(first) if kind == "secretary" else _substitute(first, other)
    hand, maker = someone(puppet), someone(first)
    assert hand.has("secretariat")
    assert not policy.is_second(hand, first.id, "")
    assert not policy.is_second(maker, puppet.id, "")
    assert policy.same_hand(hand, other.id)
    actions.vouch(_waiting(puppet), by=someone(other), at=NOW)
    db.commit()
    assert policy.is_second(someone(puppet), first.id, "")
    assert policy.is_second(someone(first), puppet.id, "")


def test_two_puppets_of_one_person_are_not_each_others_second(first):
    one, two = _made(first, "Satu Boneka"), _made(first, "Dua Boneka")
    assert not policy.is_second(someone(two), one.id, "")
    with pytest.raises(Refused):
        actions.vouch(_waiting(one), by=someone(two), at=NOW)


def test_a_puppet_makes_neither_secretaries_nor_substitutes(first, browse):
    puppet = _made(first)
    assert not policy.may_take_in(someone(puppet), None, NOW)
    browse(puppet).get("/orang/undang", status=403)
    with pytest.raises(Refused, match="menunggu penegasan"):
        actions.appoint_deputy(_order(first), by=someone(puppet), at=NOW)


def test_what_a_refused_puppet_began_its_maker_never_ends(first):
    other, puppet = factories.secretariat("Sekretaris Dua"), _made(first)
    actions.refuse_colleague(_waiting(puppet), answer="Tidak dikenal.", by=someone(other), at=NOW)
    db.commit()
    assert not someone(puppet).has("secretariat")
    assert not policy.is_second(someone(first), puppet.id, "")
    assert policy.is_second(someone(other), puppet.id, "")


def test_a_refused_substitution_ends_with_the_refusal(first):
    other = factories.secretariat("Sekretaris Dua")
    stand_in = _substitute(first, first)
    found = _waiting(stand_in)
    assert someone(stand_in).has("secretariat")
    actions.refuse_colleague(found, answer="Tidak ada suratnya.", by=someone(other), at=NOW)
    db.commit()
    assert not someone(stand_in).has("secretariat")
    assert (found.deputy.ends_at, found.deputy.ended_by) == (NOW, other.id)


@pytest.mark.parametrize("who", ["maker", "own", "substitute of the maker", "auditor"])
def test_who_may_not_vouch(first, who):
    person = _made(first)
    if who == "substitute of the maker":
        by = factories.person("Wakil")
        factories.deputy(by, first)
    else:
        by = {"maker": first, "own": person, "auditor": factories.auditor()}[who]
    db.commit()
    assert not policy.may_vouch(someone(by), _waiting(person), NOW)


def test_whom_somebody_stands_in_for_may_vouch_for_their_substitute(first):
    principal = factories.secretariat("Kepala")
    stand_in = _substitute(first, principal)
    assert policy.may_vouch(someone(principal), _waiting(stand_in), NOW)
    assert not policy.may_vouch(someone(first), _waiting(stand_in), NOW)


def test_a_secretary_who_stands_in_for_another_needs_no_word(first):
    other = factories.secretariat("Sekretaris Dua", email="dua@uji.example")
    actions.appoint_deputy(Order("dua@uji.example", "Sekretaris Dua", first.id, NOW, NOW + DAY), by=someone(first), at=NOW)
    db.commit()
    assert queries.vouchings_of(other.id) == []


def test_what_the_operator_makes_counts_at_once(app):
    person = factories.person()
    actions.join(person, Role.SECRETARIAT, by=None, at=NOW)
    db.commit()
    assert (db.count(select(Vouching)), policy.may_be_second(someone(person))) == (0, True)


def test_a_lone_secretary_gets_a_second_by_the_operator(first, app, browse):
    person = factories.person("Petugas Kedua", email="kedua@uji.example")
    actions.join(person, Role.SECRETARIAT, by=someone(first), at=NOW)
    db.commit()
    page = browse(first).get(f"/petugas-baru/{_waiting(person).id}")
    assert "p4comp users vouch kedua@uji.example" in page.text
    assert CliRunner().invoke(users, ["vouch", "lain@uji.example"]).exit_code != 0
    done = CliRunner().invoke(users, ["vouch", "kedua@uji.example"])
    assert (done.exit_code, done.output) == (0, "Petugas Kedua (kedua@uji.example) ditegaskan.\n")
    assert policy.may_be_second(someone(person))
    assert CliRunner().invoke(users, ["vouch", "kedua@uji.example"]).exit_code != 0


def test_the_inbox_leads_to_it_and_it_leaves_a_trail(first, browse):
    other = factories.secretariat("Sekretaris Dua")
    browser = browse(first)
    browser.post("/orang/undang", {"name": "Budi Baru", "email": "budi@uji.example", "role": "secretariat"})
    found = db.first(select(Vouching))
    assert [one.get("/ruang-kerja").text.count("Tegaskan atau tolak 1 petugas baru") for one in (browser, browse(other))] == [0, 1]
    assert "Petugas baru: Budi Baru" in browser.get("/persetujuan").main.split("Menunggu orang lain")[1]
    inbox = browse(other).get("/persetujuan")
    page = browse(other).get(inbox.links["Petugas baru: Budi Baru"])
    assert "Sekretaris Satu" in page.text
    page.submit("Tolak penunjukan", status=422)
    page.submit("Tegaskan petugas")
    db.session().expire_all()
    assert (found.state, found.answered_by) == ("confirmed", other.id)
    verbs = [one.verb for one in db.everything(select(AuditRecord).order_by(AuditRecord.number))]
    assert verbs[-2:] == ["person.invited", "vouching.confirmed"]
    assert browse(other).get(f"/petugas-baru/{found.id}").text.count("Tolak penunjukan") == 0


def test_the_role_of_a_refused_colleague_is_gone(first):
    other, person = factories.secretariat("Sekretaris Dua"), _made(first)
    with pytest.raises(Refused, match="Isi alasannya"):
        actions.refuse_colleague(_waiting(person), answer=" ", by=someone(other), at=NOW)
    actions.refuse_colleague(_waiting(person), answer="Tidak dikenal.", by=someone(other), at=NOW)
    db.commit()
    assert db.count(select(Membership).where(Membership.person_id == person.id)) == 0


def test_a_substitution_that_is_over_waits_for_no_word_and_binds_no_later_role(first, at):
    other = factories.secretariat("Sekretaris Dua")
    stand_in = _substitute(first, first)
    at(NOW + 2 * DAY)
    assert (queries.vouchings(), queries.vouchings_of(stand_in.id)) == ([], [])
    actions.join(stand_in, Role.SECRETARIAT, by=someone(other), at=NOW + 2 * DAY)
    db.commit()
    actions.vouch(_waiting(stand_in), by=someone(factories.secretariat("Tiga")), at=NOW + 2 * DAY)
    db.commit()
    assert policy.may_be_second(someone(stand_in))
    assert not policy.is_second(someone(first), stand_in.id, "")
