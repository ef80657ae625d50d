"""A province's monitors: invited by its admins, they see states of regencies and cities and nothing else, until they are let go."""

import pytest
from sqlalchemy import select

from p4comp.accounts import actions, queries
from p4comp.accounts.actions.vouching import ask_to_vouch
from p4comp.accounts.identity import someone
from p4comp.accounts.models import Invitation, Membership
from p4comp.accounts.policy import Monitors, Team
from p4comp.accounts.rules import Duty
from p4comp.core.audit import AuditRecord
from p4comp.core.db import everything, session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.institutions import queries as registry
from tests import factories
from tests.accounts.people import PASSWORD

AT = factories.BEGINNING


@pytest.fixture
def province(app):
    place = factories.institution("pemprov", name="Pemerintah Provinsi Contoh", code="prov-99", region=factories.region("63"))
    place.lead = factories.member(factories.person("Ani", email="ani@uji.go.id"), place, leads=True)
    session().flush()
    return place


def invite(province, email="mona@uji.go.id", by=None):
    who = someone(by or province.lead)
    found = actions.invite_monitor(queries.monitors(who, province.code), email, "Mona", by=who, at=AT)
    session().flush()
    return found


def monitor_of(province, **values):
    who = factories.person("Mona", email="mona@uji.go.id", **values)
    factories.keep(Membership(person_id=who.id, role="monitor", institution_id=province.id))
    return who


def mails():
    return [(one.to, one.template.rpartition("/")[2]) for one in everything(select(Mail).order_by(Mail.written_at, Mail.id))]


def test_a_monitor_is_invited_and_sees_no_dossier(province, browse):
    regency = factories.institution("pemkab", name="Pemkab Dalam", region=factories.region("63.06", level="regency", parent_code="63"))
    theirs, own = factories.entry(institution=regency, state="submitted"), factories.entry(institution=province)
    token = invite(province).token
    guest = browse()
    page = guest.get(f"/undangan/{token}")
    page.submit("Simpan dan masuk", name="Mona, S.Sos.", password=PASSWORD, password_again=PASSWORD)
    board = guest.get("/tersangkut")
    assert [one.text.strip() for one in board.select("td[data-label='Pemerintah daerah']")] == ["Pemkab Dalam"]
    assert [one.text.strip() for one in board.select("td[data-label='Keadaan']")] == ["Dikirim"]
    assert board.select("td[data-label='Langkah']") == []
    for entry in (theirs, own):
        guest.get(f"/kepesertaan/{entry.id}", status=404)
    for closed in ("/kepesertaan", "/tim", "/piagam", "/verifikasi"):
        assert guest.get(closed, status=None).status in (403, 404), closed
    assert guest.get("/tersangkut.csv").body.decode("utf-8-sig").count("\n") == 1  # heads only
    guest.get(f"/tim/{province.code}", status=404)


def test_somebody_with_an_account_joins_as_monitor_only(province, browse):
    known = factories.person("Mona", email="mona@uji.go.id", password=PASSWORD)
    token = invite(province).token
    browser = browse(known)
    page = browser.get(f"/undangan/{token}")
    assert "Pemantau wilayah" in page.text
    page.submit("Terima tugas ini")
    (seat,) = everything(select(Membership).where(Membership.person_id == known.id))
    assert (seat.role, seat.duties, seat.leads) == ("monitor", frozenset(), False)
    assert someone(known).institutions == frozenset()
    browser.get(f"/undangan/{token}", status=410)


def test_a_member_may_also_be_monitor_and_stays_member_when_that_ends(province, browse):
    drafter = factories.member(factories.person("Budi", email="budi@uji.go.id"), province, ("drafter",))
    factories.keep(Membership(person_id=drafter.id, role="monitor", institution_id=province.id))
    (watch,) = queries.monitors(someone(province.lead), province.code).people
    actions.end_watch(queries.watch(someone(province.lead), province.code, watch.id), by=someone(province.lead), at=AT)
    session().flush()
    assert someone(drafter).roles == {("member", province.id), ("drafter", province.id)}


