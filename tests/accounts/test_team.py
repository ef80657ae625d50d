"""The team over HTTP: people come, change duties, leave, hand over; the right goes with the membership."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts import actions, queries, signals
from p4comp.accounts.identity import someone
from p4comp.accounts.models import FormerMembership, Invitation, Membership, Person
from p4comp.core import clock
from p4comp.core.audit import AuditRecord
from p4comp.core.db import everything, session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from tests import factories
from tests.accounts.people import PASSWORD

AT = factories.BEGINNING


@pytest.fixture
def place(app):
    place = factories.institution(name="Pemerintah Kabupaten Contoh", code="kab-99.01")
    place.lead = factories.member(factories.person("Ani", email="ani@uji.go.id"), place, leads=True)
    place.drafter = factories.member(factories.person("Budi", email="budi@uji.go.id"), place, ("drafter",))
    session().flush()
    return place


def seat(place, who, by=None):
    (found,) = everything(select(Membership.id).where(Membership.person_id == who.id, Membership.institution_id == place.id))
    return queries.seat(someone(by or place.lead), place.code, found)


def address(place, who, rest=""):
    (found,) = everything(select(Membership.id).where(Membership.person_id == who.id, Membership.institution_id == place.id))
    return f"/tim/{place.code}/anggota/{found}{rest}"


def mails():
    return [(one.to, one.template.removeprefix("accounts/mail/")) for one in everything(select(Mail).order_by(Mail.written_at, Mail.id))]


def invite(place, email="candra@uji.go.id", duties=frozenset({"drafter", "approver"})):
    team = queries.led(someone(place.lead), place.code)
    made = actions.invite_colleague(team, email, "Candra", duties, by=someone(place.lead), at=AT)
    session().flush()
    return made


def test_somebody_new_is_invited_and_joins_with_the_duties(place, browse):
    page = browse(place.lead).get("/tim/kab-99.01/undang")
    form = {"name": "Candra", "email": "Candra@Uji.go.id", "duties": ["drafter", "approver"]}
    browse(place.lead).post(page.path, form)
    (invitation,) = everything(select(Invitation))
    assert (invitation.email, sorted(invitation.duties), mails()) == (
        "candra@uji.go.id",
        ["approver", "drafter"],
        [("candra@uji.go.id", "team_invitation.txt")],
    )
    assert everything(select(Person).where(Person.email == "candra@uji.go.id")) == []
    link = next(word for word in everything(select(Mail.body))[0].split() if "/undangan/" in word)
    path = "/undangan/" + link.rpartition("/")[2]
    browse().post(path, {"name": "Candra, S.Sos.", "password": PASSWORD, "password_again": PASSWORD})
    (joined,) = everything(select(Person).where(Person.email == "candra@uji.go.id"))
    assert {role for role, scope in someone(joined).roles if scope == place.id} == {"member", "drafter", "approver"}
    assert mails()[-1] == ("ani@uji.go.id", "colleague_joined.txt")


def test_somebody_with_an_account_joins_by_signing_in_and_the_link_changes_no_password(place, browse):
    known = factories.person("Candra", email="candra@uji.go.id", password=PASSWORD)
    path = f"/undangan/{invite(place).token}"
    kept = known.password_hash
    assert "Masuk" in browse().get(path).links
    browse().post(path, {"name": "Jahat", "password": "kata sandi lain 9", "password_again": "kata sandi lain 9"}, status=403)
    browse(place.drafter).post(path, {}, status=403)
    session().expire_all()
    assert (known.password_hash, known.name, someone(known).institutions) == (kept, "Candra", frozenset())
    browse(known).post(path, {})
    session().expire_all()
    assert someone(known).has("approver", place.id)


def test_an_invitation_is_good_once(place, browse):
    path = f"/undangan/{invite(place).token}"
    form = {"name": "Candra", "password": PASSWORD, "password_again": PASSWORD}
    browse().post(path, form)
    assert "sudah dipakai" in browse().post(path, form, status=410).main
    assert len(everything(select(Membership).join(Person).where(Person.email == "candra@uji.go.id"))) == 1


@pytest.mark.parametrize(("how", "words"), [("withdrawn", "ditarik"), ("expired", "kedaluwarsa"), ("resent", "")])
def test_a_link_that_no_longer_works_says_why(place, browse, how, words, at):
    made = invite(place)
    path = f"/undangan/{made.token}"
    if how == "withdrawn":
        actions.withdraw_invitation(queries.sent(someone(place.lead), place.code, made.id), by=someone(place.lead), at=AT)
    elif how == "expired":
        made.ends_at = clock.real() - timedelta(seconds=1)
    else:
        sent = queries.sent(someone(place.lead), place.code, made.id)
        actions.resend_invitation(sent, by=someone(place.lead), at=AT + timedelta(hours=1))
    page = browse().get(path, status=404 if how == "resent" else 410)
    assert words in page.main
    browse().post(path, {"name": "C", "password": PASSWORD, "password_again": PASSWORD}, status=404 if how == "resent" else 410)


@pytest.mark.parametrize("email", ["ani@uji.go.id", "bukan alamat", "", "BUDI@uji.go.id"])
def test_a_bad_address_is_refused_beside_its_field(place, browse, email):
    page = browse(place.lead).post("/tim/kab-99.01/undang", {"name": "Candra", "email": email}, status=422)
    assert page.form("Kirim undangan").fields["email"] == email
    assert everything(select(Invitation)) == []


def test_the_same_address_is_not_invited_twice_at_once(place):
    invite(place)
    with pytest.raises(Invalid, match="masih menunggu"):
        invite(place)


def test_a_password_link_does_not_burn_the_invitations_of_a_team(place, browse):
    made = invite(place)
    who = factories.person("Candra", email="candra@uji.go.id")
    link = actions.invite(who, role="", by=None, at=AT)
    browse().post(f"/undangan/{link.token}", {"name": "Candra", "password": PASSWORD, "password_again": PASSWORD})
    session().expire_all()
    assert (made.used_at, link.used_at is not None) == (None, True)


def test_duties_change_at_once_and_the_person_is_told(place, browse):
    browse(place.lead).post(address(place, place.drafter, "/tugas"), {"duties": ["approver"]})
    session().expire_all()
    assert {role for role, scope in someone(place.drafter).roles if scope} == {"member", "approver"}
    assert mails() == [("budi@uji.go.id", "duties_changed.txt")]
    assert everything(select(AuditRecord.verb)) == ["membership.changed"]


def test_whoever_is_alone_is_led_to_invite_a_successor(place, browse):
    assert "Undang penerus" not in browse(place.lead).get(address(place, place.lead)).links
    browse(place.lead).post(address(place, place.drafter, "/akhiri"), {"reason": "Pindah."})
    assert browse(place.lead).get(address(place, place.lead)).links["Undang penerus"] == f"/tim/{place.code}/undang"


def test_the_last_admin_stays_admin(place, browse):
    page = browse(place.lead).post(address(place, place.lead, "/tugas"), {"duties": ["drafter"]}, status=422)
    assert "satu-satunya admin" in page.main
    browse(place.lead).post(address(place, place.lead, "/akhiri"), {}, status=403)
    session().expire_all()
    assert someone(place.lead).has("local_admin", place.id)


@pytest.mark.parametrize("duty", ["secretariat", "member", "x"])
def test_forged_duties_are_refused(place, browse, duty):
    browse(place.lead).post(address(place, place.drafter, "/tugas"), {"duties": [duty]}, status=422)
    session().expire_all()
    assert {role for role, _scope in someone(place.drafter).roles} == {"member", "drafter"}


def test_who_leaves_loses_the_right_in_every_open_browser_and_the_history_stays(place, browse):
    open_browser = browse(place.drafter)
    open_browser.get("/tim/kab-99.01")
    told = []
    with signals.membership_ended.connected_to(lambda sender, **more: told.append((sender.id, more["person"].id, more["successor"]))):
        browse(place.lead).post(address(place, place.drafter, "/akhiri"), {"reason": "sudah pindah tugas"})
    open_browser.get("/tim/kab-99.01", status=404)
    session().expire_all()
    (former,) = everything(select(FormerMembership))
    assert (former.person_id, former.duties, former.reason, former.successor_id) == (
        place.drafter.id,
        "drafter",
        "sudah pindah tugas",
        None,
    )
    assert told == [(place.id, place.drafter.id, None)]
    assert mails() == [("budi@uji.go.id", "membership_ended.txt")]
    assert "Budi" in browse(place.lead).get("/tim/kab-99.01").main


def test_a_lead_hands_over_and_leaves(place, browse):
    told = []
    form = {"taker": seat(place, place.drafter).membership.id, "leaves": "ya"}
    with signals.handed_over.connected_to(lambda sender, **more: told.append((more["giver"].id, more["taker"].id))):
        browse(place.lead).post(address(place, place.lead, "/serahkan"), form)
    session().expire_all()
    taker = seat(place, place.drafter, by=place.drafter).membership
    assert (sorted(taker.duties), taker.leads, someone(place.lead).institutions) == (
        ["approver", "drafter", "local_admin"],
        True,
        frozenset(),
    )
    assert told == [(place.lead.id, place.drafter.id)]
    assert everything(select(FormerMembership.successor_id)) == [place.drafter.id]


def test_whoever_hands_over_may_stay_to_read(place):
    actions.hand_over(seat(place, place.lead), seat(place, place.drafter).membership, leaves=False, by=someone(place.lead), at=AT)
    session().flush()
    assert {role for role, scope in someone(place.lead).roles if scope} == {"member"}


def test_duties_are_not_handed_to_strangers(place):
    stranger = factories.member()
    (theirs,) = everything(select(Membership).where(Membership.person_id == stranger.id))
    for taker in (theirs, seat(place, place.lead).membership):
        with pytest.raises(Invalid, match="Pilih penerus"):
            actions.hand_over(seat(place, place.lead), taker, leaves=True, by=someone(place.lead), at=AT)


def test_there_is_one_lead(place, browse):
    other = factories.member(factories.person("Cici"), place)
    browse(place.lead).post(address(place, other, "/utama"), {})
    session().expire_all()
    leads = everything(select(Membership.person_id).where(Membership.leads))
    assert leads == [other.id]


def test_the_first_admin_of_an_institution_leads(app):
    place = factories.institution()
    people = [factories.person() for _n in range(2)]
    members = [actions.join(one, "member", place, by=None, at=AT) for one in people]
    session().flush()
    assert [one.leads for one in members] == [True, False]


def test_the_secretariat_acts_with_a_reason_that_is_told(place, browse):
    browser = browse(factories.secretariat())
    page = browser.post(address(place, place.drafter, "/akhiri"), {"reason": ""}, status=422)
    assert "alasan sekretariat" in page.main
    browser.post(address(place, place.drafter, "/akhiri"), {"reason": "diminta kepala dinas"})
    assert "diminta kepala dinas" in everything(select(Mail.body))[-1]


def test_an_invitation_just_sent_is_not_sent_again_at_once(place):
    made = invite(place)
    with pytest.raises(Refused, match="baru saja"):
        actions.resend_invitation(queries.sent(someone(place.lead), place.code, made.id), by=someone(place.lead), at=AT)


@pytest.mark.parametrize("path", ["/tim/kab-99.01", "/tim/kab-99.01/undang"])
def test_the_pages_ask_as_often_for_three_as_for_one(place, browse, path):
    browser = browse(place.lead)
    browser.get(path)
    one = len(browser.get(path).queries)
    for number in range(3):
        factories.member(factories.person(f"Orang {number}"), place, ("drafter",))
        factories.institution("upp", parent=place)
        invite(place, email=f"calon{number}@uji.go.id")
    assert len(browser.get(path).queries) == one
    assert one <= 12


def test_somebody_of_two_institutions_chooses(place, browse):
    other = factories.institution(name="Pemerintah Kabupaten Lain")
    factories.member(place.lead, other)
    page = browse(place.lead).get("/tim")
    assert "Pemerintah Kabupaten Lain" in page.main