def test_a_monitor_is_let_go_in_every_open_browser_and_told(province, browse):
    who = monitor_of(province)
    open_browser = browse(who)
    open_browser.get("/tersangkut")
    browse(province.lead).get(f"/tim/{province.code}/pemantau").submit("Akhiri")
    open_browser.get("/tersangkut", status=403)
    assert mails() == [("mona@uji.go.id", "watch_ended.txt")]
    assert everything(select(AuditRecord.verb))[-1] == "membership.watch_ended"


def test_a_monitor_stops_by_themselves(province, browse):
    who = monitor_of(province)
    (seat,) = everything(select(Membership.id).where(Membership.person_id == who.id))
    browse(who).post(f"/tim/{province.code}/pemantau/{seat}/akhiri", {}, status=303)
    assert everything(select(Membership).where(Membership.person_id == who.id)) == []


def test_the_same_address_is_not_invited_twice(province):
    invite(province)
    with pytest.raises(Invalid) as waiting:
        invite(province)
    monitor_of(province)
    everything(select(Invitation))[0].withdrawn_at = AT
    with pytest.raises(Invalid) as there:
        invite(province)
    assert (waiting.value.field, there.value.field) == ("email", "email")


def test_an_invitation_is_withdrawn_and_sent_again_from_the_list(province, browse):
    invite(province)
    lead = browse(province.lead)
    page = lead.get(f"/tim/{province.code}/pemantau").submit("Tarik").follow()
    assert page.path == f"/tim/{province.code}/pemantau"
    assert everything(select(Invitation))[0].withdrawn_at is not None


@pytest.mark.parametrize("kind", ["pemkab", "kementerian", "upp"])
def test_other_institutions_have_no_monitors(app, browse, kind):
    place = factories.institution(kind)
    lead = factories.member(factories.person(), place, leads=True)
    browse(lead).get(f"/tim/{place.code}/pemantau", status=404)
    assert "Pemantau wilayah" not in browse(lead).get(f"/tim/{place.code}").main


@pytest.mark.parametrize("duties", [(), ("drafter",), ("approver",)])
def test_only_admins_invite_monitors(province, browse, duties):
    who = factories.member(factories.person(), province, duties)
    browse(who).get(f"/tim/{province.code}/pemantau", status=404)


def test_the_secretariat_says_why(province):
    secretary = factories.secretariat()
    found = queries.monitors(someone(secretary), province.code)
    with pytest.raises(Invalid) as caught:
        actions.invite_monitor(found, "x@uji.go.id", "X", by=someone(secretary), at=AT)
    assert caught.value.field == "reason"
    actions.invite_monitor(found, "x@uji.go.id", "X", reason="Diminta provinsi.", by=someone(secretary), at=AT)


def test_nobody_inside_is_let_into_a_province_by_the_secretariat(province):
    secretary, auditor = factories.secretariat(), factories.auditor()
    found = queries.monitors(someone(secretary), province.code)
    team = queries.led(someone(secretary), province.code)
    for who in (secretary, auditor):
        with pytest.raises(Invalid) as caught:
            actions.invite_monitor(found, who.email.upper(), "X", reason="Diminta provinsi.", by=someone(secretary), at=AT)
        assert caught.value.field == "email"
        with pytest.raises(Invalid):
            actions.invite_colleague(team, who.email, "X", frozenset(), reason="Diminta provinsi.", by=someone(secretary), at=AT)
    assert mails() == []
    assert invite(province, auditor.email).email == auditor.email


def test_whoever_came_inside_after_the_invitation_does_not_use_it(province):
    secretary = factories.secretariat()
    found = queries.monitors(someone(secretary), province.code)
    sent = actions.invite_monitor(found, "x@uji.go.id", "X", reason="Diminta provinsi.", by=someone(secretary), at=AT)
    session().flush()
    invited = factories.person("X", email="x@uji.go.id")
    factories.keep(Membership(person_id=invited.id, role="auditor"))
    with pytest.raises(Refused):
        actions.join_by(sent, invited, at=AT)
    assert [one.role for one in everything(select(Membership).where(Membership.person_id == invited.id))] == ["auditor"]


def alone(secretary, province, *, as_monitor):
    """An invitation by the secretariat into a province nobody leads."""
    who, why = someone(secretary), "Diminta provinsi."
    if as_monitor:
        return actions.invite_monitor(queries.monitors(who, province.code), "x@uji.go.id", "X", reason=why, by=who, at=AT)
    duties = frozenset({Duty.LOCAL_ADMIN})
    return actions.invite_colleague(queries.led(who, province.code), "x@uji.go.id", "X", duties, reason=why, by=who, at=AT)


@pytest.fixture
def unled(app):
    """A province nobody administers, and another secretary."""
    return factories.institution("pemprov", name="Pemerintah Provinsi Sepi", code="prov-98", region=factories.region("62"))


@pytest.mark.parametrize("as_monitor", [True, False])
def test_into_a_province_nobody_leads_the_secretariat_invites_before_the_eyes_of_all_colleagues(unled, as_monitor):
    secretary = factories.secretariat(email="satu@uji.example")
    factories.secretariat("Dua", email="dua@uji.example"), factories.secretariat("Tiga", email="tiga@uji.example", is_active=False)
    alone(secretary, unled, as_monitor=as_monitor)
    session().flush()
    assert sorted(mails()) == [("dua@uji.example", "invited_by_secretariat.txt"), ("x@uji.go.id", "team_invitation.txt")]
    (told,) = everything(select(Mail).where(Mail.to == "dua@uji.example"))
    page = "pemantau" if as_monitor else ""
    assert [one in told.body for one in ("belum punya admin", "X (x@uji.go.id)", f"/tim/{unled.code}/{page}".rstrip("/"))] == [True] * 3


@pytest.mark.parametrize("as_monitor", [True, False])
def test_into_a_province_nobody_leads_nobody_invites_unseen(unled, as_monitor):
    secretary = factories.secretariat()
    puppet = factories.secretariat("Wayang")
    session().flush()
    ask_to_vouch(puppet, by=someone(secretary), at=AT)
    session().flush()
    with pytest.raises(Refused) as caught:
        alone(secretary, unled, as_monitor=as_monitor)
    assert caught.value.message.startswith("Provinsi ini belum punya admin")
    assert (mails(), everything(select(Invitation))) == ([], [])


def test_a_regency_nobody_leads_is_invited_into_as_ever(app):
    factories.region("62")
    place = factories.institution("pemkab", name="Pemkab Sepi", region=factories.region("62.01", level="regency", parent_code="62"))
    alone(factories.secretariat(), place, as_monitor=False)
    session().flush()
    assert mails() == [("x@uji.go.id", "team_invitation.txt")]


def test_the_provinces_admins_learn_at_once_whom_the_secretariat_invites(province):
    factories.member(factories.person("Budi", email="budi@uji.go.id"), province, ("drafter",))
    secretary = factories.secretariat()
    found = queries.monitors(someone(secretary), province.code)
    actions.invite_monitor(found, "x@uji.go.id", "Xena", reason="Diminta provinsi.", by=someone(secretary), at=AT)
    session().flush()
    assert sorted(mails()) == [("ani@uji.go.id", "invited_by_secretariat.txt"), ("x@uji.go.id", "team_invitation.txt")]
    (told,) = everything(select(Mail).where(Mail.to == "ani@uji.go.id"))
    assert [one in told.body for one in ("Xena (x@uji.go.id)", "Diminta provinsi.", f"/tim/{province.code}/pemantau")] == [True] * 3


def test_a_forged_call_for_another_place_is_refused(app):
    place = factories.institution("pemkab")
    lead = factories.member(factories.person(), place, leads=True)
    with pytest.raises(Refused):
        actions.invite_monitor(Monitors(Team(registry.place(place.code), ())), "x@uji.go.id", "X", by=someone(lead), at=AT)


def test_the_edition_may_forbid_watching(province, browse):
    factories.edition(penyerahan={"provinsi_memantau": False})
    factories.institution("pemkab", name="Pemkab Dalam", region=factories.region("63.06", level="regency", parent_code="63"))
    page = browse(monitor_of(province)).get("/tersangkut")
    assert "Pemkab Dalam" not in page.main
    assert "Tidak ada yang dipantau" in page.main


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(province, browse, count):
    for number in range(count):
        who = factories.person(email=f"m{number}@uji.go.id")
        factories.keep(Membership(person_id=who.id, role="monitor", institution_id=province.id))
        invite(province, f"u{number}@uji.go.id")
    assert len(browse(province.lead).get(f"/tim/{province.code}/pemantau").queries) <= 11
